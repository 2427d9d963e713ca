// What closeRoom asks of `fetch`, and which responses it can read.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { runInNewContext } from "node:vm";
import {
  answering,
  CLOSED,
  rejected,
  settled,
  TRTC,
  TRTC_SUCCESS,
  thrown,
  trtc,
  withThen,
  ZEGO_SUCCESS,
  zego,
} from "./support.mjs";

const NOW = () => Math.floor(Date.now() / 1000);

describe("the request", () => {
  test("is the one that a build with the same stamp makes", async () => {
    const fetch = answering(ZEGO_SUCCESS);
    const options = { customReason: "that is all", roomCloseCallback: true };
    const client = zego({ isTest: false, endpoint: "hkg" });
    const before = NOW();
    assert.deepEqual(await client.closeRoom("room 1", { ...options, fetch }), CLOSED);
    const [{ url, options: init }] = fetch.calls;
    const sent = new URL(url).searchParams;
    const timestamp = Number(sent.get("Timestamp"));
    const nonce = sent.get("SignatureNonce");
    const stamp = { timestamp, nonce };
    assert.equal(url, client.buildCloseRoom("room 1", { ...options, ...stamp }).url);
    assert.ok(timestamp >= before && timestamp <= NOW());
    assert.match(nonce, /^[0-9a-f]{16}$/);
    checkInit(init, { method: "GET", headers: {} });
  });

  for (const [options, room] of [
    [{ token: "token", language: "zh-CN" }, "room"],
    [{ httpMethod: "GET" }, "room"],
    [{}, 4294967294],
  ]) {
    test(`of TRTC as well: ${JSON.stringify(options)} ${room}`, async () => {
      const fetch = answering(TRTC_SUCCESS);
      const client = trtc(options);
      assert.deepEqual(await client.closeRoom(room, { fetch }), CLOSED);
      const [{ url, options: init }] = fetch.calls;
      const timestamp = Number(init.headers["X-TC-Timestamp"]);
      const built = client.buildCloseRoom(room, { timestamp });
      assert.equal(url, built.url);
      const { method, headers, body } = built;
      checkInit(init, { method, headers, ...(body && { body }) });
    });
  }

  test("of TRTC v1 is in the form", async () => {
    const fetch = answering(TRTC_SUCCESS);
    await trtc({ signatureMethod: "HmacSHA256" }).closeRoom("room", { fetch });
    const [{ options: init }] = fetch.calls;
    const form = new URLSearchParams(init.body);
    assert.equal(form.get("SecretId"), TRTC.secretId);
    assert.equal(form.get("RoomId"), "room");
    checkInit(init, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: init.body,
    });
  });

  /** Nothing but what every runtime knows, and what follows no redirect. */
  function checkInit({ signal, redirect, ...init }, expected) {
    assert.deepEqual(init, expected);
    assert.equal(redirect, "manual");
    assert.ok(signal instanceof AbortSignal);
    assert.equal(signal.aborted, false);
    assert.ok(!Object.keys(init.headers).some((name) => name.toLowerCase() === "host"));
  }

  test("of every attempt is signed afresh", async () => {
    for (const client of [zego(), trtc({ signatureMethod: "HmacSHA1", httpMethod: "GET" })]) {
      const fetch = answering("", { status: 503 });
      await rejected(client.closeRoom("room", { fetch }), "unavailable");
      const urls = fetch.calls.map(({ url }) => url);
      assert.equal(urls.length, 3);
      assert.equal(new Set(urls).size, 3);
      const nonces = urls.map((url) => /Nonce=(\w+)/.exec(url)[1]);
      assert.equal(new Set(nonces).size, 3);
    }
  });

  test("goes to the global fetch of the moment", async () => {
    const original = globalThis.fetch;
    try {
      for (const id of ["first", "second"]) {
        globalThis.fetch = async () => new Response(`{"Response":{"RequestId":"${id}"}}`);
        // A new client each time is not needed to see a replaced fetch, nor is an old one.
        assert.equal((await trtc().closeRoom("room")).requestId, id);
      }
      globalThis.fetch = undefined;
      const error = await settled(rejected(trtc().closeRoom("room"), "invalid_input"));
      assert.equal(error.field, "Fetch");
    } finally {
      globalThis.fetch = original;
    }
  });
});

