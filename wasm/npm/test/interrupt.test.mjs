// Calls that are cut short, and a `fetch` that misbehaves: the right kind, nothing left behind.
import assert from "node:assert/strict";
import { getEventListeners, setMaxListeners } from "node:events";
import { describe, test } from "node:test";
import {
  answering,
  CLOSED,
  inChild,
  pause,
  rejected,
  settled,
  TRTC_SUCCESS,
  thrown,
  trtc,
  until,
  withThen,
  ZEGO_SUCCESS,
  zego,
} from "./support.mjs";

/** Waits on the caller's signal count; what is done with it is recorded. */
function watched() {
  const controller = new AbortController();
  const { signal } = controller;
  const seen = { added: 0, removed: 0 };
  for (const [method, count] of [
    ["addEventListener", "added"],
    ["removeEventListener", "removed"],
  ]) {
    const original = signal[method];
    signal[method] = (...args) => {
      seen[count] += 1;
      return original.apply(signal, args);
    };
  }
  return { controller, signal, seen };
}

function checkNoListener({ signal, seen }) {
  assert.equal(getEventListeners(signal, "abort").length, 0);
  assert.equal(seen.added, seen.removed);
}

/** A `fetch` that never answers; it may not even look at its signal. */
function hanging({ heedsSignal }) {
  const fetch = (_, { signal }) => {
    fetch.signals.push(signal);
    return new Promise((_, reject) => {
      if (heedsSignal) signal.addEventListener("abort", () => reject(signal.reason));
    });
  };
  fetch.signals = [];
  return fetch;
}

/** A `fetch` whose body begins and does not go on. */
function stalling({ heedsSignal }) {
  const fetch = async (_, { signal }) => {
    fetch.signals.push(signal);
    const source = {
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"Response":'));
        if (heedsSignal) signal.addEventListener("abort", () => controller.error(signal.reason));
      },
    };
    return new Response(new ReadableStream(source));
  };
  fetch.signals = [];
  return fetch;
}

/** A `fetch` that fails, so that the call waits for its next attempt. */
function failing() {
  const fetch = async (_, { signal }) => {
    fetch.signals.push(signal);
    throw new TypeError("fetch failed");
  };
  fetch.signals = [];
  return fetch;
}

const CLIENTS = { zego, trtc };
const REASONS = [new Error("the user left"), "a string", 0, null, { any: "thing" }];

