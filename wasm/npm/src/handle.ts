import type { Core } from "./core.js";
import { invalidInput } from "./error.js";
import type { Exports } from "./instance.js";
import type { Provider } from "./types.js";

/** An object in the module's memory, until it is freed. */
export class Handle<T extends { free(): void }> {
  #make: ((exports: Exports) => T) | undefined;
  #made: { object: T; by: Exports } | undefined;

  /** Makes the object now, and again wherever the module's instance was replaced. */
  constructor(
    private readonly provider: Provider,
    private readonly core: Core,
    make: (exports: Exports) => T,
  ) {
    this.#make = make;
    this.use(() => {});
  }

  use<R>(work: (object: T, exports: Exports) => R): R {
    return this.core((exports) => work(this.#get(exports), exports));
  }

  #get(exports: Exports): T {
    if (!this.#make) throw invalidInput(this.provider, "Client", "has been freed; make a new one");
    if (this.#made?.by !== exports) this.#made = { object: this.#make(exports), by: exports };
    return this.#made.object;
  }

  /** Frees it; a second time does nothing. */
  free(): void {
    this.#made?.object.free();
    this.#make = this.#made = undefined;
  }
}
