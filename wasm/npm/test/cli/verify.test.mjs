import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { createServer } from "node:http";
import { devNull } from "node:os";
import { buffer } from "node:stream/consumers";
import { describe, test } from "node:test";
import { startSandbox } from "../sandbox.mjs";
import { CREDENTIALS, closeroom, closeroomJson, ended, start } from "./closeroom.mjs";
import { onTerminal } from "./terminal.mjs";

const ZEGO = ["verify", "zego"];
const TRTC = ["verify", "trtc"];
const SENT = 1499676989;

const now = () => Math.floor(Date.now() / 1000);

/** A callback as ZEGOCLOUD signs it. */
function zegoBody({ timestamp = SENT, secret = CREDENTIALS.ZEGO_CALLBACK_SECRET, ...fields }) {
  const nonce = "350176";
  const signature = createHash("sha1")
    .update([secret, `${timestamp}`, nonce].sort().join(""))
    .digest("hex");
  return JSON.stringify({
    event: "room_close",
    appid: 1,
    timestamp,
    nonce,
    signature,
    room_id: "lobby",
    ...fields,
  });
}

/** A callback as TRTC sends it, at that Unix time. */
const trtcBody = (roomId = '"lobby"', seconds = SENT) =>
  `{"EventGroupId":1,"EventType":102,"CallbackTs":${seconds}000,"EventInfo":{"RoomId":${roomId}}}`;

/** The options that hold the signature of a body, which may be bytes. */
function signed(body, key = CREDENTIALS.TRTC_CALLBACK_KEY) {
  return ["--header", `Sign: ${createHmac("sha256", key).update(body).digest("base64")}`];
}

/** The lines of standard error of a callback that is not verified. */
async function refused(args, input, environment = CREDENTIALS) {
  const { stdout, stderr, status } = await closeroom(args, environment, input);
  assert.equal(status, 1);
  assert.equal(stdout, "");
  assert.match(stderr, /\n$/);
  return stderr.trimEnd().split("\n");
}

describe("a verified callback", () => {
  test("of ZEGOCLOUD, as text", async () => {
    const body = zegoBody({ room_session_id: 858012925204410401n.toString(), close_reason: 1 });
    const { stdout, status } = await closeroom([...ZEGO, "--any-age"], CREDENTIALS, body);
    assert.equal(status, 0);
    const [title, ...fields] = stdout.trimEnd().split("\n");
    assert.equal(title, "verified  room_close  room lobby");
    assert.deepEqual(fields.sort(), [
      "    appId          1",
      "    closeReason    1",
      "    nonce          350176",
      "    roomSessionId  858012925204410401",
      "    timestamp      1499676989  2017-07-10T08:56:29.000Z",
    ]);
  });

  test("of TRTC, as text: a string room and a numeric one are told apart", async () => {
    for (const [roomId, label] of [
      ['"123"', "room 123"],
      ["123", "numeric room 123"],
      ["18446744073709551615", "numeric room 18446744073709551615"],
    ]) {
      const body = trtcBody(roomId);
      const args = [...TRTC, ...signed(body), "--any-age"];
      const { stdout, status } = await closeroom(args, CREDENTIALS, body);
      assert.equal(status, 0);
      assert.equal(
        stdout,
        `verified  dismiss_room  ${label}\n    eventGroupId  1\n    eventType     102\n` +
          "    callbackTs    1499676989000  2017-07-10T08:56:29.000Z\n",
      );
    }
  });

  test("of ZEGOCLOUD earns a note, as an altered room verifies too", async () => {
    const body = zegoBody({}).replace('"lobby"', '"another"');
    const { stdout, stderr, status } = await closeroom([...ZEGO, "--any-age"], CREDENTIALS, body);
    assert.equal(status, 0);
    assert.match(stdout, /^verified {2}room_close {2}room another\n/);
    assert.equal(
      stderr,
      "note: ZEGOCLOUD's signature covers timestamp and nonce only, none of the other fields\n",
    );
    // closeroomJson() makes sure that standard error is empty.
    const { printed } = await closeroomJson([...ZEGO, "--any-age"], CREDENTIALS, body);
    assert.equal(printed.roomId, "another");
    assert.ok(!(await refused(ZEGO, body)).some((line) => line.startsWith("note:")));
  });

  test("of an unknown event has its body below", async () => {
    const body = zegoBody({ event: "brand_new", more: "a\u001b[31m\u2028b" });
    const { stdout, status } = await closeroom([...ZEGO, "--any-age"], CREDENTIALS, body);
    assert.equal(status, 0);
    assert.match(stdout, /^verified {2}other\n {4}name {7}brand_new\n/);
    const shown = body.replace("\u2028", "\\u{2028}");
    assert.ok(stdout.endsWith(`\n    ${shown}\n`), stdout);
  });

  test("is shown without what a terminal would obey", async () => {
    const body = zegoBody({ room_id: "a\u001b[31m\nb\u009b" });
    const { stdout } = await closeroom([...ZEGO, "--any-age"], CREDENTIALS, body);
    assert.ok(stdout.startsWith("verified  room_close  room a\\u{1b}[31m\\u{a}b\\u{9b}\n"), stdout);
  });

  test("of a time beyond all dates has no date", async () => {
    const body = zegoBody({ timestamp: 9007199254740991 });
    const { stdout, status } = await closeroom([...ZEGO, "--any-age"], CREDENTIALS, body);
    assert.equal(status, 0);
    assert.match(stdout, /\n {4}timestamp {2}9007199254740991\n/);
  });
});

