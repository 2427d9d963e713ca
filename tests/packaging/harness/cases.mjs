// The cases of the shared vectors, as the exercise takes them.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { VECTORS } from "./environment.mjs";

/**
 * `signature.json` is about the bare algorithms, which the package does not export; every request
 * has its signature and all steps of it.
 */
const FILES = {
  request: "request.json",
  response: "response.json",
  callback: "callback.json",
  invalid_input: "invalid.json",
};

/** Every case, by provider and kind. */
export async function readCases() {
  return { zego: await casesOf("zego"), trtc: await casesOf("trtc") };
}

async function casesOf(provider) {
  const read = async ([kind, file]) => {
    const { cases } = JSON.parse(await readFile(join(VECTORS, provider, file), "utf8"));
    return [kind, cases];
  };
  return Object.fromEntries(await Promise.all(Object.entries(FILES).map(read)));
}
