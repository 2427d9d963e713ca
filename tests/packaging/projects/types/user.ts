// What users write, under the strictest settings: it has to compile, and what is expected to be
// an error has to be one. Nothing of it is run.
import {
  type CloseRoomError as AnyCloseRoomError,
  type CallOptions,
  CloseRoomError,
  type CloseRoomErrorKind,
  type CloseRoomResult,
  type HttpRequest,
  Trtc,
  type TrtcCallback,
  type TrtcOptions,
  type TrtcRegion,
  type TrtcRoomId,
  Zego,
  type ZegoCallback,
  type ZegoOptions,
} from "closeroom";

declare const secret: string | undefined;
declare const signal: AbortSignal;
declare const headers: Headers;
declare const body: Uint8Array;

/** A switch over a union is complete when nothing is left of it. */
function never(value: never): never {
  throw new Error(`${value}`);
}

// Making clients.

const zego: Zego = new Zego({ appId: 1, serverSecret: "secret" });
const trtc: Trtc = new Trtc({
  sdkAppId: 2n ** 64n - 1n,
  secretId: "id",
  secretKey: "key",
  region: "ap-guangzhou",
});
const zegoOptions: ZegoOptions = { appId: 1, serverSecret: "secret", endpoint: undefined };
const trtcOptions: TrtcOptions = {
  sdkAppId: 1,
  secretId: "id",
  secretKey: "key",
  region: "a-region-of-tomorrow" satisfies TrtcRegion,
  endpoint: "https://example.com",
  signatureMethod: "HmacSHA1",
  httpMethod: "GET",
  language: "en-US",
};
for (const endpoint of ["unified", "hkg", "rtc-api.example.com"]) {
  new Zego({ ...zegoOptions, endpoint, isTest: true });
}

// @ts-expect-error the secret may be missing
new Zego({ appId: 1, serverSecret: secret });
// @ts-expect-error a ServerSecret is needed
new Zego({ appId: 1 });
// @ts-expect-error an AppID is a number
new Zego({ appId: "1", serverSecret: "secret" });
// @ts-expect-error an AppID is no bigint
new Zego({ appId: 1n, serverSecret: "secret" });
// @ts-expect-error no such option
new Zego({ appId: 1, serverSecret: "secret", region: "ap-guangzhou" });
// @ts-expect-error a class is made with `new`
Zego({ appId: 1, serverSecret: "secret" });
// @ts-expect-error a region is needed
new Trtc({ sdkAppId: 1, secretId: "id", secretKey: "key" });
// @ts-expect-error no such signature method
new Trtc({ ...trtcOptions, signatureMethod: "HmacMD5" });
// @ts-expect-error no such method
new Trtc({ ...trtcOptions, httpMethod: "PUT" });
// @ts-expect-error no such language
new Trtc({ ...trtcOptions, language: "fr" });

// Rooms.

export async function close(): Promise<void> {
  const roomIds: TrtcRoomId[] = ["1234", 1234, 1234n];
  for (const roomId of roomIds) await trtc.closeRoom(roomId);

  const result: CloseRoomResult = await zego.closeRoom("room", {
    customReason: "session ended",
    roomCloseCallback: true,
    signal,
    timeoutMs: 20_000,
    maxAttempts: 1,
    fetch,
    alreadyGoneIsError: true,
    paced: false,
  });
  const attempts: number = result.attempts;
  const requestId: string = result.requestId;
  console.log(attempts, requestId);
  switch (result.status) {
    case "closed":
    case "alreadyGone":
      break;
    default:
      never(result.status);
  }
  // @ts-expect-error no such status
  if (result.status === "already_gone") return;

  // @ts-expect-error ZEGOCLOUD has no numeric rooms
  await zego.closeRoom(1234);
  // @ts-expect-error TRTC takes no reason
  await trtc.closeRoom("room", { customReason: "session ended" });
  // @ts-expect-error a room is needed
  await trtc.closeRoom(undefined);
  // @ts-expect-error no controller, but its signal
  await trtc.closeRoom("room", { signal: new AbortController() });
  // @ts-expect-error a number of milliseconds
  const options: CallOptions = { timeoutMs: "10s" };
  await trtc.closeRoom("room", { ...options, fetch: (url, init) => fetch(new URL(url), init) });
}