describe("an abort", { concurrency: 8 }, () => {
  for (const [provider, client] of Object.entries(CLIENTS)) {
    for (const heedsSignal of [true, false]) {
      for (const [when, make] of [
        ["while waiting for headers", hanging],
        ["within the body", stalling],
      ]) {
        test(`${provider}: ${when}, by a fetch that heeds its signal: ${heedsSignal}`, async () => {
          for (const reason of REASONS) {
            const watch = watched();
            const fetch = make({ heedsSignal });
            const { signal } = watch;
            const call = rejected(client().closeRoom("room", { fetch, signal }), "cancelled");
            await until(() => fetch.signals.length === 1, "the request");
            await pause(20);
            assert.equal(fetch.signals[0].aborted, false);
            watch.controller.abort(reason);
            checkCancelled(await settled(call), reason);
            assert.equal(fetch.signals.length, 1);
            assert.equal(fetch.signals[0].aborted, true);
            checkNoListener(watch);
          }
        });
      }
    }

    test(`${provider}: before, nothing is sent`, async () => {
      for (const reason of REASONS) {
        const fetch = answering(ZEGO_SUCCESS);
        const signal = AbortSignal.abort(reason);
        const call = client().closeRoom("room", { fetch, signal });
        checkCancelled(await settled(rejected(call, "cancelled")), reason);
        assert.equal(fetch.calls.length, 0);
        assert.equal(getEventListeners(signal, "abort").length, 0);
      }
    });

    test(`${provider}: right after the call, nothing is answered`, async () => {
      const watch = watched();
      const fetch = hanging({ heedsSignal: true });
      const { signal } = watch;
      const call = rejected(client().closeRoom("room", { fetch, signal }), "cancelled");
      watch.controller.abort();
      const error = await settled(call);
      assert.equal(error.cause.name, "AbortError");
      assert.ok(fetch.signals.every((own) => own.aborted));
      checkNoListener(watch);
    });

    test(`${provider}: within fetch itself`, async () => {
      for (const andThrow of [false, true]) {
        const watch = watched();
        let own;
        const fetch = (_, init) => {
          own = init.signal;
          watch.controller.abort("at once");
          if (andThrow) throw new Error("too late");
          return new Promise(() => {});
        };
        const { signal } = watch;
        const call = client().closeRoom("room", { fetch, signal });
        checkCancelled(await settled(rejected(call, "cancelled")), "at once");
        assert.equal(own.aborted, true);
        checkNoListener(watch);
      }
    });

    test(`${provider}: while waiting for a retry`, async () => {
      const watch = watched();
      const fetch = failing();
      const { signal } = watch;
      const call = rejected(client().closeRoom("room", { fetch, signal }), "cancelled");
      await until(() => fetch.signals.length === 1, "the first attempt");
      await pause(20);
      watch.controller.abort("enough");
      checkCancelled(await settled(call), "enough");
      assert.equal(fetch.signals.length, 1);
      checkNoListener(watch);
    });

    test(`${provider}: after the end changes nothing`, async () => {
      const watch = watched();
      const fetch = answering(provider === "zego" ? ZEGO_SUCCESS : TRTC_SUCCESS);
      const { signal } = watch;
      assert.deepEqual(await client().closeRoom("room", { fetch, signal }), CLOSED);
      checkNoListener(watch);
      const own = fetch.calls[0].options.signal;
      assert.equal(own.aborted, false);
      watch.controller.abort();
      await pause(0);
      assert.equal(own.aborted, false);
    });

    test(`${provider}: of one call leaves the others alone`, async () => {
      const watches = Array.from({ length: 20 }, watched);
      const fetch = hanging({ heedsSignal: true });
      const one = client();
      const calls = watches.map(({ signal }) =>
        rejected(one.closeRoom("room", { fetch, signal, timeoutMs: 2000, paced: false })),
      );
      await until(() => fetch.signals.length > 0, "the first request");
      for (const { controller } of watches.slice(10)) controller.abort();
      const kinds = (await settled(Promise.all(calls))).map((error) => error.kind);
      assert.deepEqual(kinds.slice(10), Array(10).fill("cancelled"));
      assert.deepEqual(kinds.slice(0, 10), Array(10).fill("deadline_exceeded"));
      for (const watch of watches) checkNoListener(watch);
    });
  }

  function checkCancelled(error, reason) {
    assert.equal(error.kind, "cancelled");
    assert.ok("cause" in error);
    assert.equal(error.cause, reason);
    assert.equal(error.retryable, false);
  }
});

