// Callbacks of closed rooms, as the sandbox posts them, received by Node and verified.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, beforeEach, describe, test } from "node:test";
import { startSandbox } from "./sandbox.mjs";
import { callbackKey, callbackSecret, TRTC, thrown, trtc, until, ZEGO, zego } from "./support.mjs";

let sandbox;
let server;
let received = [];

before(async () => {
  sandbox = await startSandbox("--rate-limits", "off");
  server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({ headers: request.headers, body: Buffer.concat(chunks) });
    response.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
after(async () => {
  server?.close();
  await sandbox?.stop();
});
beforeEach(async () => {
  received = [];
  await sandbox.control("POST", "reset");
  const callback_url = `http://127.0.0.1:${server.address().port}/callbacks`;
  await sandbox.control("PUT", "settings", { callback_url });
});

/** Closes a room with these inside and gives the callbacks that follow. */
async function callbacksOf(client, provider, roomId, count, options) {
  const room = { provider, room_id: roomId, users: ["alice", "Bob & Co/10%"], streams: ["s 1"] };
  await sandbox.control("POST", "rooms", room);
  const { status } = await client.closeRoom(roomId, options);
  assert.equal(status, "closed");
  await until(() => received.length >= count, `${count} callbacks`);
  assert.equal(received.length, count);
  return received;
}

function isNow(milliseconds) {
  assert.equal(typeof milliseconds, "number");
  assert.ok(Math.abs(milliseconds - Date.now()) < 60_000, `${milliseconds} is not now`);
}

describe("zego", () => {
  const client = () => zego({ endpoint: sandbox.url });

  for (const form of ["json", "percent", "form"]) {
    test(`as ${form}`, async () => {
      await sandbox.control("PUT", "settings", { zego_callback_form: form });
      const roomId = 'Room 1+1=2 & "more" 100% 会议';
      const posts = await callbacksOf(client(), "zego", roomId, 4, { roomCloseCallback: true });
      for (const { body } of posts) {
        const asBytes = client().verifyCallback(body, { callbackSecret });
        const asText = client().verifyCallback(body.toString(), { callbackSecret });
        assert.deepEqual(asText, asBytes);
        const isJson = form !== "form";
        if (isJson) assert.equal(JSON.parse(asBytes.raw).event, asBytes.event);
      }
      const events = posts.map(({ body }) => client().verifyCallback(body, { callbackSecret }));
      for (const event of events) {
        assert.equal(event.roomId, roomId);
        assert.equal(event.appId, ZEGO.appId);
        assert.match(event.nonce, /^\d+$/);
        isNow(event.timestamp * 1000);
      }
      const [stream, alice, bob, close] = events;
      assert.equal(stream.event, "stream_close");
      assert.equal(stream.streamId, "s 1");
      assert.equal(stream.userId, "alice");
      assert.equal(stream.type, 5);
      isNow(stream.destroyTimeMs);
      assert.deepEqual([alice.event, alice.userAccount, alice.reason], ["room_logout", "alice", 3]);
      assert.equal(bob.userAccount, "Bob & Co/10%");
      isNow(bob.logoutTime);
      assert.deepEqual([close.event, close.closeReason], ["room_close", 0]);
      isNow(close.roomCloseTime);
      // 19 digits: more than a number holds, the same in all events.
      assert.match(close.roomSessionId, /^\d{19}$/);
      const sessions = [stream.roomSessionId, alice.roomSeq, bob.roomSeq, close.roomSessionId];
      assert.equal(new Set(sessions).size, 1);
    });
  }

  test("room_close comes on demand only", async () => {
    await callbacksOf(client(), "zego", "room", 3, { roomCloseCallback: false });
  });

  test("what does not verify", async () => {
    const [{ body }] = await callbacksOf(client(), "zego", "room", 3);
    const { timestamp } = client().verifyCallback(body, { callbackSecret });
    const verify = (options, text = body) =>
      client().verifyCallback(text, { callbackSecret, ...options });
    thrown(() => verify({ callbackSecret: "another" }), "invalid_signature");
    thrown(() => verify({ callbackSecret: ZEGO.serverSecret }), "invalid_signature");
    const tampered = body.toString().replace(`${timestamp}`, `${timestamp + 1}`);
    thrown(() => verify({}, tampered), "invalid_signature");
    for (const now of [timestamp - 601, timestamp + 601]) {
      const error = thrown(() => verify({ now }), "stale");
      assert.ok(!error.message.includes(callbackSecret));
      const infinite = { now, toleranceSeconds: Number.POSITIVE_INFINITY };
      assert.equal(verify(infinite).event, "stream_close");
      assert.equal(verify({ now, toleranceSeconds: 601 }).event, "stream_close");
    }
    thrown(() => verify({ now: timestamp + 11, toleranceSeconds: 10 }), "stale");
    thrown(() => verify({}, ""), "unexpected_response");
    thrown(() => verify({}, "{}"), "invalid_signature");
  });
});

describe("trtc", () => {
  const client = () => trtc({ endpoint: sandbox.url });

  for (const roomId of ["Room 1", "123", 123]) {
    test(`of the ${typeof roomId} room ${roomId}`, async () => {
      const posts = await callbacksOf(client(), "trtc", roomId, 3);
      const events = posts.map(({ headers, body }) => {
        const asBytes = client().verifyCallback(body, { headers, callbackKey });
        const options = { headers: new Headers(headers), callbackKey };
        const asText = client().verifyCallback(body.toString(), options);
        assert.deepEqual(asText, asBytes);
        assert.equal(asText.raw, body.toString());
        return asBytes;
      });
      for (const event of events) {
        assert.strictEqual(event.roomId, roomId);
        assert.equal(event.eventGroupId, 1);
        isNow(event.callbackTs);
        isNow(event.eventMsTs);
        isNow(event.eventTs * 1000);
      }
      const [alice, bob, dismissal] = events;
      assert.deepEqual([alice.event, alice.eventType, alice.userId], ["exit_room", 104, "alice"]);
      assert.deepEqual([bob.userId, bob.role, bob.reason], ["Bob & Co/10%", 20, 3]);
      assert.deepEqual([dismissal.event, dismissal.eventType], ["dismiss_room", 102]);
      assert.equal(dismissal.userId, undefined);
    });
  }

  test("what does not verify", async () => {
    const [{ headers, body }] = await callbacksOf(client(), "trtc", "room", 3);
    const verify = (options, text = body) =>
      client().verifyCallback(text, { headers, callbackKey, ...options });
    const { callbackTs } = verify({});
    thrown(() => verify({ callbackKey: "another" }), "invalid_signature");
    thrown(() => verify({ callbackKey: TRTC.secretKey }), "invalid_signature");
    thrown(() => verify({ headers: {} }), "invalid_signature");
    thrown(() => verify({ headers: { ...headers, sign: "AAAA" } }), "invalid_signature");
    thrown(() => verify({ headers: { ...headers, sign: "not base64" } }), "invalid_signature");
    thrown(() => verify({}, JSON.stringify(JSON.parse(body))), "invalid_signature");
    thrown(() => verify({}, body.toString().replace("room", "moor")), "invalid_signature");
    thrown(() => verify({}, ""), "invalid_signature");
    const now = Math.floor(callbackTs / 1000) + 602;
    thrown(() => verify({ now }), "stale");
    assert.equal(verify({ now, toleranceSeconds: 603 }).event, "exit_room");
    const infinite = { now, toleranceSeconds: Number.POSITIVE_INFINITY };
    assert.equal(verify(infinite).event, "exit_room");
  });

  test("a header that comes twice, or in any case", async () => {
    const [{ headers, body }] = await callbacksOf(client(), "trtc", "room", 3);
    const { sign } = headers;
    for (const form of [
      { SIGN: sign },
      [["SiGn", sign]],
      new Map([["sign", sign]]),
      { sign: [sign] },
    ]) {
      const options = { headers: form, callbackKey };
      assert.equal(client().verifyCallback(body, options).event, "exit_room");
    }
  });
});

test("what strangers may post does no harm", () => {
  const deep = (open, close) => `${open.repeat(1e6)}1${close.repeat(1e6)}`;
  const many = (separator, make) => Array.from({ length: 1e5 }, (_, i) => make(i)).join(separator);
  for (const body of [
    `{"timestamp":1,"nonce":"1","signature":"1","event":${deep("[", "]")}}`,
    `{"timestamp":1,"nonce":"1","signature":"1","event":${deep('{"a":', "}")}}`,
    `{${many(",", (i) => `"key${i}":1`)}}`,
    `{${many(",", () => '"timestamp":1')}}`,
    many("&", (i) => `key${i}=%41`),
    `%7B${"%20".repeat(1e6)}`,
    `{"timestamp":${"1".repeat(1e6)},"nonce":"1","signature":"1"}`,
    `{"timestamp":1e400,"nonce":-0,"signature":null}`,
    '{"timestamp":1,"nonce":"\\ud800","signature":"\\u0000"}',
    "\u0000".repeat(1e6),
    "=".repeat(1e6),
    Buffer.alloc(1e6, 0xff),
    Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]),
  ]) {
    const options = { callbackSecret, callbackKey, headers: { Sign: "A".repeat(1e6) } };
    const kinds = ["invalid_signature", "unexpected_response", "stale"];
    for (const client of [zego(), trtc()]) {
      const error = thrown(() => client.verifyCallback(body, options));
      assert.ok(kinds.includes(error.kind), error.kind);
      assert.ok(error.message.length < 1000);
    }
  }
});
