// Secrets: not seen in instances, errors, steps; gone from WebAssembly's memory when freed.
import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { describe, test } from "node:test";
import { inspect } from "node:util";
import { serialize } from "node:v8";
import { CloseRoomError, Trtc, Zego } from "closeroom";
import {
  answering,
  inChild,
  KINDS,
  rejected,
  STAMP,
  TRTC_SUCCESS,
  ZEGO_SUCCESS,
} from "./support.mjs";

/** Made up, and of characters that percent-encoding and JSON change. */
const SECRETS = {
  serverSecret: "ServerSecret/of+nobody=7f31",
  secretKey: 'SecretKey"of\\nobody/90aa',
  token: "session+token/of=nobody5c",
  callbackSecret: "callback secret of nobody 11",
  callbackKey: "callback/key+of=nobody 4d",
};
const { serverSecret, secretKey, token, callbackSecret, callbackKey } = SECRETS;

const makeZego = () => new Zego({ appId: 1, serverSecret });
const makeTrtc = (options) =>
  new Trtc({ sdkAppId: 1, secretId: "id", secretKey, token, region: "ap-guangzhou", ...options });

/** Every way to look at a value. */
function looks(value) {
  const options = { showHidden: true, depth: 9, getters: true, maxStringLength: null };
  const texts = [inspect(value), inspect(value, options), String(value), JSON.stringify(value)];
  if (value instanceof Error) texts.push(value.stack, value.message, inspect(value.cause, options));
  for (
    let object = value;
    object && object !== Object.prototype;
    object = Object.getPrototypeOf(object)
  ) {
    for (const key of Reflect.ownKeys(object)) {
      const descriptor = Object.getOwnPropertyDescriptor(object, key);
      texts.push(String(key), inspect(descriptor, options));
    }
  }
  return texts.join("\n");
}

function checkHidden(text, secrets = Object.values(SECRETS)) {
  for (const secret of secrets) {
    const spellings = [
      secret,
      encodeURIComponent(secret),
      new URLSearchParams({ a: secret }).toString().slice(2),
      JSON.stringify(secret).slice(1, -1),
      Buffer.from(secret).toString("base64"),
      Buffer.from(secret).toString("hex"),
    ];
    for (const spelling of spellings) {
      assert.ok(!text.includes(spelling), `${spelling} can be seen in ${text}`);
    }
  }
}

describe("an instance", () => {
  for (const [name, make] of [
    ["Zego", makeZego],
    ["Trtc", makeTrtc],
  ]) {
    test(`of ${name} shows nothing of itself`, () => {
      const client = make();
      client.buildCloseRoom("room");
      checkHidden(looks(client));
      assert.deepEqual(Reflect.ownKeys(client), []);
      assert.equal(JSON.stringify(client), "{}");
      const everything = [];
      for (const key in client) everything.push(key);
      assert.deepEqual(everything, []);
      assert.deepEqual({ ...client }, {});
      checkHidden(looks(structuredClone(client)));
      checkHidden(serialize(client).toString("latin1"));
      checkHidden(looks(client.constructor));
      checkHidden(
        `${client.constructor}${Object.values(Object.getOwnPropertyDescriptors(client))}`,
      );
    });
  }
});

/** How to get an error of each kind, from providers that repeat what they were told. */
const echo = { zego: serverSecret, trtc: `${secretKey} ${token}` };
const zegoError = (code, status = 200) => ({
  status,
  body: JSON.stringify({ Code: code, Message: echo.zego, RequestId: `id ${echo.zego}` }),
});
const trtcError = (code) => ({
  status: 200,
  body: JSON.stringify({
    Response: { Error: { Code: code, Message: echo.trtc }, RequestId: `id ${echo.trtc}` },
  }),
});
const call = (client, fetch, options) =>
  client.closeRoom("room", { fetch, maxAttempts: 1, ...options });
const replying = ({ status, body }) => answering(body, { status });

