// What a call costs in Node, Deno, Bun and workerd, beside what a user could take instead.
// Prints the tables as JSON for `cargo xtask bench`.
//
// Each runtime is a process of its own, in which the candidates of a table take turns: within a
// column, figures may be compared; from one column to another, with care.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ENVIRONMENT, RUNTIMES } from "../runtimes.mjs";
import { HERE, PLACE, versionOf } from "../surroundings.mjs";

const workerd = {
  version: versionOf("workerd"),
  command: [process.execPath],
  program: "measure-workerd.mjs",
};

const columns = Object.entries({ ...RUNTIMES, workerd });
const measured = columns.map(([, { command, program = "measure.mjs" }]) => {
  const [runtime, ...args] = [...command, join(HERE, "calls", program), PLACE];
  const options = { env: ENVIRONMENT, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] };
  return JSON.parse(execFileSync(runtime, args, options));
});

const [first] = measured;
const tables = first.map(({ name, title, note, reference, rows }, table) => ({
  name,
  title,
  note,
  unit: "ns",
  columns: columns.map(([runtime]) => runtime),
  reference,
  rows: rows.map((row, at) => ({
    name: row.name,
    cells: measured.map((tables) => ({ samples: tables[table].rows[at].samples })),
  })),
}));

const libraries = ["tencentcloud-sdk-nodejs", "aws4fetch"];
console.log(
  JSON.stringify({
    versions: Object.fromEntries([
      ...columns.map(([runtime, { version }]) => [runtime.toLowerCase(), version]),
      ...libraries.map((name) => [name, versionOf(name)]),
    ]),
    tables,
  }),
);