describe("calls of one client that take turns", { concurrency: 8 }, () => {
  const FIVE = [1, 2, 3, 4, 5];

  for (const [provider, client, success, interval] of [
    ["zego", zego, ZEGO_SUCCESS, 1000],
    ["trtc", trtc, TRTC_SUCCESS, 50],
  ]) {
    test(`${provider}: go ${interval} ms apart, in the order of their calls`, async () => {
      const one = client();
      const times = [];
      const done = [];
      const fetch = async () => {
        times.push(Date.now());
        return new Response(success);
      };
      const calls = FIVE.map(async (index) => {
        assert.deepEqual(await one.closeRoom(`room-${index}`, { fetch }), CLOSED);
        done.push(index);
      });
      await settled(Promise.all(calls));
      assert.deepEqual(done, FIVE);
      const pauses = times.slice(1).map((time, index) => time - times[index]);
      // A turn that began late does not put the next one off.
      const whole = times.at(-1) - times[0];
      assert.ok(whole >= 4 * interval - 20, `after ${pauses} ms`);
    });

    test(`${provider}: go at once when they are not paced, or of other clients`, async () => {
      const one = client();
      const fetch = answering(success);
      const done = [];
      const close = async (name, client, options) => {
        await client.closeRoom("room", { fetch, ...options });
        done.push(name);
      };
      // So many that the last of them waits for a second.
      const paced = Array.from({ length: 1 + 1000 / interval }, () => close("paced", one));
      const others = FIVE.map(() => close("other", client()));
      const unpaced = FIVE.map(() => close("unpaced", one, { paced: false }));
      await settled(Promise.all([...paced, ...others, ...unpaced]));
      assert.equal(done.length, paced.length + 10);
      assert.equal(done.at(-1), "paced");
    });
  }

  test("one whose turn comes after its deadline fails at once", async () => {
    const one = zego();
    const fetch = answering(ZEGO_SUCCESS);
    const first = one.closeRoom("first", { fetch });
    let isDeadline = false;
    setTimeout(() => {
      isDeadline = true;
    }, 900);
    const error = await rejected(
      one.closeRoom("second", { fetch, timeoutMs: 900 }),
      "rate_limited",
    );
    assert.equal(isDeadline, false);
    assert.ok(error.retryAfterMs > 900 && error.retryAfterMs <= 1100, `${error.retryAfterMs} ms`);
    assert.equal(error.retryable, true);
    assert.deepEqual(await first, CLOSED);
    // It left its turn to others.
    assert.deepEqual(await one.closeRoom("third", { fetch, timeoutMs: 2000 }), CLOSED);
    assert.equal(fetch.calls.length, 2);
  });

  test("one that is aborted before its turn sends nothing", async () => {
    const one = zego();
    const fetch = answering(ZEGO_SUCCESS);
    const watch = watched();
    const first = one.closeRoom("first", { fetch });
    const second = one.closeRoom("second", { fetch, signal: watch.signal });
    await pause(50);
    watch.controller.abort("enough");
    const error = await settled(rejected(second, "cancelled"));
    assert.equal(error.cause, "enough");
    checkNoListener(watch);
    assert.deepEqual(await first, CLOSED);
    assert.equal(fetch.calls.length, 1);
  });

  test("many that are aborted before their turn do not keep the next one waiting", async () => {
    const one = zego();
    const fetch = answering(ZEGO_SUCCESS);
    const { signal, controller } = watched();
    const timeoutMs = 60_000;
    const calls = Array.from({ length: 30 }, () =>
      one.closeRoom("room", { fetch, signal, timeoutMs }),
    );
    await pause(20);
    controller.abort();
    await settled(Promise.allSettled(calls));
    const next = one.closeRoom("next", { fetch, timeoutMs: 5000 });
    assert.deepEqual(await settled(next), CLOSED);
  });
});

describe("the deadline", { concurrency: 8 }, () => {
  for (const [provider, client] of Object.entries(CLIENTS)) {
    for (const heedsSignal of [true, false]) {
      for (const [when, make] of [
        ["no headers", hanging],
        ["no end of the body", stalling],
      ]) {
        test(`${provider}: ${when}, by a fetch that heeds its signal: ${heedsSignal}`, async () => {
          for (const maxAttempts of [1, 3]) {
            const watch = watched();
            const fetch = make({ heedsSignal });
            const start = performance.now();
            const options = { fetch, signal: watch.signal, timeoutMs: 300, maxAttempts };
            const call = client().closeRoom("room", options);
            const error = await settled(rejected(call, "deadline_exceeded"));
            // An attempt that could be followed by another has half of the time.
            const least = maxAttempts === 1 ? 290 : 140;
            assert.ok(performance.now() - start >= least);
            assert.equal(error.cause, undefined);
            assert.ok(fetch.signals.length >= 1 && fetch.signals.length <= maxAttempts);
            assert.ok(fetch.signals.every((own) => own.aborted));
            checkNoListener(watch);
          }
        });
      }
    }
  }

  test("is not waited for where the next attempt would come too late", async () => {
    const body = '{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"slow down"}}}';
    const fetch = answering(body);
    const call = trtc().closeRoom("room", { fetch, timeoutMs: 950 });
    const error = await rejected(call, "rate_limited");
    assert.equal(error.retryAfterMs, 1000);
    assert.equal(fetch.calls.length, 1);
  });

  test("holds for a body of nothing, which leaves timers no time", async () => {
    const code = `
      import { Trtc } from "closeroom";
      const trtc = new Trtc({ sdkAppId: 1, secretId: "id", secretKey: "key", region: "ap-guangzhou" });
      const source = { pull: (controller) => controller.enqueue(new Uint8Array(0)) };
      const fetch = async () => new Response(new ReadableStream(source));
      const error = await trtc.closeRoom("room", { fetch, timeoutMs: 300 }).catch((error) => error);
      console.log(JSON.stringify(error.kind));
    `;
    const kind = await inChild(code, [], 10_000);
    assert.ok(["deadline_exceeded", "unexpected_response"].includes(kind), kind);
  });
});

