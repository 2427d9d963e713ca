// Where the benchmark's programs find what they measure.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** This folder, where the official SDK and the tools are installed. */
export const HERE = fileURLToPath(new URL(".", import.meta.url));

/** The folder where closeroom is installed from its tarball. */
export const PLACE = process.env.CLOSEROOM_NPM;

/** The version of a package that is installed here. */
export function versionOf(name) {
  const manifest = join(HERE, "node_modules", name, "package.json");
  return JSON.parse(readFileSync(manifest, "utf8")).version;
}
