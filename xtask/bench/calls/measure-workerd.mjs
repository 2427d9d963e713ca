// Measures the candidates in workerd, whose clock stands still while a worker runs: many calls
// to a request, timed from outside, less what a request of a single call takes. Prints the
// tables with their samples as JSON.
//
//   node measure-workerd.mjs FOLDER-OF-CLOSEROOM

import crypto from "node:crypto";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { AwsV4Signer } from "aws4fetch";
import { Miniflare } from "miniflare";
import { bundleForWorkerd } from "../bundle.mjs";
import { workerOptions } from "../worker-options.mjs";
import { tables } from "./candidates.mjs";
import { samplesOf } from "./rounds.mjs";

const place = process.argv[2];
const require = createRequire(import.meta.url);

/** Node's own modules, which the bundle of a CommonJS package imports under their new names. */
const builtins = {
  name: "builtins",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(crypto|url)$/ }, ({ path }) => ({ path, namespace: "builtins" }));
    onLoad({ filter: /.*/, namespace: "builtins" }, ({ path }) => ({
      contents: `export * from "node:${path}";`,
    }));
  },
};

const contents = await bundleForWorkerd(
  'export { default } from "./worker.mjs";',
  import.meta.dirname,
  {
    external: ["*.wasm", "node:*"],
    mainFields: ["module", "main"],
    nodePaths: [join(place, "node_modules")],
    plugins: [builtins],
  },
);
const miniflare = new Miniflare({
  ...workerOptions(contents, place),
  compatibilityFlags: ["nodejs_compat"],
});

/** Milliseconds of that many calls. */
async function milliseconds({ table, row }, count) {
  const once = await request(table, row, 1);
  return (await request(table, row, count + 1)) - once;
}

async function request(table, row, count) {
  const url = `http://worker/?${new URLSearchParams({ table, row, count })}`;
  const started = performance.now();
  const response = await miniflare.dispatchFetch(url);
  const text = await response.text();
  if (text !== "done") throw new Error(`the worker failed: ${text}`);
  return performance.now() - started;
}

try {
  // Here, only their names are of interest.
  const { Zego, Trtc } = await import(
    pathToFileURL(join(place, "node_modules/closeroom/dist/index.js"))
  );
  const { default: Sign } = require("tencentcloud-sdk-nodejs/tencentcloud/common/sign.js");
  const measured = [];
  for (const { rows, ...table } of tables({ Zego, Trtc, Sign, AwsV4Signer, crypto })) {
    const runs = Object.keys(rows).map((row) => ({ table: table.name, row }));
    const samples = await samplesOf(runs, { runMs: 60, rounds: 20, milliseconds });
    measured.push({
      ...table,
      rows: runs.map((run) => ({ name: run.row, samples: samples.get(run) })),
    });
  }
  console.log(JSON.stringify(measured));
} finally {
  await miniflare.dispose();
}
