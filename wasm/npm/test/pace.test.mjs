// Many calls at once on one client, by a clock of the test's own: order, pace, deadlines, turns given back.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { checkError, TRTC_SUCCESS, trtc, ZEGO_SUCCESS, zego } from "./support.mjs";

const START = 1_700_000_000_000;
/** How far the clock goes at a time; divides the time between two turns. */
const STEP_MS = 5;

/** The providers' limits, as their documents have them. */
const PROVIDERS = [
  { provider: "zego", client: zego, success: ZEGO_SUCCESS, perSecond: 1 },
  { provider: "trtc", client: trtc, success: TRTC_SUCCESS, perSecond: 20 },
];

/** A test of each provider, with its clock stopped at `START`. */
function testEach(name, run) {
  for (const { provider, client, success, perSecond } of PROVIDERS) {
    test(`${provider}: ${name}`, async (t) => {
      t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: START });
      const interval = 1100 / perSecond;
      await run({
        client,
        interval,
        /** Lets that much time pass, and everything happen that is due. */
        async pass(ms) {
          await quiet();
          for (let passed = 0; passed < ms; passed += STEP_MS) {
            t.mock.timers.tick(STEP_MS);
            await quiet();
          }
        },
        /** Starts a call, whose outcome is in what it gives; its request is noted in `sent`. */
        close(one, sent, options) {
          const call = { startedMs: Date.now() - START };
          const note = (outcome) => Object.assign(call, outcome, { endedMs: Date.now() - START });
          const fetch = async () => {
            sent.push(call);
            call.sentMs = Date.now() - START;
            return new Response(success);
          };
          one.closeRoom("room", { fetch, ...options }).then(
            ({ status }) => note({ status }),
            (error) => note({ error: checkError(error) }),
          );
          return call;
        },
        checkPace(sent) {
          for (const [index, call] of sent.slice(perSecond).entries()) {
            const apart = call.sentMs - sent[index].sentMs;
            assert.ok(apart >= 1000, `${perSecond + 1} requests within ${apart} ms`);
          }
        },
      });
    });
  }
}

/** Until all that the promises have to do is done. */
async function quiet() {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const COUNT = 1000;
const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));
const isClosed = ({ status }) => status === "closed";

describe("a thousand calls at once", () => {
  testEach("go in the order of asking, as fast as the limit allows", async (world) => {
    const { client, interval, pass, close, checkPace } = world;
    const one = client();
    const sent = [];
    const timeoutMs = COUNT * interval;
    const calls = times(COUNT, () => close(one, sent, { timeoutMs }));
    await pass(timeoutMs - interval);
    assert.deepEqual(sent, calls);
    checkPace(sent);
    assert.ok(calls.every(isClosed));
    assert.deepEqual(
      sent.map(({ sentMs }) => sentMs),
      times(COUNT, (index) => index * interval),
    );
  });

  testEach("fail at once where the turn comes too late, and leave it to others", async (world) => {
    const { client, interval, pass, close, checkPace } = world;
    const one = client();
    const sent = [];
    const patient = COUNT * interval;
    // Every second one has time for ten turns, of which the others take half.
    const hurried = 10 * interval;
    const calls = times(COUNT, (index) =>
      close(one, sent, { timeoutMs: index % 2 === 0 ? hurried : patient }),
    );
    await pass(0);
    const failed = calls.filter(({ error }) => error);
    assert.equal(failed.length, COUNT / 2 - 5);
    for (const { error, endedMs } of failed) {
      assert.equal(endedMs, 0);
      assert.equal(error.kind, "rate_limited");
      assert.equal(error.retryable, true);
      assert.ok(error.retryAfterMs >= hurried, `${error.retryAfterMs} ms`);
    }
    await pass(patient / 2 + hurried);
    const others = calls.filter(({ error }) => !error);
    assert.deepEqual(sent, others);
    checkPace(sent);
    assert.ok(others.every(isClosed));
    assert.equal(sent.at(-1).sentMs, (others.length - 1) * interval);
  });

  testEach("go at once when they are not paced", async ({ client, pass, close }) => {
    const one = client();
    const sent = [];
    const calls = times(COUNT, () => close(one, sent, { paced: false }));
    await pass(0);
    assert.deepEqual(sent, calls);
    assert.ok(calls.every(({ status, endedMs }) => status === "closed" && endedMs === 0));
  });

  testEach("of two clients share nothing", async (world) => {
    const { client, interval, pass, close, checkPace } = world;
    const timeoutMs = COUNT * interval;
    const both = [client(), client()].map((one) => {
      const sent = [];
      const calls = times(COUNT / 2, () => close(one, sent, { timeoutMs }));
      return { sent, calls };
    });
    await pass(timeoutMs / 2 - interval);
    for (const { sent, calls } of both) {
      assert.deepEqual(sent, calls);
      checkPace(sent);
      assert.equal(sent.at(-1).sentMs, (COUNT / 2 - 1) * interval);
    }
  });

  testEach("that are aborted give their turns to those who ask later", async (world) => {
    const { client, interval, pass, close, checkPace } = world;
    const one = client();
    const sent = [];
    const timeoutMs = COUNT * interval;
    const { signal, ...controller } = abortable();
    const calls = times(COUNT, (index) =>
      close(one, sent, index % 2 === 0 ? { timeoutMs } : { timeoutMs, signal }),
    );
    await pass(10 * interval);
    controller.abort();
    await pass(0);
    const aborted = calls.filter(({ error }) => error);
    assert.equal(aborted.length, COUNT / 2 - 5);
    assert.ok(aborted.every(({ error }) => error.kind === "cancelled"));

    const later = times(aborted.length, () => close(one, sent, { timeoutMs }));
    await pass((COUNT - 11) * interval);
    checkPace(sent);
    assert.equal(sent.length, COUNT);
    assert.ok(calls.filter(({ error }) => !error).every(isClosed));
    assert.ok(later.every(isClosed));
    assert.deepEqual(
      sent.filter((call) => later.includes(call)),
      later,
      "not in the order of asking",
    );
    assert.equal(sent.at(-1).sentMs, (COUNT - 1) * interval);
  });

  testEach("that fail take a new turn for each repetition", async (world) => {
    const { client, interval, pass, close, checkPace } = world;
    const one = client();
    const sent = [];
    const count = COUNT / 10;
    const fetch = async () => {
      sent.push({ sentMs: Date.now() - START });
      return new Response("", { status: 503 });
    };
    const timeoutMs = COUNT * interval;
    const calls = times(count, () => close(one, [], { fetch, timeoutMs }));
    await pass(timeoutMs);
    assert.equal(sent.length, 3 * count);
    checkPace(sent);
    assert.ok(calls.every(({ error }) => error.kind === "unavailable"));
  });
});

function abortable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
