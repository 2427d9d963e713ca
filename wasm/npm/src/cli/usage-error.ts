import type { Provider } from "../index.js";

/** The command was not used as it is meant to be; the message says which argument or variable, and what to do. */
export class UsageError extends Error {
  override readonly name = "UsageError";

  /** The fields of the library's error of the same kind. */
  details(provider: Provider | undefined) {
    return {
      kind: "invalid_input",
      ...(provider && { provider }),
      message: this.message,
      retryable: false,
    };
  }
}
