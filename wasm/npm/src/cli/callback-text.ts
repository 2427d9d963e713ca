import type { TrtcCallback, ZegoCallback } from "../index.js";
import { printable, type Styles } from "./terminal.js";

/** How many milliseconds the unit of a field has, if it is a time. */
const TIMES: Readonly<Record<string, number>> = {
  timestamp: 1000,
  roomCloseTime: 1,
  loginTime: 1,
  logoutTime: 1,
  createTimeMs: 1,
  destroyTimeMs: 1,
  callbackTs: 1,
  eventTs: 1000,
  eventMsTs: 1,
};

/** A verified callback for people: the event, its room, and what else is known of it. */
export function callbackText(callback: ZegoCallback | TrtcCallback, styles: Styles): string {
  const { event, raw, ...rest } = callback;
  const { roomId, ...fields } = { roomId: undefined, ...rest };
  const title = [
    styles.green("verified"),
    event,
    ...(roomId === undefined ? [] : [roomLabel(roomId)]),
  ];
  const names = Object.keys(fields);
  const width = Math.max(...names.map((name) => name.length));
  const lines = Object.entries(fields).map(([name, value]) => {
    const time = styles.dim(asTime(name, value));
    return `    ${styles.dim(name.padEnd(width))}  ${printable(`${value}`)}${time}`;
  });
  // All that is known of an event without fields of its own.
  const body = event === "other" ? raw.split(/\r?\n/).map((line) => `    ${printable(line)}`) : [];
  return [title.join("  "), ...lines, ...body].join("\n");
}

/** The rooms "1" and 1 of TRTC are different ones. */
function roomLabel(roomId: string | number | bigint): string {
  return typeof roomId === "string" ? `room ${printable(roomId)}` : `numeric room ${roomId}`;
}

function asTime(name: string, value: unknown): string {
  const milliseconds = TIMES[name];
  if (milliseconds === undefined) return "";
  const date = new Date(Number(value) * milliseconds);
  // The provider's number may be beyond what a date can be.
  return Number.isNaN(date.valueOf()) ? "" : `  ${date.toISOString()}`;
}