describe("the age", () => {
  for (const [what, offset] of [
    ["of now", 0],
    ["of nine minutes ago", -540],
    ["of nine minutes ahead", 540],
  ]) {
    test(`is checked by the clock: ${what}`, async () => {
      const body = zegoBody({ timestamp: now() + offset });
      assert.equal((await closeroom(ZEGO, CREDENTIALS, body)).status, 0);
      const trtc = trtcBody('"lobby"', now() + offset);
      assert.equal((await closeroom([...TRTC, ...signed(trtc)], CREDENTIALS, trtc)).status, 0);
    });
  }

  test("of what is stale, as text", async () => {
    const [message, ...details] = await refused(ZEGO, zegoBody({}));
    assert.match(message, /^closeroom: zego callback: sent at Unix second 1499676989, outside/);
    assert.deepEqual(details, [
      "    kind           stale",
      "    advice         for a recorded callback there is --any-age",
    ]);
    const body = trtcBody();
    const trtc = await refused([...TRTC, ...signed(body)], body);
    assert.match(trtc[0], /^closeroom: trtc callback: sent at Unix millisecond 1499676989000/);
  });

  test("is as of --now, and within --tolerance to either side", async () => {
    const verdict = async (...args) => {
      const { status, printed } = await closeroomJson(
        [...ZEGO, ...args],
        CREDENTIALS,
        zegoBody({}),
      );
      return status === 0 ? printed.event : printed.error.kind;
    };
    const at = (offset) => ["--now", `${SENT + offset}`];
    assert.equal(await verdict(...at(600)), "room_close");
    assert.equal(await verdict(...at(-600)), "room_close");
    assert.equal(await verdict(...at(601)), "stale");
    assert.equal(await verdict(...at(-601)), "stale");
    assert.equal(await verdict(...at(601), "--tolerance", "601"), "room_close");
    assert.equal(await verdict(...at(1), "--tolerance=0"), "stale");
    assert.equal(await verdict("--any-age"), "room_close");
  });
});

describe("what is not verified", () => {
  test("a ZEGOCLOUD callback signed with another secret", async () => {
    const [message, ...details] = await refused(ZEGO, zegoBody({ secret: "another secret" }));
    assert.match(
      message,
      /^closeroom: zego callback: the signature does not match; .*CallbackSecr/,
    );
    assert.deepEqual(details, ["    kind           invalid_signature"]);
  });

  test("a TRTC callback signed with another key, or altered by a line feed", async () => {
    const body = trtcBody();
    for (const [options, input] of [
      [signed(body, "another key"), body],
      [signed(body), `${body}\n`],
      [[], body],
      [["--header", "Sign: not base64"], body],
      [["--header", "Sign:"], body],
    ]) {
      const [, kind, ...more] = await refused([...TRTC, ...options, "--any-age"], input);
      assert.equal(kind, "    kind           invalid_signature");
      assert.deepEqual(more, []);
    }
  });

  test("with --json it is an object on standard output", async () => {
    const { status, printed } = await closeroomJson(ZEGO, CREDENTIALS, zegoBody({ secret: "no" }));
    assert.equal(status, 1);
    const { message, ...error } = printed.error;
    assert.match(message, /signature does not match/);
    assert.deepEqual(error, {
      name: "CloseRoomError",
      kind: "invalid_signature",
      provider: "zego",
      retryable: false,
    });
  });

  test("nothing on standard input", async () => {
    const [message] = await refused(ZEGO, "");
    assert.match(message, /neither a JSON object nor a form/);
  });
});

