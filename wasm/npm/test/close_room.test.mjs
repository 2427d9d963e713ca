// closeRoom over real HTTP, against the sandbox: outcomes, retries, faults, clocks, limits.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { describe, test } from "node:test";
import { startSandbox } from "./sandbox.mjs";
import { pause, rejected, settled, trtc, until, zego } from "./support.mjs";

/** What makes timing tests safe on a slow machine. */
const SLACK_MS = 5000;
const OVER_MAX_BODY = 2 ** 20 + 1;

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
        set: (settings) => control("PUT", "settings", settings),
        fault: (fault, plan) => control("POST", "faults", { fault, ...plan }),
      });
    } finally {
      await stop();
    }
  });
}

const GONE = { zego: "5018", trtc: "FailedOperation.RoomNotExist" };
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

  describe("a room that is gone", { concurrency: 8 }, () => {
    for (const code of [104, 5018, 5024, 50001]) {
      sandboxed(`ZEGO's ${code} is success, or an error on demand`, async (world) => {
        await world.set({ zego_room_gone_code: code });
        checkResult(await world.zego().closeRoom("room"), "alreadyGone");
        const call = world.zego().closeRoom("room", { alreadyGoneIsError: true });
        const error = await rejected(call, "room_not_found");
        assert.equal(error.providerCode, String(code));
        checkGone(error, "zego");
      });
    }

    sandboxed("TRTC's code is success, or an error on demand", async (world) => {
      for (const roomId of ["room", 123]) {
        checkResult(await world.trtc().closeRoom(roomId), "alreadyGone");
        const call = world.trtc().closeRoom(roomId, { alreadyGoneIsError: true });
        const error = await rejected(call, "room_not_found");
        assert.equal(error.providerCode, GONE.trtc);
        checkGone(error, "trtc");
      }
      assert.equal((await world.requests()).length, 4);
    });

    function checkGone(error, provider) {
      assert.equal(error.provider, provider);
      assert.equal(error.httpStatus, 200);
      assert.match(error.requestId, /^[\w-]{8,}$/);
      assert.equal(error.retryable, false);
      assert.equal(error.retryAfterMs, undefined);
      assert.equal(error.cause, undefined);
    }
  });

  describe("credentials that are refused", { concurrency: 8 }, () => {
    const SECRET = "0123456789abcdef0123456789abcdef";
    const CASES = {
      "wrong ServerSecret": ["zego", { serverSecret: SECRET }, "unauthorized", "100000005"],
      "unknown AppId": ["zego", { appId: 1 }, "unauthorized", "100000010"],
      "wrong SecretKey": [
        "trtc",
        { secretKey: SECRET },
        "unauthorized",
        "AuthFailure.SignatureFailure",
      ],
      "wrong SecretKey, v1": [
        "trtc",
        { secretKey: SECRET, signatureMethod: "HmacSHA1", httpMethod: "GET" },
        "unauthorized",
        "AuthFailure.SignatureFailure",
      ],
      "unknown SecretId": [
        "trtc",
        { secretId: "AKIDunknown" },
        "unauthorized",
        "AuthFailure.SecretIdNotFound",
      ],
      "foreign SdkAppId": [
        "trtc",
        { sdkAppId: 1 },
        "permission_denied",
        "UnauthorizedOperation.SdkAppId",
      ],
      "unknown Region": ["trtc", { region: "mars-1" }, "rejected", "UnsupportedRegion"],
    };
    for (const [name, [provider, options, kind, code]] of Object.entries(CASES)) {
      sandboxed(`${provider}: ${name}, one request`, async (world) => {
        await world.open(provider);
        const error = await rejected(world[provider](options).closeRoom("room"), kind);
        assert.equal(error.providerCode, code);
        assert.equal(error.provider, provider);
        assert.equal(error.httpStatus, 200);
        assert.equal(error.retryable, false);
        assert.match(error.requestId, /^[\w-]{8,}$/);
        assert.ok(!`${error.stack}${JSON.stringify(error)}`.includes(SECRET));
        assert.equal((await world.requests()).length, 1);
        assert.equal((await world.rooms()).length, 1);
      });
    }
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

    for (const [provider, code] of [
      ["zego", "206"],
      ["zego", "207"],
      ["trtc", "RequestLimitExceeded"],
      ["trtc", "RequestLimitExceeded.UinLimitExceeded"],
    ]) {
      sandboxed(`${code} once: waits at least a second, then closes`, async (world) => {
        await world.open(provider);
        await world.fault({ kind: "code", code });
        const [result, elapsed] = await timed(world[provider]().closeRoom("room"));
        checkResult(result, "closed", 2);
        assert.ok(elapsed >= 990, `only ${elapsed} ms`);
      });

      sandboxed(`${code} always: says so, and for how long`, async (world) => {
        await world.fault({ kind: "code", code }, { times: 100 });
        const call = world[provider]().closeRoom("room", { maxAttempts: 2 });
        const error = await rejected(call, "rate_limited");
        assert.equal(error.providerCode, code);
        assert.equal(error.retryable, true);
        assert.ok(error.retryAfterMs >= 1000);
        assert.equal((await world.requests()).length, 2);
      });
    }

    for (const provider of PROVIDERS) {
      sandboxed(`${provider}: Retry-After is kept`, async (world) => {
        await world.open(provider);
        await world.fault({ kind: "status", status: 503, retry_after: 2 });
        checkResult(await settled(world[provider]().closeRoom("room")), "closed", 2);
        const [first, second] = await world.requests();
        assert.ok(second.at_ms - first.at_ms >= 1990, `only ${second.at_ms - first.at_ms} ms`);
      });

      sandboxed(`${provider}: a Retry-After beyond the deadline ends the call`, async (world) => {
        await world.fault({ kind: "status", status: 429, retry_after: 3600 }, { times: 100 });
        const error = await rejected(world[provider]().closeRoom("room"), "rate_limited");
        assert.equal(error.retryAfterMs, 3_600_000);
        assert.equal(error.httpStatus, 429);
        assert.equal((await world.requests()).length, 1);
      });
    }
  });

  describe("faults", { concurrency: 8 }, () => {
    /** Each strikes every request: what comes of it, after how many requests (of at most two). */
    const FAULTS = [
      [{ kind: "delay", ms: 50 }, "closed", 1],
      [{ kind: "slow_body", ms: 50 }, "closed", 1],
      [{ kind: "wrong_content_type" }, "closed", 1],
      [{ kind: "no_date" }, "closed", 1],
      [{ kind: "big_body", bytes: OVER_MAX_BODY - 1 }, "closed", 1],
      [
        { kind: "big_body", bytes: OVER_MAX_BODY },
        "unexpected_response",
        1,
        /limit of 1048576 bytes/,
      ],
      [{ kind: "big_body", bytes: 20 * OVER_MAX_BODY }, "unexpected_response", 1, /limit/],
      [{ kind: "html" }, "unexpected_response", 1, /<title>/],
      [{ kind: "truncated_json" }, "unexpected_response", 1],
      [{ kind: "empty_body" }, "unexpected_response", 1],
      [{ kind: "drop" }, "transport", 2],
      [{ kind: "drop_mid_body" }, "transport", 2],
      [{ kind: "status", status: 429 }, "rate_limited", 2, /429/],
      [{ kind: "status", status: 500 }, "unavailable", 2, /500/],
      [{ kind: "status", status: 502, body: "<html>Bad Gateway</html>" }, "unavailable", 2],
      [{ kind: "status", status: 503 }, "unavailable", 2],
      [{ kind: "status", status: 599 }, "unavailable", 2],
      [{ kind: "status", status: 400, body: "no" }, "unexpected_response", 1, /400/],
      [{ kind: "status", status: 403, body: "<html>no</html>" }, "unexpected_response", 1, /403/],
      [{ kind: "status", status: 404 }, "unexpected_response", 1],
      [{ kind: "status", status: 204 }, "unexpected_response", 1],
    ];
    /** Kinds after which a repetition may help. */
    const RETRYABLE = ["transport", "rate_limited", "unavailable", "deadline_exceeded"];
    for (const provider of PROVIDERS) {
      for (const [fault, outcome, requests, text = /./] of FAULTS) {
        const name = Object.values(fault).join(" ");
        sandboxed(`${provider}: ${name}, ${requests} requests, ${outcome}`, async (world) => {
          await world.open(provider);
          await world.fault(fault, { times: 100 });
          const call = settled(world[provider]().closeRoom("room", { maxAttempts: 2 }));
          if (outcome === "closed") {
            checkResult(await call, "closed");
          } else {
            const error = await rejected(call, outcome);
            assert.match(error.message, text);
            assert.equal(error.provider, provider);
            assert.equal(error.retryable, RETRYABLE.includes(outcome));
            if (fault.kind === "status") assert.equal(error.httpStatus, fault.status);
            assert.equal("cause" in error, outcome === "transport");
            if (outcome === "transport") assert.ok(error.cause instanceof Error);
          }
          assert.equal((await world.requests()).length, requests);
        });
      }

      sandboxed(`${provider}: three attempts by default, then the last error`, async (world) => {
        await world.fault({ kind: "status", status: 503 }, { times: 100 });
        await rejected(world[provider]().closeRoom("room"), "unavailable");
        assert.equal((await world.requests()).length, 3);
      });

      sandboxed(`${provider}: what passes is got over`, async (world) => {
        await world.open(provider);
        await world.fault({ kind: "drop" });
        await world.fault({ kind: "status", status: 502 });
        checkResult(await settled(world[provider]().closeRoom("room")), "closed", 3);
      });

      for (const maxAttempts of [1, 5]) {
        sandboxed(`${provider}: ${maxAttempts} attempts on demand`, async (world) => {
          await world.fault({ kind: "drop" }, { times: 100 });
          const call = world[provider]().closeRoom("room", { maxAttempts, timeoutMs: 20_000 });
          await settled(rejected(call, "transport"), 30_000);
          assert.equal((await world.requests()).length, maxAttempts);
        });
      }

      sandboxed(`${provider}: a redirect is not followed`, async (world) => {
        let hits = 0;
        const elsewhere = createServer((_, response) => {
          hits += 1;
          response.end("{}");
        }).listen(0, "127.0.0.1");
        try {
          await once(elsewhere, "listening");
          const location = `http://127.0.0.1:${elsewhere.address().port}/`;
          await world.fault({ kind: "redirect", location }, { times: 100 });
          const error = await rejected(world[provider]().closeRoom("room"), "unexpected_response");
          assert.equal(error.httpStatus, 307);
          assert.equal((await world.requests()).length, 1);
          assert.equal(hits, 0);
        } finally {
          elsewhere.close();
        }
      });

      sandboxed(`${provider}: nobody listens`, async (world) => {
        const server = createServer().listen(0, "127.0.0.1");
        await once(server, "listening");
        const endpoint = `http://127.0.0.1:${server.address().port}`;
        server.close();
        await once(server, "close");
        const call = world[provider]({ endpoint }).closeRoom("room", { maxAttempts: 2 });
        const error = await rejected(call, "transport");
        assert.match(error.message, /ECONNREFUSED/);
        assert.ok(error.cause instanceof TypeError);
        assert.equal(error.cause.cause.code, "ECONNREFUSED");
        assert.equal(error.httpStatus, undefined);
      });

      sandboxed(`${provider}: the next call works after each failure`, async (world) => {
        const client = world[provider]();
        for (const kind of ["drop", "hang", "endless_body", "html", "drop_mid_body"]) {
          await world.fault({ kind });
          const options = { maxAttempts: 1, timeoutMs: 1500, paced: false };
          await rejected(client.closeRoom("room", options));
          await world.open(provider);
          checkResult(await client.closeRoom("room", { paced: false }), "closed");
        }
      });
    }

    const CODES = [
      ["zego", "100000005", "unauthorized", 1],
      ["zego", "100000015", "unavailable", 2],
      ["zego", "100000016", "permission_denied", 1],
      ["zego", "1", "unavailable", 2],
      ["zego", "2", "rejected", 1],
      ["zego", "9", "permission_denied", 1],
      ["zego", "121", "unavailable", 3],
      ["zego", "987654", "rejected", 1],
      ["trtc", "AuthFailure.SignatureFailure", "unauthorized", 1],
      ["trtc", "AuthFailure.SomethingNew", "unauthorized", 1],
      ["trtc", "UnauthorizedOperation.SdkAppId", "permission_denied", 1],
      ["trtc", "IpNotInWhitelist", "permission_denied", 1],
      ["trtc", "InvalidParameter.RoomId", "rejected", 1],
      ["trtc", "FailedOperation", "rejected", 1],
      ["trtc", "InternalError", "unavailable", 3],
      ["trtc", "ResourceUnavailable.New", "unavailable", 3],
      ["trtc", "SomethingNew.Altogether", "rejected", 1],
    ];
    for (const [provider, code, kind, requests] of CODES) {
      sandboxed(`${provider}: code ${code} is ${kind}, ${requests} requests`, async (world) => {
        await world.open(provider);
        await world.fault({ kind: "code", code, message: "as they say" }, { times: 100 });
        const error = await rejected(world[provider]().closeRoom("room"), kind);
        assert.equal(error.providerCode, code);
        assert.ok(error.message.includes("as they say"), error.message);
        assert.equal(error.httpStatus, 200);
        assert.equal((await world.requests()).length, requests);
      });
    }
  });

  describe("a first attempt whose outcome is unknown", { concurrency: 8 }, () => {
    for (const provider of PROVIDERS) {
      for (const fault of [
        { kind: "drop" },
        { kind: "drop_mid_body" },
        { kind: "status", status: 502 },
        { kind: "hang" },
      ]) {
        for (const alreadyGoneIsError of [false, true]) {
          const name = `${provider}: ${fault.kind}, alreadyGoneIsError ${alreadyGoneIsError}`;
          sandboxed(`${name}: the room is gone after it, success`, async (world) => {
            await world.open(provider);
            await world.fault(fault, { after_close: true });
            const options = { alreadyGoneIsError, timeoutMs: 6000 };
            const call = settled(world[provider]().closeRoom("room", options));
            checkResult(await call, "alreadyGone", 2);
            const codes = (await world.requests()).map((request) => request.code);
            assert.deepEqual(codes, ["success", GONE[provider]]);
          });
        }
      }

      sandboxed(
        `${provider}: one that surely did not close the room is no excuse`,
        async (world) => {
          const limit = { zego: "206", trtc: "RequestLimitExceeded" };
          await world.fault({ kind: "code", code: limit[provider] });
          const call = world[provider]().closeRoom("room", { alreadyGoneIsError: true });
          await rejected(call, "room_not_found");
        },
      );
    }
  });

  describe("clocks", { concurrency: 8 }, () => {
    const EXPIRED = { zego: "100000004", trtc: "AuthFailure.SignatureExpire" };
    for (const provider of PROVIDERS) {
      for (const clock_offset_seconds of [-7200, 7200, -100_000_000]) {
        sandboxed(`${provider}: ${clock_offset_seconds} s off is corrected`, async (world) => {
          await world.open(provider);
          await world.set({ clock_offset_seconds });
          checkResult(await settled(world[provider]().closeRoom("room")), "closed", 2);
          const [first, second] = await world.requests();
          assert.equal(first.code, EXPIRED[provider]);
          assert.equal(second.code, "success");
          const correction = second.timestamp - first.timestamp;
          assert.ok(
            Math.abs(correction - clock_offset_seconds) < 60,
            `corrected by ${correction} s`,
          );
        });
      }

      sandboxed(`${provider}: what is within the tolerance is not touched`, async (world) => {
        await world.open(provider);
        await world.set({ clock_offset_seconds: 200 });
        checkResult(await world[provider]().closeRoom("room"), "closed", 1);
      });

      sandboxed(`${provider}: without a Date header it cannot be corrected`, async (world) => {
        await world.open(provider);
        await world.set({ clock_offset_seconds: 7200 });
        await world.fault({ kind: "no_date" }, { times: 100 });
        const error = await rejected(world[provider]().closeRoom("room"), "clock_skew");
        assert.equal(error.providerCode, EXPIRED[provider]);
        assert.match(error.message, /clock/);
        assert.equal((await world.requests()).length, 1);
        assert.equal((await world.rooms()).length, 1);
      });

      sandboxed(`${provider}: it is corrected once`, async (world) => {
        await world.fault({ kind: "code", code: EXPIRED[provider] }, { times: 100 });
        await rejected(world[provider]().closeRoom("room"), "clock_skew");
        assert.equal((await world.requests()).length, 2);
      });

      sandboxed(
        `${provider}: the correction of one call is not that of the next`,
        async (world) => {
          const client = world[provider]();
          await world.set({ clock_offset_seconds: 7200 });
          checkResult(await settled(client.closeRoom("room")), "alreadyGone", 2);
          await world.set({ clock_offset_seconds: 0 });
          checkResult(await settled(client.closeRoom("room")), "alreadyGone", 1);
        },
      );
    }
  });

  describe("the deadline", { concurrency: 8 }, () => {
    for (const provider of PROVIDERS) {
      for (const [fault, why] of [
        [{ kind: "hang" }, "no answer"],
        [{ kind: "delay", ms: 20_000 }, "a late answer"],
        [{ kind: "slow_body", ms: 20_000 }, "a late body"],
        [{ kind: "endless_body" }, "a body without end"],
      ]) {
        sandboxed(`${provider}: ${why}`, async (world) => {
          await world.open(provider);
          await world.fault(fault, { times: 100 });
          for (const maxAttempts of [1, 3]) {
            const call = world[provider]().closeRoom("room", { timeoutMs: 500, maxAttempts });
            const [error, elapsed] = await timed(rejected(call, "deadline_exceeded"));
            assert.match(error.message, /\d ms/);
            assert.equal(error.retryable, true);
            // An attempt that could be followed by another has half of the time.
            const least = maxAttempts === 1 ? 490 : 240;
            assert.ok(elapsed >= least, `after ${elapsed} ms`);
            assert.ok(elapsed < 500 + SLACK_MS, `after ${elapsed} ms`);
          }
          const { length } = await world.requests();
          assert.ok(length >= 2 && length <= 4, `${length} requests`);
        });
      }

      sandboxed(`${provider}: one request that hangs leaves time for another`, async (world) => {
        await world.open(provider);
        await world.fault({ kind: "hang" });
        const [result, elapsed] = await timed(
          world[provider]().closeRoom("room", { timeoutMs: 8000 }),
        );
        checkResult(result, "closed", 2);
        assert.ok(elapsed < 8000 + SLACK_MS, `after ${elapsed} ms`);
      });

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
