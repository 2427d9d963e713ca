import module from "./core.wasm";

/** The module as workerd compiled it at upload: a Worker may not compile bytes. */
export function load(): WebAssembly.Module {
  return module;
}
