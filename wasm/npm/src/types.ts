/// <reference lib="esnext.disposable" preserve="true" />

/** Which provider a request, a callback or an error belongs to. */
export type Provider = "zego" | "trtc";

/**
 * What went wrong, by what you can do about it.
 *
 * | kind | meaning |
 * | --- | --- |
 * | `invalid_input` | refused before anything was signed; the message names the field and its limit |
 * | `unauthorized` | credentials or signature refused; check app id and secret |
 * | `clock_skew` | signature expired and could not be corrected; fix the clock |
 * | `permission_denied` | signed correctly, not allowed (service not enabled, policy, IP list) |
 * | `room_not_found` | the room does not exist (any more) |
 * | `rate_limited` | slow down; `retryAfterMs` says for how long |
 * | `rejected` | the provider refused a parameter or the call; do not repeat it unchanged |
 * | `unavailable` | failure on the provider's side; may work later |
 * | `unexpected_response` | not what the provider documents (HTML, truncated, wrong shape) |
 * | `transport` | `fetch` failed; its own error is the `cause` |
 * | `deadline_exceeded` | the call's time was up |
 * | `cancelled` | the caller cancelled; the signal's reason is the `cause` |
 * | `invalid_signature` | a callback whose signature does not verify, or that has none |
 * | `stale` | a callback outside the allowed time window |
 */
export type CloseRoomErrorKind =
  | "invalid_input"
  | "unauthorized"
  | "clock_skew"
  | "permission_denied"
  | "room_not_found"
  | "rate_limited"
  | "rejected"
  | "unavailable"
  | "unexpected_response"
  | "transport"
  | "deadline_exceeded"
  | "cancelled"
  | "invalid_signature"
  | "stale";

/** A signed request, to be sent byte for byte as it is, and to one host alone: no redirects. */
export interface HttpRequest {
  /** The method. */
  method: "GET" | "POST";
  /** The absolute URL, percent-encoded once. A credential while its signature is valid. */
  url: string;
  /** The headers to set. Without `Host`: every client derives it from the URL. */
  headers: Record<string, string>;
  /** The body, if there is one. */
  body?: string;
}

/** What your own client received. */
export interface HttpResponse {
  /** The HTTP status. */
  status: number;
  /** The headers, in any common form; only `Retry-After` is looked at. */
  headers?: HeadersLike | undefined;
  /** The body, as text or bytes. */
  body: Body;
}

/** Headers of fetch, of Node (`IncomingMessage.headers`), or pairs. */
export type HeadersLike =
  | Iterable<readonly [string, string]>
  | Record<string, string | readonly string[] | undefined>;

/** A body, as text or bytes, of at most 1 MiB; never parsed. */
export type Body = string | Uint8Array | ArrayBuffer;

/** The room is closed. */
export interface CloseRoomResult {
  /** `closed` by this call, or `alreadyGone` when it was asked for. */
  status: "closed" | "alreadyGone";
  /** The provider's request id, to quote to its support; empty when it sent none. */
  requestId: string;
  /** How many requests were sent. */
  attempts: number;
}

/** A request, and how its signature came about. */
export interface Explained {
  /** The request, as `buildCloseRoom` makes it. */
  request: HttpRequest;
  /**
   * The intermediate values in the order in which they are computed, secrets
   * masked. ZEGOCLOUD and TRTC v1: `string_to_sign`, `signature`. TRTC TC3:
   * `hashed_payload`, `canonical_request`, `hashed_canonical_request`,
   * `credential_scope`, `string_to_sign`, `signature`.
   */
  steps: {
    /** What is computed, in `snake_case`. */
    name: string;
    /** What came out. */
    value: string;
  }[];
}

/** When and with which nonce to sign; both default to the host's. */
export interface SigningOptions {
  /** Unix time in **seconds**. Default: the host's clock. */
  timestamp?: number | undefined;
  /** 16 lower-case hexadecimal characters. Default: 8 bytes of `crypto.getRandomValues`. */
  nonce?: string | undefined;
}