describe("headers", () => {
  const body = trtcBody();
  const [, sign] = signed(body);
  const [, base64] = sign.split(" ");

  for (const [how, options] of Object.entries({
    "the long option": ["--header", sign],
    "the long option with =": [`--header=${sign}`],
    "the short option": ["-H", sign],
    "the short option with its value at once": [`-H${sign}`],
    "any case, and no space": ["-H", `sIGN:${base64}`],
    "more white space": ["-H", `Sign: \t ${base64}  `],
    "further headers": ["-H", "X-Token: a:b", "-H", sign, "-H", "SdkAppId: 1400000001"],
    "a further header with its value at once": ["-HX-Token: a", "-HSdkAppId:1", "-H", sign],
  })) {
    test(`by ${how}`, async () => {
      const args = [...TRTC, ...options, "--any-age"];
      const { stderr, status } = await closeroom(args, CREDENTIALS, body);
      assert.equal(stderr, "");
      assert.equal(status, 0);
    });
  }
});

describe("the body", () => {
  test("arrives byte for byte, whatever the bytes", async () => {
    const bytes = Buffer.concat([
      Buffer.from(trtcBody().slice(0, -2)),
      Buffer.from(',"UserId":"\xff\xfe\x80"}}', "latin1"),
    ]);
    assert.notDeepEqual(Buffer.from(bytes.toString()), bytes);
    const args = [...TRTC, ...signed(bytes), "--any-age"];
    const { status, printed } = await closeroomJson(args, CREDENTIALS, bytes);
    assert.equal(status, 0);
    assert.equal(printed.event, "dismiss_room");
    assert.equal(printed.userId, "\ufffd".repeat(3));

    const asText = [...TRTC, ...signed(bytes.toString()), "--any-age"];
    // As if somebody had made text of it on the way.
    const altered = await closeroomJson(asText, CREDENTIALS, bytes);
    assert.equal(altered.printed.error.kind, "invalid_signature");
  });

  test("may be 1 MiB, and not a byte more", async () => {
    const limit = 1 << 20;
    const body = trtcBody();
    const full = body + " ".repeat(limit - body.length);
    const args = [...TRTC, ...signed(full), "--any-age"];
    assert.equal((await closeroom(args, CREDENTIALS, full)).status, 0);
    const [message, kind] = await refused(args, `${full} `);
    assert.equal(message, "closeroom: the body is longer than the limit of 1048576 bytes");
    assert.equal(kind, "    kind           unexpected_response");
  });

  // Who waits for the end of standard input would wait for ever in these two.
  const ENDLESS = { timeout: 60_000 };

  test("is not waited for when it is too long already", ENDLESS, async (t) => {
    const child = start(ZEGO, CREDENTIALS, "pipe");
    t.after(() => child.kill());
    child.stdin.on("error", (error) => assert.equal(error.code, "EPIPE"));
    child.stdin.write(Buffer.alloc((1 << 20) + 1)); // and no end
    const { stderr, status } = await ended(child);
    assert.equal(status, 1);
    assert.match(stderr, /longer than the limit/);
  });

  test("is not read before the rest of the usage is right", ENDLESS, async (t) => {
    for (const [args, environment, message] of [
      [ZEGO, {}, /not set in the environment: ZEGO_CALLBACK_SECRET \(/],
      [[...TRTC, "--header", "Sign"], CREDENTIALS, /--header must be/],
    ]) {
      const child = start(args, environment, "pipe"); // and no end
      t.after(() => child.kill());
      const { stderr, status } = await ended(child, environment);
      assert.equal(status, 2);
      assert.match(stderr, message);
    }
  });

  test("on a terminal is wrong usage", async () => {
    for (const [args, usage] of [
      [ZEGO, "closeroom verify zego < BODY"],
      [TRTC, "closeroom verify trtc --header 'Sign: BASE64' < BODY"],
    ]) {
      const { shown, status } = await onTerminal(args, { ...CREDENTIALS, NO_COLOR: "1" });
      assert.equal(status, 2);
      assert.equal(
        shown,
        "closeroom: standard input is a terminal, but the callback's raw body is read from there: " +
          `${usage}\nSee: closeroom ${args.join(" ")} --help\n`,
      );
    }
  });

  test("that cannot be read is wrong usage", async () => {
    const writeOnly = openSync(devNull, "w");
    const { stdout, stderr, status } = await ended(start(ZEGO, CREDENTIALS, writeOnly));
    closeSync(writeOnly);
    assert.equal(status, 2);
    assert.equal(stdout, "");
    assert.match(stderr, /^closeroom: standard input cannot be read: EBADF/);
  });
});

describe("secrets", () => {
  test("a missing or empty one is named", async () => {
    for (const [args, name] of [
      [ZEGO, "ZEGO_CALLBACK_SECRET"],
      [TRTC, "TRTC_CALLBACK_KEY"],
    ]) {
      const { [name]: _, ...others } = CREDENTIALS;
      for (const environment of [others, { ...CREDENTIALS, [name]: "" }]) {
        const { stderr, status } = await closeroom(args, environment);
        assert.equal(status, 2);
        assert.ok(stderr.startsWith(`closeroom: not set in the environment: ${name} (`), stderr);
      }
    }
  });

  test("no other credentials are needed", async () => {
    const { ZEGO_CALLBACK_SECRET, TRTC_CALLBACK_KEY } = CREDENTIALS;
    const zego = [...ZEGO, "--any-age"];
    assert.equal((await closeroom(zego, { ZEGO_CALLBACK_SECRET }, zegoBody({}))).status, 0);
    const body = trtcBody();
    const trtc = [...TRTC, ...signed(body), "--any-age"];
    assert.equal((await closeroom(trtc, { TRTC_CALLBACK_KEY }, body)).status, 0);
  });

  test("white space around one is refused by the variable's name", async () => {
    for (const [args, name] of [
      [ZEGO, "ZEGO_CALLBACK_SECRET"],
      [TRTC, "TRTC_CALLBACK_KEY"],
    ]) {
      const environment = { ...CREDENTIALS, [name]: `${CREDENTIALS[name]}\n` };
      const { stderr, status } = await closeroom(args, environment, "{}");
      assert.equal(status, 2);
      assert.match(stderr, new RegExp(`^closeroom: ${name}: .*white space`));
    }
  });

  for (const flag of ["--callback-secret", "--callback-key", "--secret", "--key"]) {
    test(`${flag} is refused, and its value not shown`, async () => {
      for (const command of [ZEGO, TRTC]) {
        for (const given of [[`${flag}=hunter2hunter2`], [flag, "hunter2hunter2"]]) {
          const { stdout, stderr, status } = await closeroom([...command, ...given]);
          assert.equal(status, 2);
          assert.ok(stderr.startsWith(`closeroom: ${flag} is no option`), stderr);
          assert.match(stderr, command === ZEGO ? /ZEGO_CALLBACK_SECRET/ : /TRTC_CALLBACK_KEY/);
          assert.ok(!`${stdout}${stderr}`.includes("hunter2"));
        }
      }
    });
  }

  test("are never shown", async () => {
    const secret = "callback secret of nobody";
    const environment = { ZEGO_CALLBACK_SECRET: secret, TRTC_CALLBACK_KEY: secret };
    const zego = zegoBody({ secret });
    const trtc = trtcBody();
    // closeroom() looks for them in all that is printed.
    for (const [args, input] of [
      [[...ZEGO, "--any-age"], zego],
      [[...ZEGO, "--any-age", "--json"], zego],
      [ZEGO, zego],
      [ZEGO, zegoBody({})],
      [ZEGO, "{"],
      [[...ZEGO, secret], zego],
      [[...ZEGO, "--now", secret], zego],
      [[...TRTC, ...signed(trtc, secret), "--any-age"], trtc],
      [[...TRTC, ...signed(trtc)], trtc],
      [[...TRTC, "--header", secret], trtc],
    ]) {
      await closeroom(args, environment, input);
    }
  });
});

test("verifies what a provider sends when the command closes a room", async () => {
  const server = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: await buffer(request) });
    response.end();
    server.emit("callback");
  });
  const received = [];
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const sandbox = await startSandbox();
  try {
    const callback_url = `http://127.0.0.1:${server.address().port}/`;
    await sandbox.control("PUT", "settings", { callback_url });
    for (const [provider, options] of [
      ["zego", ["--callback"]],
      ["trtc", ["--region", "ap-guangzhou"]],
    ]) {
      received.length = 0;
      await sandbox.control("POST", "rooms", { provider, room_id: "lobby" });
      const callback = once(server, "callback");
      const closing = [provider, "lobby", ...options, "--endpoint", sandbox.url];
      assert.equal((await closeroom(closing)).status, 0);
      await callback;
      const [{ headers, body }] = received;
      const header = provider === "trtc" ? ["-H", `Sign: ${headers.sign}`] : [];
      const { status, printed } = await closeroomJson(
        ["verify", provider, ...header],
        CREDENTIALS,
        body,
      );
      assert.equal(status, 0, JSON.stringify(printed));
      assert.equal(printed.event, provider === "zego" ? "room_close" : "dismiss_room");
      assert.equal(printed.roomId, "lobby");
    }
  } finally {
    server.close();
    await sandbox.stop();
  }
});
