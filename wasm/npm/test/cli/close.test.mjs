import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { startSandbox } from "../sandbox.mjs";
import { CREDENTIALS, closeroom, closeroomJson } from "./closeroom.mjs";

let sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.stop());
beforeEach(async () => {
  await sandbox.control("POST", "reset");
  await sandbox.control("PUT", "settings", { rate_limits: false });
});

const zego = (...args) => ["zego", "--endpoint", sandbox.url, ...args];
const trtc = (...args) => ["trtc", "--endpoint", sandbox.url, "--region", "ap-guangzhou", ...args];
const open = (provider, room_id) => sandbox.control("POST", "rooms", { provider, room_id });
const fault = (kind, more = {}, times = 1) =>
  sandbox.control("POST", "faults", { fault: { kind, ...more }, times });
const requests = () => sandbox.control("GET", "requests");

/** The lines of a report, without what differs from run to run. */
const lines = (text) => text.replaceAll(/request id(\s+)\S+/g, "request id$1ID").split("\n");

test("closes a ZEGO room", async () => {
  await open("zego", "lobby");
  const { stdout, stderr, status } = await closeroom(zego("lobby"));
  assert.equal(status, 0);
  assert.deepEqual(lines(stdout), ["closed  lobby  request id ID  (1 request)", ""]);
  assert.equal(stderr, "");
  assert.deepEqual(await sandbox.control("GET", "rooms"), []);
});

test("closes it by every option", async () => {
  await open("zego", "lobby");
  const options = ["--reason", "the show is over", "--callback", "--test"];
  const { printed } = await closeroomJson(zego("lobby", ...options, "--timeout", "5000"));
  assert.equal(printed.status, "closed");
});

test("closes a string room and a numeric one, which are different", async () => {
  await open("trtc", "42");
  await open("trtc", 42);
  const numeric = await closeroom(trtc("42", "--numeric"));
  assert.equal(numeric.status, 0);
  assert.match(numeric.stdout, /^closed {2}42 {2}/);
  assert.deepEqual(
    (await sandbox.control("GET", "rooms")).map(({ room_id }) => room_id),
    ["42"],
  );
  assert.match((await closeroom(trtc("42"))).stdout, /^closed {2}42 {2}/);
  assert.deepEqual(
    (await requests()).map(({ action }) => action),
    ["DismissRoom", "DismissRoomByStrRoomId"],
  );
});

for (const [method, verb] of [
  ["TC3-HMAC-SHA256", "POST"],
  ["TC3-HMAC-SHA256", "GET"],
  ["HmacSHA256", "POST"],
  ["HmacSHA256", "GET"],
  ["HmacSHA1", "POST"],
  ["HmacSHA1", "GET"],
]) {
  test(`closes a TRTC room with ${method} and ${verb}`, async () => {
    await open("trtc", "lobby");
    const options = ["--signature-method", method, "--http-method", verb, "--language", "en-US"];
    const { status, printed } = await closeroomJson(trtc("lobby", ...options));
    assert.equal(status, 0);
    assert.equal(printed.status, "closed");
    assert.deepEqual(Object.keys(printed), ["status", "requestId", "attempts"]);
    assert.match(printed.requestId, /./);
    assert.equal((await requests())[0].method, verb);
  });
}

test("closes a TRTC room with temporary credentials", async () => {
  const token = "tok/EXAMPLE+abc==_0123";
  const strict = await startSandbox("--trtc-token", token, "--room", "trtc:string:lobby");
  const args = ["trtc", "lobby", "--region", "ap-guangzhou", "--endpoint", strict.url];
  const { printed: refused } = await closeroomJson(args);
  const { printed: closed } = await closeroomJson(args, {
    ...CREDENTIALS,
    TENCENTCLOUD_TOKEN: token,
  });
  await strict.stop();
  assert.equal(refused.error.kind, "unauthorized");
  assert.equal(closed.status, "closed");
});

test("a room that is gone is a success", async () => {
  const { stdout, stderr, status } = await closeroom(trtc("lobby"));
  assert.equal(status, 0);
  assert.deepEqual(lines(stdout), ["already gone  lobby  request id ID  (1 request)", ""]);
  assert.equal(stderr, "");
  const { status: zegoStatus, printed } = await closeroomJson(zego("lobby"));
  assert.equal(zegoStatus, 0);
  assert.equal(printed.status, "alreadyGone");
  assert.equal(printed.attempts, 1);
});

test("a string room that looks like a number, and is gone, earns a note", async () => {
  const { stdout, stderr, status } = await closeroom(trtc("42"));
  assert.equal(status, 0);
  assert.match(stdout, /^already gone {2}42 {2}/);
  assert.match(stderr, /^note: 42 is a string room here; .*--numeric\n$/);
  assert.equal((await closeroom(trtc("42", "--numeric"))).stderr, "");
});

