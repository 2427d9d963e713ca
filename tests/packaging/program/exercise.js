// Exercises the package with the shared vectors, in whatever runtime this is. It imports nothing,
// so it can be bundled, run in a worker or in a page. What goes in and what comes out is JSON.

/**
 * @param closeroom the package, as it was imported
 * @param options.cases by provider and kind, as in the vectors
 * @param options.accounts of the sandbox, by provider
 * @param options.sandbox its URL; without it, no room is closed
 * @param options.atImport what was called while the package was imported
 * @returns [{ check, passed, count, detail }]: `count` cases are right; `detail` says which are not
 */
export async function exercise(closeroom, { cases, accounts, sandbox, atImport }) {
  const results = [];
  const check = async (name, items, run) => {
    const failures = [];
    for (const item of items) {
      try {
        await run(item);
      } catch (error) {
        failures.push(`${item.name}: ${error?.stack ?? error}`);
      }
    }
    results.push({
      check: name,
      passed: failures.length === 0,
      count: items.length - failures.length,
      detail: failures.slice(0, 5).join("\n"),
    });
  };

  await check("import", [{ name: "calls nothing" }], () => same(atImport, []));
  for (const make of [zegoChecks, trtcChecks]) {
    const api = { ...make(closeroom, accounts), CloseRoomError: closeroom.CloseRoomError };
    const { request, response, callback, invalid_input } = cases[api.provider];
    const genuine = callback.filter(({ expect }) => expect.ok);
    await check(`${api.provider} request`, request, (vector) => checkRequest(api, vector));
    await check(`${api.provider} response`, response, (vector) => checkResponse(api, vector));
    await check(`${api.provider} callback`, callback, (vector) => checkCallback(api, vector));
    await check(`${api.provider} forged callback`, genuine, (vector) => checkForged(api, vector));
    await check(`${api.provider} invalid_input`, invalid_input, (vector) =>
      checkInvalidInput(api, vector),
    );
    const fetches = injectedFetches(response.find(({ expect }) => expect.ok));
    await check(`${api.provider} injected fetch`, fetches, (injected) =>
      checkInjectedFetch(api, injected),
    );
    if (sandbox) {
      await check(`${api.provider} closeRoom`, api.rooms, (room) =>
        checkCloseRoom(api, room, sandbox),
      );
    }
  }
  return results;
}

/** How the API of ZEGOCLOUD takes what the vectors say. */
function zegoChecks({ Zego }, { zego: { callbackSecret, ...account } }) {
  const client = (options) => new Zego({ ...account, ...options });
  return {
    provider: "zego",
    client,
    wrongSecret: { serverSecret: "0".repeat(32) },
    rooms: [{ name: "packaging" }],
    clients: (config) => [() => new Zego(config)],
    roomIds: (roomId) => [roomId],
    verify: ({ body, callbackSecret }, bytes, freshness) =>
      client().verifyCallback(bytes(body), { callbackSecret, ...freshness }),
    // The signature is the 40 hexadecimal digits, in every form of the body. What comes before may
    // end in such a digit (`%22`), what follows does not.
    forged: ({ body, ...vector }) => ({
      ...vector,
      body: body.replace(/[0-9a-f]{40}(?![0-9a-f])/, flipFirst),
    }),
    event: (event) => event,
  };
}

/** How the API of TRTC takes what the vectors say. */
function trtcChecks({ Trtc }, { trtc: { callbackKey, ...account } }) {
  const client = (options) => new Trtc({ ...account, region: "ap-guangzhou", ...options });
  return {
    provider: "trtc",
    client,
    wrongSecret: { secretKey: "0".repeat(32) },
    rooms: [{ name: "packaging" }, { name: "4294967294", roomId: 4294967294 }],
    clients: (config) =>
      integers(config.sdkAppId).map((sdkAppId) => () => new Trtc({ ...config, sdkAppId })),
    roomIds,
    verify: ({ body, headers, callbackKey }, bytes, freshness) =>
      client().verifyCallback(bytes(body), { headers, callbackKey, ...freshness }),
    forged: ({ headers, ...vector }) => ({
      ...vector,
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) =>
          name.toLowerCase() === "sign" ? [name, flipFirst(value)] : [name, value],
        ),
      ),
    }),
    // A numeric room is a number where that is exact, and a bigint beyond.
    event: ({ roomId, ...event }) =>
      roomId === undefined ? event : { ...event, roomId: roomIds(roomId).at(-1) },
  };
}

function checkRequest(api, { config, input: { roomId, ...stamp }, steps, request }) {
  const { body, ...expected } = request;
  if (body !== null) expected.body = body;
  for (const client of api.clients(config)) {
    for (const room of api.roomIds(roomId)) {
      same(client().buildCloseRoom(room, stamp), expected);
      same(client().explainCloseRoom(room, stamp), { request: expected, steps });
    }
  }
}

function checkResponse(api, { response, expect }) {
  for (const bytes of FORMS_OF_BODY) {
    for (const headers of [response.headers, new Headers(response.headers)]) {
      const parse = () =>
        api.client().parseCloseRoom({ ...response, headers, body: bytes(response.body) });
      if (expect.ok) same(parse(), { status: "closed", attempts: 1, ...expect.ok });
      else refused(api, parse, expect.error);
    }
  }
}

function checkCallback(api, vector) {
  for (const bytes of FORMS_OF_BODY) {
    const verify = () => api.verify(vector, bytes, freshness(vector));
    if (vector.expect.ok) {
      const { raw, ...event } = verify();
      same(event, api.event(vector.expect.ok));
      same(typeof raw, "string");
    } else {
      refused(api, verify, { retryable: false, ...vector.expect.error });
    }
  }
}

