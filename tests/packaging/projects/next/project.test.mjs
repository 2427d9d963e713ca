// The package in Next.js without any configuration, built with either of its bundlers: in a route of
// the edge runtime, and in one of Node.
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { execute } from "../../harness/execute.mjs";
import { exercised } from "../../harness/exercised.mjs";
import { figure } from "../../harness/figures.mjs";
import { install } from "../../harness/install.mjs";
import { overHttp, serve } from "../../harness/serve.mjs";

const env = { NEXT_TELEMETRY_DISABLED: "1" };

/** The bundlers, and what `next build` must be told to use them. */
const BUNDLERS = { webpack: [], Turbopack: ["--turbopack"] };

test("next", async (t) => {
  const place = await install("next");
  const { version } = createRequire(join(place, "package.json"))("next/package.json");
  figure(t, "runtime", `Next ${version}`);

  const next = join(place, "node_modules/next/dist/bin/next");
  for (const [bundler, flags] of Object.entries(BUNDLERS)) {
    await execute(process.execPath, [next, "build", ...flags], { cwd: place, env });
    const args = [next, "start", "--hostname", "127.0.0.1", "--port", "0"];
    const { url, stop } = await serve(process.execPath, args, { cwd: place, env });
    try {
      for (const runtime of ["edge", "node"]) {
        await t.test(`${bundler}, in the runtime ${runtime}`, (t) =>
          exercised(t, overHttp(`${url}/${runtime}`)),
        );
      }
    } finally {
      await stop();
    }
  }
});
