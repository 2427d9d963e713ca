// The serverless examples, as their callers and the provider meet them.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { ACCOUNTS, startSandbox } from "../../../wasm/npm/test/sandbox.mjs";
import { figure } from "./figures.mjs";

const EXAMPLES = fileURLToPath(new URL("../../../wasm/npm/examples", import.meta.url));

const CLOSE_TOKEN = "may-close-rooms";

/** The last one is as long as the token in characters, but not in bytes. */
const OTHER_TOKENS = ["", "another", `${CLOSE_TOKEN}x`, "may-close-roomx", "may-close-roomü"];

/** After this long, a callback is not coming. */
const PATIENCE_MS = 10_000;

const PROVIDERS = {
  zego: {
    variables: {
      ZEGO_APP_ID: String(ACCOUNTS.zego.appId),
      ZEGO_SERVER_SECRET: ACCOUNTS.zego.serverSecret,
      ZEGO_CALLBACK_SECRET: ACCOUNTS.zego.callbackSecret,
    },
    endpoint: "ZEGO_ENDPOINT",
    noPermission: "9",
    events: ["room_close", "room_logout", "stream_close"],
    /** The signature is in the body; it covers the nonce. */
    genuine: (body) => ({ body }),
    forged: (body) => ({ body: body.replace('"nonce":"', "$&0") }),
    acknowledgement: "",
  },
  trtc: {
    variables: {
      TRTC_SDK_APP_ID: String(ACCOUNTS.trtc.sdkAppId),
      TRTC_REGION: "ap-guangzhou",
      TRTC_CALLBACK_KEY: ACCOUNTS.trtc.callbackKey,
      TENCENTCLOUD_SECRET_ID: ACCOUNTS.trtc.secretId,
      TENCENTCLOUD_SECRET_KEY: ACCOUNTS.trtc.secretKey,
    },
    endpoint: "TRTC_ENDPOINT",
    noPermission: "UnauthorizedOperation",
    events: ["102", "104"],
    /** The signature is in a header; it covers every byte of the body. */
    genuine: (body) => ({ body, headers: { Sign: trtcSignature(body) } }),
    forged: (body) => ({ body: `${body} `, headers: { Sign: trtcSignature(body) } }),
    acknowledgement: '{"code":0}',
  },
};

/** Copies an example beside the installed package, as it is. Gives the folder. */
export async function copyExample(example, place) {
  const folder = join(place, "example");
  await cp(join(EXAMPLES, example), folder, { recursive: true });
  return folder;
}

/**
 * Has the example close rooms and receive callbacks.
 *
 * @param t the test this is part of
 * @param provider whose rooms it closes
 * @param start runs the example with these environment variables; gives the URL where it closes
 * rooms, the one where it takes callbacks, and how to stop it
 */
export async function testExample(t, provider, start) {
  const { variables, endpoint } = PROVIDERS[provider];
  const sandbox = await startSandbox("--rate-limits", "off");
  try {
    const env = { ...variables, [endpoint]: sandbox.url };
    await staysClosed(t, start, env, sandbox);
    const { close, callback, stop } = await start({ ...env, CLOSE_TOKEN });
    try {
      await closesRooms(t, provider, close, sandbox);
      await receivesCallbacks(t, provider, { close, callback }, sandbox);
    } finally {
      await stop();
    }
  } finally {
    await sandbox.stop();
  }
}

async function staysClosed(t, start, env, sandbox) {
  for (const [how, token] of Object.entries({ "not set": {}, empty: { CLOSE_TOKEN: "" } })) {
    await t.test(`lets nobody in when its token is ${how}`, async () => {
      const { close, stop } = await start({ ...env, ...token });
      try {
        for (const Authorization of ["Bearer", "Bearer ", "Bearer undefined"]) {
          const { status } = await post(close, {
            body: '{"roomId":"lobby"}',
            headers: { Authorization },
          });
          assert.equal(status, 401, Authorization);
        }
        assert.equal((await post(close, { body: '{"roomId":"lobby"}' })).status, 401);
        assert.deepEqual(await sandbox.control("GET", "requests"), []);
      } finally {
        await stop();
      }
    });
  }
}

