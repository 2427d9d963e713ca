// The package and its example in Bun.
import { join } from "node:path";
import { test } from "node:test";
import { copyExample, testExample } from "../../harness/example.mjs";
import { execute } from "../../harness/execute.mjs";
import { exercised } from "../../harness/exercised.mjs";
import { figure } from "../../harness/figures.mjs";
import { install } from "../../harness/install.mjs";
import { inNode } from "../../harness/node.mjs";
import { serve } from "../../harness/serve.mjs";

test("bun", async (t) => {
  const place = await install("bun");
  const bun = join(place, "node_modules/.bin/bun");
  figure(t, "runtime", `Bun ${(await execute(bun, ["--version"], {})).trim()}`);

  const program = (name) => inNode(join(place, "program", name), bun);
  await t.test("imported", (t) => exercised(t, program("index.js")));
  await t.test("required", (t) => exercised(t, program("commonjs.cjs")));
  await t.test("the example", async (t) => {
    const example = await copyExample("bun", place);
    await testExample(t, "trtc", async (env) => {
      const { url, stop } = await serve(bun, ["server.js"], {
        cwd: example,
        env: { ...env, PORT: "0" },
      });
      return { close: `${url}/close`, callback: `${url}/callback`, stop };
    });
  });
});
