// The installed command on a terminal, which Python has and Node has not.
import { execFile } from "node:child_process";
import { COMMAND, environmentOf } from "./closeroom.mjs";

/** Runs a program on a new terminal of so many columns; passes on what is shown, and the exit status. */
const ON_TERMINAL = `
import fcntl, os, pty, struct, sys, termios
columns, program = int(sys.argv[1]), sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    os.execv(program[0], program)
while True:
    try:
        shown = os.read(terminal, 65536)
    except OSError:  # how Linux says that the program has ended
        break
    if not shown:
        break
    sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
`;

/** After this long, a program that waits for somebody at the terminal hangs. */
const HANGS_AFTER_MS = 60_000;

/** Standard input, output and error are a terminal; gives what is shown there. */
export function onTerminal(args, environment = {}, columns = 80) {
  const env = environmentOf({ TERM: "xterm-256color", ...environment });
  return new Promise((resolve, reject) => {
    execFile(
      "python3",
      ["-c", ON_TERMINAL, `${columns}`, COMMAND, ...args],
      { env, timeout: HANGS_AFTER_MS },
      (error, stdout, stderr) => {
        if (stderr !== "") return reject(new Error(stderr));
        // No number: Python was not found, or was ended because it hung.
        if (error && typeof error.code !== "number") return reject(error);
        resolve({ shown: stdout.replaceAll("\r\n", "\n"), status: error?.code ?? 0 });
      },
    );
  });
}
