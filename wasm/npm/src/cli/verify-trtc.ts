import { UsageError } from "./usage-error.js";
import { verifyCommand } from "./verify.js";

/** `closeroom verify trtc` */
export const verifyTrtc = verifyCommand({
  provider: "trtc",
  manual: {
    summary: "verify a callback of Tencent TRTC",
    usage: "closeroom verify trtc --header 'Sign: BASE64'",
    description: [
      "The signature is in the header Sign. It covers every byte of the body: a body that was parsed and written again, or that an editor gave another line feed, does not verify.",
    ],
    members:
      '{"event": "dismiss_room", "roomId": "..." or 1234, "eventGroupId": 1, "eventType": 102, "callbackTs": 1687770730166, ..., "raw": "..."}. The event is create_room, dismiss_room, enter_room, exit_room, change_role, start_video, stop_video, start_audio, stop_audio, start_assist, stop_assist, or other. A string room is text, a numeric one a number; raw is the whole body.',
    notes: [
      "The signature covers the whole body, but not the header SdkAppId. TRTC signs only if a callback key is set in its console.",
      "With --json, the number of a room is exact to the last digit. Many programs that read JSON round what is beyond 9007199254740991.",
    ],
    examples: [
      {
        what: "Verify a callback that was recorded:",
        commands: ['closeroom verify trtc -H "Sign: $SIGN" --any-age < body.json'],
      },
      {
        what: "Allow no more than a minute:",
        commands: ['closeroom verify trtc -H "Sign: $SIGN" --tolerance 60 < body.json'],
      },
      {
        what: "Take a field out of it in a script:",
        commands: ['closeroom verify trtc -H "Sign: $SIGN" --json < body.json | jq -r .userId'],
      },
    ],
  },
  options: {
    header: {
      value: "'NAME: VALUE'",
      short: "H",
      repeatable: true,
      help: "A header of the callback, in quotes. Give it again for further headers. Sign, in any case, is needed; the others may be left out.",
    },
  },
  variables: {
    TRTC_CALLBACK_KEY: {
      field: "CallbackKey",
      help: "The callback key that is set in the TRTC console; not the SecretKey.",
    },
  },
  verifier: ({ header = [] }, { TRTC_CALLBACK_KEY: callbackKey }) => {
    const headers = header.map(nameAndValue);
    return (library, body, freshness) => {
      // It closes no room; a client wants credentials all the same.
      const client = new library.Trtc({
        sdkAppId: 1,
        secretId: "none",
        secretKey: "none",
        region: "none",
      });
      return client.verifyCallback(body, { headers, callbackKey, ...freshness });
    };
  },
});

function nameAndValue(header: string): [name: string, value: string] {
  const [, name, value] = /^([^\s:]+):(.*)$/s.exec(header) ?? [];
  if (name === undefined || value === undefined) {
    throw new UsageError("--header must be a name, a colon and a value: --header 'Sign: BASE64'");
  }
  return [name, value.trim()];
}
