// Answers each line of JSON with one, by Tencent's official Node SDK and the documents' samples.

import { createInterface } from "node:readline";

import * as samples from "./samples.mjs";
import * as tencent from "./tencent.mjs";

const operations = {
  "trtc.sign": tencent.sign,
  "trtc.send": tencent.send,
  "trtc.callback": samples.trtcCallback,
  "zego.sign": samples.zegoSignature,
  "zego.callback": samples.zegoCallback,
};

async function answer({ op, ...given }) {
  try {
    return { result: await operations[op](given) };
  } catch (error) {
    return { error: error.stack };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
}
