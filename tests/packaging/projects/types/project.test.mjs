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

/** How users have the package loaded; each has declarations of its own. */
const WAYS = ["import", "require"];

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

  for (const way of WAYS) {
    const { exported, members, any, undocumented } = JSON.parse(
      await execute(process.execPath, ["declarations.js", way], { cwd: place }),
    );
    figure(t, `names to ${way}`, exported);
    figure(t, `members to ${way}`, members);
    await t.test(`the declarations for \`${way}\` are found`, () => {
      assert.ok(exported > 0, "no name is exported");
      assert.ok(members > 0, "no type has a member");
    });
    await t.test(`no type for \`${way}\` is any`, () => assert.deepEqual(any, []));
    await t.test(`everything for \`${way}\` is documented`, () =>
      assert.deepEqual(undocumented, []),
    );
  }
});
