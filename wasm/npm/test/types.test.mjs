// What JavaScript lets users pass: wrong types are refused by name, never a TypeError or a trap.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Trtc, Zego } from "closeroom";
import {
  rejected,
  STAMP,
  settled,
  TRTC,
  TRTC_SUCCESS,
  thrown,
  trtc,
  ZEGO,
  ZEGO_SUCCESS,
  zego,
} from "./support.mjs";

const OBJECTS = [{}, [], new Date(0), Object.create(null)];
const NO_STRING = [null, 0, 1.5, Number.NaN, true, 1n, Symbol("a"), () => "a", ...OBJECTS];
const NO_BOOLEAN = [null, 0, 1, "true", "", 1n, Symbol("a"), ...OBJECTS];
const NO_NUMBER = [null, "1", "", true, Symbol("a"), () => 1, ...OBJECTS];
const NO_WHOLE_NUMBER = [...NO_NUMBER, 1n, 1.5, -1, Number.NaN, -1 / 0, 1 / 0, 2 ** 60];
const NO_UINT64 = [...NO_NUMBER, 1.5, -1, Number.NaN, 1 / 0, 2 ** 53, -1n, 2n ** 64n];
const NO_OBJECT = [null, 0, 5, "text", "", true, 1n, Symbol("a")];
const NO_BYTES = [undefined, null, 5, true, 1n, Symbol("a"), () => "a", ...OBJECTS, { event: 1 }];

const unset = (values) => [undefined, ...values];

/** Fields by name of the option, with values that are not allowed. */
const STAMPS = {
  timestamp: ["Timestamp", NO_WHOLE_NUMBER],
  nonce: ["Nonce", NO_STRING],
};
const CALL = {
  timeoutMs: ["Timeout", [...NO_WHOLE_NUMBER, 0]],
  maxAttempts: ["MaxAttempts", [...NO_WHOLE_NUMBER, 0, 2 ** 32]],
  alreadyGoneIsError: ["AlreadyGoneIsError", NO_BOOLEAN],
  paced: ["Paced", NO_BOOLEAN],
  signal: ["Signal", [5, "signal", true, {}, [], new AbortController()]],
  fetch: ["Fetch", [5, "fetch", true, {}, [], Promise.resolve()]],
};
const FRESHNESS = {
  now: ["Now", NO_WHOLE_NUMBER],
  toleranceSeconds: ["ToleranceSeconds", [null, "off", "600", 1.5, -1, Number.NaN, -1 / 0, 1n, {}]],
};
const NO_HEADERS = [...NO_OBJECT, [null], [1], [undefined]];

const PROVIDERS = {
  zego: {
    Client: Zego,
    account: ZEGO,
    client: zego,
    success: ZEGO_SUCCESS,
    options: {
      appId: ["AppId", unset([...NO_WHOLE_NUMBER, 0, 2 ** 32])],
      serverSecret: ["ServerSecret", unset(NO_STRING)],
      endpoint: ["Endpoint", NO_STRING],
      isTest: ["IsTest", NO_BOOLEAN],
    },
    roomIds: unset(NO_STRING),
    roomOptions: {
      customReason: ["CustomReason", NO_STRING],
      roomCloseCallback: ["RoomCloseCallback", NO_BOOLEAN],
    },
    callbackOptions: { callbackSecret: "secret" },
    verifyOptions: {
      callbackSecret: ["CallbackSecret", unset(NO_STRING)],
      ...FRESHNESS,
    },
  },
  trtc: {
    Client: Trtc,
    account: TRTC,
    client: trtc,
    success: TRTC_SUCCESS,
    options: {
      sdkAppId: ["SdkAppId", unset([...NO_UINT64, 0, 0n])],
      secretId: ["SecretId", unset(NO_STRING)],
      secretKey: ["SecretKey", unset(NO_STRING)],
      region: ["Region", unset(NO_STRING)],
      token: ["Token", NO_STRING],
      endpoint: ["Endpoint", NO_STRING],
      signatureMethod: ["SignatureMethod", [...NO_STRING, "", "tc3", "HMACSHA1"]],
      httpMethod: ["HttpMethod", [...NO_STRING, "", "PUT"]],
      language: ["Language", [...NO_STRING, "fr"]],
      allowAnyRoomId: ["AllowAnyRoomId", NO_BOOLEAN],
    },
    roomIds: unset([...NO_UINT64, 0, 0n].filter((id) => typeof id !== "string")),
    roomOptions: {},
    callbackOptions: { callbackKey: "secret", headers: {} },
    verifyOptions: {
      callbackKey: ["CallbackKey", unset(NO_STRING)],
      headers: ["Headers", unset(NO_HEADERS)],
      ...FRESHNESS,
    },
  },
};

