import { invalidInput } from "./error.js";
import type { Provider } from "./types.js";

/** An object in the module's memory, until it is freed. */
export class Handle<T extends { free(): void }> {
  #object: T | undefined;

  constructor(
    private readonly provider: Provider,
    object: T,
  ) {
    this.#object = object;
  }

  get(): T {
    if (this.#object !== undefined) return this.#object;
    throw invalidInput(this.provider, "Client", "has been freed; make a new one");
  }

  /** Frees it; a second time does nothing. */
  free(): void {
    this.#object?.free();
    this.#object = undefined;
  }
}
