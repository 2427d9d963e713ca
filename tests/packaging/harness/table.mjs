// The table at the end: a row for each project.
import { readFigure } from "./figures.mjs";

/** Figures that have a column of their own; the others share one. */
const COLUMNS = [
  "runtime",
  "requests",
  "responses",
  "callbacks",
  "typed errors",
  "injected fetches",
  "rooms closed",
];

/** Follows the events of a test run, in which the one outermost test of a project has its name. */
export class Table {
  #rows;
  /** The row of the outermost test that ended last. */
  #last;
  /** What is known of the outermost test that still runs: its inner tests end before it does. */
  #inner = emptyRow();

  /** @param files the test file of each project, by the project's name */
  constructor(files) {
    this.#rows = Object.entries(files).map(([project, file]) => ({ project, file, ...emptyRow() }));
  }

  /** The tests must run one after the other. */
  follow(events) {
    const isPassed = ({ skip, todo }) => skip === undefined && todo === undefined;
    events.on("test:pass", (event) => this.#ended(event, isPassed(event)));
    events.on("test:fail", (event) => this.#ended(event, false));
    events.on("test:diagnostic", ({ nesting, message }) => {
      const figure = readFigure(message);
      const row = nesting > 0 ? this.#inner : this.#last;
      if (figure) row?.figures.push(figure);
    });
  }

  #ended({ name, nesting }, isPassed) {
    this.#inner[isPassed ? "passed" : "failed"] += 1;
    if (nesting > 0) return;
    // A file that breaks off, or has no test, is a test itself.
    this.#last = this.#rows.find(({ project, file }) => name === project || name === file);
    this.#last ??= this.#addStray(name);
    if (name === this.#last.project) this.#last.passed += this.#inner.passed;
    this.#last.failed += this.#inner.failed;
    this.#last.figures.push(...this.#inner.figures);
    this.#inner = emptyRow();
  }

  /** A test outside of a project's own is no part of the project, and shown as a row that did not run. */
  #addStray(project) {
    const row = { project, ...emptyRow() };
    this.#rows.push(row);
    return row;
  }

  /** Whether every project ran, and nothing failed or was skipped. */
  get passed() {
    return this.#rows.every((row) => result(row) === "ok");
  }

  toString() {
    const header = ["project", ...COLUMNS, "more", "result"];
    const lines = this.#rows.map((row) => {
      const figures = summed(row.figures);
      const own = COLUMNS.map((name) => figures.get(name) ?? "-");
      const more = [...figures].filter(([name]) => !COLUMNS.includes(name));
      const shared = more.map(([name, value]) => `${name} ${value}`).join(", ");
      return [row.project, ...own, shared || "-", result(row)];
    });
    return align([header, ...lines]);
  }
}

function emptyRow() {
  return { passed: 0, failed: 0, figures: [] };
}

function result({ passed, failed, figures }) {
  if (failed > 0) return "FAILED";
  return passed > 0 && figures.some(({ name }) => name === "runtime") ? "ok" : "DID NOT RUN";
}

/** A number that is said more than once is a sum. */
function summed(figures) {
  const sums = new Map();
  for (const { name, value } of figures) {
    const sum = Number(sums.get(name)) + Number(value);
    sums.set(name, Number.isNaN(sum) ? value : String(sum));
  }
  return sums;
}

function align(lines) {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const pad = (line) => line.map((cell, column) => cell.padEnd(widths[column])).join("  ");
  return lines.map((line) => pad(line).trimEnd()).join("\n");
}
