// How the command behaves as a process: signals, pipes, terminals.
import assert from "node:assert/strict";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startSandbox } from "../sandbox.mjs";
import { closeroom, ended, start } from "./closeroom.mjs";

let sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.stop());

/** Starts a call that hangs, and waits until its request is there. */
async function startHanging(...args) {
  await sandbox.control("POST", "reset");
  await sandbox.control("POST", "faults", { fault: { kind: "hang" }, times: 9 });
  const child = start(["zego", "lobby", "--endpoint", sandbox.url, ...args]);
  while ((await sandbox.control("GET", "requests")).length === 0) await sleep(20);
  return child;
}

test("Ctrl-C cancels the call", async () => {
  const child = await startHanging();
  child.kill("SIGINT");
  const { stdout, stderr, status, signal } = await ended(child);
  assert.equal(signal, null);
  assert.equal(status, 130);
  assert.equal(stdout, "");
  assert.match(stderr, /^closeroom: .*cancelled.*\n {4}kind +cancelled\n/);
  assert.match(stderr, /whether the room was closed is unknown/);
});

test("Ctrl-C with --json", async () => {
  const child = await startHanging("--json");
  child.kill("SIGINT");
  const { stdout, stderr, status } = await ended(child);
  assert.equal(status, 130);
  assert.equal(stderr, "");
  assert.equal(JSON.parse(stdout).error.kind, "cancelled");
});

for (const json of [false, true]) {
  test(`Ctrl-C while a callback is read${json ? ", with --json" : ""}`, async () => {
    const args = ["verify", "zego", ...(json ? ["--json"] : [])];
    const child = start(args, undefined, "pipe");
    // Who can write more than a pipe holds knows that it is read: Ctrl-C is heeded by then.
    const HALF_MIB = 1 << 19;
    await new Promise((resolve) => child.stdin.write(Buffer.alloc(HALF_MIB), resolve));
    child.kill("SIGINT");
    const { stdout, stderr, status, signal } = await ended(child);
    child.stdin.destroy();
    assert.equal(signal, null);
    assert.equal(status, 130);
    if (json) {
      assert.equal(stderr, "");
      assert.equal(JSON.parse(stdout).error.kind, "cancelled");
    } else {
      assert.equal(stdout, "");
      assert.match(stderr, /^closeroom: cancelled before .*\n {4}kind +cancelled\n$/);
    }
  });
}

test("a reader that goes away is no error", async () => {
  const child = start(["zego", "--help"]);
  child.stdout.destroy();
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const [status] = await once(child, "close");
  assert.equal(stderr, "");
  assert.equal(status, 0);
});

test("a pipe gets no colours, whatever FORCE_COLOR says", async () => {
  for (const environment of [{ FORCE_COLOR: "1" }, { FORCE_COLOR: "3", NO_COLOR: "1" }, {}]) {
    const { stderr } = await closeroom(["zego", "lobby"], environment);
    assert.ok(!stderr.includes("\u001b"));
  }
});
