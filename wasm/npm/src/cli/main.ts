import { commands } from "./commands.js";
import { jsonReport } from "./json-report.js";
import type { Library } from "./library.js";
import { flagsOf } from "./options.js";
import { type Page, renderPage } from "./page.js";
import { programPage } from "./program-page.js";
import { printable, stylesFor, widthOf } from "./terminal.js";
import { textReport } from "./text-report.js";
import { commandOf, noCommand, topicOf } from "./topic.js";
import { UsageError } from "./usage-error.js";

/** What the program's exit status says. */
const EXIT = { success: 0, failure: 1, usage: 2, interrupted: 130 };

/** Does what the arguments say; gives the exit status. */
export async function main(args: string[], library: Library, version: string): Promise<number> {
  const { stdout, stderr, env } = process;
  tolerateClosedPipes(process);
  const isJson = flagsOf(args).includes("--json");
  const report = isJson ? jsonReport(stdout) : textReport(stdout, stderr);
  const command = commandOf(args);
  try {
    const information = informationFor(args, version);
    if (information !== undefined) {
      stdout.write(`${information}\n`);
    } else if (command === undefined) {
      throw noCommand(args);
    } else {
      const rest = args.slice(command.name.split(" ").length);
      await command.run(rest, { library, environment: env, report });
    }
    return EXIT.success;
  } catch (thrown) {
    if (thrown instanceof UsageError) {
      report.misused(thrown, topicOf(args)?.name, command?.provider);
      return EXIT.usage;
    }
    if (thrown instanceof library.CloseRoomError && command !== undefined) {
      report.failed(thrown, command.task);
      return thrown.kind === "cancelled" ? EXIT.interrupted : EXIT.failure;
    }
    stderr.write(`closeroom: unexpected error, please report it: ${printable(`${thrown}`)}\n`);
    return EXIT.failure;
  }
}

/** The help or the version, where the arguments ask for it. */
function informationFor(args: string[], version: string): string | undefined {
  const flags = flagsOf(args);
  if (flags.includes("--version")) return version;
  const isWanted = args[0] === "help" || flags.includes("--help") || flags.includes("-h");
  if (!isWanted) return undefined;
  const { stdout } = process;
  return renderPage(pageFor(args), { width: widthOf(stdout), heading: stylesFor(stdout).bold });
}

/** The page on the words after `help`, which must be a topic's; or else on whatever can be made out. */
function pageFor(args: string[]): Page {
  const words = args.filter((word) => !word.startsWith("-"));
  const named = args[0] === "help" ? words.slice(1) : [];
  const topic = topicOf(named.length > 0 ? named : words);
  if (named.length > 0 && topic === undefined) throw noCommand(named);
  return topic?.page ?? programPage(commands);
}

/** A reader that has seen enough, such as head, is no error. */
function tolerateClosedPipes({ stdout, stderr }: NodeJS.Process): void {
  for (const stream of [stdout, stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") return;
      stderr.write(`closeroom: the output cannot be written: ${error.message}\n`);
      process.exit(EXIT.failure);
    });
  }
}
