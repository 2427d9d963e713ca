// The exercise, seen from outside: gives it its input, and judges what it says.
import assert from "node:assert/strict";
import { ACCOUNTS, startSandbox } from "../../../wasm/npm/test/sandbox.mjs";
import { readCases } from "./cases.mjs";
import { figure } from "./figures.mjs";

/** The rooms that the exercise closes, as the sandbox's command line has them. */
const ROOMS = ["zego:packaging", "trtc:string:packaging", "trtc:number:4294967294"];

/** What an injected `fetch` does there: it answers, throws, is pending at the deadline and at the cancellation. */
const INJECTED_FETCHES = 4;

/**
 * Has the exercise run in a runtime, and checks that it made every check with every case and
 * found all of them right. Each check is a subtest.
 *
 * @param t the test this is part of
 * @param run takes the options of the exercise, which are JSON, to the runtime, and gives the
 * results
 * @param closing whether the runtime can close rooms in a sandbox on this machine
 */
export async function exercised(t, run, { closing = true } = {}) {
  const cases = await readCases();
  const options = { cases, accounts: ACCOUNTS };
  const results = closing ? await inSandbox(run, options) : await run(options);

  const expected = expectedCounts(cases, closing);
  for (const { check, passed, count, detail } of results) {
    await t.test(check, () => {
      assert.ok(passed, detail);
      assert.equal(count, expected[check]);
    });
  }
  await t.test("every check was made", () => {
    assert.deepEqual(results.map(({ check }) => check).sort(), Object.keys(expected).sort());
  });

  const sum = (kind) =>
    results.reduce(
      (total, { check, count }) => total + (check.endsWith(` ${kind}`) ? count : 0),
      0,
    );
  figure(t, "requests", sum("request"));
  figure(t, "responses", sum("response"));
  figure(t, "callbacks", sum("callback"));
  figure(t, "typed errors", sum("invalid_input"));
  figure(t, "injected fetches", sum("injected fetch"));
  figure(t, "rooms closed", sum("closeRoom"));
}

/** How many cases each check has. */
function expectedCounts(cases, closing) {
  const counts = { import: 1 };
  for (const [provider, { request, response, callback, invalid_input }] of Object.entries(cases)) {
    counts[`${provider} request`] = request.length;
    counts[`${provider} response`] = response.length;
    counts[`${provider} callback`] = callback.length;
    counts[`${provider} forged callback`] = callback.filter(({ expect }) => expect.ok).length;
    counts[`${provider} invalid_input`] = invalid_input.length;
    counts[`${provider} injected fetch`] = INJECTED_FETCHES;
    if (closing) {
      counts[`${provider} closeRoom`] = ROOMS.filter((room) => room.startsWith(provider)).length;
    }
  }
  return counts;
}

/** Runs it beside a sandbox, which then has to have seen the rooms closed as well. */
async function inSandbox(run, options) {
  const rooms = ROOMS.flatMap((room) => ["--room", room]);
  const sandbox = await startSandbox("--rate-limits", "off", ...rooms);
  try {
    const results = await run({ ...options, sandbox: sandbox.url });
    const { length } = (await sandbox.control("GET", "requests")).filter(
      ({ outcome }) => outcome === "success",
    );
    assert.equal(length, ROOMS.length, "the sandbox has seen other successes");
    return results;
  } finally {
    await sandbox.stop();
  }
}