const hostile = () => {
  throw new Error("hands off");
};
const withProperty = (name, descriptor) =>
  Object.defineProperty(new Error("odd"), name, { configurable: true, ...descriptor });
const cyclic = new Error("cyclic");
cyclic.cause = cyclic;
const revoked = Proxy.revocable({}, {});
revoked.revoke();

/** What a `fetch` may throw or be rejected with. */
const THROWN = {
  "an Error": new TypeError("fetch failed", { cause: new Error("ECONNRESET") }),
  "an Error without a message": new Error(""),
  undefined,
  null: null,
  "a string": "oh no",
  "a number": Number.NaN,
  "a bigint": 1n,
  "a symbol": Symbol("odd"),
  "a function": () => {},
  "an object": { status: 500 },
  "an object like our own details": { kind: "closed", provider: "trtc", message: "no" },
  "a frozen object": Object.freeze({}),
  "an object without prototype": Object.create(null),
  "a DOMException": new DOMException("The operation was aborted.", "AbortError"),
  "an Error with itself as cause": cyclic,
  "an Error with a number as message": withProperty("message", { value: 42 }),
  "an Error with undefined as message": withProperty("message", { value: undefined }),
  "an Error with an object as message": withProperty("message", { value: {} }),
  "an Error with a hostile message": withProperty("message", { get: hostile }),
  "an Error with a hostile cause": withProperty("cause", { get: hostile }),
  "an Error with an odd Error as cause": new Error("outer", {
    cause: withProperty("message", { value: Symbol("odd") }),
  }),
  "a revoked proxy": revoked.proxy,
};

describe("a fetch that fails", { concurrency: 8 }, () => {
  for (const [what, value] of Object.entries(THROWN)) {
    for (const [how, fetch] of [
      [
        "throws",
        () => {
          throw value;
        },
      ],
      ["is rejected with", () => Promise.reject(value)],
      ["gives a body that errs with", async () => new Response(erring(value))],
      ["gives an arrayBuffer() that throws", async () => bodyless(() => Promise.reject(value))],
    ]) {
      test(`${how} ${what}`, () => checkTransport(fetch, value));
    }
  }

  function erring(value) {
    return new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("{"));
      },
      pull(controller) {
        controller.error(value);
      },
    });
  }

  async function checkTransport(fetch, cause) {
    let attempts = 0;
    const watch = watched();
    const signals = [];
    const counting = (url, init) => {
      attempts += 1;
      signals.push(init.signal);
      return fetch(url, init);
    };
    const { signal } = watch;
    const call = trtc().closeRoom("room", { fetch: counting, signal, maxAttempts: 2 });
    const error = await settled(rejected(call, "transport"), 3000);
    assert.ok("cause" in error);
    assert.ok(Object.is(error.cause, cause), "the cause is another");
    assert.equal(error.retryable, true);
    assert.equal(error.httpStatus, undefined);
    assert.match(error.message, /\(2 requests sent\)/);
    assert.equal(attempts, 2);
    assert.ok(signals.every((own) => own.aborted));
    checkNoListener(watch);
    await checkNextCall();
  }

  test("the message has the words of the cause, too", async () => {
    const cause = new Error("connect ECONNREFUSED 127.0.0.1:9");
    const fetch = () => Promise.reject(new TypeError("fetch failed", { cause }));
    const call = trtc().closeRoom("room", { fetch, maxAttempts: 1 });
    const { message } = await rejected(call, "transport");
    assert.match(message, /fetch failed: connect ECONNREFUSED 127\.0\.0\.1:9/);
  });

  test("the message says what an AggregateError without one is about", async () => {
    // What Node 20 and later throw where a host name has several addresses.
    const refused = Object.assign(new Error("connect ECONNREFUSED ::1:9"), {
      code: "ECONNREFUSED",
    });
    const cause = Object.assign(new AggregateError([refused], ""), { code: "ECONNREFUSED" });
    const fetch = () => Promise.reject(new TypeError("fetch failed", { cause }));
    const call = trtc().closeRoom("room", { fetch, maxAttempts: 1 });
    const { message } = await rejected(call, "transport");
    assert.match(message, /ECONNREFUSED/);
  });

  test("a response that comes too late is cancelled", async () => {
    let resolve;
    const promise = new Promise((fulfil) => {
      resolve = fulfil;
    });
    const call = zego().closeRoom("room", { fetch: () => promise, timeoutMs: 20, maxAttempts: 1 });
    await rejected(call, "deadline_exceeded");
    let isCancelled = false;
    const source = {
      cancel() {
        isCancelled = true;
      },
    };
    resolve(new Response(new ReadableStream(source)));
    await until(() => isCancelled, "the cancellation");
  });

  test("a response without a status is cancelled", async () => {
    let isCancelled = false;
    const body = {
      cancel() {
        isCancelled = true;
      },
      getReader() {},
    };
    const fetch = async () => ({ status: "odd", headers: new Headers(), body });
    await rejected(zego().closeRoom("room", { fetch, maxAttempts: 1 }), "transport");
    assert.ok(isCancelled);
  });

  test("a fetch that closes the connection late is not heard any more", async () => {
    let reject;
    const fetch = () =>
      new Promise((_, rejectLater) => {
        reject = rejectLater;
      });
    const call = trtc().closeRoom("room", { fetch, maxAttempts: 1, timeoutMs: 50 });
    await settled(rejected(call, "deadline_exceeded"));
    reject(new Error("much later"));
    await pause(20);
  });
});