describe("the response", () => {
  const bytes = (text) => new TextEncoder().encode(text);
  const response = (more) => ({ status: 200, headers: new Headers(), ...more });
  const stream = (...chunks) =>
    new ReadableStream({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk);
        controller.close();
      },
    });
  const foreign = runInNewContext("(numbers) => new Uint8Array(numbers)");
  const SUCCESS = bytes(TRTC_SUCCESS);
  const MIB = 2 ** 20;

  const READABLE = {
    "a Response of text": () => new Response(TRTC_SUCCESS),
    "a Response of bytes": () => new Response(SUCCESS),
    "a Response of a Blob": () => new Response(new Blob([TRTC_SUCCESS])),
    "a Response of a stream": () => new Response(stream(SUCCESS)),
    "one byte at a time": () => new Response(stream(...[...SUCCESS].map((b) => Uint8Array.of(b)))),
    "with empty chunks": () => new Response(stream(bytes(""), SUCCESS, bytes(""))),
    "with a byte order mark and white space": () => new Response(` \n${TRTC_SUCCESS}\n`),
    "of a promise-like value": () => withThen({}, (done) => done(new Response(TRTC_SUCCESS))),
    "no promise at all": () => new Response(TRTC_SUCCESS),
    "buffers of Node": () => response({ body: stream(Buffer.from(TRTC_SUCCESS)) }),
    "bytes of another realm": () => response({ body: stream(foreign([...SUCCESS])) }),
    "only an arrayBuffer()": () => response({ arrayBuffer: async () => SUCCESS.buffer }),
    "no stream, but an arrayBuffer()": () =>
      response({ body: null, arrayBuffer: async () => SUCCESS.buffer }),
    "a body without getReader": () =>
      response({ body: { on() {} }, arrayBuffer: async () => SUCCESS.buffer }),
    "headers of its own kind": () =>
      response({ headers: { get: () => undefined }, body: stream(SUCCESS) }),
    "exactly as long as the limit": () =>
      new Response(TRTC_SUCCESS + " ".repeat(MIB - TRTC_SUCCESS.length)),
  };
  for (const [name, make] of Object.entries(READABLE)) {
    test(`is read: ${name}`, async () => {
      const call = trtc().closeRoom("room", { fetch: async () => make(), maxAttempts: 1 });
      assert.deepEqual(await settled(call), CLOSED);
      const sync = trtc().closeRoom("room", { fetch: () => make(), maxAttempts: 1 });
      assert.deepEqual(await settled(sync), CLOSED);
    });
  }

  const chunk = new Uint8Array(300_000).fill(0x20);
  const TOO_LARGE = {
    "a Response of text": () => new Response(" ".repeat(MIB + 1)),
    "an arrayBuffer()": () => response({ arrayBuffer: async () => new ArrayBuffer(MIB + 1) }),
    "one huge chunk": () => new Response(stream(new Uint8Array(50 * MIB))),
    "a stream without end": () =>
      new Response(new ReadableStream({ pull: (controller) => controller.enqueue(chunk) })),
    "a body without end that is pushed": () => {
      let timer;
      const source = {
        start(controller) {
          timer = setInterval(() => controller.enqueue(chunk), 1);
        },
        cancel() {
          clearInterval(timer);
        },
      };
      return new Response(new ReadableStream(source));
    },
  };
  for (const [name, make] of Object.entries(TOO_LARGE)) {
    test(`is refused beyond 1 MiB: ${name}`, async () => {
      let signal;
      const fetch = async (_, init) => {
        signal = init.signal;
        return make();
      };
      const error = await settled(
        rejected(trtc().closeRoom("room", { fetch }), "unexpected_response"),
      );
      assert.match(error.message, /1048576/);
      assert.ok(error.message.length < 400);
      assert.equal(signal.aborted, true);
    });
  }

  test("beyond the limit is not read any further, and its stream is cancelled", async () => {
    let pulls = 0;
    let cancelled = false;
    const source = {
      pull(controller) {
        pulls += 1;
        controller.enqueue(chunk);
      },
      cancel() {
        cancelled = true;
      },
    };
    const fetch = async () => new Response(new ReadableStream(source, { highWaterMark: 0 }));
    await rejected(zego().closeRoom("room", { fetch }), "unexpected_response");
    assert.equal(pulls, 4);
    assert.ok(cancelled, "a stream that no signal ends goes on");
  });

  test("shows at most 200 bytes of what it does not understand, and no signature", async () => {
    let url;
    const fetch = async (sent) => {
      url = sent;
      return new Response(`<html>${sent} ${"x".repeat(5000)}`);
    };
    const error = await rejected(zego().closeRoom("room", { fetch }), "unexpected_response");
    assert.ok(error.message.length < 400, error.message);
    assert.ok(!error.message.includes(new URL(url).searchParams.get("Signature")));
  });

  test("that is long is shown in part, whatever it is made of", () => {
    const client = zego();
    for (const part of [
      "s",
      "a",
      "0",
      "%",
      "=",
      "\\",
      "signature=",
      "token ",
      "<p>",
      "\u0000",
      "会",
    ]) {
      const text = part.repeat(MIB / 16 / part.length);
      const reply = JSON.stringify({ Code: 5018, Message: text, RequestId: text });
      for (const body of [text, reply]) {
        const error = thrown(() => client.parseCloseRoom({ status: 200, body }));
        assert.ok(error.message.length < 1000);
      }
    }
  });
});
