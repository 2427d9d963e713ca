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
  ZEGO_CALLBACK_SECRET: zego.callbackSecret,
  TRTC_SDK_APP_ID: `${trtc.sdkAppId}`,
  TENCENTCLOUD_SECRET_ID: trtc.secretId,
  TENCENTCLOUD_SECRET_KEY: trtc.secretKey,
  TRTC_CALLBACK_KEY: trtc.callbackKey,
};

/** Session tokens are secret as well, but part of a request that is printed in full. */
const SECRETS = [
  "ZEGO_SERVER_SECRET",
  "ZEGO_CALLBACK_SECRET",
  "TENCENTCLOUD_SECRET_KEY",
  "TRTC_CALLBACK_KEY",
];
const SHORTEST_SECRET = 8;

/** Nothing in the environment but those variables and what it takes to start the command. */
export function environmentOf(variables) {
  return { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, ...variables };
}

/** Starts `closeroom` with those arguments and variables; standard input is the first of `stdio`. */
export function start(args, environment = CREDENTIALS, stdin = "ignore") {
  return spawn(COMMAND, args, {
    env: environmentOf(environment),
    stdio: [stdin, "pipe", "pipe"],
  });
}

/** Runs `closeroom` to its end, and makes sure that it shows no secret. */
export async function closeroom(args, environment = CREDENTIALS, input = "") {
  const child = start(args, environment, "pipe");
  // It need not read what it has no use for.
  child.stdin.on("error", (error) => assert.equal(error.code, "EPIPE"));
  child.stdin.end(input);
  return ended(child, environment, input);
}

/** Waits for the end of what was started. */
export async function ended(child, environment = CREDENTIALS, input = "") {
  const [stdout, stderr, [status, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  for (const name of SECRETS) {
    const secret = environment[name]?.trim() ?? "";
    // What the input says itself may well be shown.
    if (secret.length < SHORTEST_SECRET || input.includes(secret)) continue;
    assert.ok(!stdout.includes(secret), `${name} is on standard output`);
    assert.ok(!stderr.includes(secret), `${name} is on standard error`);
  }
  return { stdout, stderr, status, signal };
}

/** Runs a command with --json, which prints one line; gives the exit status and what is printed. */
export async function closeroomJson(args, environment = CREDENTIALS, input = "") {
  // Before what is behind --.
  const end = args.includes("--") ? args.indexOf("--") : args.length;
  const all = args.toSpliced(end, 0, "--json");
  const { stdout, stderr, status } = await closeroom(all, environment, input);
  assert.equal(stderr, "");
  assert.match(stdout, /^\{.*\}\n$/);
  return { status, stdout, printed: JSON.parse(stdout) };
}
