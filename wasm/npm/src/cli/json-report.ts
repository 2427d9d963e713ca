import { exactJson } from "./json.js";
import type { Report } from "./report.js";

/** One line of JSON on standard output, and nothing else. */
export function jsonReport(stdout: NodeJS.WritableStream): Report {
  const print = (object: object) => {
    stdout.write(`${exactJson(object)}\n`);
  };
  return {
    request: (request) => print(request),
    explained: (explained) => print(explained),
    closed: (_room, result) => print(result),
    verified: (callback) => print(callback),
    failed: (error) => print({ error: error.toJSON() }),
    misused: (error, _topic, provider) => print({ error: error.details(provider) }),
  };
}
