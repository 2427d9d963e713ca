// Every row of the fault matrix, over Node's own fetch.
import { after, describe, test } from "node:test";
import { Trtc, Zego } from "closeroom";
import { closeRoom, makeClient } from "./closing.mjs";
import { play, readRows, SIDE_BY_SIDE, titleOf } from "./matrix.mjs";
import { ACCOUNTS } from "./sandbox.mjs";
import { until } from "./support.mjs";

describe("faults", { concurrency: SIDE_BY_SIDE }, () => {
  for (const row of readRows()) {
    test(titleOf(row), () =>
      play(row, (endpoint) => {
        const client = makeClient({ Zego, Trtc }, row, ACCOUNTS, endpoint);
        return (room, options) => closeRoom(client, room, options);
      }),
    );
  }
});

after(() => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout");
  return until(() => timers().length <= 1, "the end of all timers"); // but that of `until` itself
});
