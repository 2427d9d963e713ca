// Builds many requests in one process. Prints the time of each step, and the memory after it,
// as JSON, one step a line.
//
//   node scale.mjs PROVIDER
//
// It lies in the folder where closeroom is installed, and so finds what a user's program finds.

import { Trtc, Zego } from "closeroom";

const CLIENTS = {
  zego: () => new Zego({ appId: 1234567890, serverSecret: "9193cc662a4c0ec135ec71fb57194b38" }),
  trtc: () =>
    new Trtc({
      sdkAppId: 1400000001,
      secretId: "AKIDEXAMPLE",
      secretKey: "EXAMPLE",
      region: "ap-guangzhou",
    }),
};

const memory = watchMemory();
const client = CLIENTS[process.argv[2]]();
for (let at = 0; at < 10_000; at++) client.buildCloseRoom(`warm-up-${at}`);

let done = 0;
for (const total of [1e3, 1e4, 1e5, 1e6, 1e7]) {
  const started = performance.now();
  const before = done;
  for (; done < total; done++) client.buildCloseRoom(`room-${done}`);
  const ns = ((performance.now() - started) * 1e6) / (done - before);
  const { rss } = process.memoryUsage();
  console.log(JSON.stringify({ total, ns, wasm: memory().byteLength, rss }));
}

/** The memory of the module that is about to be instantiated. */
function watchMemory() {
  let instance;
  WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
    construct(target, args) {
      instance = new target(...args);
      return instance;
    },
  });
  return () => instance.exports.memory.buffer;
}
