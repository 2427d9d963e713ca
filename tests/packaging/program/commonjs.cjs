// The user's program in CommonJS.

globalThis.runExercise = async (options) => {
  const { callsAtImport } = await import("./watch.js");
  const closeroom = require("closeroom");
  const atImport = callsAtImport();
  const { exercise } = await import("./exercise.js");
  return exercise(closeroom, { ...options, atImport });
};
