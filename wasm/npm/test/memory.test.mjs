// Memory stays flat, in JavaScript and in WebAssembly.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { inChild, TRTC, TRTC_SUCCESS, ZEGO, ZEGO_SUCCESS } from "./support.mjs";

/** Runs the work in rounds; gives the sizes after the second round and after the last. */
async function growth(setUp, work, rounds) {
  const code = `
    const memories = [];
    WebAssembly.Instance = class extends WebAssembly.Instance {
      constructor(...args) {
        super(...args);
        memories.push(this.exports.memory);
      }
    };
    const { Trtc, Zego } = await import("closeroom");
    const makeZego = () => new Zego(${JSON.stringify(ZEGO)});
    const makeTrtc = (options) => new Trtc({ ...${JSON.stringify(TRTC)}, ...options });
    const answer = (body, status = 200) => async () => new Response(body, { status });
    const zegoSuccess = answer(${JSON.stringify(ZEGO_SUCCESS)});
    const trtcSuccess = answer(${JSON.stringify(TRTC_SUCCESS)});
    const sizes = async () => {
      // Finalisers and settled promises want turns of their own.
      for (let turn = 0; turn < 5; turn += 1) {
        gc();
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      const { heapUsed, external } = process.memoryUsage();
      const wasm = memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
      return { heapUsed, external, wasm, instances: memories.length };
    };
    ${setUp}
    let before;
    for (let round = 0; round < ${rounds}; round += 1) {
      ${work}
      if (round === 1) before = await sizes();
    }
    console.log(JSON.stringify({ before, after: await sizes() }));
  `;
  return inChild(code, ["--expose-gc"]);
}

const KIB = 1024;
const MIB = 1024 * KIB;

function checkFlat({ before, after }) {
  const grown = (what) => after[what] - before[what];
  const text = `from ${JSON.stringify(before)} to ${JSON.stringify(after)}`;
  assert.equal(after.instances, 1, text);
  // One page of 64 KiB may come with the allocator's mood.
  assert.ok(grown("wasm") <= 64 * KIB, `WebAssembly's memory grew ${text}`);
  assert.ok(grown("heapUsed") < 2 * MIB, `the heap grew ${text}`);
  assert.ok(grown("external") < 4 * MIB, `external memory grew ${text}`);
}

describe("memory is flat over", () => {
  test("a million builds", async () => {
    const setUp = `
      const clients = [makeZego(), makeTrtc(), makeTrtc({ signatureMethod: "HmacSHA1", httpMethod: "GET" })];
    `;
    const work = `
      for (let index = 0; index < 100_000; index += 1) clients[index % 3].buildCloseRoom("room-" + index);
    `;
    checkFlat(await growth(setUp, work, 10));
  });

  test("10 000 explanations, parses, callbacks and refusals", async () => {
    const setUp = `
      const zego = makeZego();
      const trtc = makeTrtc();
      const attempt = (run) => { try { run(); } catch {} };
      const body = JSON.stringify({ Code: 5018, Message: "x".repeat(1000), RequestId: "1" });
    `;
    const work = `
      for (let index = 0; index < 1000; index += 1) {
        zego.explainCloseRoom("room");
        trtc.explainCloseRoom("room");
        attempt(() => zego.parseCloseRoom({ status: 200, headers: { Date: "now" }, body }));
        attempt(() => trtc.parseCloseRoom({ status: 500, body: "<html>" }));
        attempt(() => zego.verifyCallback(body, { callbackSecret: "secret" }));
        attempt(() => trtc.verifyCallback(body, { headers: { Sign: "AAAA" }, callbackKey: "key" }));
        attempt(() => zego.buildCloseRoom(""));
        attempt(() => trtc.buildCloseRoom("room", { nonce: "no" }));
      }
    `;
    checkFlat(await growth(setUp, work, 10));
  });

  test("10 000 clients that are freed", async () => {
    const work = `
      for (let index = 0; index < 1000; index += 1) {
        for (const client of [makeZego(), makeTrtc({ token: "token" })]) {
          client.buildCloseRoom("room");
          client.free();
        }
      }
    `;
    checkFlat(await growth("", work, 10));
  });

  test("10 000 clients that are left to the garbage collector", async () => {
    const work = `
      for (let index = 0; index < 1000; index += 1) {
        makeZego().buildCloseRoom("room");
        makeTrtc().buildCloseRoom("room");
        try { new Zego({ appId: 1, serverSecret: " " }); } catch {}
      }
      await sizes();
    `;
    checkFlat(await growth("", work, 10));
  });

  test("10 000 calls of one client and another", async () => {
    const setUp = `
      const zego = makeZego();
      const trtc = makeTrtc();
    `;
    const work = `
      for (let index = 0; index < 50; index += 1) {
        await Promise.all(Array.from({ length: 10 }, () => [
          zego.closeRoom("room", { fetch: zegoSuccess, paced: false }),
          trtc.closeRoom("room", { fetch: trtcSuccess, paced: false }),
        ]).flat());
      }
    `;
    checkFlat(await growth(setUp, work, 10));
  });

  test("10 000 calls of clients of their own", async () => {
    const setUp = `
      const call = async (client, fetch) => {
        await client.closeRoom("room", { fetch });
        client.free();
      };
    `;
    const work = `
      for (let index = 0; index < 500; index += 1) {
        await Promise.all([call(makeZego(), zegoSuccess), call(makeTrtc(), trtcSuccess)]);
      }
    `;
    checkFlat(await growth(setUp, work, 10));
  });

  test("2 600 calls that fail, in every way", async () => {
    const setUp = `
      const { signal } = new AbortController();
      const never = (_, { signal }) => new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
      });
      const stall = async (_, { signal }) => new Response(new ReadableStream({
        start(controller) {
          controller.enqueue(new Uint8Array(1000));
          signal.addEventListener("abort", () => controller.error(signal.reason));
        },
      }));
      const endless = async () => new Response(new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array(100_000)),
      }));
      const ways = [
        { fetch: answer("", 503) },
        { fetch: answer("<html>" + "x".repeat(100_000)) },
        { fetch: () => { throw new Error("failed"); } },
        { fetch: async () => undefined },
        { fetch: never, timeoutMs: 5 },
        { fetch: stall, timeoutMs: 5 },
        { fetch: never, signal: AbortSignal.abort() },
        { fetch: stall, abort: true },
        { fetch: never, abort: true },
        { fetch: answer("", 503), abort: true, maxAttempts: 3 },
        { fetch: trtcSuccess, abort: true, waitsForTurn: true },
        { fetch: endless },
        { fetch: trtcSuccess, maxAttempts: 0 },
      ];
      const call = async ({ abort, waitsForTurn, ...way }) => {
        const client = makeTrtc();
        if (waitsForTurn) client.closeRoom("room", { fetch: trtcSuccess });
        const controller = new AbortController();
        if (abort) setTimeout(() => controller.abort(), 5);
        const options = { maxAttempts: 1, signal: abort ? controller.signal : signal, ...way };
        try {
          await client.closeRoom("room", options);
        } finally {
          client.free();
        }
      };
    `;
    const work = `
      for (let index = 0; index < 20; index += 1) {
        const outcomes = await Promise.allSettled(ways.map(call));
        if (outcomes.some(({ status }) => status === "fulfilled")) throw new Error("it succeeded");
      }
    `;
    checkFlat(await growth(setUp, work, 10));
  });
});