// Without sending.

const request: HttpRequest = zego.buildCloseRoom("room", { timestamp: 1, nonce: "0".repeat(16) });
const method: "GET" | "POST" = request.method;
const sent: string | undefined = request.body;
export const response = fetch(request.url, { ...request, headers: request.headers });
for (const { name, value } of trtc.explainCloseRoom(1n).steps) {
  console.log(name.length + value.length, method, sent);
}
zego.parseCloseRoom({ status: 200, body });
zego.parseCloseRoom({ status: 200, headers, body: "{}" });
trtc.parseCloseRoom({ status: 200, headers: [["retry-after", "1"]], body: body.slice().buffer });
trtc.parseCloseRoom({ status: 200, headers: { "retry-after": ["1"] }, body });

// @ts-expect-error a request is built at once, no promise
zego.buildCloseRoom("room").then();
// @ts-expect-error a time is a number of seconds
zego.buildCloseRoom("room", { timestamp: new Date() });
// @ts-expect-error a body that was parsed already
zego.parseCloseRoom({ status: 200, body: { Code: 0 } });

// Errors.

export function advice(error: unknown): string | number | undefined {
  if (!(error instanceof CloseRoomError)) return undefined;
  const kind: CloseRoomErrorKind = error.kind;
  const known: AnyCloseRoomError = error;
  const provider: "zego" | "trtc" = known.provider;
  const retryable: boolean = error.retryable;
  const { name, message } = error.toJSON();
  console.log(provider, retryable, name, message, error.httpStatus?.toFixed(), error.requestId);
  // @ts-expect-error a field is only read
  error.kind = "stale";
  switch (kind) {
    case "invalid_input":
      return error.field;
    case "rate_limited":
    case "unavailable":
      return error.retryAfterMs;
    case "rejected":
    case "permission_denied":
    case "unauthorized":
      return error.providerCode;
    case "clock_skew":
    case "room_not_found":
    case "unexpected_response":
    case "transport":
    case "deadline_exceeded":
    case "cancelled":
    case "invalid_signature":
    case "stale":
      return undefined;
    default:
      return never(kind);
  }
}

// Callbacks.

const zegoCallback: ZegoCallback = zego.verifyCallback(body, {
  callbackSecret: "secret",
  now: 1,
  toleranceSeconds: Number.POSITIVE_INFINITY,
});
switch (zegoCallback.event) {
  case "room_close":
    console.log(zegoCallback.roomId, zegoCallback.closeReason);
    break;
  case "room_logout":
    console.log(zegoCallback.userAccount, zegoCallback.logoutTime);
    break;
  case "stream_close":
    console.log(zegoCallback.streamId, zegoCallback.type);
    break;
  case "other":
    console.log(zegoCallback.name, zegoCallback.raw);
    break;
  default:
    never(zegoCallback);
}

const trtcCallback: TrtcCallback = trtc.verifyCallback("{}", { headers, callbackKey: "key" });
if (trtcCallback.event === "other") {
  console.log(trtcCallback.eventType, trtcCallback.raw);
  // @ts-expect-error another event may have no room
  console.log(trtcCallback.roomId);
} else {
  const roomId: string | number | bigint = trtcCallback.roomId;
  const userId: string | undefined = trtcCallback.userId;
  console.log(roomId, userId);
  // @ts-expect-error no such event
  if (trtcCallback.event === "room_close") console.log();
}

// @ts-expect-error a CallbackSecret is needed
zego.verifyCallback(body, { serverSecret: "secret" });
// @ts-expect-error the signature is in the headers
trtc.verifyCallback(body, { callbackKey: "key" });
// @ts-expect-error a body that was parsed already
zego.verifyCallback({ event: "room_close" }, { callbackSecret: "secret" });

// The end of a client.

export function use(): string {
  using client = new Zego(zegoOptions);
  zego.free();
  trtc[Symbol.dispose]();
  return client.buildCloseRoom("room").url;
}