const ERRORS = {
  invalid_input: [
    () => new Zego({ appId: 0, serverSecret }),
    () => new Zego({ appId: 1, serverSecret: ` ${serverSecret}` }),
    () => makeTrtc({ secretKey: `${secretKey}\n` }),
    () => makeTrtc({ token: `${token} ` }),
    () => makeTrtc({ token: `${token}\r\nX-Injected: 1` }),
    () => makeTrtc({ endpoint: "http://example.com" }),
    () => makeZego().verifyCallback("{}", { callbackSecret: `${callbackSecret} ` }),
    () => makeTrtc().verifyCallback("{}", { headers: {}, callbackKey: `\t${callbackKey}` }),
  ],
  unauthorized: [
    () => makeZego().parseCloseRoom(zegoError(100000005)),
    () => makeTrtc().parseCloseRoom(trtcError("AuthFailure.SignatureFailure")),
    () => call(makeZego(), replying(zegoError(100000005))),
    () => call(makeTrtc(), replying(trtcError("AuthFailure.SignatureFailure"))),
  ],
  clock_skew: [
    () => makeZego().parseCloseRoom(zegoError(100000004)),
    () => call(makeTrtc(), replying(trtcError("AuthFailure.SignatureExpire"))),
  ],
  permission_denied: [
    () => makeZego().parseCloseRoom(zegoError(100000017)),
    () => call(makeTrtc(), replying(trtcError("IpNotInWhitelist"))),
  ],
  room_not_found: [
    () => makeZego().parseCloseRoom(zegoError(5018)),
    () => makeTrtc().parseCloseRoom(trtcError("FailedOperation.RoomNotExist")),
  ],
  rate_limited: [
    () => makeZego().parseCloseRoom(zegoError(206)),
    () => call(makeTrtc(), replying(trtcError("RequestLimitExceeded"))),
  ],
  rejected: [
    () => makeZego().parseCloseRoom(zegoError(987654)),
    () => makeTrtc().parseCloseRoom(trtcError(`Odd.${secretKey}`)),
    () => call(makeTrtc(), replying(trtcError(token))),
  ],
  unavailable: [
    () => makeZego().parseCloseRoom(zegoError(100000015, 503)),
    () => makeTrtc().parseCloseRoom({ status: 502, body: echo.trtc }),
  ],
  unexpected_response: [
    () => makeZego().parseCloseRoom({ status: 200, body: echo.zego }),
    () => makeZego().parseCloseRoom({ status: 404, body: `<p>${encodeURIComponent(echo.zego)}` }),
    () => makeTrtc().parseCloseRoom({ status: 200, body: JSON.stringify({ a: echo.trtc }) }),
    () => call(makeZego(), async (url) => new Response(`${serverSecret} ${url}`)),
    () =>
      call(makeTrtc(), async (_, { body, headers }) => new Response(`${body} ${inspect(headers)}`)),
  ],
  transport: [
    () => call(makeZego(), (url) => Promise.reject(new Error(`${url} ${serverSecret}`))),
    () => call(makeTrtc(), (_, init) => Promise.reject(`${inspect(init)} ${secretKey}`)),
    () => call(makeZego(), () => undefined),
  ],
  deadline_exceeded: [
    () => call(makeZego(), () => new Promise(() => {}), { timeoutMs: 50 }),
    () => call(makeTrtc(), () => new Promise(() => {}), { timeoutMs: 50 }),
  ],
  cancelled: [
    () => call(makeZego(), () => new Promise(() => {}), { signal: AbortSignal.timeout(10) }),
    () => call(makeTrtc(), () => new Promise(() => {}), { signal: AbortSignal.timeout(10) }),
  ],
  invalid_signature: [
    () => makeZego().verifyCallback('{"event":"room_close"}', { callbackSecret }),
    () => makeTrtc().verifyCallback("{}", { headers: { Sign: "AAAA" }, callbackKey }),
    () => makeTrtc().verifyCallback(callbackKey, { headers: { Sign: callbackKey }, callbackKey }),
  ],
  stale: [
    () => makeZego().verifyCallback(signedByZego(1e9), { callbackSecret }),
    () => {
      const body = JSON.stringify({
        EventGroupId: 1,
        EventType: 102,
        CallbackTs: 1e12,
        callbackKey,
      });
      return makeTrtc().verifyCallback(body, { headers: signedByTrtc(body), callbackKey });
    },
  ],
};

