// What Vercel's build does with WebAssembly, for esbuild. The benchmarks build functions by it, too.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** An import of `…wasm?module` is a global of the function. Puts the modules under its names. */
export function wasmModules(modules) {
  return {
    name: "wasm-modules",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /\.wasm\?module$/ }, ({ path, resolveDir }) => ({
        path: join(resolveDir, path.replace(/\?module$/, "")),
        namespace: "wasm-module",
      }));
      onLoad({ filter: /.*/, namespace: "wasm-module" }, async ({ path }) => {
        const name = `wasm_${Object.keys(modules).length}`;
        modules[name] = await WebAssembly.compile(await readFile(path));
        return { contents: `export default ${name};` };
      });
    },
  };
}
