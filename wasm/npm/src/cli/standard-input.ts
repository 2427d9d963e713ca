import { addAbortSignal } from "node:stream";
import type { Provider } from "../index.js";
import { MAX_BODY_BYTES } from "../limits.js";
import { interruptible } from "./interrupt.js";
import type { Library } from "./library.js";
import { UsageError } from "./usage-error.js";

/** The bytes of standard input, as they are; no more of them than the library needs to refuse them. */
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
      if (signal.aborted) {
        const message = "cancelled before the body was read";
        throw new CloseRoomError({ kind: "cancelled", provider, message, retryable: false });
      }
      throw new UsageError(`standard input cannot be read: ${(thrown as Error).message}`);
    }
    return Buffer.concat(chunks);
  });
}
