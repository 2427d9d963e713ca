import base64 from "../../generated/core.base64.js";
import { decodeBase64 } from "./base64.js";

/** The module out of the bundle's own text: for every runtime that may compile bytes. */
export function load(): WebAssembly.Module {
  return new WebAssembly.Module(decodeBase64(base64));
}
