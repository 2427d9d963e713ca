// Whether a request costs the same among a thousand and among ten million, in time and in
// memory. Prints the tables as JSON for `cargo xtask bench`.

import { execFileSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { ENVIRONMENT } from "../runtimes.mjs";
import { HERE, PLACE } from "../surroundings.mjs";

const PROGRAM = "scale.mjs";
const PROVIDERS = { ZEGOCLOUD: "zego", TRTC: "trtc" };

copyFileSync(join(HERE, PROGRAM), join(PLACE, PROGRAM));
const measured = Object.values(PROVIDERS).map((provider) => {
  const options = {
    cwd: PLACE,
    env: ENVIRONMENT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  };
  const lines = execFileSync(process.execPath, [PROGRAM, provider], options).trim().split("\n");
  return lines.map((line) => JSON.parse(line));
});
const totals = measured[0].map(({ total }) => total);

function table(name, title, unit, figures, note) {
  return {
    name,
    title,
    note,
    unit,
    columns: figures.flatMap(([column]) => Object.keys(PROVIDERS).map((it) => `${it}${column}`)),
    rows: totals.map((total, at) => ({
      name: `up to 10^${Math.log10(total)}`,
      cells: figures.flatMap(([, figure]) =>
        measured.map((steps) => ({ samples: [figure(steps[at])] })),
      ),
    })),
  };
}

console.log(
  JSON.stringify({
    versions: { node: process.versions.node },
    tables: [
      table(
        "time",
        "The time of a request in Node, among so many by one client",
        "ns",
        [["", ({ ns }) => ns]],
        "The mean of all that came after the row before.",
      ),
      table("memory", "The memory after so many requests", "bytes", [
        [", of the module", ({ wasm }) => wasm],
        [", of the process", ({ rss }) => rss],
      ]),
    ],
  }),
);
