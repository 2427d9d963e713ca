// A program part of which imports the package, while another part requires it.
import { callsAtImport } from "./watch.js";

// From here on, imports are watched.

import { createRequire } from "node:module";
import * as imported from "closeroom";
import { exercise } from "./exercise.js";

const required = createRequire(import.meta.url)("closeroom");
const atImport = callsAtImport();

/** Exercises both at the same time; what is right is right with both. */
globalThis.runExercise = async (options) => {
  const [one, other] = await Promise.all(
    [imported, required].map((closeroom) => exercise(closeroom, { ...options, atImport })),
  );
  return one.map(({ check, passed, count, detail }, index) => ({
    check,
    passed: passed && other[index].passed,
    count: Math.min(count, other[index].count),
    detail: `${detail}\n${other[index].detail}`,
  }));
};
