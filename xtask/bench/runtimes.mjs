// The runtimes that a JavaScript program is run with, as npm installs them.

import { join } from "node:path";
import { HERE, versionOf } from "./surroundings.mjs";

const bin = (name) => join(HERE, "node_modules/.bin", name);

/** Each with its version, and the command line that a program's name is added to. */
export const RUNTIMES = {
  Node: { version: process.versions.node, command: [process.execPath] },
  Deno: { version: versionOf("deno"), command: [bin("deno"), "run", "--allow-all", "--no-lock"] },
  Bun: { version: versionOf("bun"), command: [bin("bun")] },
};

/** What a runtime finds in its environment: nothing of the caller's, which would make a start faster or slower. */
export const ENVIRONMENT = { DENO_NO_UPDATE_CHECK: "1" };
