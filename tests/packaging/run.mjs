// Proves that the packed npm package works wherever it is meant to: `node run.mjs [PROJECT…]`.
// README.md has the environment variables that it needs.
import { existsSync, readdirSync } from "node:fs";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";
import { Table } from "./harness/table.mjs";

/** Beyond this a project hangs. The first one to install a large runtime takes a minute. */
const LIMIT_MS = 10 * 60 * 1000;

const PROJECTS = new URL("projects/", import.meta.url);

const known = readdirSync(PROJECTS).sort();
const chosen = process.argv.length > 2 ? process.argv.slice(2) : known;
const unknown = chosen.filter((project) => !known.includes(project));
if (unknown.length > 0) {
  console.error(`No such project: ${unknown.join(", ")}. There are: ${known.join(", ")}.`);
  process.exit(2);
}

const files = Object.fromEntries(chosen.map((project) => [project, testFile(project)]));
const table = new Table(files);
const events = run({ files: Object.values(files), concurrency: 1, timeout: LIMIT_MS });
table.follow(events);
for await (const text of events.compose(spec)) process.stdout.write(text);
console.log(`\n${table}`);
process.exitCode = table.passed ? 0 : 1;

function testFile(project) {
  const file = fileURLToPath(new URL(`${project}/project.test.mjs`, PROJECTS));
  if (!existsSync(file)) throw new Error(`the project ${project} has no project.test.mjs`);
  return file;
}
