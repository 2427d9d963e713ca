import { verifyCommand } from "./verify.js";

/** `closeroom verify zego` */
export const verifyZego = verifyCommand({
  provider: "zego",
  manual: {
    summary: "verify a callback of ZEGOCLOUD",
    usage: "closeroom verify zego",
    description: [
      "The body may be JSON, percent-encoded JSON or a form, as ZEGOCLOUD sends them. The signature is inside the body.",
    ],
    members:
      '{"event": "room_close", "roomId": "...", "timestamp": 1499676989, "nonce": "...", ..., "raw": "..."}. The event is room_close, room_logout, stream_close, or other, which has its name as the member name. Ids of 64 bits are text; raw is the whole body as JSON text, of a form the form.',
    notes: [
      "The signature covers timestamp and nonce only, none of the event's own fields: it proves that somebody knew the CallbackSecret, not that this room was closed. Only HTTPS protects the rest.",
    ],
    examples: [
      {
        what: "Verify a callback that was recorded:",
        commands: ["closeroom verify zego --any-age < body.json"],
      },
      {
        what: "Find out whether it was in time when it came:",
        commands: ["closeroom verify zego --now 1499676989 < body.json"],
      },
      {
        what: "Take a field out of it in a script:",
        commands: ["closeroom verify zego --json < body.json | jq -r .roomId"],
      },
    ],
  },
  options: {},
  variables: {
    ZEGO_CALLBACK_SECRET: {
      field: "CallbackSecret",
      help: "The CallbackSecret of the project; not its ServerSecret.",
    },
  },
  caveat: "ZEGOCLOUD's signature covers timestamp and nonce only, none of the other fields",
  verifier: (_, { ZEGO_CALLBACK_SECRET: callbackSecret }) => {
    return (library, body, freshness) => {
      // It closes no room; a client wants credentials all the same.
      const client = new library.Zego({ appId: 1, serverSecret: "none" });
      return client.verifyCallback(body, { callbackSecret, ...freshness });
    };
  },
});
