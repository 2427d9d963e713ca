import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { TARBALL } from "../../harness/environment.mjs";
import { execute } from "../../harness/execute.mjs";
import { figure } from "../../harness/figures.mjs";
import { install } from "../../harness/install.mjs";

/** The compilers: the current one, and the last that is written in JavaScript. */
const COMPILERS = ["typescript", "typescript-5.9"];

/** How users have modules resolved; `nodenext` has the CommonJS code as well. */
const SETTINGS = ["nodenext", "bundler"];

test("types", async (t) => {
  const place = await install("types");
  const tool = (path, ...args) =>
    execute(process.execPath, [join("node_modules", path), ...args], { cwd: place });
  const version = async (name) => {
    const manifest = join(place, "node_modules", name, "package.json");
    return JSON.parse(await readFile(manifest, "utf8")).version;
  };
  const versions = await Promise.all(COMPILERS.map(version));
  figure(t, "runtime", `TypeScript ${versions.join(", ")}`);

  await t.test("publint", () => tool("publint/src/cli.js", "run", "--strict", TARBALL));

  await t.test("Are the types wrong?", () =>
    // The module is no JavaScript; there are no types for it.
    tool("@arethetypeswrong/cli/dist/index.js", TARBALL, "--exclude-entrypoints", "./core.wasm"),
  );

  for (const [index, compiler] of COMPILERS.entries()) {
    for (const settings of SETTINGS) {
      await t.test(`user code with TypeScript ${versions[index]}, ${settings}`, () =>
        tool(`${compiler}/bin/tsc`, "--project", `tsconfig.${settings}.json`),
      );
    }
  }

  const declarations = JSON.parse(
    await execute(process.execPath, ["declarations.js"], { cwd: place }),
  );
  figure(t, "exported names", declarations.exported);
  figure(t, "members", declarations.members);
  await t.test("no type is any", () => assert.deepEqual(declarations.any, []));
  await t.test("everything is documented", () => assert.deepEqual(declarations.undocumented, []));
});
