// The fault matrix in a runtime that is a server: every row is a subtest.
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { play, readRows, SIDE_BY_SIDE, titleOf } from "../../../wasm/npm/test/matrix.mjs";
import { ACCOUNTS } from "../../../wasm/npm/test/sandbox.mjs";
import { figure } from "./figures.mjs";
import { overHttp } from "./serve.mjs";

const CLOSING = fileURLToPath(new URL("../../../wasm/npm/test/closing.mjs", import.meta.url));

/** Copies what a row has the runtime do to the project's folder. */
export function copyClosing(place) {
  return copyFile(CLOSING, join(place, "closing.mjs"));
}

/** Has every row played by the server at the URL, which keeps a row's client by its title. */
export async function playMatrix(t, url) {
  const ask = overHttp(url);
  const rows = readRows();
  await t.test("faults", { concurrency: SIDE_BY_SIDE }, async (t) => {
    await Promise.all(
      rows.map((row) => {
        const title = titleOf(row);
        return t.test(title, () =>
          play(row, (endpoint) => (room, options) => {
            return ask({ title, row, accounts: ACCOUNTS, endpoint, room, options });
          }),
        );
      }),
    );
  });
  figure(t, "faults", rows.length);
}
