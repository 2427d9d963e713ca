import hex from "../../generated/core.hex.js";
import { decodeHex } from "./hex.js";

/** The module out of the bundle's own text: for every runtime that may compile bytes. */
export function load(): WebAssembly.Module {
  return new WebAssembly.Module(decodeHex(hex));
}