/** `fetch`, as far as it is used here: the global one, or a wrapper around it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** How to carry out a call. */
export interface CallOptions {
  /** Cancels the call, the request in flight and its body included. */
  signal?: AbortSignal | undefined;
  /**
   * The time for the whole call in milliseconds, waits included. Default 10 000. While another
   * attempt could follow, one may use half of the time that is left; with `maxAttempts: 1` the
   * only one may use all of it.
   */
  timeoutMs?: number | undefined;
  /** How many requests may be sent in all. Default 3. */
  maxAttempts?: number | undefined;
  /** The `fetch` to use. Default: the global one. It is called with a string and plain options. */
  fetch?: Fetch | undefined;
  /**
   * Makes a room that is gone an error of kind `room_not_found`. Default `false`. After an
   * attempt whose outcome is unknown it is a success all the same: that attempt may well have
   * closed the room.
   */
  alreadyGoneIsError?: boolean | undefined;
  /**
   * Whether the calls of one client take turns, so that they keep the provider's rate limit
   * together. Default `true`. A call whose turn would come after its deadline fails at once with
   * `rate_limited`.
   */
  paced?: boolean | undefined;
}

/** How to check the age of a callback. */
export interface FreshnessOptions {
  /** Now, as Unix time in **seconds**. Default: the host's clock. */
  now?: number | undefined;
  /** How far the callback's time may be from now, in seconds, to either side. Default 600. `Infinity` switches the check off. */
  toleranceSeconds?: number | undefined;
}

/** ZEGOCLOUD's access points by name; a host name or an https base URL is an endpoint as well. */
export type ZegoEndpoint =
  | "unified"
  | "sha"
  | "hkg"
  | "fra"
  | "lax"
  | "bom"
  | "sgp"
  | (string & {});

/** A ZEGOCLOUD project. */
export interface ZegoOptions {
  /** The AppID, 1 to 4294967295. */
  appId: number;
  /** The ServerSecret. Belongs on servers only: never in a page or an app. */
  serverSecret: string;
  /** Default `unified`. Choose by where your server is. */
  endpoint?: ZegoEndpoint | undefined;
  /** `IsTest`, sent only when set: required for projects created on or before 2021-11-16. */
  isTest?: boolean | undefined;
}

/** What `CloseRoom` can be told beside the room. */
export interface ZegoCloseRoomOptions {
  /** The reason, at most 256 bytes of UTF-8. Not encoded: it is encoded once, here. */
  customReason?: string | undefined;
  /** Whether ZEGOCLOUD sends the callback `room_close`. Unset means no. */
  roomCloseCallback?: boolean | undefined;
}

/** How to verify a callback of ZEGOCLOUD. */
export interface ZegoCallbackOptions extends FreshnessOptions {
  /** The project's CallbackSecret; not its ServerSecret. */
  callbackSecret: string;
}

/** Closes rooms of a ZEGOCLOUD project. */
export interface Zego {
  /** Builds a signed request. `roomId` is 1 to 128 bytes of UTF-8. */
  buildCloseRoom(roomId: string, options?: ZegoCloseRoomOptions & SigningOptions): HttpRequest;
  /** Builds a signed request and shows how. */
  explainCloseRoom(roomId: string, options?: ZegoCloseRoomOptions & SigningOptions): Explained;
  /** Reads the response to a built request; throws a {@link CloseRoomErrorKind} error. A room that is gone is an error here. */
  parseCloseRoom(response: HttpResponse): CloseRoomResult;
  /** Closes the room, with retries. At most one request per second and AppId is allowed. */
  closeRoom(roomId: string, options?: ZegoCloseRoomOptions & CallOptions): Promise<CloseRoomResult>;
  /**
   * Verifies and reads a callback, from its raw body. Its signature covers
   * timestamp and nonce only: none of the event's own fields.
   */
  verifyCallback(body: Body, options: ZegoCallbackOptions): ZegoCallback;
  /** Frees the memory in WebAssembly, where the secret is wiped. Optional. */
  free(): void;
  /** The same as `free`, for `using`. */
  [Symbol.dispose](): void;
}

/** Makes a {@link Zego}. */
export type ZegoConstructor = new (options: ZegoOptions) => Zego;

/** A verified callback of ZEGOCLOUD, told apart by `event`. */
export type ZegoCallback = ZegoRoomClose | ZegoRoomLogout | ZegoStreamClose | ZegoOtherEvent;

/** What all callbacks of ZEGOCLOUD have. Ids of 64 bits are decimal text. */
export interface ZegoCallbackCommon {
  /** The AppID, as the unsigned part of the body says. */
  appId?: number;
  /** When it was sent, in Unix seconds. */
  timestamp: number;
  /** Its nonce. */
  nonce: string;
  /** The whole body as JSON text; for a form, the form. */
  raw: string;
}

