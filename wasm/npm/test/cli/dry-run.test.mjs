import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { closeroom, closeroomJson } from "./closeroom.mjs";
import { asCommand, cases } from "./vectors.mjs";

/** A switch can say yes or nothing: RoomCloseCallback=false and IsTest=false have no spelling. */
const isExpressible = ({ config, input }) =>
  config.isTest !== false && input.roomCloseCallback !== false;

/** Every eighth case, and every one of these. */
const ALWAYS =
  /sdk|minimal|everything|document|token|unicode|numeric|injection|emoji|crlf|loopback/;
const sample = (provider) =>
  cases(provider, "request")
    .filter(isExpressible)
    .filter(({ name }, index) => index % 8 === 0 || ALWAYS.test(name));

/** As the library gives it: a body only if there is one. */
const asPrinted = ({ body, ...request }) => (body === null ? request : { ...request, body });

for (const provider of ["zego", "trtc"]) {
  const sampled = sample(provider);

  describe(`${provider}: --dry-run --json prints the request of a vector`, {
    concurrency: 4,
  }, () => {
    for (const vector of sampled) {
      test(vector.name, async () => {
        const { args, environment } = asCommand[provider](vector);
        const { status, printed } = await closeroomJson(args, environment);
        assert.equal(status, 0);
        assert.deepEqual(printed, asPrinted(vector.request));
      });
    }
  });

  describe(`${provider}: --explain --json prints the steps too`, { concurrency: 4 }, () => {
    for (const vector of sampled.filter(({ name }) => /minimal|everything/.test(name))) {
      test(vector.name, async () => {
        const { args, environment } = asCommand[provider](vector);
        const expected = { request: asPrinted(vector.request), steps: vector.steps };
        const explain = args.map((arg) => (arg === "--dry-run" ? "--explain" : arg));
        assert.deepEqual((await closeroomJson(explain, environment)).printed, expected);
        const both = [args[0], "--explain", ...args.slice(1)];
        assert.deepEqual((await closeroomJson(both, environment)).printed, expected);
      });
    }
  });
}

test("the sample has every way to sign a TRTC request, with and without a token", () => {
  const ways = sample("trtc").map(({ config }) =>
    [
      config.signatureMethod ?? "TC3-HMAC-SHA256",
      config.httpMethod ?? "POST",
      !!config.token,
    ].join(),
  );
  assert.equal(new Set(ways).size, 3 * 2 * 2);
});

for (const provider of ["zego", "trtc"]) {
  const refused = cases(provider, "invalid").filter(
    ({ config, input }, index) => index % 8 === 0 && isExpressible({ config, input }),
  );

  describe(`${provider}: what a vector calls invalid is wrong usage`, { concurrency: 4 }, () => {
    for (const vector of refused) {
      test(vector.name, async () => {
        const { args, environment } = asCommand[provider](vector);
        const { stdout, status } = await closeroom(args, environment);
        assert.equal(status, 2);
        assert.equal(stdout, "");
      });
    }
  });
}

test("without --timestamp and --nonce they are now and new", async () => {
  const args = ["zego", "lobby", "--dry-run"];
  const before = Math.floor(Date.now() / 1000);
  const [first, second] = await Promise.all([closeroomJson(args), closeroomJson(args)]);
  const after = Math.ceil(Date.now() / 1000);
  const parameters = [first, second].map(({ printed }) => new URL(printed.url).searchParams);
  for (const { timestamp, nonce } of parameters.map((it) => ({
    timestamp: Number(it.get("Timestamp")),
    nonce: it.get("SignatureNonce"),
  }))) {
    assert.ok(before <= timestamp && timestamp <= after);
    assert.match(nonce, /^[0-9a-f]{16}$/);
  }
  assert.notEqual(parameters[0].get("SignatureNonce"), parameters[1].get("SignatureNonce"));
});

test("--explain prints the steps as comments of a script that is the command", async () => {
  const [vector] = cases("trtc", "request").filter(({ name }) => name === "tc3-post-minimal");
  const { args, environment } = asCommand.trtc(vector);
  const { stdout: command } = await closeroom(args, environment);
  const { stdout, stderr, status } = await closeroom(
    args.map((arg) => (arg === "--dry-run" ? "--explain" : arg)),
    environment,
  );
  assert.equal(status, 0);
  assert.equal(stderr, "");
  assert.ok(stdout.startsWith(`${command}\n#`));
  const steps = stdout
    .slice(command.length + 1)
    .trimEnd()
    .split("\n");
  assert.deepEqual(
    steps,
    vector.steps.flatMap(({ name, value }) => [
      `# ${name}`,
      ...value.split("\n").map((line) => `#     ${line}`.trimEnd()),
    ]),
  );
});
