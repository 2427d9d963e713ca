import module from "./core.wasm?module";

/** The module as Vercel's edge runtime compiled it: a function there may not compile bytes. */
export function load(): WebAssembly.Module {
  return module;
}
