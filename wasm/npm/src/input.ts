import { invalidInput } from "./error.js";
import type { Body, CallOptions, HeadersLike, Provider, SigningOptions } from "./types.js";

/** What UTF-8 cannot express: it would silently become another character, and another room. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** The largest number of 64 bits. */
const MAX_UINT64 = 2n ** 64n - 1n;

/**
 * Checks the types of what users pass; limits and meaning are the core's.
 * The messages name fields as the core does.
 */
export class Input {
  constructor(private readonly provider: Provider) {}

  refuse(field: string, expected: string, value: unknown): never {
    throw invalidInput(this.provider, `${field} must be ${expected}, not ${nameOf(value)}`);
  }

  string(field: string, value: unknown): string {
    if (typeof value !== "string") return this.refuse(field, "a string", value);
    if (LONE_SURROGATE.test(value)) {
      const message = `${field} holds half of a surrogate pair, as of an emoji cut in two; give whole characters`;
      throw invalidInput(this.provider, message);
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
    return this.refuse(field, `a whole number from 0 to ${max}`, value);
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
    );
  }

  object<T extends object>(field: string, value: T | undefined): T {
    if (typeof value === "object" && value !== null) return value;
    return this.refuse(field, "an object", value);
  }

  signing(options: SigningOptions): [timestamp: number | undefined, nonce: string | undefined] {
    return [
      this.optionalInteger("Timestamp", options.timestamp),
      this.optionalString("Nonce", options.nonce),
    ];
  }

  call(
    options: CallOptions,
  ): [
    number | undefined,
    number | undefined,
    boolean,
    typeof globalThis.fetch | null,
    AbortSignal | null,
  ] {
    const { fetch = null, signal = null } = options;
    if (fetch !== null && typeof fetch !== "function") this.refuse("Fetch", "a function", fetch);
    if (signal !== null && typeof signal?.addEventListener !== "function") {
      this.refuse("Signal", "an AbortSignal", signal);
    }
    return [
      this.optionalInteger("Timeout", options.timeoutMs),
      this.optionalInteger("MaxAttempts", options.maxAttempts, 0xffff_ffff),
      this.optionalBoolean("AlreadyGoneIsError", options.alreadyGoneIsError) ?? false,
      fetch,
      signal,
    ];
  }

  body(value: Body): Uint8Array {
    if (typeof value === "string") return new TextEncoder().encode(value);
    if (value instanceof Uint8Array) return value;
    if (Object.prototype.toString.call(value) === "[object ArrayBuffer]") {
      return new Uint8Array(value);
    }
    return this.refuse("Body", "the raw body as a string or bytes", value);
  }

  /** Names and values in turn. */
  headers(headers: HeadersLike): string[] {
    const pairs =
      Symbol.iterator in this.object("Headers", headers) ? headers : Object.entries(headers);
    const flat: string[] = [];
    for (const [name, value] of pairs as Iterable<[string, unknown]>) {
      if (value !== undefined) flat.push(String(name), String(value));
    }
    return flat;
  }

  freshness(options: {
    now?: number;
    toleranceSeconds?: number;
  }): [now: number | undefined, toleranceSeconds: number | undefined] {
    const { toleranceSeconds } = options;
    return [
      this.optionalInteger("Now", options.now),
      toleranceSeconds === Number.POSITIVE_INFINITY
        ? toleranceSeconds
        : this.optionalInteger("ToleranceSeconds", toleranceSeconds),
    ];
  }
}

/** What the value is, for a message. Strings are not shown: one may be a secret in the wrong place. */
function nameOf(value: unknown): string {
  if (typeof value === "number" || typeof value === "bigint") return `${value}`;
  if (value === null || value === undefined) return `${value}`;
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}
