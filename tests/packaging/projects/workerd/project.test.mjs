// The package, its way through every fault, and its example in workerd, the runtime of Cloudflare Workers.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { copyExample, testExample } from "../../harness/example.mjs";
import { execute } from "../../harness/execute.mjs";
import { exercised } from "../../harness/exercised.mjs";
import { copyClosing, playMatrix } from "../../harness/faults.mjs";
import { figure } from "../../harness/figures.mjs";
import { install } from "../../harness/install.mjs";
import { overHttp } from "../../harness/serve.mjs";

const COMPATIBILITY_DATE = "2026-04-01";

/** The earliest date that is supported. */
const EARLIEST_COMPATIBILITY_DATE = "2024-10-14";

test("workerd", async (t) => {
  const place = await install("workerd");
  const require = createRequire(join(place, "package.json"));
  figure(t, "runtime", `workerd ${require("workerd").version}`);
  const { Miniflare } = require("miniflare");

  /** What Wrangler would upload; no setting is for the package. */
  async function bundle(name, folder, ...settings) {
    const upload = join(place, "upload", name);
    const args = ["deploy", ...settings, "--dry-run", "--outdir", upload];
    await execute(join(place, "node_modules/.bin/wrangler"), args, {
      cwd: folder,
      env: { CI: "1", CLOUDFLARE_CF_FETCH_ENABLED: "false", WRANGLER_SEND_METRICS: "false" },
    });
    return readUpload(upload);
  }
  const bundleFile = (name, date) =>
    bundle(`${date}-${name}`, place, name, "--name", "project", "--compatibility-date", date);

  async function start(modules, { bindings = {}, date = COMPATIBILITY_DATE } = {}) {
    const worker = new Miniflare({
      modules,
      bindings,
      compatibilityDate: date,
      cf: false,
      host: "127.0.0.1",
      port: 0,
      handleRuntimeStdio(...streams) {
        for (const stream of streams) stream.resume();
      },
    });
    return { url: (await worker.ready).origin, stop: () => worker.dispose() };
  }

  const core = await readFile(join(place, "node_modules/closeroom/dist/core.wasm"));
  const holdsCore = ({ contents }) => contents.includes(core.toString("hex").slice(0, 1000));

  /** Checks that Wrangler has taken the package's entry for Workers. */
  function checkUpload([script, ...others]) {
    assert.deepEqual(
      others.map(({ type, contents }) => ({ type, contents })),
      [{ type: "CompiledWasm", contents: core }],
    );
    assert.equal(holdsCore(script), false);
  }

  for (const date of [COMPATIBILITY_DATE, EARLIEST_COMPATIBILITY_DATE]) {
    await t.test(`imported, as of ${date}`, async (t) => {
      const modules = await bundleFile("worker.js", date);
      checkUpload(modules);
      const worker = await start(modules, { date });
      try {
        await exercised(t, overHttp(worker.url));
      } finally {
        await worker.stop();
      }
    });
  }
  await t.test("every row of the fault matrix", async (t) => {
    await copyClosing(place);
    const modules = await bundleFile("faults.js", COMPATIBILITY_DATE);
    checkUpload(modules);
    const worker = await start(modules);
    try {
      await playMatrix(t, worker.url);
    } finally {
      await worker.stop();
    }
  });
  await t.test("the entry of the other runtimes is refused", async () => {
    const modules = await bundleFile("inline.js", COMPATIBILITY_DATE);
    assert.deepEqual(modules.map(holdsCore), [true]);
    const worker = await start(modules);
    try {
      const answer = await (await fetch(worker.url)).text();
      assert.match(answer, /Wasm code generation disallowed by embedder/);
    } finally {
      await worker.stop();
    }
  });
  await t.test("the example", async (t) => {
    const modules = await bundle("example", await copyExample("cloudflare-worker", place));
    checkUpload(modules);
    await testExample(t, "zego", async (variables) => {
      const { url, stop } = await start(modules, { bindings: variables });
      return { close: `${url}/close`, callback: `${url}/callback`, stop };
    });
  });
});

/** The modules as Miniflare takes them, the script first. */
async function readUpload(folder) {
  const names = (await readdir(folder)).filter((name) => /\.(js|wasm)$/.test(name));
  const modules = names.map(async (path) => ({
    type: path.endsWith(".wasm") ? "CompiledWasm" : "ESModule",
    path,
    contents: await readFile(join(folder, path)),
  }));
  return (await Promise.all(modules)).sort((one, other) => (one.type > other.type ? -1 : 1));
}
