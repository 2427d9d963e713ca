// The package in Next.js without any configuration: in a route of the edge runtime, and in one of
// Node.
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { execute } from "../../harness/execute.mjs";
import { exercised } from "../../harness/exercised.mjs";
import { figure } from "../../harness/figures.mjs";
import { install } from "../../harness/install.mjs";
import { overHttp, serve } from "../../harness/serve.mjs";

const env = { NEXT_TELEMETRY_DISABLED: "1" };

test("next", async (t) => {
  const place = await install("next");
  const { version } = createRequire(join(place, "package.json"))("next/package.json");
  figure(t, "runtime", `Next ${version}`);

  const next = join(place, "node_modules/next/dist/bin/next");
  await execute(process.execPath, [next, "build"], { cwd: place, env });
  const args = [next, "start", "--hostname", "127.0.0.1", "--port", "0"];
  const { url, stop } = await serve(process.execPath, args, { cwd: place, env });
  try {
    for (const runtime of ["edge", "node"]) {
      await t.test(`in the runtime ${runtime}`, (t) => exercised(t, overHttp(`${url}/${runtime}`)));
    }
  } finally {
    await stop();
  }
});