/** A response without a stream. */
function bodyless(arrayBuffer) {
  return { status: 200, headers: new Headers(), arrayBuffer };
}

const withReader = (read, more) => ({
  ...bodyless(),
  body: { getReader: () => ({ read, ...more }) },
});
const odd = async () => ({ done: false, value: "odd" });
const asBytes = new TextEncoder().encode(TRTC_SUCCESS);

/** What a `fetch` may give in place of a response. */
const NONSENSE = {
  undefined: () => undefined,
  null: () => null,
  "a number": () => 200,
  "a string": () => TRTC_SUCCESS,
  "a symbol": () => Symbol("odd"),
  "a function": () => () => {},
  "an empty object": () => ({}),
  "an array": () => [],
  "a hostile object": () => new Proxy({}, { get: hostile, has: hostile }),
  "a revoked proxy": () => revoked.proxy,
  "a thenable that throws": () => withThen({}, hostile),
  "a thenable that never calls back": () => withThen({}, () => {}),
  "a promise whose then throws": () => withThen(Promise.resolve(), hostile),
  "a promise whose then is no function": () => withThen(Promise.resolve(), 5),
  "a promise whose then does nothing": () => withThen(Promise.resolve(), () => {}),
  "a status that is NaN": () => ({ ...bodyless(), status: Number.NaN }),
  "a status that is a string": () => ({ ...bodyless(), status: "200" }),
  "a status below 0": () => ({ ...bodyless(), status: -1 }),
  "a status beyond 999": () => ({ ...bodyless(), status: 1000 }),
  "a status that is infinite": () => ({ ...bodyless(), status: 1 / 0 }),
  "a hostile status": () => Object.defineProperty(bodyless(), "status", { get: hostile }),
  "no headers": () => ({ ...bodyless(), headers: undefined }),
  "headers without get": () => ({ ...bodyless(), headers: {} }),
  "headers whose get throws": () => ({ ...bodyless(), headers: { get: hostile } }),
  "neither body nor arrayBuffer": () => bodyless(undefined),
  "an arrayBuffer that is no function": () => bodyless(5),
  "an arrayBuffer() that throws": () => bodyless(hostile),
  "an arrayBuffer() of undefined": () => bodyless(() => undefined),
  "an arrayBuffer() of bytes, no promise": () => bodyless(() => asBytes.buffer),
  "an arrayBuffer() with a string": () => bodyless(async () => "text"),
  "an arrayBuffer() with undefined": () => bodyless(async () => undefined),
  "an arrayBuffer() with a symbol": () => bodyless(async () => Symbol("odd")),
  "an arrayBuffer() with -1": () => bodyless(async () => -1),
  "an arrayBuffer() with 2⁴⁰": () => bodyless(async () => 2 ** 40),
  "an arrayBuffer() with 10⁹": () => bodyless(async () => 1e9),
  "a body that is in use": () => {
    const response = new Response(TRTC_SUCCESS);
    response.text();
    return response;
  },
  "a hostile body": () => Object.defineProperty(bodyless(), "body", { get: hostile }),
  "a getReader that throws": () => ({ ...bodyless(), body: { getReader: hostile } }),
  "a getReader that gives nothing": () => ({ ...bodyless(), body: { getReader() {} } }),
  "a read that throws": () => withReader(hostile),
  "a read that gives undefined": () => withReader(() => undefined),
  "a read that gives no promise": () => withReader(() => ({ done: true })),
  "a read that never ends": () => withReader(() => new Promise(() => {})),
  "a read of undefined": () => withReader(async () => undefined),
  "a read of an empty object": () => withReader(async () => ({})),
  "a read of a string": () => withReader(async () => ({ done: false, value: "{}" })),
  "a read of a number": () => withReader(async () => ({ done: false, value: 5 })),
  "a cancel that throws": () => withReader(odd, { cancel: hostile }),
  "a cancel that gives undefined": () => withReader(odd, { cancel() {} }),
  "a cancel that is rejected": () => withReader(odd, { cancel: () => Promise.reject(odd) }),
  "a cancel that is no function": () => withReader(odd, { cancel: 5 }),
  "bytes without end": () =>
    withReader(async () => ({ done: false, value: new Uint8Array(100_000) })),
  "a read of an array": () => withReader(async () => ({ done: false, value: [123] })),
};

