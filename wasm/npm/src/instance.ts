import { makeGlue } from "../generated/core.js";

/** What the module exports. */
export type Exports = ReturnType<typeof makeGlue>;

type Export = (...args: unknown[]) => unknown;

/**
 * One instance of the module, with glue of its own. An exception that leaves
 * the module has run none of its destructors, and its memory is in a state
 * that nobody knows: the instance is lost, and nothing enters it again.
 */
export class Instance {
  readonly exports: Exports;
  /** What it was lost to. */
  #lost: { cause: unknown } | undefined;
  /** Rejects the promises of the calls that wait for their host. */
  readonly #calls = new Set<(error: Error) => void>();

  constructor(module: WebAssembly.Module) {
    this.exports = makeGlue((imports) => {
      const { exports } = new WebAssembly.Instance(module, imports);
      const guarded = Object.entries(exports).map(([name, value]) => [
        name,
        typeof value === "function" ? this.#guard(name, value as Export) : value,
      ]);
      return { exports: Object.fromEntries(guarded) };
    });
  }

  get isLost(): boolean {
    return this.#lost !== undefined;
  }

  /** Does the work, which may be a call that goes on: its promise is rejected when the instance is lost. */
  use<T>(work: (exports: Exports) => T): T {
    let result: T | undefined;
    try {
      result = work(this.exports);
    } catch (thrown) {
      if (!this.#lost) throw thrown;
    }
    if (this.#lost) throw this.#error();
    return (result instanceof Promise ? this.#watch(result) : result) as T;
  }

  #watch<T>(call: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#calls.add(reject);
      call.then(resolve, reject).finally(() => this.#calls.delete(reject));
    });
  }

  /**
   * An export that is closed once the instance is lost: it throws, so that
   * frames of the module further up are left as well. But promises, timers
   * and the garbage collector have nobody to catch that: those exports return
   * an empty array, which the glue can read as whatever they return.
   */
  #guard(name: string, run: Export): Export {
    const isCalledByHost = /invoke|destroy|free$/.test(name);
    return (...args) => {
      if (!this.#lost) {
        try {
          return run(...args);
        } catch (cause) {
          // Without a call: there may be no stack for one.
          this.#lost ??= { cause };
        }
      }
      for (const reject of this.#calls) {
        reject(this.#error());
        this.#calls.delete(reject);
      }
      if (isCalledByHost) return [];
      throw this.#lost.cause;
    };
  }

  #error(): Error {
    const what =
      "closeroom's WebAssembly module failed; the next call starts a new instance of it.";
    const why = "Unless stack or memory ran out, this is a defect in closeroom: please report it.";
    return new Error(`${what} ${why}`, this.#lost);
  }
}
