import type { Report } from "./report.js";

/** One line of JSON on standard output, and nothing else. */
export function jsonReport(stdout: NodeJS.WritableStream): Report {
  const print = (value: unknown) => {
    stdout.write(`${JSON.stringify(value)}\n`);
  };
  return {
    request: (request) => print(request),
    explained: (explained) => print(explained),
    closed: (_room, result) => print(result),
    failed: (error) => print({ error: error.toJSON() }),
    misused: (error, _command, provider) => print({ error: error.details(provider) }),
  };
}
