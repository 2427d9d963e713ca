import type { CloseRoomError, CloseRoomResult, Explained } from "../index.js";
import { callbackText } from "./callback-text.js";
import { curlCommand } from "./curl.js";
import type { Report, Task } from "./report.js";
import { printable, type Styles, stylesFor } from "./terminal.js";

/** Requests and results on standard output, all else on standard error. */
export function textReport(stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream): Report {
  const out = stylesFor(stdout);
  const err = stylesFor(stderr);
  const complain = (message: string) => {
    stderr.write(`${err.red("closeroom:")} ${printable(message)}\n`);
  };
  const note = (message: string | undefined) => {
    if (message !== undefined) stderr.write(`${err.yellow("note:")} ${printable(message)}\n`);
  };
  return {
    request(request, token) {
      stdout.write(`${curlCommand(request, token)}\n`);
    },
    explained({ request, steps }, token) {
      const comments = commented(steps).map((line) => `${out.dim(line)}\n`);
      stdout.write(`${curlCommand(request, token)}\n\n${comments.join("")}`);
    },
    closed(room, result, ifGone) {
      stdout.write(`${resultLine(room, result, out)}\n`);
      if (result.status === "alreadyGone") note(ifGone);
    },
    verified(callback, caveat) {
      stdout.write(`${callbackText(callback, out)}\n`);
      note(caveat);
    },
    failed(error, task) {
      complain(error.message);
      for (const [label, value] of detailsOf(error, task)) {
        stderr.write(`    ${err.dim(label.padEnd(13))}  ${printable(value)}\n`);
      }
    },
    misused(error, topic) {
      complain(error.message);
      stderr.write(`See: ${["closeroom", topic, "--help"].filter(Boolean).join(" ")}\n`);
    },
  };
}

function resultLine(room: string, result: CloseRoomResult, { green, yellow }: Styles): string {
  const { status, requestId, attempts } = result;
  return [
    status === "closed" ? green("closed") : yellow("already gone"),
    printable(room),
    ...(requestId ? [`request id ${printable(requestId)}`] : []),
    `(${attempts} request${attempts === 1 ? "" : "s"})`,
  ].join("  ");
}

/** As comments of the shell, so that the whole is still a script. */
function commented(steps: Explained["steps"]): string[] {
  return steps.flatMap(({ name, value }) => [
    `# ${name}`,
    ...value.split("\n").map((line) => (line === "" ? "#" : `#     ${printable(line)}`)),
  ]);
}

/** What there is of an error, beside its message. */
function detailsOf(error: CloseRoomError, task: Task): [label: string, value: string][] {
  const details: [string, string | number | undefined][] = [
    ["kind", error.kind],
    ["provider code", error.providerCode],
    ["request id", error.requestId],
    ["HTTP status", error.httpStatus],
    task === "close" ? ["retry", retryAdvice(error)] : ["advice", verifyAdvice(error)],
  ];
  return details.flatMap(([label, value]) => (value ? [[label, `${value}`]] : []));
}

function retryAdvice({ kind, retryable, retryAfterMs }: CloseRoomError): string {
  if (kind === "cancelled") return "as you like; whether the room was closed is unknown";
  if (!retryable) return "no, not before something is changed";
  return retryAfterMs === undefined ? "yes, later" : `yes, after ${retryAfterMs} ms`;
}

function verifyAdvice({ kind }: CloseRoomError): string | undefined {
  return kind === "stale" ? "for a recorded callback there is --any-age" : undefined;
}
