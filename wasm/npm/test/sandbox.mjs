// The sandbox that stands in for both providers, as a process of the test's own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** The accounts that a sandbox knows, the placeholders of the providers' documents. */
export const ACCOUNTS = {
  zego: {
    appId: 1234567890,
    serverSecret: "9193cc662a4c0ec135ec71fb57194b38",
    callbackSecret: "zegocallbacksecret",
  },
  trtc: {
    sdkAppId: 1400000001,
    secretId: "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
    secretKey: "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE",
    callbackKey: "123654",
  },
};

/**
 * Starts the program at CLOSEROOM_SANDBOX on a free port, with more arguments
 * if you like. Stop it at the end, or the test process does not end; it never
 * outlives that.
 */
export async function startSandbox(...args) {
  const program = process.env.CLOSEROOM_SANDBOX;
  if (!program)
    throw new Error("CLOSEROOM_SANDBOX must be the path of the program closeroom-sandbox");
  const sandbox = spawn(program, ["--port", "0", "--exit-with-stdin", ...args], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(sandbox, "exit");
  const lines = createInterface({ input: sandbox.stdout });
  const url = await Promise.race([
    once(lines, "line").then(([line]) => line.match(/ listening on (http:\S+)$/)?.[1]),
    ended.then(([status]) => {
      throw new Error(`${program} ended with status ${status} before it listened`);
    }),
  ]);

  return {
    url,

    /** Calls the control API: `control("POST", "rooms", {…})`; gives the answer. */
    async control(method, path, body) {
      const response = await fetch(`${url}/_sandbox/${path}`, {
        method,
        ...(body && {
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(body),
        }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`the sandbox refused ${method} ${path}: ${text}`);
      return text && JSON.parse(text);
    },

    async stop() {
      sandbox.stdin.end();
      await ended;
    },
  };
}
