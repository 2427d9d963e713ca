// What the package weighs, by the benchmark's own measure.
import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { figure } from "../../harness/figures.mjs";
import { install } from "../../harness/install.mjs";

const BENCH = fileURLToPath(new URL("../../../../xtask/bench", import.meta.url));

test("size", async (t) => {
  const place = await install("size");
  // Beside this project's bundler.
  for (const file of ["bundle.mjs", "sizes.mjs"]) await cp(join(BENCH, file), join(place, file));
  const { GZIP_LIMITS, measure } = await import(pathToFileURL(join(place, "sizes.mjs")));
  const { version } = await import(pathToFileURL(join(place, "node_modules/esbuild/lib/main.js")));
  figure(t, "runtime", `esbuild ${version}`);

  const sizes = await measure({ installedPackageFolder: join(place, "node_modules/closeroom") });
  for (const [entry, limit] of Object.entries(GZIP_LIMITS)) {
    const { gzip } = sizes[entry];
    figure(t, `${entry} gzip`, gzip);
    await t.test(`the ${entry} entry, minified and compressed`, () => {
      assert.ok(gzip <= limit, `it is ${gzip} bytes; the limit is ${limit}`);
    });
  }
});
