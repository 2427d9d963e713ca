// How results become JSON, whatever is in them: the command with another library beside it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { CREDENTIALS, environmentOf } from "./closeroom.mjs";

const INSTALLED = fileURLToPath(new URL("../../node_modules/closeroom/", import.meta.url));

/** A library that verifies everything, with a result that has all there can be. */
const LIBRARY = `
  export class CloseRoomError extends Error {}
  export class Trtc {}
  export class Zego {
    verifyCallback() {
      return {
        event: undefined,
        roomId: 18446744073709551615n,
        name: undefined,
        text: 'a "quoted" word',
        nested: { absent: undefined, list: [1, undefined] },
        nothing: null,
        last: undefined,
      };
    }
  }
`;

test("an exact number is one; what is undefined is left out, as JSON.stringify does", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "closeroom-json-"));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "dist"));
  copyFileSync(join(INSTALLED, "package.json"), join(folder, "package.json"));
  copyFileSync(join(INSTALLED, "dist/cli.js"), join(folder, "dist/cli.js"));
  writeFileSync(join(folder, "dist/index.js"), LIBRARY);

  const args = [join(folder, "dist/cli.js"), "verify", "zego", "--json"];
  const stdout = execFileSync(process.execPath, args, {
    env: environmentOf(CREDENTIALS),
    input: "{}",
    encoding: "utf8",
  });
  assert.equal(
    stdout,
    '{"roomId":18446744073709551615,"text":"a \\"quoted\\" word",' +
      '"nested":{"list":[1,null]},"nothing":null}\n',
  );
});
