import assert from "node:assert/strict";
import { test } from "node:test";
import { closeroom, closeroomJson } from "./closeroom.mjs";

const REGION = ["--region", "ap-guangzhou"];

/** Arguments that are wrong, and what the message says; none of these gets as far as a request. */
const WRONG = {
  "no command": [[], /a command is missing: zego, trtc, verify zego or verify trtc$/],
  "a command that is none": [["lobby"], /lobby is no command: zego, trtc, verify zego or verify /],
  "a mistyped command": [["zgeo", "lobby"], /zgeo is no command; did you mean zego\?$/],
  "a mistyped word of two": [["verfy", "zego"], /verfy zego is no .* you mean verify zego\?$/],
  "a mistyped help": [["hlep", "zego"], /hlep is no command; did you mean help\?$/],
  "an option before the command": [["--dry-run", "zego", "lobby"], /the command comes first$/],
  "a mistyped option without a command": [["--versoin"], /did you mean --version\?$/],
  "help on a command that is none": [["help", "lobby"], /lobby is no command/],
  "help on a mistyped command": [["help", "verfy"], /verfy is no .* did you mean verify\?$/],

  "no room": [["zego"], /ROOM is missing/],
  "two rooms": [["zego", "a", "b"], /one ROOM at a time, not 2/],
  "an empty room": [["zego", ""], /ROOM: RoomId is empty/],
  "a room that is too long": [["zego", "r".repeat(129)], /ROOM: RoomId .*128/],
  "a room that begins with a dash": [["zego", "-r"], /-r is no option; .* behind --/],
  "a TRTC room that is too long": [["trtc", "r".repeat(65), ...REGION], /ROOM: RoomId .*64 bytes/],
  "a TRTC room of other characters": [["trtc", "é", ...REGION], /ROOM: RoomId .*--any-room-id/],
  "a numeric room that is none": [["trtc", "12a", "--numeric", ...REGION], /ROOM .*decimal digits/],
  "a numeric room with a sign": [["trtc", "+12", "--numeric", ...REGION], /ROOM .*decimal digits/],
  "a numeric room in hexadecimal": [["trtc", "0x1f", "--numeric", ...REGION], /decimal digits/],
  "numeric room 0": [["trtc", "0", "--numeric", ...REGION], /ROOM: RoomId 0 .*4294967294/],
  "a numeric room that is too large": [
    ["trtc", "4294967295", "--numeric", ...REGION],
    /ROOM: RoomId 4294967295 .*4294967294/,
  ],
  "a numeric room beyond 64 bits": [
    ["trtc", "18446744073709551616", "--numeric", "--any-room-id", ...REGION],
    /ROOM: RoomId .*18446744073709551615/,
  ],

  "an option that is none": [
    ["zego", "r", "--bogus"],
    /--bogus is no .*; closeroom zego --help li/,
  ],
  "an option that is none, and no room": [["zego", "--bogus=x"], /--bogus is no option; a ROOM /],
  "a mistyped option": [["zego", "r", "--atempts=3"], /--atempts is .* you mean --attempts\?$/],
  "the name of something in every object": [["zego", "r", "--constructor"], /is no option/],
  "an option of the other provider": [["zego", "r", "--numeric"], /--numeric is no option/],
  "no region": [["trtc", "r"], /--region REGION is missing.*ap-guangzhou/],
  "an empty region": [["trtc", "r", "--region="], /--region: Region is empty/],
  "no value": [["trtc", "r", "--region"], /--region needs a value: --region REGION/],
  "an option where a value is due": [["zego", "r", "--reason", "--test"], /--reason needs a value/],
  "a value for a switch": [["zego", "r", "--callback=yes"], /--callback takes no value/],
  "a reason that is too long": [["zego", "r", "--reason", "x".repeat(257)], /--reason: .*256/],
  "an endpoint that is none": [["zego", "r", "--endpoint", "moon"], /--endpoint: .*hkg/],
  "a TRTC endpoint that is none": [["trtc", "r", ...REGION, "--endpoint", "moon"], /intl/],
  "http to another host": [["zego", "r", "--endpoint", "http://h.example"], /--endpoint: .*https/],
  "an unknown signature method": [
    ["trtc", "r", ...REGION, "--signature-method", "md5"],
    /--signature-method: .*TC3-HMAC-SHA256/,
  ],
  "an unknown HTTP method": [["trtc", "r", ...REGION, "--http-method", "PUT"], /--http-method: /],
  "an unknown language": [["trtc", "r", ...REGION, "--language", "fr"], /--language: .*zh-CN/],
  "a timeout that is no number": [["zego", "r", "--timeout", "5s"], /--timeout .*whole number/],
  "a timeout of 0": [["zego", "r", "--timeout", "0"], /--timeout: Timeout must be at least 1/],
  "a number of attempts that is none": [["zego", "r", "--attempts", "1.5"], /--attempts .*whole/],
  "no attempts": [["zego", "r", "--attempts", "0"], /--attempts: MaxAttempts must be at least 1/],
  "a timestamp for a call": [
    ["zego", "r", "--timestamp", "1615186943"],
    /--timestamp needs --dry-run or --explain: .*afresh/,
  ],
  "a nonce for a call": [["zego", "r", "--nonce", "4fd24687296dd9f3"], /--nonce needs --dry-run/],
  "a timestamp that is no number": [
    ["zego", "r", "--dry-run", "--timestamp", "now"],
    /--timestamp .*whole number/,
  ],
  "a timestamp in milliseconds": [
    ["zego", "r", "--dry-run", "--timestamp", "1615186943000"],
    /--timestamp: .*milliseconds/,
  ],
  "a nonce that is too short": [["zego", "r", "--explain", "--nonce", "4fd2"], /--nonce: .*16/],
  "a nonce in upper case": [
    ["zego", "r", "--dry-run", "--nonce", "4FD24687296DD9F3"],
    /--nonce: .*lower-case/,
  ],

  "a provider is missing": [["verify"], /verify is no .* itself: verify zego or verify trtc$/],
  "a provider that is none": [["verify", "lobby"], /verify is no .* itself: verify zego or verify/],
  "a mistyped provider": [["verify", "trct"], /verify trct is no .* you mean verify trtc\?$/],
  "a body among the arguments": [
    ["verify", "zego", "body.json"],
    /the body comes on standard input: closeroom verify zego < BODY$/,
  ],
  "an option of closing": [["verify", "zego", "--dry-run"], /--dry-run is no option; .* --help /],
  "an option of the other provider's callbacks": [["verify", "zego", "-H", "Sign: a"], /-H is no/],
  "a mistyped option of verifying": [["verify", "trtc", "--heder", "a: b"], /mean --header\?$/],
  "a header without a colon": [["verify", "trtc", "-H", "Sign"], /--header must be a name, a col/],
  "a header without a name": [["verify", "trtc", "--header", ": x"], /--header must be a name, a/],
  "no header": [["verify", "trtc", "--header"], /--header needs a value: --header 'NAME: VALUE'/],
  "a time that is no number": [["verify", "zego", "--now", "today"], /--now must be a whole numb/],
  "a time beyond all numbers": [["verify", "zego", "--now", "9".repeat(20)], /--now: Now must be /],
  "a tolerance that is no number": [["verify", "trtc", "--tolerance=-1"], /--tolerance must be a/],
  "a tolerance beyond all numbers": [
    ["verify", "trtc", "--tolerance", "9".repeat(20)],
    /--tolerance: ToleranceSeconds must be /,
  ],
  "a tolerance for any age": [
    ["verify", "zego", "--tolerance", "5", "--any-age"],
    /--any-age and --tolerance exclude each other/,
  ],
  "a time for any age": [
    ["verify", "trtc", "--any-age", "--now", "1499676989"],
    /--any-age and --now exclude each other/,
  ],
};

