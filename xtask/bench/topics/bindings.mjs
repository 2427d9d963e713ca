// What a call costs in C, on the JVM and in Swift beside the core's own cost, and how long a
// process of each takes to its first request. Prints the tables as JSON for `cargo xtask bench`.
//
// The programs are those in ../bindings.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { samplesOf } from "../calls/rounds.mjs";
import { byTurns } from "../turns.mjs";

/** The command line of each program, by language, the core's first. */
const PROGRAMS = Object.fromEntries(JSON.parse(process.env.CLOSEROOM_PROGRAMS));
const VERSIONS = JSON.parse(process.env.CLOSEROOM_VERSIONS);
const [CORE] = Object.keys(PROGRAMS);
/** So many calls until the JVM has compiled what it will compile. */
const WARM_UP = 50_000;

/** A program that runs, and answers line by line. */
class Program {
  constructor([command, ...args]) {
    this.process = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
    this.lines = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
  }

  /** Nanoseconds of that many requests. */
  async build(provider, count) {
    this.process.stdin.write(`${provider} ${count}\n`);
    const { value } = await this.lines.next();
    if (!(Number(value) > 0)) throw new Error(`a program answered ${value}`);
    return Number(value);
  }

  async end() {
    const exited = once(this.process, "exit");
    this.process.stdin.end();
    const [code] = await exited;
    if (code !== 0) throw new Error(`a program ended with ${code}`);
  }
}

async function calls(provider) {
  const programs = Object.values(PROGRAMS).map((command) => new Program(command));
  for (const program of programs) await program.build(provider, WARM_UP);
  const samples = await samplesOf(programs, {
    runMs: 5,
    rounds: 60,
    milliseconds: async (program, count) => (await program.build(provider, count)) / 1e6,
  });
  for (const program of programs) await program.end();
  return programs.map((program) => samples.get(program));
}

/** Milliseconds from the start of a process to its first request. */
async function start(command) {
  const started = performance.now();
  const program = new Program(command);
  await program.build("trtc", 1);
  const first = performance.now();
  await program.end();
  return first - started;
}

const [zego, trtc] = [await calls("zego"), await calls("trtc")];
const starts = await byTurns(Object.values(PROGRAMS), 20, start);

console.log(
  JSON.stringify({
    versions: VERSIONS,
    tables: [
      {
        name: "calls",
        title: "A request built, and released",
        note: "The core as it is in all of them, compiled for size. What goes beyond it is conversions.",
        unit: "ns",
        columns: ["ZEGOCLOUD", "TRTC"],
        reference: CORE,
        rows: Object.keys(PROGRAMS).map((name, at) => ({
          name,
          cells: [{ samples: zego[at] }, { samples: trtc[at] }],
        })),
      },
      {
        name: "starts",
        title: "From the start of a process to its first signed request",
        unit: "ms",
        columns: ["time"],
        reference: CORE,
        rows: Object.entries(PROGRAMS).map(([name, command]) => ({
          name,
          cells: [{ samples: starts.get(command) }],
        })),
      },
    ],
  }),
);
