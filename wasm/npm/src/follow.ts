/** Those who follow a caller's signal. */
class Followers {
  readonly controllers = new Set<AbortController>();

  constructor(private readonly signal: AbortSignal) {
    signal.addEventListener("abort", this, { once: true });
  }

  handleEvent(): void {
    for (const controller of this.controllers) controller.abort(this.signal.reason);
  }

  leave(controller: AbortController): void {
    this.controllers.delete(controller);
    if (this.controllers.size === 0) {
      followers.delete(this.signal);
      this.signal.removeEventListener("abort", this);
    }
  }
}

const followers = /*@__PURE__*/ new WeakMap<AbortSignal, Followers>();

/**
 * Does the work with a signal that aborts when the caller's does. All works
 * under one signal share one listener on it: Node takes more than ten for a
 * leak, and warns.
 */
export async function following<T>(
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  if (signal.aborted) controller.abort(signal.reason);
  const all = followers.get(signal) ?? new Followers(signal);
  followers.set(signal, all);
  all.controllers.add(controller);
  try {
    return await work(controller.signal);
  } finally {
    all.leave(controller);
  }
}