for (const [provider, api] of Object.entries(PROVIDERS)) {
  /** Refused with the field named, and what comes next works. */
  const refused = (field, value, run) => {
    check(field, value, thrown(run, "invalid_input"));
  };
  const refusedCall = async (field, value, run) => {
    const promise = run();
    assert.ok(promise instanceof Promise, "closeRoom does not throw, it rejects");
    check(field, value, await settled(rejected(promise, "invalid_input")));
  };
  const check = (field, value, error) => {
    assert.equal(error.field, field, `${inspect(value)}: ${error.message}`);
    assert.equal(error.provider, provider);
    assert.equal(error.retryable, false);
    assert.equal(api.client().buildCloseRoom("room", STAMP).url, GOOD_URL);
  };
  const GOOD_URL = api.client().buildCloseRoom("room", STAMP).url;
  const fetch = () => assert.fail("a request was sent");
  const client = api.client();
  const roomOptions = Object.entries(api.roomOptions);

  describe(provider, () => {
    test("the options of the constructor", () => {
      for (const value of unset(NO_OBJECT)) refused("Options", value, () => new api.Client(value));
      for (const [option, [field, values]] of Object.entries(api.options)) {
        for (const value of values) {
          refused(field, value, () => new api.Client({ ...api.account, [option]: value }));
        }
      }
    });

    for (const method of ["buildCloseRoom", "explainCloseRoom"]) {
      test(method, () => {
        for (const value of api.roomIds) refused("RoomId", value, () => client[method](value));
        for (const value of NO_OBJECT) {
          refused("Options", value, () => client[method]("room", value));
        }
        for (const [option, [field, values]] of [...roomOptions, ...Object.entries(STAMPS)]) {
          for (const value of values) {
            refused(field, value, () => client[method]("room", { [option]: value }));
          }
        }
      });
    }

    test("closeRoom", async () => {
      for (const value of api.roomIds) {
        await refusedCall("RoomId", value, () => client.closeRoom(value, { fetch }));
      }
      for (const value of NO_OBJECT) {
        await refusedCall("Options", value, () => client.closeRoom("room", value));
      }
      for (const [option, [field, values]] of [...roomOptions, ...Object.entries(CALL)]) {
        for (const value of values) {
          const options = { fetch, [option]: value };
          await refusedCall(field, value, () => client.closeRoom("room", options));
        }
      }
    });

    test("parseCloseRoom", () => {
      const response = { status: 200, headers: {}, body: api.success };
      assert.equal(client.parseCloseRoom(response).status, "closed");
      for (const value of unset(NO_OBJECT)) {
        refused("Response", value, () => client.parseCloseRoom(value));
      }
      for (const value of unset([...NO_WHOLE_NUMBER, 1000])) {
        refused("Status", value, () => client.parseCloseRoom({ ...response, status: value }));
      }
      for (const value of NO_HEADERS) {
        refused("Headers", value, () => client.parseCloseRoom({ ...response, headers: value }));
      }
      for (const value of [...NO_BYTES, new Response(api.success), [123, 125]]) {
        refused("Body", value, () => client.parseCloseRoom({ ...response, body: value }));
      }
      for (const body of [" ".repeat(2 ** 20 + 1), new Uint8Array(2 ** 20 + 1)]) {
        const error = thrown(
          () => client.parseCloseRoom({ ...response, body }),
          "unexpected_response",
        );
        assert.match(error.message, /longer than the limit of 1048576 bytes/);
      }
    });

    test("verifyCallback", () => {
      const { callbackOptions } = api;
      for (const value of [...NO_BYTES, [123, 125]]) {
        refused("Body", value, () => client.verifyCallback(value, callbackOptions));
      }
      for (const value of unset(NO_OBJECT)) {
        refused("Options", value, () => client.verifyCallback("{}", value));
      }
      for (const [option, [field, values]] of Object.entries(api.verifyOptions)) {
        for (const value of values) {
          const options = { ...callbackOptions, [option]: value };
          refused(field, value, () => client.verifyCallback("{}", options));
        }
      }
    });

    test("options that are undefined are unset", async () => {
      const nothing = (names) => Object.fromEntries(names.map((name) => [name, undefined]));
      const optional = Object.keys(api.options).filter((name) => !(name in api.account));
      const sameClient = new api.Client({ ...api.account, ...nothing(optional) });
      const none = nothing([...Object.keys(api.roomOptions), ...Object.keys(STAMPS)]);
      assert.equal(
        sameClient.buildCloseRoom("room", { ...none, ...STAMP }).url,
        client.buildCloseRoom("room", STAMP).url,
      );
      assert.ok(sameClient.buildCloseRoom("room", none).url);
      assert.ok(sameClient.buildCloseRoom("room", undefined).url);
      const answer = async () => new Response(api.success);
      const call = { ...nothing([...Object.keys(api.roomOptions), ...Object.keys(CALL)]) };
      const { status } = await sameClient.closeRoom("room", { ...call, fetch: answer });
      assert.equal(status, "closed");
    });

    test("text that is not Unicode is refused, not replaced", async () => {
      // TextEncoder makes U+FFFD of half a surrogate pair, which would be another room.
      const any = new api.Client({ ...api.account, ...(provider === "trtc" && ANY_ROOM) });
      for (const roomId of ["\ud800", "room\udfff", "\udc00\ud800"]) {
        refused("RoomId", roomId, () => any.buildCloseRoom(roomId));
        await refusedCall("RoomId", roomId, () => any.closeRoom(roomId, { fetch }));
      }
      assert.ok(any.buildCloseRoom("\u{1f680}").url);
      if (provider === "zego") {
        const reason = { customReason: "\ud83d" };
        refused("CustomReason", "\ud83d", () => client.buildCloseRoom("room", reason));
      }
    });
  });
}

