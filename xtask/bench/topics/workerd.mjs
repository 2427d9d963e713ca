// The first request to a fresh worker in workerd: one that signs with closeroom, beside one
// that does nothing. Prints the tables as JSON for `cargo xtask bench`.
//
// workerd's clock stands still while a worker runs, so everything is timed from outside, HTTP
// included. Each run is a workerd process of its own.

import { Miniflare } from "miniflare";
import { bundleForWorkerd } from "../bundle.mjs";
import { PLACE, versionOf } from "../surroundings.mjs";
import { byTurns } from "../turns.mjs";
import { workerOptions } from "../worker-options.mjs";

const ROUNDS = 20;

const BARE = {
  name: "nothing: a bare worker",
  source: 'export default { fetch: () => new Response("POST") };',
};
const CLOSEROOM = [
  closing(
    "Trtc",
    '{ sdkAppId: 1400000001, secretId: "AKIDEXAMPLE", secretKey: "EXAMPLE", region: "ap-guangzhou" }',
  ),
  closing("Zego", '{ appId: 1234567890, serverSecret: "9193cc662a4c0ec135ec71fb57194b38" }'),
];
const ALL = [BARE, ...CLOSEROOM];

/** A worker that makes its client when the first request comes, as the documentation has it. */
function closing(client, options) {
  return {
    name: `closeroom, ${client}`,
    source: `
      import { ${client} } from "closeroom";
      let client;
      export default {
        fetch() {
          client ??= new ${client}(${options});
          return new Response(client.buildCloseRoom("room").method);
        },
      };`,
  };
}

async function run(options) {
  const started = performance.now();
  const miniflare = new Miniflare(options);
  try {
    await miniflare.ready;
    const ready = performance.now();
    await request(miniflare);
    const answered = performance.now();
    await request(miniflare);
    const answeredAgain = performance.now();
    return {
      start: ready - started,
      first: answered - ready,
      second: answeredAgain - answered,
      all: answered - started,
    };
  } finally {
    await miniflare.dispose();
  }
}

async function request(miniflare) {
  const response = await miniflare.dispatchFetch("http://worker/");
  const text = await response.text();
  if (!["GET", "POST"].includes(text)) throw new Error(`the worker failed: ${text}`);
}

const options = new Map();
for (const candidate of ALL) {
  options.set(candidate, workerOptions(await bundleForWorkerd(candidate.source, PLACE), PLACE));
}
const runs = await byTurns(ALL, ROUNDS, (candidate) => run(options.get(candidate)));

const STEPS = {
  start: "start of workerd",
  first: "first request",
  second: "second request",
  all: "start to first response",
};

function rows(candidates, sample) {
  return candidates.map((candidate) => ({
    name: candidate.name,
    cells: Object.keys(STEPS).map((step) => ({
      samples: runs.get(candidate).map((run, round) => sample(run[step], step, round)),
    })),
  }));
}

console.log(
  JSON.stringify({
    versions: { miniflare: versionOf("miniflare"), workerd: versionOf("workerd") },
    tables: [
      {
        name: "requests",
        title: "A fresh worker, timed from outside",
        unit: "ms",
        columns: Object.values(STEPS),
        reference: BARE.name,
        rows: rows(ALL, (time) => time),
      },
      {
        name: "over-bare",
        title: "The same over the bare worker",
        note: "Each run is compared with the bare run of its round.",
        unit: "ms",
        columns: Object.values(STEPS),
        rows: rows(CLOSEROOM, (time, step, round) => time - runs.get(BARE)[round][step]),
      },
    ],
  }),
);