function checkForged(api, vector) {
  const verify = () => api.verify(api.forged(vector), (text) => text, freshness(vector));
  refused(api, verify, { kind: "invalid_signature", retryable: false });
}

function checkInvalidInput(api, { config, input: { roomId, ...stamp }, expect }) {
  const expected = { kind: "invalid_input", field: expect.field, retryable: false };
  for (const client of api.clients(config)) {
    for (const room of api.roomIds(roomId)) {
      refused(api, () => client().buildCloseRoom(room, stamp), expected);
    }
  }
}

/** Closes a room that is there, once more now that it is gone, and once with a wrong secret. */
async function checkCloseRoom(api, { name, roomId = name }, endpoint) {
  const client = api.client({ endpoint });
  for (const status of ["closed", "alreadyGone"]) {
    const { requestId, ...result } = await client.closeRoom(roomId);
    same(result, { status, attempts: 1 });
    same(typeof requestId, "string");
  }
  const stranger = api.client({ endpoint, ...api.wrongSecret });
  const [outcome] = await Promise.allSettled([stranger.closeRoom(roomId)]);
  const { kind, retryable } = typedError(api, outcome.reason);
  same({ kind, retryable }, { kind: "unauthorized", retryable: false });
}

/**
 * What an injected `fetch` may do, and what then becomes of the call. `start` gives the `fetch`, the
 * call's other options, and the `cause` of the error. One answers with the vector of a success.
 */
function injectedFetches({ response: { body, ...init }, expect }) {
  return [
    {
      name: "answers",
      start: () => ({ fetch: async () => new Response(body, init) }),
      expect: { ok: { status: "closed", attempts: 1, ...expect.ok } },
    },
    {
      name: "throws",
      start() {
        const cause = new TypeError("no network");
        const fetch = async () => {
          throw cause;
        };
        return { fetch, cause };
      },
      expect: { error: { kind: "transport", retryable: true } },
    },
    {
      name: "is pending when the time is up",
      start: () => ({ fetch: pendingFetch, options: { timeoutMs: 50 } }),
      expect: { error: { kind: "deadline_exceeded", retryable: true } },
    },
    {
      name: "is pending when the caller cancels",
      start() {
        const controller = new AbortController();
        const cause = new Error("nobody waits");
        const fetch = (url, init) => {
          setTimeout(() => controller.abort(cause));
          return pendingFetch(url, init);
        };
        return { fetch, cause, options: { signal: controller.signal } };
      },
      expect: { error: { kind: "cancelled", retryable: false } },
    },
  ];
}

/** A `fetch` that nobody answers: only its signal ends it. */
function pendingFetch(_url, { signal }) {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
}

async function checkInjectedFetch(api, { start, expect: { ok, error } }) {
  const { fetch, cause, options } = start();
  const signals = [];
  const noting = (url, init) => {
    signals.push(init.signal);
    return fetch(url, init);
  };
  const call = api.client().closeRoom("packaging", { maxAttempts: 1, fetch: noting, ...options });
  const [{ value, reason }] = await Promise.allSettled([call]);
  if (ok) {
    same(value, ok);
  } else {
    const { kind, retryable, provider } = typedError(api, reason);
    same({ kind, retryable, provider }, { ...error, provider: api.provider });
    same(reason.cause === cause, true);
  }
  // One request, which is given up unless it was answered.
  same(
    signals.map(({ aborted }) => aborted),
    [!ok],
  );
}

/** Checks that it throws the package's error, with exactly these fields. */
function refused(api, run, expected) {
  let value;
  try {
    value = run();
  } catch (error) {
    const { name, ...fields } = typedError(api, error);
    same(fields, { provider: api.provider, ...expected });
    return;
  }
  throw new Error(`nothing was thrown, but given: ${show(value)}`);
}

function typedError({ CloseRoomError }, error) {
  if (!(error instanceof CloseRoomError)) throw new Error(`not a CloseRoomError: ${error?.stack}`);
  same(error instanceof Error, true);
  same(error.name, "CloseRoomError");
  same(typeof error.message, "string");
  return error;
}

const FORMS_OF_BODY = [
  (text) => text,
  (text) => new TextEncoder().encode(text),
  (text) => new TextEncoder().encode(text).buffer,
];

function freshness({ now, toleranceSeconds }) {
  if (toleranceSeconds === undefined) return { now };
  if (toleranceSeconds === "off") return { now, toleranceSeconds: Number.POSITIVE_INFINITY };
  return { now, toleranceSeconds };
}

/** A decimal number as JavaScript can have it: always as a bigint, and last as a number where that is exact. */
function integers(decimal) {
  const number = Number(decimal);
  return Number.isSafeInteger(number) ? [BigInt(decimal), number] : [BigInt(decimal)];
}

function roomIds({ string, number }) {
  return string === undefined ? integers(number) : [string];
}

function flipFirst(text) {
  return (text[0] === "0" ? "1" : "0") + text.slice(1);
}

/** Deep equality of what JSON has and bigints, own enumerable members only. */
function same(actual, expected) {
  if (show(actual) !== show(expected)) {
    throw new Error(`is ${show(actual)}\nand not ${show(expected)}`);
  }
}

/** As JSON with sorted members; a bigint as `1n`, and undefined as a word. */
function show(value) {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return `[${value.map(show)}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? String(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${show(value[name])}`)}}`;
}
