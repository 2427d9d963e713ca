import type { Provider } from "../index.js";
import type { Positional } from "./options.js";
import { UsageError } from "./usage-error.js";

/** The words that go before a provider. Behind it, one was hardly meant as a room to close. */
const WORDS_BEFORE = ["verify", "help"];

/** Refuses such a word in the place of ROOM, unless it stands behind `--`. */
export function refuseSwappedWords([first]: readonly Positional[], provider: Provider): void {
  if (first === undefined || first.isBehindDashes || !WORDS_BEFORE.includes(first.value)) return;
  const word = first.value;
  throw new UsageError(
    `"${word}" would be the room's id here; did you mean "closeroom ${word} ${provider}"? ` +
      "A room of that name goes behind --",
  );
}

/** What to do about an option that is none: without a ROOM, it may be meant as one. */
export function optionAdvice(positionals: readonly Positional[], provider: Provider): string {
  return positionals.length === 0
    ? "a ROOM that begins with - goes last, behind --"
    : `closeroom ${provider} --help lists the options`;
}

export function onlyRoom(positionals: readonly Positional[]): string {
  const [room, ...more] = positionals;
  if (room === undefined) throw new UsageError("ROOM is missing: the id of the room to close");
  if (more.length > 0) {
    throw new UsageError(
      `one ROOM at a time, not ${positionals.length}; quote one that has spaces`,
    );
  }
  return room.value;
}
