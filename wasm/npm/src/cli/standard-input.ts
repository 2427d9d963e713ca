import { addAbortSignal } from "node:stream";
import type { Provider } from "../index.js";
import { interruptible } from "./interrupt.js";
import type { Library } from "./library.js";
import { UsageError } from "./usage-error.js";

/** What the library takes; there is no need to read on. */
const MAX_BODY_BYTES = 1 << 20;

/** The bytes of standard input, as they are. */
export function readBody(
  provider: Provider,
  usage: string,
  { CloseRoomError }: Library,
): Promise<Uint8Array> {
  const { stdin } = process;
  if (stdin.isTTY) {
    throw new UsageError(
      `standard input is a terminal, but the callback's raw body is read from there: ${usage} < BODY`,
    );
  }
  const failure = (kind: "cancelled" | "unexpected_response", message: string) =>
    new CloseRoomError({ kind, provider, message, retryable: false });

  return interruptible(async (signal) => {
    const chunks: Uint8Array[] = [];
    let length = 0;
    try {
      for await (const chunk of addAbortSignal(signal, stdin)) {
        chunks.push(chunk);
        length += chunk.length;
        if (length > MAX_BODY_BYTES) break;
      }
    } catch (thrown) {
      if (signal.aborted) throw failure("cancelled", "cancelled before the body was read");
      throw new UsageError(`standard input cannot be read: ${(thrown as Error).message}`);
    }
    if (length > MAX_BODY_BYTES) {
      throw failure(
        "unexpected_response",
        `the body is longer than the limit of ${MAX_BODY_BYTES} bytes`,
      );
    }
    return Buffer.concat(chunks);
  });
}
