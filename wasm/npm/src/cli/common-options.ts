import type { Options } from "./options.js";

/** The options of every command. */
export const commonOptions = {
  help: { short: "h", help: "Print this page." },
  version: { help: "Print the version." },
} as const satisfies Options;
