import { CloseRoomError, type CloseRoomErrorDetails } from "./error.js";
import { type Exports, Instance } from "./instance.js";

/** Access to the module, which is compiled at the first use. */
export type Core = <T>(use: (exports: Exports) => T) => T;

/**
 * Compiles and instantiates lazily and synchronously: nothing happens at
 * import time. An instance that is lost is replaced at the next use. What the
 * module throws becomes a {@link CloseRoomError}.
 */
export function coreOf(load: () => WebAssembly.Module): Core {
  let module: WebAssembly.Module | undefined;
  let instance: Instance | undefined;
  return (use) => {
    if (!instance || instance.isLost) {
      module ??= load();
      instance = new Instance(module);
    }
    try {
      return instance.use(use);
    } catch (thrown) {
      throw typed(thrown);
    }
  };
}

/** The typed error for what the module throws: an error's details, as JSON. */
export function typed(thrown: unknown, cause?: Pick<CloseRoomErrorDetails, "cause">): unknown {
  return typeof thrown === "string"
    ? new CloseRoomError({ ...JSON.parse(thrown), ...cause })
    : thrown;
}
