// How the demo looks in a terminal.

import { inspect } from "node:util";
import { shorten, shortenHeader } from "./shorten.mjs";

const inColour = process.stdout.isTTY && !process.env.NO_COLOR;
const style = (code) => (text) => (inColour ? `\x1b[${code}m${text}\x1b[0m` : String(text));
const bold = style(1);
const dim = style(2);
const red = style(31);
const green = style(32);

export function say(text) {
  console.log(text);
}

export function heading(number, title) {
  console.log(`\n${bold(`${number}  ${title}`)}`);
}

/** A labelled line, with more lines under it. */
function row(label, ...lines) {
  for (const [index, line] of lines.entries()) {
    console.log(`   ${dim((index === 0 ? label : "").padEnd(9))} ${line}`);
  }
}

/** A request as it was sent, and the response to it. */
export function exchange({ request, response }) {
  const { origin, pathname, search } = new URL(request.url);
  const parameters = search ? search.slice(1).split("&") : [];
  row(
    "request",
    bold(`${request.method} ${origin}${pathname}`),
    ...parameters.map((parameter, index) => `  ${index === 0 ? "?" : "&"}${shorten(parameter)}`),
    ...request.headers.flatMap(header),
    ...(request.body ? [shorten(request.body)] : []),
  );
  row("response", response ? `${response.status} ${response.body}` : "none");
}

/** A header; the long one that carries the signature takes a line for each of its parts. */
function header([name, value]) {
  const [start, ...parts] = shortenHeader(name, value).split(", ");
  return [`${name}: ${start}`, ...parts.map((part) => `  ${part}`)];
}

/** The attempts of one call, with the time that each began. */
export function attempts(room, exchanges) {
  const lines = exchanges.map(
    ({ sentAfterMs, response }) => `at ${String(sentAfterMs).padStart(4)} ms  ${response?.body}`,
  );
  row(room, ...lines);
}

/** What `closeRoom` returned. */
export function outcome({ status, requestId, attempts }) {
  row("outcome", `${green(status)}, requestId ${requestId}, attempts ${attempts}`);
}

/** What `closeRoom` threw, with all its fields. */
export function closeRoomError(error) {
  const fields = [
    "provider",
    "providerCode",
    "requestId",
    "httpStatus",
    "retryable",
    "retryAfterMs",
  ];
  row(
    "outcome",
    red(error.kind),
    error.message,
    ...fields.map((name) => `${name.padEnd(12)} ${inspect(error[name])}`),
  );
}

/** Callbacks whose signatures are verified: which room, whose, and why. */
export function callbacks(events) {
  const fields = ["roomId", "userAccount", "userId", "streamId", "reason", "closeReason", "type"];
  const lines = events.map((event) => {
    const known = fields.filter((name) => event[name] !== undefined);
    const details = known.map((name) => `${name} ${inspect(event[name])}`).join(", ");
    return `${green("verified")} ${event.event.padEnd(12)} ${details}`;
  });
  row("callbacks", ...lines);
}

/** Why a scene did not go as expected. */
export function failure(error) {
  if (error.kind) {
    closeRoomError(error);
  } else {
    row("FAILED", ...error.stack.split("\n").map(red));
  }
}

/** One line for each scene. */
export function summary(scenes, failures) {
  console.log();
  for (const scene of scenes) {
    const error = failures.get(scene);
    console.log(error ? red(`✗ ${scene.title}: ${error.message}`) : `${green("✓")} ${scene.title}`);
  }
}
