// Every callback of the shared vectors through the command line.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { closeroomJson } from "./closeroom.mjs";
import { asVerification, cases } from "./vectors.mjs";

for (const provider of ["zego", "trtc"]) {
  describe(`${provider}: verifies what a vector says verifies`, { concurrency: 4 }, () => {
    for (const { name, body, expect, ...vector } of cases(provider, "callback")) {
      test(name, async () => {
        const { args, environment, input } = asVerification[provider]({ body, ...vector });
        const { status, stdout, printed } = await closeroomJson(args, environment, input);
        if (expect.error) {
          const { message, ...error } = printed.error;
          assert.deepEqual(error, {
            name: "CloseRoomError",
            provider,
            retryable: false,
            ...expect.error,
          });
          assert.notEqual(message, "");
          assert.equal(status, 1);
          return;
        }
        assert.equal(status, 0);
        const { raw, ...event } = printed;
        const { roomId } = expect.ok;
        assert.deepEqual(event, { ...expect.ok, ...(roomId && { roomId: asPrinted(roomId) }) });
        // JSON.parse rounds what it reads.
        if (roomId?.number) assert.match(stdout, new RegExp(`"roomId":${roomId.number}[,}]`));
        if (body.trimStart().startsWith("{")) assert.equal(raw.trim(), body.trim());
      });
    }
  });
}

/** The room of TRTC is text or a number, as it is in the callback. */
function asPrinted(roomId) {
  if (typeof roomId === "string") return roomId;
  return roomId.string ?? Number(roomId.number);
}
