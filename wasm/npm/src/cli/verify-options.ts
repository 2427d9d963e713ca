import type { FreshnessOptions } from "../index.js";
import { commonOptions } from "./common-options.js";
import { type Options, type Values, wholeNumber } from "./options.js";
import { UsageError } from "./usage-error.js";

/** The options of verifying a callback that every provider has. */
export const verifyOptions = {
  now: {
    value: "SECONDS",
    field: "Now",
    help: "Judge the callback's age as of that Unix time, in seconds. Not together with --any-age. Default: now.",
  },
  tolerance: {
    value: "SECONDS",
    field: "ToleranceSeconds",
    help: "How far the callback's time may be from now, in seconds, to either side. Not together with --any-age. Default: 600.",
  },
  "any-age": {
    help: "Do not check the callback's age, as for one that was recorded. A repetition of an old callback verifies then too. Not together with --now or --tolerance.",
  },
  json: {
    help: "Print one line of JSON to standard output, errors included, and nothing else: see OUTPUT.",
  },
  ...commonOptions,
} as const satisfies Options;

export function freshnessOptions({
  now,
  tolerance,
  "any-age": anyAge,
}: Values<typeof verifyOptions>): FreshnessOptions {
  for (const [name, value] of Object.entries({ now, tolerance })) {
    if (anyAge && value !== undefined) {
      throw new UsageError(`--any-age and --${name} exclude each other`);
    }
  }
  return {
    now: wholeNumber("now", now),
    toleranceSeconds: anyAge ? Number.POSITIVE_INFINITY : wholeNumber("tolerance", tolerance),
  };
}
