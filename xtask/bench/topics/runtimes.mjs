// A fresh process of Deno and Bun, and a fresh edge function, up to the first signed request:
// closeroom beside Tencent's SDK where that runs. Prints the tables as JSON for `cargo xtask bench`.

import { execFileSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { EdgeRuntime } from "edge-runtime";
import { wasmModules } from "../../../tests/packaging/projects/edge-runtime/wasm-modules.js";
import { bundle } from "../bundle.mjs";
import { ENVIRONMENT, RUNTIMES } from "../runtimes.mjs";
import { HERE, PLACE, versionOf } from "../surroundings.mjs";
import { byTurns } from "../turns.mjs";

const PROGRAM = "first-request.mjs";
const BARE = "nothing: the bare runtime";
const OFFICIAL = "official SDK, TRTC only: load and construct";
/** What each process does, as the program takes it; see cold-start.mjs. */
const CANDIDATES = {
  [BARE]: { folder: HERE, args: ["bare"] },
  "closeroom, Trtc": { folder: PLACE, args: ["trtc", "import"] },
  "closeroom, Zego": { folder: PLACE, args: ["zego", "import"] },
  [OFFICIAL]: { folder: HERE, args: ["official-trtc-client", "require"] },
};

/** Milliseconds of a process, from its start to its end: not every runtime tells when it started. */
function ofProcess({ runtime, folder, args }) {
  const [command, ...rest] = [...RUNTIMES[runtime].command, PROGRAM, ...args];
  const started = performance.now();
  execFileSync(command, rest, {
    cwd: folder,
    env: ENVIRONMENT,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return performance.now() - started;
}

copyFileSync(join(HERE, PROGRAM), join(PLACE, PROGRAM));
const columns = ["Deno", "Bun"];
const processes = columns.map((runtime) =>
  Object.values(CANDIDATES).map((candidate) => ({ runtime, ...candidate })),
);
const runs = await byTurns(processes.flat(), 20, ofProcess);

/** An edge function, and the module that Vercel hands it compiled. */
async function edgeFunction(body) {
  const modules = {};
  const text = await bundle(
    `addEventListener("fetch", (event) => event.respondWith(new Response(run())));\n${body}`,
    PLACE,
    {
      platform: "neutral",
      format: "iife",
      conditions: ["edge-light"],
      plugins: [wasmModules(modules)],
    },
  );
  return { text, modules };
}

const EDGE = {
  "nothing: a bare function": await edgeFunction('const run = () => "POST";'),
  "closeroom, Trtc": await edgeFunction(`
    import { Trtc } from "closeroom";
    const options = { sdkAppId: 1400000001, secretId: "AKIDEXAMPLE", secretKey: "EXAMPLE" };
    const run = () => new Trtc({ ...options, region: "ap-guangzhou" }).buildCloseRoom("room").method;`),
  "closeroom, Zego": await edgeFunction(`
    import { Zego } from "closeroom";
    const options = { appId: 1234567890, serverSecret: "9193cc662a4c0ec135ec71fb57194b38" };
    const run = () => new Zego(options).buildCloseRoom("room").method;`),
};

/** Milliseconds from the making of a function to its first response. */
async function ofFunction({ text, modules }) {
  const started = performance.now();
  const runtime = new EdgeRuntime({
    initialCode: text,
    codeGeneration: { strings: false, wasm: false },
    extend: (context) => Object.assign(context, modules),
  });
  const response = await runtime.dispatchFetch("http://function/");
  const method = await response.text();
  if (!["GET", "POST"].includes(method)) throw new Error(`the function failed: ${method}`);
  return performance.now() - started;
}

const edgeRuns = await byTurns(Object.values(EDGE), 30, ofFunction);

console.log(
  JSON.stringify({
    versions: {
      ...Object.fromEntries(columns.map((name) => [name.toLowerCase(), RUNTIMES[name].version])),
      "edge-runtime": versionOf("edge-runtime"),
      "tencentcloud-sdk-nodejs": versionOf("tencentcloud-sdk-nodejs"),
    },
    tables: [
      {
        name: "processes",
        title: "A process that loads the library, signs two requests and ends",
        note: "The official SDK signs none here: how it is brought to sign without sending works in Node only.",
        unit: "ms",
        columns,
        reference: OFFICIAL,
        rows: Object.keys(CANDIDATES).map((name, at) => ({
          name,
          cells: processes.map((candidates) => ({ samples: runs.get(candidates[at]) })),
        })),
      },
      {
        name: "edge",
        title: "A fresh edge function up to its first response, in Vercel's edge-runtime",
        note: "The module is compiled before, as Vercel does when a function is deployed.",
        unit: "ms",
        columns: ["time"],
        reference: "nothing: a bare function",
        rows: Object.entries(EDGE).map(([name, edge]) => ({
          name,
          cells: [{ samples: edgeRuns.get(edge) }],
        })),
      },
    ],
  }),
);
