// The rows of the fault matrix, and whether a runtime gets through one. What a row means is said
// in tests/faults/README.md.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { ACCOUNTS, startSandbox } from "./sandbox.mjs";

/** Most of a row's time is waiting. */
export const SIDE_BY_SIDE = 24;

/** Beyond this, what should come to an end hangs. */
const PATIENCE_MS = 30_000;

/** Every row, from the file at CLOSEROOM_FAULTS. */
export function readRows() {
  const file = process.env.CLOSEROOM_FAULTS;
  if (!file) throw new Error("CLOSEROOM_FAULTS must be the path of tests/faults/matrix.json");
  const { schema, rows } = JSON.parse(readFileSync(file, "utf8"));
  assert.equal(schema, 1);
  return rows;
}

export const titleOf = ({ provider, name }) => `${provider}/${name}`;

/**
 * Plays a row in a sandbox of its own.
 *
 * @param connect makes the row's client at an endpoint; gives what closes a room with it, which
 * takes the room and the options, and gives what `closeRoom` of closing.mjs does
 */
export async function play(row, connect) {
  const sandbox = await startSandbox("--rate-limits", "off", ...(row.sandbox ?? []));
  try {
    const { control } = sandbox;
    if (row.open) await control("POST", "rooms", { provider: row.provider, room_id: row.room });
    if (row.settings) await control("PUT", "settings", row.settings);
    for (const fault of row.faults ?? []) await control("POST", "faults", fault);

    const listens = row.listening !== false;
    const close = await connect(listens ? sandbox.url : (await control("GET", "door")).url);
    await first(row, control, close);
    if (!listens) await control("POST", "door");
    await control("POST", "reset");
    await next(row, control, close);
  } finally {
    await sandbox.stop();
  }
}

/** The call that meets what the row has prepared. */
async function first({ provider, account, room, close: said, options, expect }, control, close) {
  const begun = performance.now();
  const result = await close(room, { ...options, ...said });
  const ms = performance.now() - begun;
  assert.ok(ms >= (expect.least_ms ?? 0), `it took ${ms} ms only`);
  checkResult(result, expect.outcome, provider, account);
  for (const member of [
    "attempts",
    "retryable",
    "http_status",
    "provider_code",
    "retry_after_ms",
  ]) {
    assert.equal(result[member], expect[member], `${member}: ${result.message}`);
  }
  if (expect.message) assert.ok(result.message.includes(expect.message), result.message);
  checkRequests(await requestsOf(control), provider, room, expect);
  assert.equal((await control("GET", "rooms")).length > 0, expect.open);
}

/** A call that meets nothing, by the same client. */
async function next({ provider, account, next }, control, close) {
  await control("POST", "rooms", { provider, room_id: "next" });
  const result = await close("next", { timeout_ms: 60_000 });
  checkResult(result, next.outcome, provider, account);
  assert.equal((await requestsOf(control)).length, 1);
  assert.equal((await control("GET", "rooms")).length, next.outcome === "closed" ? 0 : 1);
}

function checkResult(result, outcome, provider, account) {
  assert.equal(result.outcome, outcome, result.message);
  const isAnswer = "attempts" in result || result.provider_code !== undefined;
  if (isAnswer) assert.match(result.requestId, /^[\w-]{8,}$/);
  if ("attempts" in result) return;
  assert.equal(result.name, "CloseRoomError");
  assert.equal(result.provider, provider);
  assert.equal(result.has_cause, outcome === "transport");
  const secrets = [
    account?.secret ?? ACCOUNTS[provider].serverSecret ?? ACCOUNTS[provider].secretKey,
    ...(account?.token ? [account.token, encodeURIComponent(account.token)] : []),
  ];
  const seen = result.seen.join("\n");
  for (const secret of secrets) assert.ok(!seen.includes(secret), seen);
  // In hexadecimal, in base64, or where one stands.
  const signature = /[0-9a-f]{32}|([0-9a-z+/]|%2[BF]){27}(=|%3D)|Signature=(?!\[redacted\])/i;
  assert.doesNotMatch(seen, signature);
}

/** The requests, once all of them have been answered, or been given up. */
async function requestsOf(control) {
  for (const end = Date.now() + PATIENCE_MS; ; await pause(10)) {
    const requests = await control("GET", "requests");
    if (requests.every(({ answer }) => answer !== null)) return requests;
    assert.ok(Date.now() < end, `still under way: ${JSON.stringify(requests)}`);
  }
}

function checkRequests(requests, provider, room, expect) {
  const about = JSON.stringify(requests);
  assert.equal(requests.length, expect.requests.length, about);
  for (const [index, { code, answer }] of expect.requests.entries()) {
    assert.equal(requests[index].provider, provider, about);
    assert.equal(requests[index].room_id, room, about);
    assert.equal(requests[index].code, code, about);
    if (answer) assert.equal(requests[index].answer, answer, about);
  }
  if (expect.corrected_seconds !== undefined) {
    const [one, two] = requests.map(({ timestamp }) => Number(timestamp));
    assert.ok(Math.abs(two - one - expect.corrected_seconds) < 60, about);
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
