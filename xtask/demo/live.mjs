// The same closes against the real services, with credentials from the environment.

import { Trtc, Zego } from "closeroom";
import { closeRoom } from "./close.mjs";
import * as terminal from "./terminal.mjs";

const ZEGO = ["ZEGO_APP_ID", "ZEGO_SERVER_SECRET", "ZEGO_ROOM_ID"];
const TRTC = [
  "TRTC_SDK_APP_ID",
  "TENCENTCLOUD_SECRET_ID",
  "TENCENTCLOUD_SECRET_KEY",
  "TRTC_REGION",
];

/** One scene for each room that the environment names with all that closing it takes. */
export function liveScenes(env) {
  terminal.say("LIVE: this closes real rooms at the providers. Whoever is in them is thrown out.");
  terminal.say("Callbacks are not shown: the providers cannot reach this machine.");

  const trtc = () =>
    new Trtc({
      sdkAppId: BigInt(env.TRTC_SDK_APP_ID),
      secretId: env.TENCENTCLOUD_SECRET_ID,
      secretKey: env.TENCENTCLOUD_SECRET_KEY,
      token: env.TENCENTCLOUD_TOKEN || undefined,
      region: env.TRTC_REGION,
    });
  const candidates = [
    {
      title: "Close a ZEGO room",
      variables: ZEGO,
      play: () =>
        closeRoom(
          new Zego({ appId: Number(env.ZEGO_APP_ID), serverSecret: env.ZEGO_SERVER_SECRET }),
          env.ZEGO_ROOM_ID,
          { roomCloseCallback: true },
        ),
    },
    {
      title: "Close a TRTC room with a string id",
      variables: [...TRTC, "TRTC_ROOM_ID"],
      play: () => closeRoom(trtc(), env.TRTC_ROOM_ID),
    },
    {
      title: "Close a TRTC room with a numeric id",
      variables: [...TRTC, "TRTC_NUMERIC_ROOM_ID"],
      play: () => closeRoom(trtc(), BigInt(env.TRTC_NUMERIC_ROOM_ID)),
    },
  ];
  const scenes = candidates.filter(({ title, variables }) => {
    const missing = variables.filter((name) => !env[name]);
    if (missing.length > 0) {
      terminal.say(`Left out: ${title}. Not set: ${missing.join(", ")}`);
    }
    return missing.length === 0;
  });
  if (scenes.length === 0) {
    terminal.say("There is no room to close.");
  }
  return scenes;
}
