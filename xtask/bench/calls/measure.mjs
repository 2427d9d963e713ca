// Measures the candidates in Node, Deno or Bun. Prints the tables with their samples as JSON.
//
//   RUNTIME measure.mjs FOLDER-OF-CLOSEROOM

import { Buffer } from "node:buffer";
import crypto from "node:crypto";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { AwsV4Signer } from "aws4fetch";
import { repeat, tables } from "./candidates.mjs";
import { samplesOf } from "./rounds.mjs";

globalThis.Buffer ??= Buffer;
const require = createRequire(import.meta.url);
const { default: Sign } = require("tencentcloud-sdk-nodejs/tencentcloud/common/sign.js");
const entry = join(process.argv[2], "node_modules/closeroom/dist/index.js");
const { Zego, Trtc } = await import(pathToFileURL(entry));

async function milliseconds(run, count) {
  const started = performance.now();
  await repeat(run, count);
  return performance.now() - started;
}

const measured = [];
for (const { rows, ...table } of tables({ Zego, Trtc, Sign, AwsV4Signer, crypto })) {
  const samples = await samplesOf(Object.values(rows), { runMs: 4, rounds: 40, milliseconds });
  measured.push({
    ...table,
    rows: Object.entries(rows).map(([name, run]) => ({ name, samples: samples.get(run) })),
  });
}
console.log(JSON.stringify(measured));
