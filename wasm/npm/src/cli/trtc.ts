import type { TrtcOptions } from "../index.js";
import { closeCommand } from "./close.js";
import { UsageError } from "./usage-error.js";

/** `closeroom trtc` */
export const trtc = closeCommand({
  provider: "trtc",
  manual: {
    summary: "close a room of a Tencent TRTC application",
    description:
      "Closes the room by TRTC's server API DismissRoomByStrRoomId, or with --numeric by DismissRoom: everyone in it is removed. TRTC takes 20 such requests a second; one beyond that is refused, and is repeated after a second.",
    room: "The id of the room: 1 to 64 bytes of letters, digits, spaces, commas and !#$%&()+-:;<=.>?@[]^_{}|~ or, with --numeric, a number from 1 to 4294967294. A string room and a numeric room are different rooms even when their ids look alike.",
    validMinutes: 5,
    notes: [
      "The session token of temporary credentials is not part of the curl command: the shell that runs it takes it from TENCENTCLOUD_TOKEN. With --json it is printed, as the request is complete then.",
    ],
    examples: [
      {
        what: "Close a string room, and a numeric one:",
        commands: [
          "closeroom trtc lobby --region ap-guangzhou",
          "closeroom trtc 4242 --numeric --region ap-guangzhou",
        ],
      },
      {
        what: "On the international site, from its region Singapore:",
        commands: ["closeroom trtc lobby --region ap-singapore --endpoint intl"],
      },
      {
        what: "Close it with curl instead:",
        commands: ["closeroom trtc lobby --region ap-guangzhou --dry-run | sh"],
      },
    ],
  },
  options: {
    region: {
      value: "REGION",
      required: true,
      field: "Region",
      help: "The region whose rooms they are, such as ap-guangzhou, ap-beijing, ap-singapore or ap-mumbai.",
    },
    numeric: { help: "ROOM is the number of a numeric room, in decimal digits." },
    endpoint: {
      value: "ENDPOINT",
      field: "Endpoint",
      help: "Where to send the request: china, intl (the international site), a region with a host of its own such as ap-singapore or eu-frankfurt; or a host name or an https URL without a path (http for loopback only). Default: china.",
    },
    "signature-method": {
      value: "METHOD",
      field: "SignatureMethod",
      help: "TC3-HMAC-SHA256, or signature v1 with HmacSHA256 or HmacSHA1. Default: TC3-HMAC-SHA256.",
    },
    "http-method": {
      value: "GET|POST",
      field: "HttpMethod",
      help: "The method of the request. Default: POST.",
    },
    language: {
      value: "LANGUAGE",
      field: "Language",
      help: "The language of TRTC's error messages, zh-CN or en-US. Default: TRTC's.",
    },
    "any-room-id": {
      field: "AllowAnyRoomId",
      lifts: "RoomId",
      help: "Check ROOM only for being there, or with --numeric for having no more than 64 bits: the rules above are those of the client SDKs, what the server accepts is not documented.",
    },
  },
  variables: {
    TRTC_SDK_APP_ID: {
      field: "SdkAppId",
      digits: true,
      help: "The SDKAppID of the application, 1 to 18446744073709551615.",
    },
    TENCENTCLOUD_SECRET_ID: { field: "SecretId", help: "The SecretId of the API key." },
    TENCENTCLOUD_SECRET_KEY: { field: "SecretKey", help: "The SecretKey of the API key." },
    TENCENTCLOUD_TOKEN: {
      field: "Token",
      optional: true,
      help: "The session token, if these are temporary credentials.",
    },
  },
  sessionToken: { variable: "TENCENTCLOUD_TOKEN", header: "X-TC-Token", parameter: "Token" },
  open(library, room, values, credentials) {
    const client = new library.Trtc({
      sdkAppId: BigInt(credentials.TRTC_SDK_APP_ID),
      secretId: credentials.TENCENTCLOUD_SECRET_ID,
      secretKey: credentials.TENCENTCLOUD_SECRET_KEY,
      token: credentials.TENCENTCLOUD_TOKEN,
      region: values.region,
      endpoint: values.endpoint,
      signatureMethod: values["signature-method"],
      httpMethod: values["http-method"],
      language: values.language,
      allowAnyRoomId: values["any-room-id"],
    } as TrtcOptions); // which of the texts are known is for the library to say
    const roomId = values.numeric ? numberOf(room) : room;
    return {
      build: (signing) => client.buildCloseRoom(roomId, signing),
      explain: (signing) => client.explainCloseRoom(roomId, signing),
      close: (call) => client.closeRoom(roomId, call),
      ifGone: numericLookalike(roomId),
    };
  },
});

/** A room that was not found may be one of the other kind. */
function numericLookalike(roomId: string | bigint): string | undefined {
  const isLookalike = typeof roomId === "string" && /^\d+$/.test(roomId);
  return isLookalike
    ? `${roomId} is a string room here; the numeric room needs --numeric`
    : undefined;
}

function numberOf(room: string): bigint {
  if (!/^\d+$/.test(room)) {
    throw new UsageError(
      "ROOM must be decimal digits with --numeric; without it, it is a string room",
    );
  }
  return BigInt(room);
}
