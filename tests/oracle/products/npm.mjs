// Carries out cases with the installed package: one JSON object a line in, one a line out, in any order.
//
// In:  {id, op: "build" | "close" | "verify", provider, config, …}, as cases.py makes them.
//      Integers that may exceed 2^53 (sdkAppId, a numeric room) are decimal text.
// Out: {id, result} or {id, error}; bigints as {bigint: "…"}.

import { createRequire } from "node:module";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

/** So many calls over HTTP are in flight at a time. */
const WORKERS = 16;

const { Trtc, Zego } = await import(entry(process.env.CLOSEROOM_NPM));

/** What `import "closeroom"` finds, seen from that folder. */
function entry(folder) {
  if (!folder) return "closeroom";
  const require = createRequire(pathToFileURL(join(folder, "index.js")));
  const manifest = require.resolve("closeroom/package.json");
  return new URL(require(manifest).exports["."].import.default, pathToFileURL(manifest)).href;
}

/** A number where it is exact, a bigint beyond: users have both. */
function integer(decimal) {
  const number = Number(decimal);
  return Number.isSafeInteger(number) ? number : BigInt(decimal);
}

const clients = new Map();

/** A client for each configuration, which serves all of its cases, as a user's does. */
function clientOf({ provider, config }) {
  const key = JSON.stringify([provider, config]);
  if (!clients.has(key)) clients.set(key, open(provider, config));
  return clients.get(key);
}

function open(provider, config) {
  if (provider === "zego") return new Zego(config);
  return new Trtc({ ...config, sdkAppId: integer(config.sdkAppId) });
}

function roomId({ string, number }) {
  return string ?? integer(number);
}

function bodyAs(form, base64) {
  const bytes = Buffer.from(base64, "base64");
  if (form === "string") return bytes.toString();
  const exact = new Uint8Array(bytes);
  return form === "ArrayBuffer" ? exact.buffer : exact;
}

const operations = {
  /** The request, and what an HTTP client of the web platform makes of its URL. */
  build(client, { room, options }) {
    const request = client.buildCloseRoom(roomId(room), options);
    const { href, host } = new URL(request.url);
    return { ...request, sentUrl: href, sentHost: host };
  },
  close: (client, { room, options }) => client.closeRoom(roomId(room), options),
  verify: (client, { form, body, options }) => client.verifyCallback(bodyAs(form, body), options),
};

async function outcome(given) {
  try {
    return { result: await operations[given.op](clientOf(given), given) };
  } catch (thrown) {
    return { error: thrown.kind ? thrown.toJSON() : { kind: "bug", message: thrown.stack } };
  }
}

function write(answer) {
  const plain = (_, value) => (typeof value === "bigint" ? { bigint: `${value}` } : value);
  process.stdout.write(`${JSON.stringify(answer, plain)}\n`);
}

const lines = (await text(process.stdin)).split("\n").filter(Boolean).values();

async function work() {
  for (const line of lines) {
    const given = JSON.parse(line);
    write({ id: given.id, ...(await outcome(given)) });
  }
}

await Promise.all(Array.from({ length: WORKERS }, work));
