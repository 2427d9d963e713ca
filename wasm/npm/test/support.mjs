// What several test files need: the sandbox's accounts, clients of them, and errors caught.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { CloseRoomError, Trtc, Zego } from "closeroom";
import { ACCOUNTS } from "./sandbox.mjs";

/** The accounts that the sandbox knows. */
const { callbackSecret, ...ZEGO } = ACCOUNTS.zego;
const { callbackKey, ...TRTC } = { ...ACCOUNTS.trtc, region: "ap-guangzhou" };

export { callbackKey, callbackSecret, TRTC, ZEGO };

export const zego = (options = {}) => new Zego({ ...ZEGO, ...options });
export const trtc = (options = {}) => new Trtc({ ...TRTC, ...options });

/** When and with what the examples of the documents are signed. */
export const STAMP = { timestamp: 1615186943, nonce: "4fd24687296dd9f3" };

export const KINDS = [
  "invalid_input",
  "unauthorized",
  "clock_skew",
  "permission_denied",
  "room_not_found",
  "rate_limited",
  "rejected",
  "unavailable",
  "unexpected_response",
  "transport",
  "deadline_exceeded",
  "cancelled",
  "invalid_signature",
  "stale",
];

/** Checks that this is a well-formed error of that kind. */
export function checkError(error, kind) {
  assert.ok(error instanceof CloseRoomError, `not a CloseRoomError: ${describe(error)}`);
  assert.ok(error instanceof Error);
  assert.equal(error.name, "CloseRoomError");
  assert.ok(KINDS.includes(error.kind), `unknown kind ${error.kind}`);
  assert.ok(["zego", "trtc"].includes(error.provider), `unknown provider ${error.provider}`);
  assert.equal(typeof error.retryable, "boolean");
  assert.equal(typeof error.message, "string");
  assert.notEqual(error.message, "");
  if (kind !== undefined) assert.equal(error.kind, kind, error.message);
  assert.equal("field" in error, error.kind === "invalid_input", error.message);
  if ("field" in error) assert.ok(error.message.startsWith(`${error.field} `), error.message);
  return error;
}

/** The error that the function throws. */
export function thrown(run, kind) {
  let value;
  try {
    value = run();
  } catch (error) {
    return checkError(error, kind);
  }
  assert.fail(`nothing was thrown, but given: ${describe(value)}`);
}

/** The error that the promise is rejected with. */
export async function rejected(promise, kind) {
  // What throws at once is no rejection, and fails the test.
  const [outcome] = await Promise.allSettled([promise]);
  if (outcome.status === "rejected") return checkError(outcome.reason, kind);
  assert.fail(`it was fulfilled with ${describe(outcome.value)}`);
}

function describe(value) {
  return value instanceof Error ? `${value.name}: ${value.message}` : JSON.stringify(value);
}

/** Replies as the providers send them. */
export const ZEGO_SUCCESS = '{"Code":0,"Message":"success","RequestId":"request-1"}';
export const TRTC_SUCCESS = '{"Response":{"RequestId":"request-1"}}';

/** What the success replies above are read as. */
export const CLOSED = { status: "closed", requestId: "request-1", attempts: 1 };

/** A `fetch` that answers so, and counts in `calls`. */
export function answering(body, init) {
  const fetch = async (url, options) => {
    fetch.calls.push({ url, options });
    return new Response(body, init);
  };
  fetch.calls = [];
  return fetch;
}

/** After this long, a promise that is still pending hangs. */
const HANGS_AFTER_MS = 10_000;

/** The promise, unless it hangs. */
export async function settled(promise, ms = HANGS_AFTER_MS) {
  let timer;
  const hang = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`still pending after ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, hang]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits until the condition holds. */
export async function until(holds, what) {
  for (const end = Date.now() + HANGS_AFTER_MS; Date.now() < end; await pause(5)) {
    if (await holds()) return;
  }
  assert.fail(`${what}: not within ${HANGS_AFTER_MS} ms`);
}

export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Runs an ES module in a Node of its own, beside the tests; gives what it printed as JSON. */
export async function inChild(code, nodeOptions = [], timeout = 120_000) {
  const stdout = await new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [...nodeOptions, "--input-type=module", "--eval", code],
      { cwd: fileURLToPath(new URL(".", import.meta.url)), timeout },
      (error, stdout, stderr) => {
        if (error) reject(new Error(`${error.message}\n${stderr}`));
        else resolve(stdout);
      },
    );
  });
  return JSON.parse(stdout);
}

/** The value with a `then` of this kind. */
export function withThen(value, then) {
  // biome-ignore lint/suspicious/noThenProperty: users may pass what is odd
  return Object.defineProperty(value, "then", { value: then });
}
