import { bytesOf } from "./bytes.js";
import { CloseRoomError, invalidInput } from "./error.js";
import { packHeaders } from "./headers.js";
import { MAX_BODY_BYTES } from "./limits.js";
import type {
  Body,
  CallOptions,
  Fetch,
  FreshnessOptions,
  HeadersLike,
  HttpResponse,
  Provider,
  SigningOptions,
} from "./types.js";

/** How the module is to carry a call out. */
export type CallSettings = [
  timeoutMs: number | undefined,
  maxAttempts: number | undefined,
  alreadyGoneIsError: boolean,
  paced: boolean,
];

/** Options of a call that have the right types. */
export interface CheckedCall {
  fetch: Fetch;
  signal: AbortSignal | undefined;
  settings: CallSettings;
}

/** The largest number of 64 bits. */
const MAX_UINT64 = 2n ** 64n - 1n;

/**
 * Checks the types of what users pass; limits and meaning are the core's.
 * The messages name fields as the core does.
 */
export class Input {
  constructor(private readonly provider: Provider) {}

  /** The value itself is not shown: it may be a secret in the wrong place. */
  refuse(field: string, expected: string, value: unknown, shown = typeOf(value)): never {
    throw invalidInput(this.provider, field, `must be ${expected}, not ${shown}`);
  }

  string(field: string, value: unknown): string {
    if (typeof value !== "string") return this.refuse(field, "a string", value);
    // UTF-8 cannot express it: it would silently become another character, and another room.
    if (!value.isWellFormed()) {
      const what =
        "holds half of a surrogate pair, as of an emoji cut in two; give whole characters";
      throw invalidInput(this.provider, field, what);
    }
    return value;
  }

  optionalString(field: string, value: unknown): string | undefined {
    return value === undefined ? undefined : this.string(field, value);
  }

  optionalBoolean(field: string, value: unknown): boolean | undefined {
    if (value === undefined || typeof value === "boolean") return value;
    return this.refuse(field, "true or false", value);
  }

  /** A whole number from 0 to `max`. */
  integer(field: string, value: unknown, max = Number.MAX_SAFE_INTEGER): number {
    if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= max) {
      return value;
    }
    return this.refuse(field, `a whole number from 0 to ${max}`, value, numberOrType(value));
  }

  optionalInteger(field: string, value: unknown, max?: number): number | undefined {
    return value === undefined ? undefined : this.integer(field, value, max);
  }

  /** A whole number of 64 bits, which a number holds exactly up to 2⁵³ only. */
  uint64(field: string, value: unknown): bigint {
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) {
      return BigInt(value);
    }
    if (typeof value === "bigint" && value >= 0n && value <= MAX_UINT64) {
      return value;
    }
    return this.refuse(
      field,
      `a whole number from 0 to ${MAX_UINT64} (a bigint beyond ${Number.MAX_SAFE_INTEGER})`,
      value,
      numberOrType(value),
    );
  }

  object<T extends object>(field: string, value: T | undefined): T {
    if (typeof value === "object" && value !== null) return value;
    return this.refuse(field, "an object", value);
  }

  signing(options: SigningOptions): [timestamp: number | undefined, nonce: string | undefined] {
    this.object("Options", options);
    return [
      this.optionalInteger("Timestamp", options.timestamp),
      this.optionalString("Nonce", options.nonce),
    ];
  }

  /** Checks how a call is to be carried out. */
  call(options: CallOptions): CheckedCall {
    const { fetch = globalThis.fetch, signal } = this.object("Options", options);
    if (fetch === undefined) {
      const what = "is missing in this runtime; pass one as an option";
      throw invalidInput(this.provider, "Fetch", what);
    }
    if (typeof fetch !== "function") this.refuse("Fetch", "a function", fetch);
    if (signal !== undefined && !isSignal(signal)) {
      this.refuse("Signal", "an AbortSignal", signal);
    }
    const settings: CallSettings = [
      this.optionalInteger("Timeout", options.timeoutMs),
      this.optionalInteger("MaxAttempts", options.maxAttempts, 0xffff_ffff),
      this.optionalBoolean("AlreadyGoneIsError", options.alreadyGoneIsError) ?? false,
      this.optionalBoolean("Paced", options.paced) ?? true,
    ];
    return { fetch, signal, settings };
  }

  body(value: Body): Uint8Array {
    const bytes = typeof value === "string" ? new TextEncoder().encode(value) : bytesOf(value);
    if (!bytes) return this.refuse("Body", "the raw body as a string or bytes", value);
    if (bytes.length <= MAX_BODY_BYTES) return bytes;
    throw new CloseRoomError({
      kind: "unexpected_response",
      provider: this.provider,
      message: `the body is longer than the limit of ${MAX_BODY_BYTES} bytes`,
      retryable: false,
    });
  }

  headers(headers: HeadersLike): string {
    const pairs =
      Symbol.iterator in this.object("Headers", headers) ? headers : Object.entries(headers);
    const texts: string[] = [];
    for (const pair of pairs as Iterable<unknown>) {
      if (!Array.isArray(pair)) this.refuse("Headers", "names and values in pairs", pair);
      const [name, value] = pair;
      if (value !== undefined) texts.push(String(name), String(value));
    }
    return packHeaders(texts);
  }

  response(response: HttpResponse): [status: number, headers: string, body: Uint8Array] {
    const { status, headers = {}, body } = this.object("Response", response);
    return [this.integer("Status", status, 999), this.headers(headers), this.body(body)];
  }

  freshness(
    options: FreshnessOptions,
  ): [now: number | undefined, toleranceSeconds: number | undefined] {
    const { toleranceSeconds } = options;
    return [
      this.optionalInteger("Now", options.now),
      toleranceSeconds === Number.POSITIVE_INFINITY
        ? toleranceSeconds
        : this.optionalInteger("ToleranceSeconds", toleranceSeconds),
    ];
  }
}

/** Whether it is one as far as it is used; not by `instanceof`, which knows this realm only. */
function isSignal(value: unknown): value is AbortSignal {
  const { addEventListener, removeEventListener, aborted } = (value ?? {}) as Partial<AbortSignal>;
  return (
    typeof addEventListener === "function" &&
    typeof removeEventListener === "function" &&
    typeof aborted === "boolean"
  );
}

/** What kind of value it is. */
function typeOf(value: unknown): string {
  if (value === null || value === undefined) return `${value}`;
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}

function numberOrType(value: unknown): string {
  if (Number.isNaN(value)) return "NaN (is an environment variable missing?)";
  const isNumber = typeof value === "number" || typeof value === "bigint";
  return isNumber ? `${value}` : typeOf(value);
}
