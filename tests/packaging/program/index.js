// The user's program: imports the package as users do, and exercises it. For runtimes whose entry
// is a module of their own it is an export; bundled as a script it is a global.

import { callsAtImport } from "./watch.js";

// From here on, imports are watched.

import * as closeroom from "closeroom";
import { exercise } from "./exercise.js";

const atImport = callsAtImport();

export const run = (options) => exercise(closeroom, { ...options, atImport });

globalThis.runExercise = run;
