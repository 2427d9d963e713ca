import { typed } from "./core.js";
import { exchange, type Received } from "./exchange.js";
import { FAILURE } from "./failure.js";
import { CANCELLED, Interrupt, type Interruption, isInterruption } from "./interrupt.js";
import { unpackRequest } from "./request.js";
import { reasonOf, seenIn } from "./thrown.js";
import type { Fetch } from "./types.js";

/** `fetch` failed. */
interface Failed {
  failure: typeof FAILURE.other;
  /** In its own words. */
  text: string;
  /** What it threw, and the text in there, as far as that can be told. */
  cause: unknown;
  seen: string | undefined;
}

/** What the module asks for while a call goes on: to send and to wait, under the caller's signal. */
export class Host {
  /** The outcome of the call, as JSON: what the module settles it with. */
  readonly outcome: Promise<string>;
  resolve!: (closed: string) => void;
  reject!: (thrown: unknown) => void;
  #cause: { cause: unknown } | undefined;
  /** What may end the attempt, or the wait, that is on. */
  #interrupt: Interrupt | undefined;

  constructor(
    private readonly fetch: Fetch,
    readonly signal: AbortSignal | undefined,
  ) {
    this.outcome = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = (thrown) => reject(typed(thrown, this.#cause));
    });
  }

  /** Gives the error of the call a cause. */
  blame(cause: unknown): void {
    this.#cause = { cause };
  }

  /** One attempt. Whatever ends it early aborts the request in flight, so that its connection is freed. */
  async send(
    packed: string,
    timeoutMs: number,
    maxBytes: number,
  ): Promise<Received | Interruption | Failed> {
    const controller = new AbortController();
    return this.#under(timeoutMs, async (interrupt) => {
      const { url, ...init } = unpackRequest(packed);
      const { signal } = controller;
      const { fetch } = this; // called without a `this`, which browsers and workerd refuse
      try {
        // A signed request is meant for one host alone. And only what every runtime
        // knows: workerd throws at options that it does not have.
        const response = fetch(url, { ...init, redirect: "manual", signal });
        return await exchange(response, interrupt, maxBytes);
      } catch (thrown) {
        controller.abort();
        if (isInterruption(thrown)) return thrown;
        const text = reasonOf(thrown);
        return { failure: FAILURE.other, text, cause: thrown, seen: seenIn(thrown) };
      }
    });
  }

  /** Until the time is up or the signal aborts. */
  async wait(ms: number): Promise<void> {
    await this.#under(ms, (interrupt) => interrupt.race(new Promise(() => {})).catch(() => {}));
  }

  /** Ends what is on: the call is over, or was given up with the instance of the module. */
  end(): void {
    this.#interrupt?.fire(CANCELLED);
  }

  async #under<T>(delayMs: number, work: (interrupt: Interrupt) => Promise<T>): Promise<T> {
    const interrupt = new Interrupt(this.signal, delayMs);
    this.#interrupt = interrupt;
    try {
      return await work(interrupt);
    } finally {
      interrupt.clear();
    }
  }
}
