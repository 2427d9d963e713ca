// Builds and runs an edge function as Vercel does: bundled under the condition `edge-light`, the
// imports `…wasm?module` compiled beforehand and handed in, compiling forbidden in the function.
import { EdgeRuntime, runServer } from "edge-runtime";
import { build } from "esbuild";
import { wasmModules } from "./wasm-modules.js";

/** Gives the text of the function, the WebAssembly modules by the name of their global, and how to serve it. */
export async function edgeFunction(file) {
  const modules = {};
  const result = await build({
    stdin: {
      contents: `
        import handler from ${JSON.stringify(file)};
        addEventListener("fetch", (event) => event.respondWith(handler(event.request)));`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    conditions: ["edge-light"],
    format: "iife",
    target: "es2022",
    write: false,
    plugins: [wasmModules(modules)],
  });
  const { text } = result.outputFiles[0];

  async function serve(env = {}) {
    const runtime = new EdgeRuntime({
      initialCode: text,
      codeGeneration: { strings: false, wasm: false },
      extend: (context) => Object.assign(context, modules, { process: { env } }),
    });
    const { url, close } = await runServer({ runtime, host: "127.0.0.1" });
    return { url, stop: close };
  }

  return { text, modules, serve };
}