describe("a fetch that gives nonsense", { concurrency: 8 }, () => {
  /** Some of it can be read with good will, some never comes. */
  const KINDS = ["transport", "unexpected_response", "deadline_exceeded"];
  for (const [what, make] of Object.entries(NONSENSE)) {
    for (const [how, fetch] of [
      ["at once", () => make()],
      ["by a promise", async () => make()],
    ]) {
      test(`${what}, ${how}`, async () => {
        const watch = watched();
        let own;
        const noting = (url, init) => {
          own = init.signal;
          return fetch(url, init);
        };
        const options = { fetch: noting, signal: watch.signal, maxAttempts: 1, timeoutMs: 400 };
        const call = trtc().closeRoom("room", options);
        const [outcome] = await settled(Promise.allSettled([call]), 3000);
        if (outcome.status === "fulfilled") {
          assert.deepEqual(outcome.value, CLOSED);
        } else {
          const error = await rejected(call);
          assert.ok(KINDS.includes(error.kind), error.kind);
          if (error.kind !== "unexpected_response") assert.equal(own.aborted, true);
        }
        checkNoListener(watch);
        await checkNextCall();
      });
    }
  }
});

async function checkNextCall() {
  const fetch = answering(TRTC_SUCCESS);
  assert.deepEqual(await settled(trtc().closeRoom("room", { fetch })), CLOSED);
  assert.ok(zego().buildCloseRoom("room").url);
}

describe("calls within calls", () => {
  test("a fetch may use the client, and free it", async () => {
    const client = trtc();
    const fetch = async (_, init) => {
      assert.ok(client.buildCloseRoom("inner").url);
      thrown(() => client.buildCloseRoom(""), "invalid_input");
      const inner = { fetch: answering(TRTC_SUCCESS) };
      assert.deepEqual(await client.closeRoom("inner", inner), CLOSED);
      assert.ok(init.signal);
      client.free();
      return new Response(TRTC_SUCCESS);
    };
    assert.deepEqual(await settled(client.closeRoom("outer", { fetch })), CLOSED);
  });

  test("a client may be freed while its call waits for a retry", async () => {
    const client = trtc();
    const fetch = failing();
    const call = rejected(client.closeRoom("room", { fetch }), "transport");
    await until(() => fetch.signals.length === 1, "the first attempt");
    client.free();
    await settled(call);
    assert.equal(fetch.signals.length, 3);
  });
});

