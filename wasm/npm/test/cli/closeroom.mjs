// The installed command, run as its users run it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { ACCOUNTS } from "../sandbox.mjs";

export const COMMAND = fileURLToPath(new URL("../../node_modules/.bin/closeroom", import.meta.url));

const { zego, trtc } = ACCOUNTS;

/** The credentials of both providers that the sandbox knows. */
export const CREDENTIALS = {
  ZEGO_APP_ID: `${zego.appId}`,
  ZEGO_SERVER_SECRET: zego.serverSecret,
  TRTC_SDK_APP_ID: `${trtc.sdkAppId}`,
  TENCENTCLOUD_SECRET_ID: trtc.secretId,
  TENCENTCLOUD_SECRET_KEY: trtc.secretKey,
};

/** Session tokens are secret as well, but part of a request that is printed in full. */
const SECRETS = ["ZEGO_SERVER_SECRET", "TENCENTCLOUD_SECRET_KEY"];
const SHORTEST_SECRET = 8;

/** Starts `closeroom` with those arguments and nothing in its environment but those variables. */
export function start(args, environment = CREDENTIALS) {
  const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
  const child = spawn(COMMAND, args, { env: { PATH, ...environment } });
  child.stdin.end();
  return child;
}

/** Runs `closeroom` to its end, and makes sure that it shows no secret. */
export async function closeroom(args, environment = CREDENTIALS) {
  return ended(start(args, environment), environment);
}

/** Waits for the end of what was started. */
export async function ended(child, environment = CREDENTIALS) {
  const [stdout, stderr, [status, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  for (const name of SECRETS) {
    const secret = environment[name]?.trim() ?? "";
    if (secret.length < SHORTEST_SECRET) continue;
    assert.ok(!stdout.includes(secret), `${name} is on standard output`);
    assert.ok(!stderr.includes(secret), `${name} is on standard error`);
  }
  return { stdout, stderr, status, signal };
}

/** Runs a command with --json, which prints one line; gives the exit status and what is printed. */
export async function closeroomJson([command, ...args], environment = CREDENTIALS) {
  const { stdout, stderr, status } = await closeroom([command, "--json", ...args], environment);
  assert.equal(stderr, "");
  assert.match(stdout, /^\{.*\}\n$/);
  return { status, printed: JSON.parse(stdout) };
}