function signedByZego(timestamp, more) {
  const nonce = "123412";
  const text = [callbackSecret, `${timestamp}`, nonce].sort().join("");
  const signature = createHash("sha1").update(text).digest("hex");
  return JSON.stringify({ event: "odd", timestamp, nonce, signature, ...more });
}

function signedByTrtc(body) {
  return { Sign: createHmac("sha256", callbackKey).update(body).digest("base64") };
}

describe("an error", () => {
  test("of every kind is tried", () => {
    assert.deepEqual(Object.keys(ERRORS), KINDS);
  });

  for (const [kind, ways] of Object.entries(ERRORS)) {
    for (const [index, run] of ways.entries()) {
      test(`of kind ${kind} shows no secret, ${index + 1}`, async () => {
        const error = await rejected((async () => run())(), kind);
        assert.ok(error instanceof CloseRoomError);
        // What the host threw is its own; the rest is ours.
        const { cause } = error;
        const isTheirs = kind === "transport" && !`${cause?.message}`.startsWith("fetch ");
        const text = isTheirs ? ownLooks(error) : looks(error);
        checkHidden(text);
        assert.doesNotMatch(text, /Signature=(?!\[)[^\s"']/i);
        assert.doesNotMatch(text, /\b[0-9a-f]{32,}\b/, "a signature can be seen");
      });
    }
  }

  function ownLooks(error) {
    const { name, message, stack, ...fields } = error;
    return [name, message, stack, inspect(fields), JSON.stringify(error), `${error}`].join("\n");
  }
});

describe("the steps of a signature", () => {
  for (const [name, client] of Object.entries({
    zego: makeZego(),
    "trtc TC3 POST": makeTrtc(),
    "trtc TC3 GET": makeTrtc({ httpMethod: "GET" }),
    "trtc HmacSHA256 GET": makeTrtc({ signatureMethod: "HmacSHA256", httpMethod: "GET" }),
    "trtc HmacSHA1 POST": makeTrtc({ signatureMethod: "HmacSHA1" }),
  })) {
    test(`of ${name} show no secret`, () => {
      const { steps } = client.explainCloseRoom("room", STAMP);
      checkHidden(looks(steps));
      assert.equal(steps.at(-1).name, "signature");
      if (/zego|Hmac/.test(name)) assert.match(looks(steps), /\[redacted\]/);
    });
  }
});

describe("a client that was freed", () => {
  for (const [name, make] of [
    ["Zego", makeZego],
    ["Trtc", makeTrtc],
  ]) {
    for (const [how, release] of [
      ["free()", (client) => client.free()],
      ["Symbol.dispose", (client) => client[Symbol.dispose]()],
    ]) {
      test(`${name} by ${how} says so, and nothing breaks`, async () => {
        const client = make();
        const other = make();
        const { url } = other.buildCloseRoom("room", STAMP);
        release(client);
        release(client);
        client.free();
        const uses = [
          () => client.buildCloseRoom("room"),
          () => client.explainCloseRoom("room"),
          () => client.parseCloseRoom({ status: 200, body: "{}" }),
        ];
        for (const use of uses) assert.throws(use, clear);
        await assert.rejects(client.closeRoom("room", { fetch: answering("{}") }), clear);
        assert.equal(other.buildCloseRoom("room", STAMP).url, url);
        assert.equal(make().buildCloseRoom("room", STAMP).url, url);
        other.free();
      });
    }
  }

  function clear(error) {
    assert.ok(error instanceof Error);
    assert.ok(!(error instanceof WebAssembly.RuntimeError));
    assert.match(error.message, /freed|disposed/);
    return true;
  }

  test("ends its calls as they would have ended", async () => {
    const fetch = async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return new Response(ZEGO_SUCCESS);
    };
    const client = makeZego();
    const call = client.closeRoom("room", { fetch });
    client.free();
    assert.equal((await call).status, "closed");
  });
});

describe("WebAssembly's memory", () => {
  const prologue = `
    import { createHash, createHmac, randomBytes } from "node:crypto";
    const instances = [];
    WebAssembly.Instance = class extends WebAssembly.Instance {
      constructor(...args) {
        super(...args);
        instances.push(this);
      }
    };
    const { Zego, Trtc } = await import("closeroom");
    // As the providers make them: the text exists nowhere else.
    const secret = randomBytes(16).toString("hex");
    const hasPart = (text) =>
      instances.some(({ exports }) => Buffer.from(exports.memory.buffer).includes(text));
    const has = (text) => hasPart(text.slice(0, 16)) || hasPart(text.slice(-16));
    const stamp = { timestamp: 1700000000, nonce: "0123456789abcdef" };
    const signatureOf = (client) =>
      client.explainCloseRoom("room", stamp).steps.find(({ name }) => name === "signature").value;
    const use = async (client) => {
      client.buildCloseRoom("room", stamp);
      client.explainCloseRoom("room", stamp);
      const fetch = async () => new Response(success);
      await client.closeRoom("room", { fetch });
      try { client.parseCloseRoom({ status: 200, body: "odd" }); } catch {}
      try { client.buildCloseRoom(""); } catch {}
    };
  `;
  const check = async (code) => {
    const { before, after } = await inChild(prologue + code);
    assert.equal(before, true, "this test does not see the memory");
    assert.equal(after, false, "the secret is still there");
  };

  for (const length of [20, 32]) {
    test(`holds neither ServerSecret of ${length} characters nor signature after free()`, () =>
      check(`
        const success = ${JSON.stringify(ZEGO_SUCCESS)};
        const serverSecret = secret.slice(0, ${length});
        const client = new Zego({ appId: 1234567890, serverSecret });
        await use(client);
        const before = has(serverSecret);
        const signature = signatureOf(client);
        client.free();
        const signatures = [signature, Buffer.from(signature, "hex")];
        console.log(JSON.stringify({ before, after: [serverSecret, ...signatures].some(has) }));
      `));
  }

  for (const options of [
    {},
    { httpMethod: "GET" },
    { signatureMethod: "HmacSHA256" },
    { signatureMethod: "HmacSHA1" },
    { signatureMethod: "HmacSHA1", httpMethod: "GET" },
  ]) {
    test(`holds no key, token or signature after free(): ${JSON.stringify(options)}`, () =>
      check(`
        const success = ${JSON.stringify(TRTC_SUCCESS)};
        const token = randomBytes(40).toString("hex");
        const options = { sdkAppId: 1, secretId: "id", secretKey: secret, token, region: "ap-guangzhou" };
        const client = new Trtc({ ...options, ...${JSON.stringify(options)} });
        await use(client);
        const before = has(secret) && has(token);
        const signature = signatureOf(client);
        client.free();
        const hmac = (key, text) => createHmac("sha256", key).update(text).digest();
        const daily = hmac("TC3" + secret, "2023-11-14");
        const keys = [secret, daily, hmac(daily, "trtc"), hmac(hmac(daily, "trtc"), "tc3_request")];
        keys.push(token, signature, encodeURIComponent(signature));
        console.log(JSON.stringify({ before, after: keys.some(has) }));
      `));
  }

  test("holds no callback secret", () =>
    check(`
      const nonce = "123412";
      const timestamp = Math.floor(Date.now() / 1000);
      const text = [secret, String(timestamp), nonce].sort().join("");
      const signature = createHash("sha1").update(text).digest("hex");
      const body = JSON.stringify({ event: "odd", timestamp, nonce, signature });
      const client = new Zego({ appId: 1, serverSecret: "secret of the class" });
      client.verifyCallback(body, { callbackSecret: secret });
      try { client.verifyCallback("{}", { callbackSecret: secret }); } catch {}
      console.log(JSON.stringify({ before: has("secret of the class"), after: has(secret) }));
    `));

  test("holds no callback key", () =>
    check(`
      const body = JSON.stringify({ EventGroupId: 9, EventType: 1, CallbackTs: Date.now() });
      const Sign = createHmac("sha256", secret).update(body).digest("base64");
      const options = { sdkAppId: 1, secretId: "id", secretKey: "key of the class", region: "r" };
      const client = new Trtc(options);
      client.verifyCallback(body, { headers: { Sign }, callbackKey: secret });
      try { client.verifyCallback("{}", { headers: { Sign }, callbackKey: secret }); } catch {}
      console.log(JSON.stringify({ before: has("key of the class"), after: has(secret) }));
    `));

  test("holds no secret that was refused", () =>
    check(`
      const good = new Zego({ appId: 1, serverSecret: "secret of the class" });
      for (const options of [
        { appId: 0, serverSecret: secret },
        { appId: 1, serverSecret: secret + "\\n" },
        { appId: 1, serverSecret: secret, endpoint: "moon" },
        { appId: 1, serverSecret: secret, isTest: "yes" },
      ]) {
        try { new Zego(options); } catch {}
      }
      console.log(JSON.stringify({ before: has("secret of the class"), after: has(secret) }));
    `));
});

describe("the cause of a transport error", () => {
  const revealing = {
    "a property": (signed) => Object.assign(new Error("boom"), { url: signed }),
    "a nested object": (signed) => Object.assign(new Error("boom"), { config: { signed } }),
    "a URL": (signed) => Object.assign(new Error("boom"), { url: new URL(signed) }),
    "an AggregateError": (signed) => new AggregateError([new Error(`GET ${signed}`)], "all"),
    "a plain object": (signed) => ({ reason: signed }),
    "a message": (signed) => new Error(`sending ${signed} failed`),
    "a function's property": (signed) =>
      Object.assign(new Error("boom"), { request: Object.assign(() => {}, { signed }) }),
    "a function's name": (signed) => Object.defineProperty(() => {}, "name", { value: signed }),
    "a symbol": (signed) => Symbol(signed),
    "a symbol as a name": (signed) => Object.assign(new Error("boom"), { [Symbol(signed)]: 1 }),
    "the name of its class": (signed) =>
      new (Object.defineProperty(class extends Error {}, "name", { value: signed }))("boom"),
    "its own inspection": (signed) =>
      new (class extends Error {
        [inspect.custom]() {
          return signed;
        }
      })("boom"),
  };
  for (const [what, make] of Object.entries(revealing)) {
    test(`is left out when ${what} shows the signed URL`, async () => {
      const fetch = async (signed) => {
        throw make(signed);
      };
      const call = makeZego().closeRoom("room", { maxAttempts: 1, fetch });
      const error = await call.catch((thrown) => thrown);
      assert.equal(error.kind, "transport");
      assert.doesNotMatch(inspect(error, { depth: 9 }), /Signature=[0-9a-f]{32}/);
      assert.equal(error.cause, undefined);
    });
  }

  test("is kept when it shows nothing", async () => {
    const cause = new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED") });
    const fetch = () => Promise.reject(cause);
    const error = await makeZego()
      .closeRoom("room", { maxAttempts: 1, fetch })
      .catch((thrown) => thrown);
    assert.equal(error.cause, cause);
  });
});
