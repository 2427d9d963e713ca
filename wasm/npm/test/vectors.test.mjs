// Every case of the shared vectors through the public API.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { describe, test } from "node:test";
import { Trtc, Zego } from "closeroom";
import { checkError, rejected, thrown, trtc, zego } from "./support.mjs";

const FOLDER = process.env.CLOSEROOM_VECTORS;
assert.ok(FOLDER, "CLOSEROOM_VECTORS must be the folder of the test vectors");

/** What checks the cases of a file, by its kind. */
const CHECKS = {
  request: checkRequest,
  response: checkResponse,
  callback: checkCallback,
  invalid_input: checkInvalidInput,
};

/** Every file with its kind. Those without a check are not about this package. */
const FILES = {
  "schema.json": undefined,
  "trtc/callback.json": "callback",
  "trtc/invalid.json": "invalid_input",
  "trtc/request.json": "request",
  "trtc/response.json": "response",
  // What the vectors' generator reads.
  "trtc/sdk.json": "sdk",
  // The algorithms themselves, which this package does not export.
  "trtc/signature.json": "signature",
  "zego/callback.json": "callback",
  "zego/invalid.json": "invalid_input",
  "zego/request.json": "request",
  "zego/response.json": "response",
  "zego/signature.json": "signature",
};

/** How the public API of a provider takes what the vectors say. */
const PROVIDERS = {
  zego: {
    configKeys: ["appId", "serverSecret", "endpoint", "isTest"],
    inputKeys: ["roomId", "customReason", "roomCloseCallback", "timestamp", "nonce"],
    clients: (config) => [() => new Zego(config)],
    rooms: (roomId) => [roomId],
    secrets: ({ serverSecret }) => [serverSecret],
    parse: (response) => zego().parseCloseRoom(response),
    verify: ({ body, callbackSecret }, bytes, freshness) =>
      zego().verifyCallback(bytes(body), { callbackSecret, ...freshness }),
    callbackKeys: ["callbackSecret"],
    event: (event) => event,
  },
  trtc: {
    configKeys: [
      "sdkAppId",
      "secretId",
      "secretKey",
      "token",
      "region",
      "endpoint",
      "signatureMethod",
      "httpMethod",
      "language",
      "allowAnyRoomId",
    ],
    inputKeys: ["roomId", "timestamp", "nonce"],
    clients: (config) =>
      integers(config.sdkAppId).map((sdkAppId) => () => new Trtc({ ...config, sdkAppId })),
    rooms: roomsOf,
    secrets: ({ secretKey, token }) => [secretKey, token],
    parse: (response) => trtc().parseCloseRoom(response),
    verify: ({ body, headers, callbackKey }, bytes, freshness) =>
      trtc().verifyCallback(bytes(body), { headers, callbackKey, ...freshness }),
    callbackKeys: ["callbackKey", "headers"],
    // A numeric room is a number where that is exact, and a bigint beyond.
    event: ({ roomId, ...event }) =>
      roomId === undefined ? event : { ...event, roomId: roomsOf(roomId).at(-1) },
  },
};

test("no file is unknown or missing", () => {
  const found = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".json"))
    .map((path) => path.replaceAll(sep, "/"));
  assert.deepEqual(found.sort(), Object.keys(FILES));
});

describe("cases", () => {
  for (const [path, kind] of Object.entries(FILES)) {
    const check = CHECKS[kind];
    if (check) test(path, (t) => checkFile(t, path, kind, check));
  }
});

async function checkFile(t, path, kind, check) {
  const file = JSON.parse(readFileSync(join(FOLDER, path), "utf8"));
  assert.equal(file.schema, 1);
  assert.equal(file.kind, kind);
  assert.equal(file.provider, path.split("/")[0]);
  assert.ok(file.cases.length > 0, "the file has no case");

  const failures = [];
  for (const { name, source, note, ...vector } of file.cases) {
    try {
      await check(PROVIDERS[file.provider], vector, file.provider);
    } catch (error) {
      failures.push(`${name}: ${error.message}`);
    }
  }
  t.diagnostic(`${file.cases.length} cases`);
  const shown = failures.slice(0, 10).join("\n");
  assert.equal(failures.length, 0, `${failures.length} cases fail; the first ones:\n${shown}`);
}

function checkRequest(api, { config, input, steps, request, ...rest }) {
  onlyKeys(rest, []);
  onlyKeys(config, api.configKeys);
  onlyKeys(input, api.inputKeys);
  const { body, ...expected } = request;
  if (body !== null) expected.body = body;
  for (const client of api.clients(config)) {
    for (const [roomId, options] of inputs(api, input)) {
      assert.deepEqual(client().buildCloseRoom(roomId, options), expected);
      assert.deepEqual(client().explainCloseRoom(roomId, options), { request: expected, steps });
    }
  }
}