/** The room was destroyed. */
export interface ZegoRoomClose extends ZegoCallbackCommon {
  /** Tells this event apart. */
  event: "room_close";
  /** The room's id. */
  roomId: string;
  /** This life of the room. */
  roomSessionId?: string;
  /** 0 normal, 1 last user's heartbeat timed out, 2 last user went offline, 3 last user was kicked. */
  closeReason?: number;
  /** In Unix milliseconds. */
  roomCloseTime?: number;
}

/** A user left the room. */
export interface ZegoRoomLogout extends ZegoCallbackCommon {
  /** Tells this event apart. */
  event: "room_logout";
  /** The room's id. */
  roomId: string;
  /** This life of the room. */
  roomSeq?: string;
  /** The user's id. */
  userAccount: string;
  /** The user's name. */
  userNickname?: string;
  /** The user's session. */
  sessionId?: string;
  /** In Unix milliseconds. */
  loginTime?: number;
  /** In Unix milliseconds. */
  logoutTime?: number;
  /** 0 normal, 1 heartbeat timeout, 2 disconnected, 3 logged in elsewhere or kicked, 4 token expired. */
  reason?: number;
  /** 1 host, 2 audience, 4 administrator. */
  userRole?: number;
  /** Orders the log-ins and log-outs of one room. */
  userUpdateSeq?: number;
}

/** A stream ended. */
export interface ZegoStreamClose extends ZegoCallbackCommon {
  /** Tells this event apart. */
  event: "stream_close";
  /** The room's id. */
  roomId: string;
  /** This life of the room. */
  roomSessionId?: string;
  /** The user's id. */
  userId?: string;
  /** The user's name. */
  userName?: string;
  /** The channel, which need not be spelled like the room. */
  channelId?: string;
  /** 0 normal, 1 heartbeat timeout, 2 replaced by a new log-in, 3 kicked, 4 connection lost, 5 room cleared, 100 `DeleteStream`. */
  type?: number;
  /** The stream's id as the client gave it. */
  streamAlias?: string;
  /** The stream's id at the server. */
  streamId?: string;
  /** This life of the stream. */
  streamSid?: string;
  /** The stream's sequence number. */
  streamSeq?: string;
  /** The stream's extra information. */
  thirdDefineData?: string;
  /** In Unix milliseconds. */
  createTimeMs?: number;
  /** In Unix milliseconds. */
  destroyTimeMs?: number;
}

/** Any other event; its fields are in `raw`. */
export interface ZegoOtherEvent extends ZegoCallbackCommon {
  /** Tells these events apart. */
  event: "other";
  /** The event's name. */
  name: string;
}

/** Regions that documents name for the two actions; any other text is passed on. */
export type TrtcRegion =
  | "ap-beijing"
  | "ap-guangzhou"
  | "ap-singapore"
  | "ap-mumbai"
  | (string & {});

/** TRTC's hosts by name (the two sites, and the regional hosts); a host name or an https base URL is an endpoint as well. */
export type TrtcEndpoint =
  | "china"
  | "intl"
  | "ap-bangkok"
  | "ap-beijing"
  | "ap-chengdu"
  | "ap-chongqing"
  | "ap-guangzhou"
  | "ap-hongkong"
  | "ap-jakarta"
  | "ap-nanjing"
  | "ap-seoul"
  | "ap-shanghai"
  | "ap-singapore"
  | "ap-tokyo"
  | "eu-frankfurt"
  | "na-ashburn"
  | "na-siliconvalley"
  | "sa-saopaulo"
  | (string & {});

/** How TRTC requests are signed. */
export type TrtcSignatureMethod = "TC3-HMAC-SHA256" | "HmacSHA256" | "HmacSHA1";

/** A TRTC application. */
export interface TrtcOptions {
  /** The SDKAppID, 1 to 2⁶⁴-1. */
  sdkAppId: number | bigint;
  /** The API key's SecretId. */
  secretId: string;
  /** The API key's SecretKey. Belongs on servers only: never in a page or an app. */
  secretKey: string;
  /** The session token of temporary credentials. */
  token?: string | undefined;
  /** The region whose rooms they are. */
  region: TrtcRegion;
  /** Default `china`. */
  endpoint?: TrtcEndpoint | undefined;
  /** Default `TC3-HMAC-SHA256`. */
  signatureMethod?: TrtcSignatureMethod | undefined;
  /** Default `POST`. */
  httpMethod?: "POST" | "GET" | undefined;
  /** The language of the provider's error messages; left out when unset. */
  language?: "zh-CN" | "en-US" | undefined;
  /** Lifts the check of room ids to "not empty" and the full 64 bits. */
  allowAnyRoomId?: boolean | undefined;
}

