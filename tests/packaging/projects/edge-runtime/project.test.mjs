// The package and its example in Vercel's edge runtime.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { copyExample, testExample } from "../../harness/example.mjs";
import { exercised } from "../../harness/exercised.mjs";
import { figure } from "../../harness/figures.mjs";
import { install } from "../../harness/install.mjs";
import { overHttp } from "../../harness/serve.mjs";

test("edge-runtime", async (t) => {
  const place = await install("edge-runtime");
  const { version } = createRequire(join(place, "package.json"))("@edge-runtime/vm/package.json");
  figure(t, "runtime", `@edge-runtime/vm ${version}`);
  const { edgeFunction } = await import(pathToFileURL(join(place, "edge.js")));

  await t.test("imported", async (t) => {
    const { modules, serve } = await edgeFunction("./function.js");
    assert.equal(Object.keys(modules).length, 1);
    const { url, stop } = await serve();
    try {
      await exercised(t, overHttp(url));
    } finally {
      await stop();
    }
  });
  await t.test("the entry of the other runtimes is refused", async () => {
    const { modules, serve } = await edgeFunction("./inline.js");
    assert.deepEqual(modules, {});
    const { url, stop } = await serve();
    try {
      const answer = await (await fetch(url)).text();
      assert.match(answer, /Wasm code generation disallowed by embedder/);
    } finally {
      await stop();
    }
  });
  await t.test("the example", async (t) => {
    await copyExample("vercel-edge", place);
    const { serve } = await edgeFunction("./example/api/[route].mjs");
    await testExample(t, "trtc", async (env) => {
      const { url, stop } = await serve(env);
      return { close: `${url}api/close`, callback: `${url}api/callback`, stop };
    });
  });
});
