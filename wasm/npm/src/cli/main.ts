import type { Command } from "./command.js";
import { commands } from "./commands.js";
import { jsonReport } from "./json-report.js";
import type { Library } from "./library.js";
import { flagsOf } from "./options.js";
import { renderPage } from "./page.js";
import { programPage } from "./program-page.js";
import { printable } from "./terminal.js";
import { textReport } from "./text-report.js";
import { UsageError } from "./usage-error.js";

/** What the program's exit status says. */
const EXIT = { success: 0, failure: 1, usage: 2, interrupted: 130 };

/** Does what the arguments say; gives the exit status. */
export async function main(args: string[], library: Library, version: string): Promise<number> {
  const { stdout, stderr, env } = process;
  tolerateClosedPipes(process);
  const isJson = flagsOf(args).includes("--json");
  const report = isJson ? jsonReport(stdout) : textReport(stdout, stderr);
  try {
    const text = informationFor(args, version);
    if (text !== undefined) {
      stdout.write(`${text}\n`);
    } else {
      await commandNamed(args[0]).run(args.slice(1), { library, environment: env, report });
    }
    return EXIT.success;
  } catch (thrown) {
    if (thrown instanceof UsageError) {
      const command = commands.find(({ name }) => name === args[0]);
      report.misused(thrown, command?.name, command?.provider);
      return EXIT.usage;
    }
    if (thrown instanceof library.CloseRoomError) {
      report.failed(thrown);
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
  const [first, ...rest] = args;
  if (first !== "help" && !flags.includes("--help") && !flags.includes("-h")) return undefined;
  const subject = (first === "help" ? rest : args).find((word) => !word.startsWith("-"));
  return renderPage(subject === undefined ? programPage(commands) : commandNamed(subject).page);
}

function commandNamed(name: string | undefined): Command {
  const command = commands.find((command) => command.name === name);
  if (command !== undefined) return command;
  throw new UsageError(
    `${problemWith(name)}: ${commands.map(({ page }) => page.synopsis[0]).join(" or ")}`,
  );
}

function problemWith(name: string | undefined): string {
  if (name === undefined) return "a command is missing";
  return name.startsWith("-") ? "the command comes first" : `${name} is no command`;
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
