// Runs in the Node under test: loads the program named on the command line, exercises it with the
// options on the standard input, and prints the results.
import { json } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const options = await json(process.stdin);
await import(pathToFileURL(process.argv[2]));
console.log(JSON.stringify(await globalThis.runExercise(options)));