/**
 * A TRTC room. A string room is 1 to 64 bytes of letters, digits, space and
 * ``!#$%&()+-:;<=.>?@[]^_{}|~,``; a numeric one is 1 to 4294967294.
 * `"123"` and `123` are two different rooms.
 */
export type TrtcRoomId = string | number | bigint;

/** How to verify a callback of TRTC. */
export interface TrtcCallbackOptions extends FreshnessOptions {
  /** The callback's headers, of which `Sign` is needed. */
  headers: HeadersLike;
  /** The callback key set in the console. */
  callbackKey: string;
}

/** Closes rooms of a TRTC application. */
export interface Trtc {
  /** Builds a signed request: `DismissRoomByStrRoomId` for a string, `DismissRoom` for a number. */
  buildCloseRoom(roomId: TrtcRoomId, options?: SigningOptions): HttpRequest;
  /** Builds a signed request and shows how. */
  explainCloseRoom(roomId: TrtcRoomId, options?: SigningOptions): Explained;
  /** Reads the response to a built request; throws a {@link CloseRoomErrorKind} error. A room that is gone is an error here. */
  parseCloseRoom(response: HttpResponse): CloseRoomResult;
  /** Closes the room, with retries. At most 20 requests per second are allowed. */
  closeRoom(roomId: TrtcRoomId, options?: CallOptions): Promise<CloseRoomResult>;
  /** Verifies and reads a callback, from its raw body, unmodified. The signature covers the body, not the header `SdkAppId`. */
  verifyCallback(body: Body, options: TrtcCallbackOptions): TrtcCallback;
  /** Frees the memory in WebAssembly, where the secrets are wiped. Optional. */
  free(): void;
  /** The same as `free`, for `using`. */
  [Symbol.dispose](): void;
}

/** Makes a {@link Trtc}. */
export type TrtcConstructor = new (options: TrtcOptions) => Trtc;

/** A verified callback of TRTC, told apart by `event`. */
export type TrtcCallback = TrtcEvent | TrtcOtherEvent;

/** What all callbacks of TRTC have. */
export interface TrtcCallbackCommon {
  /** 1 room, 2 media. */
  eventGroupId: number;
  /** As the documents number it; 102 is `dismiss_room`. */
  eventType: number;
  /** When it was sent, in Unix milliseconds. */
  callbackTs: number;
  /** The whole body, as received. */
  raw: string;
}

/** An event of groups 1 and 2. */
export interface TrtcEvent extends TrtcCallbackCommon {
  /** What happened, as the documents name it: `EVENT_TYPE_DISMISS_ROOM` is `dismiss_room`. */
  event:
    | "create_room"
    | "dismiss_room"
    | "enter_room"
    | "exit_room"
    | "change_role"
    | "start_video"
    | "stop_video"
    | "start_audio"
    | "stop_audio"
    | "start_assist"
    | "stop_assist";
  /** The room, of the kind that the clients use; a bigint beyond 2⁵³. */
  roomId: TrtcRoomId;
  /** When it happened, in Unix seconds. */
  eventTs?: number;
  /** When it happened, in Unix milliseconds. */
  eventMsTs?: number;
  /** The user; none for the room's own events. */
  userId?: string;
  /** For applications of before 2021-07-30. */
  uniqueId?: string;
  /** 20 anchor, 21 audience. */
  role?: number;
  /** 1 Windows, 2 Android, 3 iOS, 4 Linux, 100 other. */
  terminalType?: number;
  /** 1 WebRTC, 2 mini program, 3 native SDK. */
  userType?: number;
  /** Entering: 1 voluntary, 2 network switch, 3 retry after timeout, 4 cross-room. Leaving: 1 voluntary, 2 timeout, 3 removed, 4 cross-room ended, 5 forced. */
  reason?: number;
}

/** Any other event; its fields are in `raw`. */
export interface TrtcOtherEvent extends TrtcCallbackCommon {
  /** Tells these events apart. */
  event: "other";
}
