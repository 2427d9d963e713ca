import { exchange, type Received } from "./exchange.js";
import { Interrupt, type Interruption, isInterruption } from "./interrupt.js";
import { unpackRequest } from "./request.js";
import { reasonOf, seenIn } from "./sight.js";
import type { Fetch } from "./types.js";

/** `fetch` failed. */
interface Failed {
  failure: 4;
  /** In its own words. */
  text: string;
  /** What it threw, and the text in there, as far as that can be told. */
  cause: unknown;
  seen: string | undefined;
}

/** What the module asks for while a call goes on: to send and to wait, under the caller's signal. */
export class Host {
  /** The outcome of the call: what the module settles it with. */
  readonly outcome: Promise<unknown[]>;
  resolve!: (closed: unknown[]) => void;
  reject!: (thrown: unknown) => void;

  constructor(
    private readonly fetch: Fetch,
    readonly signal: AbortSignal | null,
  ) {
    this.outcome = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  /** One attempt. Whatever ends it early aborts the request in flight, so that its connection is freed. */
  async send(
    packed: string,
    timeoutMs: number,
    maxBytes: number,
  ): Promise<Received | Interruption | Failed> {
    const controller = new AbortController();
    const interrupt = new Interrupt(this.signal, timeoutMs);
    try {
      return await exchange(
        this.fetch,
        unpackRequest(packed),
        controller.signal,
        interrupt,
        maxBytes,
      );
    } catch (thrown) {
      controller.abort();
      if (isInterruption(thrown)) return thrown;
      return { failure: 4, text: reasonOf(thrown), cause: thrown, seen: seenIn(thrown) };
    } finally {
      interrupt.clear();
    }
  }

  /** Until the time is up or the signal aborts. */
  async wait(ms: number): Promise<void> {
    const interrupt = new Interrupt(this.signal, ms);
    await interrupt.race(new Promise(() => {})).catch(() => {});
    interrupt.clear();
  }
}
