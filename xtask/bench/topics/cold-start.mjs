// From the start of a Node process to the first signed request: closeroom beside Tencent's SDK.
// Prints the tables as JSON for `cargo xtask bench`.
//
// Each run is a process of its own.

import { execFileSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { HERE, PLACE, versionOf } from "../surroundings.mjs";
import { byTurns } from "../turns.mjs";

const ROUNDS = 40;
const PROGRAM = "first-request.mjs";

const BARE = { name: "nothing: bare Node", folder: HERE, args: ["bare"] };
const CLOSEROOM = [
  ...both("closeroom, Trtc", PLACE, "trtc"),
  ...both("closeroom, Zego", PLACE, "zego"),
];
const OFFICIAL = [
  ...both("official SDK, TRTC only", HERE, "official-trtc"),
  ...both("official SDK, all products", HERE, "official-all"),
];
const [BASELINE] = OFFICIAL;
const ALL = [BARE, ...CLOSEROOM, ...OFFICIAL];

function both(subject, folder, key) {
  return ["require", "import"].map((how) => ({
    name: `${subject}, ${how}`,
    subject,
    how,
    folder,
    args: [key, how],
  }));
}

function run({ folder, args }) {
  const options = {
    cwd: folder,
    // No variable of the caller's makes a start faster or slower.
    env: {},
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  };
  return JSON.parse(execFileSync(process.execPath, [PROGRAM, ...args], options));
}

copyFileSync(join(HERE, PROGRAM), join(PLACE, PROGRAM));
const runs = await byTurns(ALL, ROUNDS, run);

/** The cell of a table that has a sample of every run. */
function cell(candidate, sample) {
  return { samples: runs.get(candidate).map(sample) };
}

const sinceStart = (run) => run.sinceStart;
const overBare = (run, round) => run.sinceStart - runs.get(BARE)[round].sinceStart;
const loadAndConstruct = (run) =>
  run.load + (run.decode ?? 0) + (run.compile ?? 0) + (run.instantiate ?? 0) + run.construct;
const upToFirstRequest = (run) => loadAndConstruct(run) + run.first;

const firstRequest = {
  name: "first-request",
  title: "From the start of the process to the first signed request",
  note: "Each run is compared with the bare run of its round.",
  unit: "ms",
  columns: ["since the start", "over bare Node"],
  reference: BASELINE.name,
  rows: ALL.map((candidate) => ({
    name: candidate.name,
    cells: [cell(candidate, sinceStart), candidate !== BARE ? cell(candidate, overBare) : null],
  })),
};

const goal = {
  name: "goal",
  title:
    "closeroom up to its first signed request, beside loading and constructing the official client",
  note: "Within the process. Goal: a ratio of at most 0.125.",
  unit: "ms",
  columns: ["time"],
  reference: `${BASELINE.name}: load and construct`,
  rows: [
    ...CLOSEROOM.map((candidate) => ({
      name: `${candidate.name}: load, construct, sign`,
      cells: [cell(candidate, upToFirstRequest)],
    })),
    ...OFFICIAL.map((candidate) => ({
      name: `${candidate.name}: load and construct`,
      cells: [cell(candidate, loadAndConstruct)],
    })),
  ],
};

const STEPS = {
  load: "load",
  decode: "decode",
  compile: "compile",
  instantiate: "instantiate",
  construct: "construct",
  first: "first request",
  second: "second request",
  loadAgain: "second load",
};

const required = ALL.filter(({ how }) => how === "require");
const steps = {
  name: "steps",
  title: "The steps of it by require, and what comes after",
  note: "The module is decoded, compiled and instantiated when the first client is made.",
  unit: "ms",
  columns: required.map(({ subject }) => subject),
  rows: Object.entries(STEPS).map(([step, name]) => ({
    name,
    cells: required.map((candidate) =>
      runs.get(candidate)[0][step] === undefined ? null : cell(candidate, (run) => run[step]),
    ),
  })),
};

console.log(
  JSON.stringify({
    versions: {
      node: process.versions.node,
      "tencentcloud-sdk-nodejs": versionOf("tencentcloud-sdk-nodejs"),
    },
    tables: [firstRequest, goal, steps],
  }),
);