test("a thousand calls at once all settle, each in its own way", async () => {
  const WAYS = [
    { fetch: answering(TRTC_SUCCESS), outcome: "closed" },
    {
      fetch: answering('{"Response":{"Error":{"Code":"FailedOperation.RoomNotExist"}}}'),
      outcome: "alreadyGone",
    },
    { fetch: failing(), maxAttempts: 2, outcome: "transport" },
    { fetch: answering("", { status: 503 }), maxAttempts: 2, outcome: "unavailable" },
    { fetch: hanging({ heedsSignal: true }), timeoutMs: 500, outcome: "deadline_exceeded" },
    { fetch: hanging({ heedsSignal: false }), abort: true, outcome: "cancelled" },
    { fetch: stalling({ heedsSignal: true }), abort: true, outcome: "cancelled" },
    { fetch: async () => "nonsense", maxAttempts: 1, outcome: "transport" },
    { fetch: answering("<html>"), outcome: "unexpected_response" },
    { fetch: answering(TRTC_SUCCESS), maxAttempts: 0, outcome: "invalid_input" },
  ];
  const controller = new AbortController();
  const { signal } = controller;
  setMaxListeners(0, signal);
  const calls = Array.from({ length: 1000 }, async (_, index) => {
    const { outcome, abort, ...options } = WAYS[index % WAYS.length];
    // Clients of their own, which do not share a pace.
    const client = trtc();
    const call = client.closeRoom("room", { ...options, ...(abort && { signal }) });
    return call.then(
      (result) => assert.equal(result.status, outcome),
      (error) => assert.equal(error.kind, outcome),
    );
  });
  await pause(100);
  controller.abort();
  await settled(Promise.all(calls), 30_000);
  assert.equal(getEventListeners(signal, "abort").length, 0);
  await checkNextCall();
});

test("nothing keeps a process alive that has nothing else to do", async () => {
  const code = `
    import { Trtc, Zego } from "closeroom";
    const trtc = new Trtc({ sdkAppId: 1, secretId: "id", secretKey: "key", region: "ap-guangzhou" });
    const zego = new Zego({ appId: 1, serverSecret: "secret" });
    const never = () => new Promise(() => {});
    const stall = async () => new Response(new ReadableStream({}));
    const answer = (body) => async () => new Response(body);
    const ways = [
      { fetch: answer('{"Response":{"RequestId":"1"}}') },
      { fetch: answer('{"Code":0,"Message":"success","RequestId":"1"}') },
      { fetch: answer("nonsense") },
      { fetch: async () => undefined, maxAttempts: 1 },
      { fetch: () => { throw new Error("failed"); }, maxAttempts: 1 },
      { fetch: never, signal: AbortSignal.timeout(50) },
      { fetch: stall, signal: AbortSignal.timeout(50) },
      { fetch: () => Promise.reject(new Error("failed")), signal: AbortSignal.timeout(50) },
      { fetch: never, timeoutMs: 50 },
    ];
    const calls = [zego, trtc].flatMap((client) =>
      ways.map((way) => client.closeRoom("room", { timeoutMs: 60_000, paced: false, ...way })));
    // AbortSignal.timeout keeps no process alive.
    const busy = setTimeout(() => {}, 60_000);
    const kinds = (await Promise.allSettled(calls)).map(({ value, reason }) => value?.status ?? reason.kind);
    clearTimeout(busy);
    const end = performance.now();
    const resources = process.getActiveResourcesInfo();
    process.on("exit", () => {
      const lingered = performance.now() - end;
      console.log(JSON.stringify({ kinds, resources, lingered }));
    });
  `;
  const { kinds, resources, lingered } = await inChild(code);
  const failures = [
    "transport",
    "transport",
    "cancelled",
    "cancelled",
    "cancelled",
    "deadline_exceeded",
  ];
  assert.deepEqual(kinds, [
    ...["unexpected_response", "closed", "unexpected_response", ...failures],
    ...["closed", "unexpected_response", "unexpected_response", ...failures],
  ]);
  assert.ok(!resources.includes("Timeout"), `left: ${resources}`);
  assert.ok(lingered < 5000, `it lingered for ${lingered} ms`);
});
