// Programs in a real Node.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { execute } from "./execute.mjs";
import { exercised } from "./exercised.mjs";
import { figure } from "./figures.mjs";
import { install } from "./install.mjs";

const CHILD = fileURLToPath(new URL("child.mjs", import.meta.url));

/** A `run` for `exercised`: the program, which sets `runExercise`, in a Node of its own. */
export function inNode(program, node = process.execPath) {
  return async (options) =>
    JSON.parse(await execute(node, [CHILD, program], { input: JSON.stringify(options) }));
}

/**
 * The tests of one version of Node: what is imported, what is required, and both in one program.
 *
 * @param major the version that it must be
 */
export function testNode(project, major) {
  const isRunning = process.versions.node.startsWith(`${major}.`);

  test(project, async (t) => {
    // The one that runs already need not be fetched.
    const place = await install(project, { omit: isRunning ? ["dev"] : [] });
    const node = isRunning ? process.execPath : join(place, "node_modules/node/bin/node");
    const version = (await execute(node, ["--version"], {})).trim().slice(1);
    assert.ok(version.startsWith(`${major}.`), `it is Node ${version}`);
    figure(t, "runtime", `Node ${version}`);

    const program = (name) => inNode(join(place, "program", name), node);
    await t.test("imported", (t) => exercised(t, program("index.js")));
    await t.test("required", (t) => exercised(t, program("commonjs.cjs")));
    await t.test("both in one program", (t) =>
      exercised(t, program("side-by-side.js"), { closing: false }),
    );
  });
}
