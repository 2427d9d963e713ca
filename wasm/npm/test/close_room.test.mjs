// closeRoom over real HTTP, against the sandbox: what every language goes through is in
// faults.test.mjs, and here what is JavaScript's own, and what needs more than one room.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { startSandbox } from "./sandbox.mjs";
import { pause, rejected, settled, trtc, until, zego } from "./support.mjs";

/** What makes timing tests safe on a slow machine. */
const SLACK_MS = 5000;

/** A test with a sandbox of its own, so that the waits of all tests pass at the same time. */
function sandboxed(name, run, ...args) {
  test(name, async () => {
    const limits = args.includes("--rate-limits") ? [] : ["--rate-limits", "off"];
    const { url, control, stop } = await startSandbox(...limits, ...args);
    try {
      await run({
        url,
        zego: (options) => zego({ endpoint: url, ...options }),
        trtc: (options) => trtc({ endpoint: url, ...options }),
        open: (provider, room_id = "room") => control("POST", "rooms", { provider, room_id }),
        rooms: () => control("GET", "rooms"),
        requests: () => control("GET", "requests"),
        door: () => control("GET", "door"),
        fault: (fault, plan) => control("POST", "faults", { fault, ...plan }),
      });
    } finally {
      await stop();
    }
  });
}

const PROVIDERS = ["zego", "trtc"];

function checkResult(result, status, attempts = 1) {
  assert.deepEqual(Object.keys(result).sort(), ["attempts", "requestId", "status"]);
  assert.equal(result.status, status);
  assert.equal(result.attempts, attempts);
  assert.match(result.requestId, /^[\w-]{8,}$/);
}

async function timed(promise) {
  const start = performance.now();
  const outcome = await settled(promise, 30_000);
  return [outcome, performance.now() - start];
}

