// Closing a room in front of the audience.

import { record } from "./recorder.mjs";
import * as terminal from "./terminal.mjs";

/** Closes a room; shows every request with its response, also when it fails, and the outcome. */
export async function closeRoom(client, roomId, options) {
  const { fetch, exchanges } = record();
  let result;
  try {
    result = await client.closeRoom(roomId, { ...options, fetch });
  } finally {
    exchanges.forEach(terminal.exchange);
  }
  terminal.outcome(result);
  return result;
}
