import { typed } from "./core.js";
import { following } from "./follow.js";
import { Host } from "./host.js";
import type { CallSettings, CheckedCall } from "./input.js";
import type { CloseRoomResult } from "./types.js";

/**
 * Carries a call out: `start` has the module start it, and gives the outcome
 * back, unless the module fails in the meantime.
 */
export async function call(
  { fetch, signal, settings }: CheckedCall,
  start: (settings: [...CallSettings, host: Host], outcome: Promise<string>) => Promise<string>,
): Promise<CloseRoomResult> {
  const under = async (signal?: AbortSignal) => {
    const host = new Host(fetch, signal);
    try {
      return await start([...settings, host], host.outcome);
    } finally {
      host.end();
    }
  };
  try {
    return JSON.parse(await (signal ? following(signal, under) : under()));
  } catch (thrown) {
    throw typed(thrown);
  }
}