const ANY_ROOM = { allowAnyRoomId: true };

describe("trtc's integers", () => {
  test("go through exactly, as number and as bigint", () => {
    const sent = (sdkAppId, roomId) =>
      trtc({ sdkAppId, ...ANY_ROOM }).buildCloseRoom(roomId, STAMP).body;
    for (const [sdkAppId, roomId, body] of [
      [1, 1, '{"SdkAppId":1,"RoomId":1}'],
      [1n, 4294967294n, '{"SdkAppId":1,"RoomId":4294967294}'],
      [2 ** 53 - 1, 2 ** 53 - 1, '{"SdkAppId":9007199254740991,"RoomId":9007199254740991}'],
      [2n ** 53n + 1n, 2n ** 63n, '{"SdkAppId":9007199254740993,"RoomId":9223372036854775808}'],
      [
        2n ** 64n - 1n,
        2n ** 64n - 1n,
        '{"SdkAppId":18446744073709551615,"RoomId":18446744073709551615}',
      ],
    ]) {
      assert.equal(sent(sdkAppId, roomId), body);
    }
  });

  test("a string room is another room than the number", () => {
    const action = (roomId) => trtc().buildCloseRoom(roomId, STAMP).headers["X-TC-Action"];
    assert.equal(action("123"), "DismissRoomByStrRoomId");
    assert.equal(action(123), "DismissRoom");
    assert.equal(action(123n), "DismissRoom");
  });
});

describe("a secret in the wrong place is not shown", () => {
  const SECRET = "xyzzySECRETplugh42";
  const shown = (run, secret) => {
    try {
      run();
    } catch (error) {
      const text = `${error.stack} ${error.message} ${JSON.stringify(error)}`.toLowerCase();
      assert.ok(!text.includes(`${secret}`.toLowerCase()), `${secret} is in ${error.message}`);
    }
  };

  test("as text", () => {
    for (const { Client, account, options } of Object.values(PROVIDERS)) {
      for (const option of Object.keys(options)) {
        for (const secret of [SECRET, `https://${SECRET}`, `${SECRET}/+=`, ` ${SECRET}`]) {
          shown(() => new Client({ ...account, [option]: secret }).buildCloseRoom("room"), secret);
        }
      }
    }
    for (const client of [zego(), trtc()]) {
      for (const option of ["timestamp", "nonce", "roomCloseCallback"]) {
        shown(() => client.buildCloseRoom("room", { [option]: SECRET }), SECRET);
      }
      for (const option of ["now", "toleranceSeconds", "headers"]) {
        const options = { callbackSecret: "s", callbackKey: "s", headers: {}, [option]: SECRET };
        shown(() => client.verifyCallback("{}", options), SECRET);
      }
      shown(() => client.verifyCallback("{}", SECRET), SECRET);
      shown(() => client.buildCloseRoom("room", SECRET), SECRET);
    }
  });

  test("as a number", () => {
    // A key of digits, as in the documents' own examples, that lost its quotation marks.
    const SECRET = 98765432123;
    for (const secret of [SECRET, BigInt(SECRET)]) {
      shown(() => zego({ serverSecret: secret }), secret);
      for (const option of ["secretId", "secretKey", "token"]) {
        shown(() => trtc({ [option]: secret }), secret);
      }
      shown(() => zego().verifyCallback("{}", { callbackSecret: secret }), secret);
      shown(() => trtc().verifyCallback("{}", { headers: {}, callbackKey: secret }), secret);
    }
  });
});

function inspect(value) {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
