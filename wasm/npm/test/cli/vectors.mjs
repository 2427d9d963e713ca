// The vectors, as arguments, environment and input of the command line.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The cases of a file. */
export function cases(provider, kind) {
  const folder = process.env.CLOSEROOM_VECTORS;
  if (!folder) throw new Error("CLOSEROOM_VECTORS must be the path of the folder tests/vectors");
  return JSON.parse(readFileSync(join(folder, provider, `${kind}.json`), "utf8")).cases;
}

const asSwitch = (name, isOn) => (isOn ? [name] : []);
const asOption = (name, value) => (value === undefined ? [] : [`${name}=${value}`]);

/** Arguments and environment that mean what a case says, ROOM last. */
export const asCommand = {
  zego: ({ config, input }) => ({
    args: [
      "zego",
      ...asOption("--endpoint", config.endpoint),
      ...asSwitch("--test", config.isTest),
      ...asOption("--reason", input.customReason),
      ...asSwitch("--callback", input.roomCloseCallback),
      ...asOption("--timestamp", input.timestamp),
      ...asOption("--nonce", input.nonce),
      "--dry-run",
      "--",
      input.roomId,
    ],
    environment: { ZEGO_APP_ID: `${config.appId}`, ZEGO_SERVER_SECRET: config.serverSecret },
  }),
  trtc: ({ config, input }) => ({
    args: [
      "trtc",
      ...asOption("--region", config.region),
      ...asOption("--endpoint", config.endpoint),
      ...asOption("--signature-method", config.signatureMethod),
      ...asOption("--http-method", config.httpMethod),
      ...asOption("--language", config.language),
      ...asSwitch("--any-room-id", config.allowAnyRoomId),
      ...asSwitch("--numeric", input.roomId.number !== undefined),
      ...asOption("--timestamp", input.timestamp),
      ...asOption("--nonce", input.nonce),
      "--dry-run",
      "--",
      input.roomId.string ?? input.roomId.number,
    ],
    environment: {
      TRTC_SDK_APP_ID: config.sdkAppId,
      TENCENTCLOUD_SECRET_ID: config.secretId,
      TENCENTCLOUD_SECRET_KEY: config.secretKey,
      ...(config.token && { TENCENTCLOUD_TOKEN: config.token }),
    },
  }),
};

/** How to verify the callback of a case. */
export const asVerification = {
  zego: ({ callbackSecret, ...vector }) => ({
    args: ["verify", "zego", ...freshness(vector)],
    environment: { ZEGO_CALLBACK_SECRET: callbackSecret },
    input: vector.body,
  }),
  trtc: ({ callbackKey, headers, ...vector }) => ({
    args: [
      ...["verify", "trtc", ...freshness(vector)],
      ...Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]),
    ],
    environment: { TRTC_CALLBACK_KEY: callbackKey },
    input: vector.body,
  }),
};

function freshness({ now, toleranceSeconds }) {
  return toleranceSeconds === "off"
    ? ["--any-age"]
    : [`--now=${now}`, ...asOption("--tolerance", toleranceSeconds)];
}
