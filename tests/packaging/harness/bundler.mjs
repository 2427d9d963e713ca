// What every bundler has to do with the package, without any configuration for it.
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { readCases } from "./cases.mjs";
import { execute } from "./execute.mjs";
import { exercised } from "./exercised.mjs";
import { figure } from "./figures.mjs";
import { install } from "./install.mjs";
import { inNode } from "./node.mjs";

/** What an import may cost of which nothing is used. */
const UNUSED_LIMIT = 100;

/**
 * The tests of a bundler. Its project has a `build.js`, run as `node build.js TARGET ENTRY FOLDER`,
 * which bundles the entry into the folder.
 *
 * @param targets the ones it builds for; the first is a minified program for the web
 */
export function testBundler(bundler, targets) {
  test(bundler, async (t) => {
    const place = await install(bundler);
    const manifest = join(place, "node_modules", bundler, "package.json");
    const { version } = JSON.parse(await readFile(manifest, "utf8"));
    figure(t, "runtime", `${bundler} ${version}`);

    // Outside of the project, where no bundle finds the package itself.
    const bundles = await mkdtemp(join(tmpdir(), "closeroom-packaging-"));
    t.after(() => rm(bundles, { recursive: true }));
    const bundle = async (target, program) => {
      const folder = join(bundles, target, program);
      const entry = join(place, "program", `${program}.js`);
      await execute(process.execPath, ["build.js", target, entry, folder], { cwd: place });
      return onlyFile(folder);
    };

    for (const target of targets) {
      await t.test(`for ${target}`, async (t) => {
        const file = await bundle(target, "index");
        await exercised(t, inNode(file));
      });
    }

    const [target] = targets;
    await t.test("an unused import costs nothing", async (t) => {
      const sizes = [];
      for (const program of ["unused", "nothing"]) {
        sizes.push((await stat(await bundle(target, program))).size);
      }
      const cost = sizes[0] - sizes[1];
      figure(t, "bytes unused", cost);
      assert.ok(cost <= UNUSED_LIMIT, `${cost} bytes; the limit is ${UNUSED_LIMIT}`);
    });

    await t.test("one provider alone works", async (t) => {
      const file = await bundle(target, "only-zego");
      figure(t, "bytes only Zego", (await stat(file)).size);
      const { config, input, request } = (await readCases()).zego.request[0];
      const { roomId, ...options } = input;
      const built = await inNode(file)({ config, roomId, options });
      assert.deepEqual({ body: null, ...built }, request);
    });
  });
}

/** A bundle is one file: the module is in it, and not beside it. */
async function onlyFile(folder) {
  const files = await readdir(folder, { recursive: true });
  assert.equal(files.length, 1, `the bundle is ${files}`);
  return join(folder, files[0]);
}