// Groups run side by side: most of their time is waiting.
describe("closeRoom", { concurrency: 4 }, () => {
  describe("closes", { concurrency: 8 }, () => {
    sandboxed("a ZEGO room, with everything that can be said about it", async (world) => {
      const odd = "房间 1+%&=/?#\u{1f680}\"'\\";
      for (const [roomId, options] of [
        ["room", {}],
        [odd, { customReason: `${odd} ended`, roomCloseCallback: true }],
        ["r".repeat(128), { customReason: "", roomCloseCallback: false }],
      ]) {
        for (const isTest of [undefined, true, false]) {
          await world.open("zego", roomId);
          checkResult(await world.zego({ isTest }).closeRoom(roomId, options), "closed");
          const [request] = (await world.requests()).slice(-1);
          assert.equal(request.action, "CloseRoom");
          assert.equal(request.method, "GET");
          assert.equal(request.room_id, roomId);
        }
      }
      assert.deepEqual(await world.rooms(), []);
    });

    const BIGGEST = 2n ** 64n - 1n;
    const EVERY_ROOM = ["--room", `trtc:number:${BIGGEST}`];
    for (const signatureMethod of ["TC3-HMAC-SHA256", "HmacSHA256", "HmacSHA1"]) {
      for (const httpMethod of ["POST", "GET"]) {
        sandboxed(
          `TRTC rooms, signed by ${signatureMethod} ${httpMethod}`,
          async (world) => {
            const client = world.trtc({ signatureMethod, httpMethod, language: "en-US" });
            for (const roomId of ["room", " !#$%&()+-:;<=.>?@[]^_{}|~,", "123", 123, 4294967294]) {
              await world.open("trtc", roomId);
              checkResult(await client.closeRoom(roomId), "closed");
              const [request] = (await world.requests()).slice(-1);
              const isText = typeof roomId === "string";
              assert.equal(request.action, isText ? "DismissRoomByStrRoomId" : "DismissRoom");
              assert.equal(request.method, httpMethod);
              assert.equal(request.room_id, roomId);
            }
            await world.open("trtc", 456);
            checkResult(await client.closeRoom(456n), "closed");

            const any = world.trtc({ signatureMethod, httpMethod, allowAnyRoomId: true });
            checkResult(await any.closeRoom(BIGGEST), "closed");
            const odd = "会议/*\"'\\`\u{1f680}é\n\u2028";
            await world.open("trtc", odd);
            checkResult(await any.closeRoom(odd), "closed");
            assert.deepEqual(await world.rooms(), []);
          },
          ...EVERY_ROOM,
        );

        sandboxed(
          `with temporary credentials, signed by ${signatureMethod} ${httpMethod}`,
          async (world) => {
            const token = "a+token/with==";
            await world.open("trtc");
            const close = (options) =>
              world.trtc({ signatureMethod, httpMethod, ...options }).closeRoom("room");
            const missing = await rejected(close(), "unauthorized");
            assert.equal(missing.providerCode, "AuthFailure.TokenFailure");
            const wrong = await rejected(close({ token: "another" }), "unauthorized");
            assert.ok(!wrong.message.includes("another"));
            checkResult(await close({ token }), "closed");
          },
          "--trtc-token",
          "a+token/with==",
        );
      }
    }

    sandboxed("the string room only, and not the number of the same digits", async (world) => {
      await world.open("trtc", 123);
      checkResult(await world.trtc().closeRoom("123"), "alreadyGone");
      assert.equal((await world.rooms()).length, 1);
      checkResult(await world.trtc().closeRoom(123), "closed");
    });

    sandboxed("fifty rooms of each provider at once", async (world) => {
      const ids = Array.from({ length: 50 }, (_, index) => `room-${index}`);
      for (const id of ids)
        await Promise.all(PROVIDERS.map((provider) => world.open(provider, id)));
      // Clients of their own: one would keep to the provider's pace.
      const close = (id) => [world.zego().closeRoom(id), world.trtc().closeRoom(id)];
      const results = await settled(Promise.all(ids.flatMap(close)), 30_000);
      for (const result of results) checkResult(result, "closed");
      assert.deepEqual(await world.rooms(), []);
    });
  });

  describe("the provider's pace", { concurrency: 8 }, () => {
    for (const [provider, count] of [
      ["zego", 3],
      ["trtc", 30],
    ]) {
      sandboxed(
        `${provider}: ${count} rooms at once by one client keep the limit by themselves`,
        async (world) => {
          const ids = Array.from({ length: count }, (_, index) => `room-${index}`);
          for (const id of ids) await world.open(provider, id);
          const client = world[provider]();
          const calls = ids.map((id) => client.closeRoom(id, { timeoutMs: 60_000 }));
          const results = await settled(Promise.all(calls), 30_000);
          // Of thirty, the network may bring some too close to others.
          const repeated = results.filter(({ attempts }) => attempts > 1).length;
          assert.ok(repeated <= count / 3, `${repeated} were refused at first`);
          const closed = (await world.requests()).filter(({ code }) => code === "success");
          assert.deepEqual(closed.map(({ room_id }) => room_id).sort(), ids.sort());
        },
        "--rate-limits",
        "on",
      );
    }

    sandboxed(
      "two ZEGO rooms at once are a second apart",
      async (world) => {
        await world.open("zego", "a");
        await world.open("zego", "b");
        // Clients of their own, so that they do not know of each other.
        const calls = ["a", "b"].map((room) => world.zego().closeRoom(room));
        const results = await settled(Promise.all(calls));
        for (const result of results) checkResult(result, "closed", result.attempts);
        const admitted = (await world.requests()).filter(({ code }) => code === "success");
        assert.equal(admitted.length, 2);
        const [first, second] = admitted.map(({ at_ms }) => at_ms);
        assert.ok(second - first >= 990, `only ${second - first} ms`);
        // Unless the machine was so slow that the limit was not touched.
        const total = results.reduce((sum, { attempts }) => sum + attempts, 0);
        assert.equal(total, (await world.requests()).length);
      },
      "--rate-limits",
      "on",
    );

    sandboxed("a ZEGO request follows the one before after a second", async (world) => {
      await world.open("zego");
      await world.fault({ kind: "drop" });
      const times = [];
      const noting = (url, init) => {
        times.push(Date.now());
        return fetch(url, init);
      };
      checkResult(await world.zego().closeRoom("room", { fetch: noting }), "closed", 2);
      const [first, second] = times;
      assert.ok(second - first >= 999, `only ${second - first} ms`);
    });
  });

  describe("a connection that is refused", { concurrency: 8 }, () => {
    for (const provider of PROVIDERS) {
      sandboxed(`${provider}: its cause is what fetch says`, async (world) => {
        const { url } = await world.door();
        const call = world[provider]({ endpoint: url }).closeRoom("room", { maxAttempts: 1 });
        const error = await rejected(call, "transport");
        assert.match(error.message, /ECONNREFUSED/);
        assert.ok(error.cause instanceof TypeError);
        assert.equal(error.cause.cause.code, "ECONNREFUSED");
      });
    }
  });

  describe("the deadline", { concurrency: 8 }, () => {
    for (const provider of PROVIDERS) {
      sandboxed(`${provider}: ten seconds by default`, async (world) => {
        await world.fault({ kind: "hang" }, { times: 100 });
        const [, elapsed] = await timed(
          rejected(world[provider]().closeRoom("room"), "deadline_exceeded"),
        );
        assert.ok(elapsed >= 8_000, `after ${elapsed} ms`);
        assert.ok(elapsed < 10_000 + SLACK_MS, `after ${elapsed} ms`);
      });

      sandboxed(`${provider}: one of many days is none of milliseconds`, async (world) => {
        await world.open(provider);
        for (const timeoutMs of [2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER]) {
          await world.open(provider);
          await world.fault({ kind: "delay", ms: 100 });
          const options = { timeoutMs, maxAttempts: 1 };
          checkResult(await world[provider]().closeRoom("room", options), "closed");
        }
      });
    }
  });

  describe("the caller's signal", { concurrency: 8 }, () => {
    for (const provider of PROVIDERS) {
      for (const [fault, when] of [
        [{ kind: "hang" }, "for the headers"],
        [{ kind: "slow_body", ms: 20_000 }, "for the body"],
        [{ kind: "status", status: 503, retry_after: 8 }, "for a retry"],
      ]) {
        sandboxed(`${provider}: ends a wait ${when}`, async (world) => {
          await world.fault(fault, { times: 100 });
          for (const [index, reason] of [new Error("the user left"), undefined].entries()) {
            const controller = new AbortController();
            const { signal } = controller;
            const call = rejected(world[provider]().closeRoom("room", { signal }), "cancelled");
            const sent = async () => (await world.requests()).length === index + 1;
            await until(sent, "the request");
            await pause(50);
            controller.abort(reason);
            const [error, elapsed] = await timed(call);
            assert.equal(error.cause, signal.reason);
            assert.equal(error.retryable, false);
            assert.ok(elapsed < SLACK_MS, `after ${elapsed} ms`);
            assert.ok(await sent(), "another request was sent");
          }
        });
      }
    }
  });
});
