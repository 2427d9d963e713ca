/** What ended an attempt, or a wait, before its work was done. */
export class Interruption {
  constructor(readonly failure: "timeout" | "cancelled" | "body_too_large") {}
}

/** Runtimes keep a delay in 31 bits, and fire at once beyond that; here it ends at the longest, 24 days. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** Fires when the signal aborts, or when the time is up; to be cleared in any case. */
export class Interrupt {
  readonly #signal: AbortSignal | null;
  readonly #untilMs: number;
  readonly #timer: ReturnType<typeof setTimeout>;
  #fired: Interruption | undefined;
  /** Ends the one race that is on. */
  #end: (interruption: Interruption) => void = () => {};

  constructor(signal: AbortSignal | null, delayMs: number) {
    this.#signal = signal;
    this.#untilMs = Date.now() + delayMs;
    this.#timer = setTimeout(() => this.#fire("timeout"), Math.min(delayMs, LONGEST_DELAY_MS));
    signal?.addEventListener("abort", this);
    if (signal?.aborted) this.handleEvent();
  }

  handleEvent(): void {
    this.#fire("cancelled");
  }

  /** Waits for the work, or for the interrupt if that comes first. */
  race<T>(work: T): Promise<Awaited<T>> {
    return new Promise<Awaited<T>>((resolve, reject) => {
      this.#end = reject;
      if (this.#fired) reject(this.#fired);
      // Unlike `Promise.resolve`, this also survives an object whose `then` throws.
      new Promise<T>((adopt) => adopt(work)).then(resolve as (value: T) => void, reject);
    });
  }

  /** Throws when the time is up by the clock, even if the timer had no turn to fire. */
  checkTime(): void {
    if (this.#untilMs <= Date.now()) throw new Interruption("timeout");
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener("abort", this);
  }

  #fire(failure: "timeout" | "cancelled"): void {
    this.#fired ??= new Interruption(failure);
    this.#end(this.#fired);
  }
}