async function closesRooms(t, provider, url, sandbox) {
  const roomId = "lobby";
  const close = (body, token = CLOSE_TOKEN) =>
    post(url, {
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: { Authorization: `Bearer ${token}` },
    });
  const plan = (fault) => sandbox.control("POST", "faults", { provider, fault });
  const rooms = () => sandbox.control("GET", "rooms");

  await t.test("refuses callers without the token", async () => {
    await openRoom(sandbox, provider, roomId);
    for (const token of OTHER_TOKENS) {
      assert.equal((await close({ roomId }, token)).status, 401, token);
    }
    assert.equal((await post(url, { body: JSON.stringify({ roomId }) })).status, 401);
    assert.equal((await rooms()).length, 1);
    assert.deepEqual(await sandbox.control("GET", "requests"), []);
  });
  await t.test("closes a room", async () => {
    const { status, value } = await close({ roomId });
    assert.equal(status, 200);
    assert.deepEqual({ ...value, requestId: "" }, { status: "closed", requestId: "", attempts: 1 });
    assert.deepEqual(await rooms(), []);
    figure(t, "rooms closed", 1);
  });
  await t.test("closes a room that is gone", async () => {
    const { status, value } = await close({ roomId });
    assert.equal(status, 200);
    assert.equal(value.status, "alreadyGone");
  });
  await t.test("refuses input that names no room", async () => {
    for (const body of ["", "{", "null", "{}", { roomId: "" }, { roomId: [] }]) {
      const { status, text } = await close(body);
      assert.deepEqual({ status, text }, { status: 400, text: "invalid_input" });
    }
  });
  await t.test(
    "passes on what kind of error the provider gave, and nothing else of it",
    async () => {
      await plan({ kind: "code", code: PROVIDERS[provider].noPermission, message: "private" });
      const { status, text } = await close({ roomId });
      assert.deepEqual({ status, text }, { status: 502, text: "permission_denied" });
    },
  );
  await t.test("tells the caller to slow down", async () => {
    await plan({ kind: "status", status: 429, retry_after: 3600 });
    const { status, text } = await close({ roomId });
    assert.deepEqual({ status, text }, { status: 429, text: "rate_limited" });
  });
  await t.test("closes rooms for several callers at the same time", async () => {
    const names = ["one", "two", "three"];
    for (const name of names) await openRoom(sandbox, provider, name);
    const answers = await Promise.all(names.map((roomId) => close({ roomId })));
    assert.deepEqual(
      answers.map(({ status, value }) => [status, value.status]),
      names.map(() => [200, "closed"]),
    );
    assert.deepEqual(await rooms(), []);
    figure(t, "rooms closed", names.length);
  });
  await t.test("closes nothing for a GET", async () => {
    const sent = await sandbox.control("GET", "requests");
    const { status } = await fetch(url, { headers: { Authorization: `Bearer ${CLOSE_TOKEN}` } });
    assert.ok([400, 404].includes(status), `it gave ${status}`);
    assert.deepEqual(await sandbox.control("GET", "requests"), sent);
  });
}

async function receivesCallbacks(t, provider, { close, callback }, sandbox) {
  const { events, genuine, forged, acknowledgement } = PROVIDERS[provider];

  await t.test("takes the callbacks of a room that it closes", async () => {
    await sandbox.control("PUT", "settings", { callback_url: callback });
    await openRoom(sandbox, provider, "stage");
    const { status } = await post(close, {
      body: JSON.stringify({ roomId: "stage" }),
      headers: { Authorization: `Bearer ${CLOSE_TOKEN}` },
    });
    assert.equal(status, 200);
    const sent = await delivered(sandbox, events.length);
    assert.deepEqual(sent.map(({ event }) => event).sort(), events);
    for (const { event, status } of sent) assert.equal(status, 200, event);
    figure(t, "callbacks", sent.length);
  });
  await t.test("acknowledges a callback as the provider expects", async () => {
    const [{ body }] = await sandbox.control("GET", "callbacks");
    const { status, text } = await post(callback, genuine(body));
    assert.deepEqual({ status, text }, { status: 200, text: acknowledgement });
  });
  await t.test("refuses a forged callback", async () => {
    const [{ body }] = await sandbox.control("GET", "callbacks");
    assert.notEqual(forged(body).body, body);
    const { status, text } = await post(callback, forged(body));
    assert.deepEqual({ status, text }, { status: 401, text: "invalid_signature" });
  });
}

function openRoom(sandbox, provider, roomId) {
  const room = { provider, room_id: roomId, users: ["alice"], streams: ["cam"] };
  return sandbox.control("POST", "rooms", room);
}

/** The callbacks, once so many have been sent and answered. */
async function delivered(sandbox, count) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(20)) {
    const sent = await sandbox.control("GET", "callbacks");
    if (sent.length >= count && sent.every(({ status, error }) => status ?? error)) return sent;
  }
  throw new Error(`${count} callbacks were not answered within ${PATIENCE_MS} ms`);
}

async function post(url, { body, headers = {} }) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body,
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  return { status: response.status, text, value: isJson ? JSON.parse(text) : undefined };
}

function trtcSignature(body) {
  return createHmac("sha256", ACCOUNTS.trtc.callbackKey).update(body).digest("base64");
}
