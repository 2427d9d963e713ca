// A module that traps: the call says so, what waited is given up, and the next call is right.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { describe, test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { CloseRoomError } from "closeroom";
import {
  answering,
  CLOSED,
  callbackKey,
  callbackSecret,
  pause,
  STAMP,
  settled,
  TRTC_SUCCESS,
  thrown,
  trtc,
  until,
  ZEGO_SUCCESS,
  zego,
} from "./support.mjs";

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc");

/** A module of which nothing but `trap` is known: it executes `unreachable`. */
const { trap } = new WebAssembly.Instance(
  new WebAssembly.Module(
    Uint8Array.from([
      ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0], // "\0asm", version 1
      ...[1, 4, 1, 0x60, 0, 0], // a type: () -> ()
      ...[3, 2, 1, 0], // a function of it
      ...[7, 8, 1, 4, 0x74, 0x72, 0x61, 0x70, 0, 0], // exported as "trap"
      ...[10, 5, 1, 3, 0, 0, 0x0b], // unreachable; end
    ]),
  ),
).exports;

/** The product's instances, of which the last is in use. They are made at the first use, so after this. */
const instances = [];
/** How many crossings into the module or out of it are left until one traps. */
let crossingsLeft = Number.POSITIVE_INFINITY;

WebAssembly.Instance = class extends WebAssembly.Instance {
  #exports;

  constructor(module, imports) {
    const trapping = (functions) =>
      Object.fromEntries(Object.entries(functions).map(([name, value]) => [name, crossing(value)]));
    super(
      module,
      Object.fromEntries(
        Object.entries(imports).map(([name, functions]) => [name, trapping(functions)]),
      ),
    );
    this.#exports = trapping(super.exports);
    instances.push(new WeakRef(this));
  }

  get exports() {
    return this.#exports;
  }
};

/** What an import or an export does, or else a trap: on its way out that one unwinds the module's own frames. */
function crossing(value) {
  if (typeof value !== "function") return value;
  return (...args) => {
    crossingsLeft -= 1;
    if (crossingsLeft === 0) trap();
    return value(...args);
  };
}

/** How many instances there were at the last trap. */
let instancesThen;

/** Makes that crossing trap, counted from now; by default the next. */
function trapAt(count = 1) {
  crossingsLeft = count;
  instancesThen = instances.length;
}

const memory = () => instances.at(-1).deref().exports.memory;
/** A copy of the memory of the instance in use. */
const memoryBytes = () => Buffer.from(new Uint8Array(memory().buffer));

/** Checks that this is an error of the module, and of none of the contract's kinds. */
function checkLost(error, Cause = WebAssembly.RuntimeError) {
  assert.ok(error instanceof Error);
  assert.ok(!(error instanceof CloseRoomError), `${error}`);
  assert.match(error.message, /WebAssembly module failed.*please report it/);
  assert.ok(error.cause instanceof Cause, `${error.cause}`);
}

function caught(run) {
  try {
    run();
  } catch (error) {
    return error;
  }
  assert.fail("nothing was thrown");
}

async function checkRejected(call) {
  const [{ reason }] = await settled(Promise.allSettled([call]));
  checkLost(reason);
}

/** What the clients make when all is well. */
const RIGHT = [zego(), trtc()].map((client) => client.explainCloseRoom("room", STAMP));

/** Checks that clients, of before or after a trap, do what they should, all on one new instance. */
async function checkNextCalls(one = zego(), other = trtc()) {
  const made = [one, other].map((client) => client.explainCloseRoom("room", STAMP));
  assert.deepEqual(made, RIGHT);
  for (const [client, success] of [
    [one, ZEGO_SUCCESS],
    [other, TRTC_SUCCESS],
  ]) {
    assert.deepEqual(
      await settled(client.closeRoom("room", { fetch: answering(success) })),
      CLOSED,
    );
  }
  thrown(() => one.buildCloseRoom(""), "invalid_input");
  assert.equal(instances.length, instancesThen + 1);
}

