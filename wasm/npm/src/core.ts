import * as glue from "../generated/core.js";
import { CloseRoomError, type CloseRoomErrorDetails } from "./error.js";

/** What the module exports. */
export type Exports = typeof glue;

/** Access to the module, which is compiled at the first use. */
export type Core = <T>(use: (exports: Exports) => T) => T;

/**
 * Compiles and instantiates lazily and synchronously: nothing happens at
 * import time. What the module throws becomes a {@link CloseRoomError}.
 */
export function coreOf(load: () => WebAssembly.Module): Core {
  let isReady = false;
  return (use) => {
    if (!isReady) {
      glue.initSync({ module: load() });
      isReady = true;
    }
    try {
      return use(glue);
    } catch (thrown) {
      throw typed(thrown);
    }
  };
}

/** The typed error for what the module throws: plain objects of an error's fields. */
export function typed(thrown: unknown): unknown {
  const isDetails =
    typeof thrown === "object" && thrown !== null && !(thrown instanceof Error) && "kind" in thrown;
  return isDetails ? new CloseRoomError(thrown as CloseRoomErrorDetails) : thrown;
}
