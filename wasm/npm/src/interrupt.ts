import { FAILURE } from "./failure.js";

/** What ends an attempt, or a wait, before its work is done: objects that nobody else can throw. */
export const TIMEOUT = { failure: FAILURE.timeout, text: "" } as const;
export const CANCELLED = { failure: FAILURE.cancelled, text: "" } as const;
export const BODY_TOO_LARGE = { failure: FAILURE.bodyTooLarge, text: "" } as const;

export type Interruption = typeof TIMEOUT | typeof CANCELLED | typeof BODY_TOO_LARGE;

/** By identity: whatever else was thrown may itself throw when it is looked at. */
export function isInterruption(thrown: unknown): thrown is Interruption {
  return thrown === TIMEOUT || thrown === CANCELLED || thrown === BODY_TOO_LARGE;
}

/** Whatever a host gave, as a promise. Unlike `Promise.resolve`, this survives an object whose `then` throws. */
export function adopted<T>(work: T): Promise<Awaited<T>> {
  return new Promise((adopt) => adopt(work as Awaited<T>));
}

/** Runtimes keep a delay in 31 bits, and fire at once beyond that; here it ends at the longest, 24 days. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** Fires when the signal aborts, or when the time is up; to be cleared in any case. */
export class Interrupt {
  readonly #signal: AbortSignal | undefined;
  readonly #untilMs: number;
  readonly #timer: ReturnType<typeof setTimeout>;
  #fired: Interruption | undefined;
  /** Ends the one race that is on. */
  #end: (interruption: Interruption) => void = () => {};

  constructor(signal: AbortSignal | undefined, delayMs: number) {
    this.#signal = signal;
    this.#untilMs = Date.now() + delayMs;
    this.#timer = setTimeout(() => this.fire(TIMEOUT), Math.min(delayMs, LONGEST_DELAY_MS));
    signal?.addEventListener("abort", this);
    if (signal?.aborted) this.handleEvent();
  }

  handleEvent(): void {
    this.fire(CANCELLED);
  }

  /** Waits for the work, or for the interrupt if that comes first. */
  race<T>(work: T): Promise<Awaited<T>> {
    return new Promise<Awaited<T>>((resolve, reject) => {
      this.#end = reject;
      if (this.#fired) reject(this.#fired);
      adopted(work).then(resolve, reject);
    });
  }

  /** Throws when the time is up by the clock, even if the timer had no turn to fire. */
  checkTime(): void {
    if (this.#untilMs <= Date.now()) throw TIMEOUT;
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener("abort", this);
  }

  fire(interruption: Interruption): void {
    this.#fired ??= interruption;
    this.#end(this.#fired);
  }
}