for (const word of ["verify", "help"]) {
  for (const [provider, command] of Object.entries({ zego, trtc })) {
    test(`a ${provider} room named ${word} is refused, and nothing sent`, async () => {
      await open(provider, word);
      const [, ...options] = command();
      for (const args of [
        [provider, word, ...options],
        [provider, ...options, word],
        [...command(word), "--any-age"],
        [...command(word), "lobby"],
      ]) {
        const { stdout, stderr, status } = await closeroom(args);
        assert.equal(status, 2);
        assert.equal(stdout, "");
        assert.equal(
          stderr,
          `closeroom: "${word}" would be the room's id here; did you mean ` +
            `"closeroom ${word} ${provider}"? A room of that name goes behind --\n` +
            `See: closeroom ${provider} --help\n`,
        );
      }
      assert.equal((await closeroomJson(command(word))).printed.error.kind, "invalid_input");
      assert.deepEqual(await requests(), []);
    });

    test(`a ${provider} room named ${word} is closed behind --`, async () => {
      await open(provider, word);
      const { printed } = await closeroomJson(command("--", word));
      assert.equal(printed.status, "closed");
      assert.equal((await requests()).length, 1);
    });
  }

  test(`${word} as the value of an option is no room`, async () => {
    assert.equal((await closeroom(zego("lobby", "--reason", word))).status, 0);
    assert.equal((await requests()).length, 1);
  });
}

test("--fail-if-gone makes it an error", async () => {
  const { stdout, stderr, status } = await closeroom(zego("lobby", "--fail-if-gone"));
  assert.equal(status, 1);
  assert.equal(stdout, "");
  assert.match(stderr, /\n {4}kind +room_not_found\n/);
  const { printed } = await closeroomJson(trtc("lobby", "--fail-if-gone"));
  assert.equal(printed.error.kind, "room_not_found");
});

test("a room is shown without what a terminal would obey", async () => {
  const { stdout } = await closeroom(zego("a\u001b[31m\nclosed\u009b"));
  assert.ok(stdout.startsWith("already gone  a\\u{1b}[31m\\u{a}closed\\u{9b}  request id"), stdout);
});

test("an error has its message first, then what to quote and what to do", async () => {
  const environment = { ...CREDENTIALS, ZEGO_SERVER_SECRET: "f".repeat(32) };
  const { stdout, stderr, status } = await closeroom(zego("lobby"), environment);
  assert.equal(status, 1);
  assert.equal(stdout, "");
  const [message, ...details] = lines(stderr);
  assert.match(message, /^closeroom: ZEGO 100000005: .*check AppId and ServerSecret/);
  assert.deepEqual(details, [
    "    kind           unauthorized",
    "    provider code  100000005",
    "    request id     ID",
    "    HTTP status    200",
    "    retry          no, not before something is changed",
    "",
  ]);
});

test("with --json an error is an object on standard output", async () => {
  const environment = { ...CREDENTIALS, TENCENTCLOUD_SECRET_KEY: "f".repeat(32) };
  const { status, printed } = await closeroomJson(trtc("lobby"), environment);
  assert.equal(status, 1);
  const { message, requestId, ...error } = printed.error;
  assert.match(message, /AuthFailure\.SignatureFailure/);
  assert.match(requestId, /./);
  assert.equal(error.kind, "unauthorized");
  assert.equal(error.provider, "trtc");
  assert.equal(error.providerCode, "AuthFailure.SignatureFailure");
  assert.equal(error.httpStatus, 200);
  assert.equal(error.retryable, false);
  assert.ok(!("stack" in error) && !("cause" in error));
});

test("a failure of the provider is tried again", async () => {
  await open("trtc", "lobby");
  await fault("status", { status: 503 });
  const { stdout, status } = await closeroom(trtc("lobby"));
  assert.equal(status, 0);
  assert.match(stdout, /^closed .*\(2 requests\)\n$/);
});

test("--attempts limits the requests", async () => {
  await fault("status", { status: 503 }, 5);
  const { stderr, status } = await closeroom(trtc("lobby", "--attempts", "1"));
  assert.equal(status, 1);
  assert.match(stderr, /kind +unavailable\n/);
  assert.match(stderr, /retry +yes, later\n/);
  assert.equal((await requests()).length, 1);
  await closeroom(trtc("lobby", "--attempts", "2"));
  assert.equal((await requests()).length, 3);
});

test("a rate limit says how long to wait", async () => {
  await fault("status", { status: 429, retry_after: 7 });
  const { stderr, status } = await closeroom(zego("lobby", "--attempts", "1"));
  assert.equal(status, 1);
  assert.match(stderr, /kind +rate_limited\n/);
  assert.match(stderr, /retry +yes, after 7000 ms\n/);
});

test("--timeout ends the call", async () => {
  await fault("hang", {}, 9);
  const { status, printed } = await closeroomJson(zego("lobby", "--timeout", "400"));
  assert.equal(status, 1);
  assert.equal(printed.error.kind, "deadline_exceeded");
  assert.match(printed.error.message, /the call's 400 ms were up/);
});

test("a page in the place of an answer is no success", async () => {
  await fault("html");
  const { status, printed } = await closeroomJson(zego("lobby"));
  assert.equal(status, 1);
  assert.equal(printed.error.kind, "unexpected_response");
});

test("a redirect is not followed", async () => {
  await fault("redirect", { location: `${sandbox.url}/elsewhere` });
  const { status, printed } = await closeroomJson(zego("lobby"));
  assert.equal(status, 1);
  assert.equal(printed.error.kind, "unexpected_response");
});

test("a provider that cannot be reached is an error of the transport", async () => {
  const gone = await startSandbox();
  await gone.stop();
  const { stdout, stderr, status } = await closeroom(["zego", "--endpoint", gone.url, "lobby"]);
  assert.equal(status, 1);
  assert.equal(stdout, "");
  assert.match(stderr, /^closeroom: .*ECONNREFUSED.*\(3 requests sent\)\n {4}kind +transport\n/);
  assert.ok(!/^\s+at /m.test(stderr));
});
