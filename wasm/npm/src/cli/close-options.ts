import type { CallOptions, SigningOptions } from "../index.js";
import { commonOptions } from "./common-options.js";
import { type Options, type Values, wholeNumber } from "./options.js";
import { UsageError } from "./usage-error.js";

/** The options of closing a room that every provider has. */
export const closeOptions = {
  "dry-run": {
    help: "Send nothing. Print the signed request as a curl command for a POSIX shell, or with --json as a JSON object. What is printed is a credential: see NOTES.",
  },
  explain: {
    help: "Like --dry-run, and print the intermediate values of the signature too, secrets masked: as comments after the command, or with --json as the member steps.",
  },
  json: {
    help: "Print one line of JSON to standard output, errors included, and nothing else: see OUTPUT.",
  },
  timestamp: {
    value: "SECONDS",
    field: "Timestamp",
    help: "Sign as of that Unix time, in seconds. Only with --dry-run or --explain: what is sent is signed afresh for every attempt. Default: now.",
  },
  nonce: {
    value: "HEX16",
    field: "Nonce",
    help: "Sign with that nonce, 16 lower-case hexadecimal digits. Only with --dry-run or --explain. Default: random.",
  },
  timeout: {
    value: "MS",
    field: "Timeout",
    help: "The time for the whole call in milliseconds, waits between attempts included; at least 1. Default: 10000. While another attempt could follow, one may use half of the time that is left. Keep it short: a room that is created again under the same id would be closed by a late attempt.",
  },
  attempts: {
    value: "N",
    field: "MaxAttempts",
    help: "How many requests may be sent in all, at least 1. Another one follows after a failed connection, a timeout, HTTP 429 or 5xx, a rate limit, or once after a clock that is off. Default: 3.",
  },
  "fail-if-gone": {
    help: "Make a room that does not exist an error of kind room_not_found. By default it counts as success: closing a closed room is what was asked for. After an attempt whose outcome is unknown it counts as success all the same.",
  },
  ...commonOptions,
} as const satisfies Options;

type CloseValues = Values<typeof closeOptions>;

export function signingOptions({ timestamp, nonce, ...how }: CloseValues): SigningOptions {
  for (const [name, value] of Object.entries({ timestamp, nonce })) {
    if (value !== undefined && !how["dry-run"] && !how.explain) {
      throw new UsageError(
        `--${name} needs --dry-run or --explain: what is sent is signed afresh for every attempt`,
      );
    }
  }
  return { timestamp: wholeNumber("timestamp", timestamp), nonce };
}

export function callOptions({ timeout, attempts, ...how }: CloseValues): CallOptions {
  return {
    timeoutMs: wholeNumber("timeout", timeout),
    maxAttempts: wholeNumber("attempts", attempts),
    alreadyGoneIsError: how["fail-if-gone"],
  };
}