/** The page that the hint names: of the command, or of the words before it. */
function pageFor([first, second]) {
  if (first !== "verify") return ["zego", "trtc"].includes(first) ? `${first} ` : "";
  return ["zego", "trtc"].includes(second) ? `verify ${second} ` : "verify ";
}

for (const [what, [args, message]] of Object.entries(WRONG)) {
  test(`wrong usage: ${what}`, async () => {
    const { stdout, stderr, status } = await closeroom(args);
    assert.equal(status, 2);
    assert.equal(stdout, "");
    const [problem, hint, ...rest] = stderr.split("\n");
    assert.match(problem, /^closeroom: /);
    assert.match(problem, message);
    assert.equal(hint, `See: closeroom ${pageFor(args)}--help`);
    assert.deepEqual(rest, [""]);
  });
}

test("with --json wrong usage is an object on standard output", async () => {
  const { status, printed } = await closeroomJson(["trtc", "12a", "--numeric", ...REGION]);
  assert.equal(status, 2);
  assert.match(printed.error.message, /ROOM must be decimal digits/);
  delete printed.error.message;
  assert.deepEqual(printed, {
    error: { kind: "invalid_input", provider: "trtc", retryable: false },
  });
});

test("with --json so is what the library refuses", async () => {
  const { status, printed } = await closeroomJson(["zego", ""]);
  assert.equal(status, 2);
  assert.equal(printed.error.kind, "invalid_input");
  assert.equal(printed.error.provider, "zego");
  assert.match(printed.error.message, /RoomId is empty/);
});

test("with --json so is an unknown command, of no provider", async () => {
  const { status, printed } = await closeroomJson(["zgeo"]);
  assert.equal(status, 2);
  assert.deepEqual(Object.keys(printed.error), ["kind", "message", "retryable"]);
});

test("--json behind -- is a room", async () => {
  const { stdout, status } = await closeroom(["zego", "--dry-run", "--", "--json"]);
  assert.equal(status, 0);
  assert.match(stdout, /&RoomId=--json'\n$/);
});
