// Running a program to its end.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/**
 * Gives what the program printed to its standard output. When it fails, the error has all that it
 * printed.
 *
 * @param options.input for its standard input
 * @param options.env more environment variables
 */
export async function execute(program, args, { cwd, env, input = "" }) {
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env } });
  // A program that does not read its input is none the worse for it.
  child.stdin.on("error", () => {}).end(input);
  const [stdout, stderr, [status, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  if (status !== 0) {
    const line = [program, ...args].join(" ");
    throw new Error(`\`${line}\` failed (${signal ?? status}):\n${stdout}${stderr}`);
  }
  return stdout;
}
