// The package and its example in Deno.
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { copyExample, testExample } from "../../harness/example.mjs";
import { execute } from "../../harness/execute.mjs";
import { exercised } from "../../harness/exercised.mjs";
import { figure } from "../../harness/figures.mjs";
import { install } from "../../harness/install.mjs";
import { serve } from "../../harness/serve.mjs";

const CHILD = fileURLToPath(new URL("../../harness/child.mjs", import.meta.url));

const env = { DENO_NO_UPDATE_CHECK: "1" };

test("deno", async (t) => {
  const place = await install("deno");
  const deno = join(place, "node_modules/.bin/deno");
  const [version] = (await execute(deno, ["--version"], { env })).match(/[\d.]+/);
  figure(t, "runtime", `Deno ${version}`);

  await t.test("imported", (t) =>
    exercised(t, async (options) => {
      const program = join(place, "program/index.js");
      const args = ["run", "--allow-all", CHILD, program];
      return JSON.parse(await execute(deno, args, { env, input: JSON.stringify(options) }));
    }),
  );
  await t.test("the example", async (t) => {
    const example = await copyExample("deno", place);
    // The command of the example's task, but for the file of variables.
    const args = ["run", "--allow-env", "--allow-net", "server.js"];
    await testExample(t, "zego", async (variables) => {
      const { url, stop } = await serve(deno, args, {
        cwd: example,
        env: { ...env, ...variables, PORT: "0" },
      });
      return { close: `${url}/close`, callback: `${url}/callback`, stop };
    });
  });
});