describe("a trap in a call that is synchronous", () => {
  const headers = { Sign: "AAAA" };
  const response = { status: 200, body: ZEGO_SUCCESS };
  const WAYS = {
    "building for ZEGO": (one) => one.buildCloseRoom("room"),
    "building for TRTC": (_, other) => other.buildCloseRoom(123),
    explaining: (one) => one.explainCloseRoom("room"),
    "parsing for ZEGO": (one) => one.parseCloseRoom(response),
    "parsing for TRTC": (_, other) => other.parseCloseRoom(response),
    "verifying for ZEGO": (one) => one.verifyCallback("{}", { callbackSecret }),
    "verifying for TRTC": (_, other) => other.verifyCallback("{}", { headers, callbackKey }),
    "making a client": () => trtc(),
  };
  for (const [name, run] of Object.entries(WAYS)) {
    test(`${name}: says so, and clients of before go on`, async () => {
      const clients = [zego(), trtc({ token: undefined, language: undefined })];
      trapAt();
      checkLost(caught(() => run(...clients)));
      await checkNextCalls(...clients);
    });
  }

  test("freeing needs the instance no more", () => {
    const client = zego();
    const bystander = zego();
    trapAt();
    checkLost(caught(() => client.buildCloseRoom("room")));
    client.free();
    client.free();
    assert.equal(thrown(() => client.buildCloseRoom("room"), "invalid_input").field, "Client");
    bystander.buildCloseRoom("room");
  });

  test("freeing itself may be what traps", async () => {
    const client = zego();
    trapAt();
    client.free();
    await checkNextCalls();
  });

  test("an exception of the host that passes through the module leaves none of it behind", async () => {
    const { now } = Date;
    const failure = new TypeError("no clock");
    const client = zego();
    instancesThen = instances.length;
    try {
      Date.now = () => {
        throw failure;
      };
      const error = caught(() => client.buildCloseRoom("room"));
      checkLost(error, TypeError);
      assert.equal(error.cause, failure);
    } finally {
      Date.now = now;
    }
    await checkNextCalls(client);
  });

  test("without stack", () => {
    const client = zego();
    const stamped = () => client.buildCloseRoom("room", STAMP);
    const { url } = stamped();
    let failures = 0;
    const dive = () => {
      try {
        dive();
      } catch {
        // There is hardly any stack left here, and a little more in each caller.
      }
      if (failures === 500) return;
      try {
        assert.equal(stamped().url, url);
      } catch {
        failures += 1;
      }
    };
    const { length } = instances;
    dive();
    assert.ok(failures > 0, "there was stack enough");
    assert.ok(instances.length > length, "none ran out within the module");
    assert.equal(stamped().url, url);
  });

  test("without memory", async () => {
    const PAGE_BYTES = 2 ** 16;
    const MOST_PAGES = 2 ** 16;
    const client = zego();
    const body = "x".repeat(2 ** 20);
    // Pages that the module's allocator does not know of, up to the end of the address space.
    instancesThen = instances.length;
    memory().grow(MOST_PAGES - memory().buffer.byteLength / PAGE_BYTES);
    checkLost(caught(() => client.parseCloseRoom({ status: 200, body })));
    await checkNextCalls(client);
  });
});

describe("a trap while a call goes on", () => {
  const response = () => new Response(TRTC_SUCCESS);
  /** Each starts a call, and gives what makes it go on. */
  const MOMENTS = {
    "before its first request": (start) => {
      start(answering(TRTC_SUCCESS));
      return () => {};
    },
    "when the headers come": (start) => {
      let answer;
      start(() => new Promise((resolve) => (answer = resolve)));
      return () => answer(response());
    },
    "when fetch fails": (start) => {
      let fail;
      start(() => new Promise((_, reject) => (fail = reject)));
      return () => fail(new Error("failed"));
    },
    "when the body comes": (start) => {
      let controller;
      start(async () => new Response(new ReadableStream({ start: (own) => (controller = own) })));
      return () => controller.close();
    },
    "when the time of an attempt is up": (start) => {
      start(() => new Promise(() => {}), { timeoutMs: 100 });
      return () => {};
    },
    "when a wait for a retry is over": (start) => {
      start(answering("", { status: 503 }));
      return () => {};
    },
    "when its turn comes": (start, client) => {
      client.closeRoom("room", { fetch: answering(TRTC_SUCCESS) });
      start(answering(TRTC_SUCCESS));
      return () => {};
    },
    "when it is aborted": (start, _, controller) => {
      start(() => new Promise(() => {}));
      return () => controller.abort();
    },
  };
  for (const [moment, begin] of Object.entries(MOMENTS)) {
    test(`${moment}: it and all others are given up`, async () => {
      const client = trtc();
      const others = [trtc(), zego()];
      const waiting = others.map((other) =>
        other.closeRoom("other", { fetch: () => new Promise(() => {}) }),
      );
      const controller = new AbortController();
      const { signal } = controller;
      let call;
      const goOn = begin(
        (fetch, options) => {
          call = client.closeRoom("room", { fetch, signal, ...options });
        },
        client,
        controller,
      );
      if (moment !== "before its first request") await pause(10);
      trapAt();
      goOn();
      await Promise.all([call, ...waiting].map(checkRejected));
      assert.equal(getEventListeners(signal, "abort").length, 0);
      await checkNextCalls(others[1], client);
    });
  }

  test("in a synchronous call: what comes later leaves the new instance alone", async () => {
    const client = trtc();
    const controller = new AbortController();
    const { signal } = controller;
    const answers = [];
    const hanging = () => new Promise((resolve) => answers.push(resolve));
    const waiting = [
      client.closeRoom("late answer", { fetch: hanging, signal }),
      client.closeRoom("late timer", {
        fetch: () => new Promise(() => {}),
        timeoutMs: 200,
        paced: false,
      }),
      client.closeRoom("late retry", { fetch: answering("", { status: 503 }), paced: false }),
    ];
    const outcomes = Promise.all(waiting.map(checkRejected));
    await until(() => answers.length === 1, "the request");
    trapAt();
    checkLost(caught(() => client.buildCloseRoom("room")));
    await outcomes;
    await checkNextCalls(undefined, client);

    const before = memoryBytes();
    for (const answer of answers) answer(response());
    controller.abort();
    await pause(1000);
    assert.ok(before.equals(memoryBytes()), "something wrote to the new instance");
  });

  test("the requests in flight are aborted, and no timer is left", async () => {
    const client = zego();
    const signals = [];
    const hanging = (_, { signal }) => {
      signals.push(signal);
      return new Promise(() => {});
    };
    const calls = [1, 2].map(() => client.closeRoom("room", { fetch: hanging, paced: false }));
    await until(() => signals.length === 2, "the requests");
    trapAt();
    checkLost(caught(() => client.buildCloseRoom("room")));
    await Promise.all(calls.map(checkRejected));
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true, true],
    );
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout");
    await until(() => timers().length <= 1, "the timers"); // that of `until` itself
  });

  test("within fetch: the call that asked is given up as well", async () => {
    const client = trtc();
    let inner;
    const fetch = async () => {
      trapAt();
      checkLost(caught(() => client.buildCloseRoom("room")));
      inner = client.explainCloseRoom("room", STAMP);
      return response();
    };
    await checkRejected(client.closeRoom("room", { fetch }));
    assert.deepEqual(inner, RIGHT[1]);
    assert.deepEqual(client.explainCloseRoom("room", STAMP), RIGHT[1]);
  });
});

