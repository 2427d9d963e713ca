// Programs that are servers.
import { spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Starts the program and waits until it has said its URL, in whatever words. Gives the URL on
 * loopback, and how to stop it.
 */
export async function serve(program, args, { cwd, env }) {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => child.kill();
  process.once("exit", kill);
  const ended = once(child, "close");

  let said = "";
  const { promise, resolve, reject } = withResolvers();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      said += text;
      const port = said.match(/http:\/\/[^\s/]+:(\d+)\D/)?.[1];
      if (port) resolve(`http://127.0.0.1:${port}`);
    });
  }
  ended.then(() => {
    reject(new Error(`\`${[program, ...args].join(" ")}\` ended before it listened:\n${said}`));
  }, reject);

  return {
    url: await promise,
    async stop() {
      process.off("exit", kill);
      kill();
      await ended;
    },
  };
}

/** A `run` for `exercised`: the server there runs the exercise with the options that it is sent. */
export function overHttp(url) {
  return async (options) => {
    const response = await fetch(url, { method: "POST", body: JSON.stringify(options) });
    const text = await response.text();
    if (!response.ok) throw new Error(`POST ${url} gave ${response.status}: ${text}`);
    return JSON.parse(text);
  };
}

/** `Promise.withResolvers`, which Node 20 does not have. */
function withResolvers() {
  const resolvers = {};
  resolvers.promise = new Promise((resolve, reject) =>
    Object.assign(resolvers, { resolve, reject }),
  );
  return resolvers;
}
