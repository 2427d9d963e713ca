import type { Command, Topic } from "./command.js";
import { commands, topics } from "./commands.js";
import { nearest } from "./nearest.js";
import { flagsOf, shownFlag } from "./options.js";
import { UsageError } from "./usage-error.js";

/** The command that the arguments begin with. */
export function commandOf(args: readonly string[]): Command | undefined {
  return commands.find(({ name }) => firstWords(args, name) === name);
}

/** The command that the words begin with, or else their topic. */
export function topicOf(words: readonly string[]): Topic | undefined {
  return topics.find(({ name }) => firstWords(words, name) === name);
}

/** Why the arguments name no command, and what may have been meant. */
export function noCommand(args: readonly string[]): UsageError {
  const [first] = args;
  if (first === undefined) return new UsageError(`a command is missing: ${oneOf(commands)}`);

  const [flag] = flagsOf([first]);
  if (flag !== undefined) {
    const meant = nearest(flag, ["--help", "--version"]);
    const advice = meant === undefined ? "the command comes first" : `did you mean ${meant}?`;
    return new UsageError(`${shownFlag(flag)} is no option here; ${advice}`);
  }
  for (const name of [...topics.map(({ name }) => name), "help"]) {
    const given = firstWords(args, name);
    if (given !== name && nearest(given, [name]) !== undefined) {
      return new UsageError(`${given} is no command; did you mean ${name}?`);
    }
  }
  const among = commands.filter(({ name }) => name.startsWith(`${first} `));
  return among.length > 0
    ? new UsageError(`${first} is no command by itself: ${oneOf(among)}`)
    : new UsageError(`${first} is no command: ${oneOf(commands)}`);
}

/** As many of the words as the name has. */
function firstWords(words: readonly string[], name: string): string {
  return words.slice(0, name.split(" ").length).join(" ");
}

function oneOf(commands: readonly Command[]): string {
  const names = commands.map(({ name }) => name);
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}