/** Collects garbage until the objects are gone. */
async function collected(...refs) {
  await until(() => {
    gc();
    return refs.every((ref) => ref.deref() === undefined);
  }, "the collection");
}

test("objects of a lost instance that are collected free nothing in the next", async () => {
  const collectable = () => {
    const client = zego();
    client.buildCloseRoom("room");
    return new WeakRef(client);
  };
  const ofTheLost = collectable();
  trapAt();
  checkLost(caught(() => zego()));
  const client = zego();
  const before = memoryBytes();
  await collected(ofTheLost);
  await pause(50);
  assert.ok(before.equals(memoryBytes()), "something was freed in the new instance");

  // Whereas what is collected of the instance in use is freed there.
  const ofTheNew = collectable();
  const full = memoryBytes();
  await collected(ofTheNew);
  await until(() => !full.equals(memoryBytes()), "the finaliser");
  assert.deepEqual(client.explainCloseRoom("room", STAMP), RIGHT[0]);
});

describe("a trap at every crossing into the module or out of it", () => {
  const response = { status: 200, headers: { Date: "now" }, body: ZEGO_SUCCESS };
  let sentByTheLost = 0;
  const noting = (fetch) => (url, init) => {
    if (crossingsLeft <= 0) sentByTheLost += 1;
    return fetch(url, init);
  };
  /** How many crossings there are, what is done, and the kind of error that it ends with. */
  const WAYS = {
    "of building": [8, (one) => one.buildCloseRoom("room", { customReason: "é" })],
    "of explaining": [5, (_, other) => other.explainCloseRoom(1)],
    "of parsing": [5, (one) => one.parseCloseRoom(response)],
    "of a refusal": [5, (one) => one.buildCloseRoom(""), "invalid_input"],
    "of making and freeing a client": [14, () => trtc({ token: "token" }).free()],
    "of a call that succeeds": [
      34,
      (_, other) => {
        const { signal } = new AbortController();
        return other.closeRoom("room", { fetch: noting(answering(TRTC_SUCCESS)), signal });
      },
    ],
    "of a call that fails": [
      31,
      (one) => {
        const cause = new Error("ECONNRESET");
        const fetch = noting(() => Promise.reject(new TypeError("failed", { cause })));
        return one.closeRoom("room", { fetch, maxAttempts: 1 });
      },
      "transport",
    ],
    "of a call that is aborted": [
      35,
      (one) => {
        const controller = new AbortController();
        const fetch = noting(() => {
          setImmediate(() => controller.abort());
          return new Promise(() => {});
        });
        return one.closeRoom("room", { fetch, signal: controller.signal });
      },
      "cancelled",
    ],
  };
  for (const [name, [crossings, run, kind]] of Object.entries(WAYS)) {
    test(name, async () => {
      let traps = 0;
      for (; ; traps += 1) {
        const clients = [zego(), trtc()];
        trapAt(traps + 1);
        try {
          await settled(run(...clients));
        } catch (error) {
          if (error.kind !== kind || kind === undefined) checkLost(error);
        }
        if (crossingsLeft > 0) break;
        await checkNextCalls(...clients);
      }
      crossingsLeft = Number.POSITIVE_INFINITY;
      assert.equal(traps, crossings);
      assert.equal(sentByTheLost, 0, "requests of lost instances");
    });
  }
});

test("a thousand traps leave no instance behind", async () => {
  const client = zego();
  const { length } = instances;
  for (let index = 0; index < 1000; index += 1) {
    trapAt();
    checkLost(caught(() => client.buildCloseRoom("room")));
    client.buildCloseRoom("room");
    await pause(0);
  }
  const made = instances.slice(length, -1);
  assert.equal(made.length, 999);
  await collected(...made);
});
