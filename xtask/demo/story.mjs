// The scenes in the sandbox: rooms that close, and the three things that most often go otherwise.

import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { CloseRoomError, Trtc, Zego } from "closeroom";
import { closeRoom } from "./close.mjs";
import { record } from "./recorder.mjs";
import * as terminal from "./terminal.mjs";

export function sandboxScenes({ endpoint, zego, trtc, inbox, openRoom }) {
  const zegoClient = new Zego({ appId: zego.appId, serverSecret: zego.serverSecret, endpoint });
  const trtcClient = new Trtc({
    sdkAppId: trtc.sdkAppId,
    secretId: trtc.secretId,
    secretKey: trtc.secretKey,
    region: "ap-guangzhou",
    endpoint,
  });

  async function expectStatus(expected, closing) {
    const { status } = await closing;
    assert.equal(status, expected);
  }

  /** Waits for the callbacks of a room, verifies them and shows them. */
  async function expectCallbacks(expected, verify) {
    const events = (await inbox.take(expected.length)).map(verify);
    terminal.callbacks(events);
    assert.deepEqual(events.map(({ event }) => event).sort(), expected);
  }

  const verifyZego = ({ body }) =>
    zegoClient.verifyCallback(body, { callbackSecret: zego.callbackSecret });
  const verifyTrtc = ({ body, headers }) =>
    trtcClient.verifyCallback(body, { headers, callbackKey: trtc.callbackKey });

  return [
    {
      title: "Close a ZEGO room and have its callbacks sent",
      async play() {
        await openRoom({ provider: "zego", room_id: "lobby", users: ["alice"], streams: ["cam"] });
        const options = { customReason: "the show is over", roomCloseCallback: true };
        await expectStatus("closed", closeRoom(zegoClient, "lobby", options));
        await expectCallbacks(["room_close", "room_logout", "stream_close"], verifyZego);
      },
    },
    {
      title: "Close a TRTC room with a string id",
      async play() {
        await openRoom({ provider: "trtc", room_id: "lobby", users: ["bob"] });
        await expectStatus("closed", closeRoom(trtcClient, "lobby"));
        await expectCallbacks(["dismiss_room", "exit_room"], verifyTrtc);
      },
    },
    {
      title: "Close a TRTC room with a numeric id, which is another room",
      async play() {
        await openRoom({ provider: "trtc", room_id: 4242, users: ["carol"] });
        await expectStatus("closed", closeRoom(trtcClient, 4242));
        await expectCallbacks(["dismiss_room", "exit_room"], verifyTrtc);
      },
    },
    {
      title: "Close the same room again: it is gone, and that is no error",
      async play() {
        await expectStatus("alreadyGone", closeRoom(trtcClient, 4242));
      },
    },
    {
      title: "Close a room with a wrong secret: the error says what to check",
      async play() {
        const client = new Zego({ appId: zego.appId, serverSecret: "f".repeat(32), endpoint });
        const error = await rejection(closeRoom(client, "lobby"));
        assert.ok(error instanceof CloseRoomError);
        terminal.closeRoomError(error);
        assert.equal(error.kind, "unauthorized");
      },
    },
    {
      title:
        "Two servers close ZEGO rooms at once: one a second is allowed, so the other tries again",
      async play() {
        await openRoom({ provider: "zego", room_id: "room-a" });
        await openRoom({ provider: "zego", room_id: "room-b" });
        await sleep(1000); // after the rooms that were closed above
        const calls = ["room-a", "room-b"].map(async (room) => {
          const { fetch, exchanges } = record();
          // A client of its own, as on another server: the calls of one client take turns.
          const client = new Zego({ ...zego, endpoint });
          const result = await client.closeRoom(room, { fetch });
          return { room, result, exchanges };
        });
        const results = await Promise.all(calls);
        for (const { room, result, exchanges } of results) {
          terminal.attempts(room, exchanges);
          terminal.outcome(result);
          assert.equal(result.status, "closed");
        }
        const attempts = results.map(({ result }) => result.attempts).sort();
        assert.deepEqual(attempts, [1, 2]);
      },
    },
  ];
}

/** What a promise is rejected with. */
async function rejection(promise) {
  return promise.then(
    (result) => assert.fail(`expected an error, not ${JSON.stringify(result)}`),
    (error) => error,
  );
}
