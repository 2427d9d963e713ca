// Bundles as a user's build makes them.

import { build } from "esbuild";

/** The text of a minified bundle of that source, which imports what is installed in `folder`. */
export async function bundle(source, folder, options = {}) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: folder },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    platform: "node",
    write: false,
    logLevel: "error",
    ...options,
  });
  return outputFiles[0].text;
}

/** The same for workerd, which takes the module as a file beside the bundle. */
export function bundleForWorkerd(source, folder, options = {}) {
  return bundle(source, folder, {
    platform: "neutral",
    conditions: ["workerd"],
    external: ["*.wasm"],
    ...options,
  });
}
