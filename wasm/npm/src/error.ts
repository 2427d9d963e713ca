import type { CloseRoomErrorKind, Provider } from "./types.js";

/** The fields of a {@link CloseRoomError}. */
export interface CloseRoomErrorDetails {
  /** What went wrong. */
  kind: CloseRoomErrorKind;
  /** Whose request or callback it was. */
  provider: Provider;
  /** What went wrong, for people. */
  message: string;
  /** Whether the same call may succeed when repeated later. */
  retryable: boolean;
  /** What was refused of the input. */
  field?: string;
  /** The provider's own code. */
  providerCode?: string;
  /** The provider's request id. */
  requestId?: string;
  /** The HTTP status. */
  httpStatus?: number;
  /** How long to wait before a repetition, in milliseconds. */
  retryAfterMs?: number;
  /** The error behind it: the HTTP client's own, or the signal's reason. */
  cause?: unknown;
}

/**
 * Why a call, a build, a parse or a verification failed. Decide by `kind`;
 * the message is for people. Neither ever holds a secret or a signature.
 */
export class CloseRoomError extends Error {
  /** Whatever a minifier makes of the class's own. */
  static override readonly name = "CloseRoomError";
  /** Always `CloseRoomError`, also where ESM and CommonJS each have their class. */
  override readonly name = "CloseRoomError";
  /** What went wrong, by what you can do about it. */
  declare readonly kind: CloseRoomErrorKind;
  /** Whose request or callback it was. */
  declare readonly provider: Provider;
  /** What was refused of the input, by the provider's term (`RoomId`, `ServerSecret`); with `invalid_input` only. */
  declare readonly field?: string;
  /** The provider's own code as received (`"5018"`, `"FailedOperation.RoomNotExist"`); open text. */
  declare readonly providerCode?: string;
  /** The provider's request id, to quote to its support. */
  declare readonly requestId?: string;
  /** The HTTP status, when there was a response. */
  declare readonly httpStatus?: number;
  /** Whether the same call may succeed when repeated later. */
  declare readonly retryable: boolean;
  /** How long to wait before that, in milliseconds, when known. */
  declare readonly retryAfterMs?: number;

  /** Makes an error of its fields; those that are not given are not there. */
  constructor(details: CloseRoomErrorDetails) {
    super(details.message, "cause" in details ? { cause: details.cause } : undefined);
    const { message, cause, ...fields } = details;
    const known = Object.entries(fields).filter(([, value]) => value !== undefined);
    Object.assign(this, Object.fromEntries(known));
  }

  /** Every field but the cause; `JSON.stringify` would leave out an error's message. */
  toJSON(): Omit<CloseRoomErrorDetails, "cause"> & {
    /** Always `CloseRoomError`. */
    name: string;
  } {
    return { ...this, message: this.message };
  }
}

/** Bad input, found before anything was signed. */
export function invalidInput(provider: Provider, field: string, what: string): CloseRoomError {
  const message = `${field} ${what}`;
  return new CloseRoomError({ kind: "invalid_input", provider, field, message, retryable: false });
}
