// A worker as Miniflare takes it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Log, LogLevel } from "miniflare";

/** The options of a worker of that bundle, with closeroom's module where the bundle imports it. */
export function workerOptions(contents, place) {
  const modules = [{ type: "ESModule", path: join(place, "worker.js"), contents }];
  if (contents.includes("core.wasm")) {
    const wasm = readFileSync(join(place, "node_modules/closeroom/dist/core.wasm"));
    modules.push({ type: "CompiledWasm", path: join(place, "core.wasm"), contents: wasm });
  }
  return {
    modules,
    modulesRoot: place,
    compatibilityDate: "2026-01-01",
    cf: false,
    log: new Log(LogLevel.ERROR),
  };
}