function checkResponse(api, { response, expect, action, ...rest }, provider) {
  onlyKeys(rest, []);
  onlyKeys(response, ["status", "headers", "body"]);
  for (const headers of formsOfHeaders(response.headers)) {
    for (const form of FORMS_OF_BODY) {
      const parse = () => api.parse({ ...response, headers, body: form(response.body) });
      if (expect.ok) {
        assert.deepEqual(parse(), { status: "closed", attempts: 1, ...expect.ok });
      } else {
        assert.deepEqual(fields(thrown(parse)), { provider, ...expect.error });
      }
    }
  }
}

function checkCallback(api, { now, toleranceSeconds, expect, ...vector }, provider) {
  onlyKeys(vector, ["body", ...api.callbackKeys]);
  const tolerance = toleranceSeconds === "off" ? Number.POSITIVE_INFINITY : toleranceSeconds;
  const freshness = { now, ...(tolerance !== undefined && { toleranceSeconds: tolerance }) };
  for (const form of FORMS_OF_BODY) {
    const verify = () => api.verify(vector, form, freshness);
    if (expect.ok) {
      const { raw, ...event } = verify();
      assert.deepEqual(event, api.event(expect.ok));
      const isJson = vector.body.trimStart().startsWith("{");
      if (isJson) assert.equal(raw.trim(), vector.body.trim());
    } else {
      const error = thrown(verify);
      assert.deepEqual(fields(error), { provider, retryable: false, ...expect.error });
      const key = vector.callbackSecret ?? vector.callbackKey;
      // Short keys are words of the messages.
      if (key.length > 6) assert.ok(!error.message.includes(key), "the key is in the message");
    }
  }
}

async function checkInvalidInput(api, { config, input, expect, ...rest }, provider) {
  onlyKeys(rest, []);
  onlyKeys(config, api.configKeys);
  onlyKeys(input, api.inputKeys);
  onlyKeys(expect, ["field", "messageContains"]);
  const check = (error) => {
    const refusal = { kind: "invalid_input", field: expect.field, provider, retryable: false };
    assert.deepEqual(fields(error), refusal);
    for (const part of [expect.field, ...expect.messageContains]) {
      assert.ok(error.message.includes(part), `${JSON.stringify(part)} is not in ${error.message}`);
    }
    for (const secret of api.secrets(config)) {
      // What is left of a secret of white space stands in any text.
      const shown = secret?.trim() && `${error.stack}${error}`.includes(secret.trim());
      assert.ok(!shown, `a secret is in ${error.message}`);
    }
  };
  const fetch = () => assert.fail("a request was sent");
  const isOfStamp = ["Timestamp", "Nonce"].includes(expect.field);
  for (const client of api.clients(config)) {
    for (const [roomId, options] of inputs(api, input)) {
      check(thrown(() => client().buildCloseRoom(roomId, options)));
      check(thrown(() => client().explainCloseRoom(roomId, options)));
      if (isOfStamp) continue;
      // closeRoom makes its own stamps.
      const { timestamp, nonce, ...call } = options;
      check(await rejected((async () => client().closeRoom(roomId, { ...call, fetch }))()));
    }
  }
}

/** The arguments of a build, once for every way to say the same. */
function inputs(api, { roomId, ...options }) {
  return api.rooms(roomId).map((room) => [room, options]);
}

/** A decimal number as JavaScript can have it: always as a bigint, and last as a number where that is exact. */
function integers(decimal) {
  const number = Number(decimal);
  return Number.isSafeInteger(number) ? [BigInt(decimal), number] : [BigInt(decimal)];
}

function roomsOf(roomId) {
  onlyKeys(roomId, ["string", "number"]);
  return roomId.string === undefined ? integers(roomId.number) : [roomId.string];
}

const FORMS_OF_BODY = [
  (text) => text,
  (text) => new TextEncoder().encode(text),
  (text) => Buffer.from(text),
  (text) => new TextEncoder().encode(text).buffer,
];

/** An object, as `IncomingMessage` has it, `Headers`, pairs, a map. */
function formsOfHeaders(headers) {
  const pairs = Object.entries(headers);
  const lowerCase = pairs.map(([name, value]) => [name.toLowerCase(), value]);
  return [headers, Object.fromEntries(lowerCase), new Headers(headers), pairs, new Map(pairs)];
}

/** The error's own fields beside its name. */
function fields(error) {
  const { name, ...fields } = checkError(error);
  assert.equal(error.cause, undefined);
  return fields;
}

function onlyKeys(object, known) {
  const unknown = Object.keys(object).filter((key) => !known.includes(key));
  assert.deepEqual(unknown, [], "members that this test does not know");
}
