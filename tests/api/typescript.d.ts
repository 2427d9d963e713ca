// api.d.ts
export { CloseRoomError, type CloseRoomErrorDetails } from "./error.js";
export type * from "./types.js";

// error.d.ts
import type { CloseRoomErrorKind, Provider } from "./types.js";
export interface CloseRoomErrorDetails {
    kind: CloseRoomErrorKind;
    provider: Provider;
    message: string;
    retryable: boolean;
    field?: string;
    providerCode?: string;
    requestId?: string;
    httpStatus?: number;
    retryAfterMs?: number;
    cause?: unknown;
}
export declare class CloseRoomError extends Error {
    static readonly name = "CloseRoomError";
    readonly name = "CloseRoomError";
    readonly kind: CloseRoomErrorKind;
    readonly provider: Provider;
    readonly field?: string;
    readonly providerCode?: string;
    readonly requestId?: string;
    readonly httpStatus?: number;
    readonly retryable: boolean;
    readonly retryAfterMs?: number;
    constructor(details: CloseRoomErrorDetails);
    toJSON(): Omit<CloseRoomErrorDetails, "cause"> & {
        name: string;
    };
}
export declare function invalidInput(provider: Provider, field: string, what: string): CloseRoomError;

// index.d.ts
import type * as types from "./types.js";
export * from "./api.js";
export declare const Zego: types.ZegoConstructor;
export type Zego = types.Zego;
export declare const Trtc: types.TrtcConstructor;
export type Trtc = types.Trtc;

// types.d.ts
/// <reference lib="esnext.disposable" preserve="true" />
export type Provider = "zego" | "trtc";
export type CloseRoomErrorKind = "invalid_input" | "unauthorized" | "clock_skew" | "permission_denied" | "room_not_found" | "rate_limited" | "rejected" | "unavailable" | "unexpected_response" | "transport" | "deadline_exceeded" | "cancelled" | "invalid_signature" | "stale";
export interface HttpRequest {
    method: "GET" | "POST";
    url: string;
    headers: Record<string, string>;
    body?: string;
}
export interface HttpResponse {
    status: number;
    headers?: HeadersLike | undefined;
    body: Body;
}
export type HeadersLike = Iterable<readonly [string, string]> | Record<string, string | readonly string[] | undefined>;
export type Body = string | Uint8Array | ArrayBuffer;
export interface CloseRoomResult {
    status: "closed" | "alreadyGone";
    requestId: string;
    attempts: number;
}
export interface Explained {
    request: HttpRequest;
    steps: {
        name: string;
        value: string;
    }[];
}
export interface SigningOptions {
    timestamp?: number | undefined;
    nonce?: string | undefined;
}
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;
export interface CallOptions {
    signal?: AbortSignal | undefined;
    timeoutMs?: number | undefined;
    maxAttempts?: number | undefined;
    fetch?: Fetch | undefined;
    alreadyGoneIsError?: boolean | undefined;
    paced?: boolean | undefined;
}
export interface FreshnessOptions {
    now?: number | undefined;
    toleranceSeconds?: number | undefined;
}
export type ZegoEndpoint = "unified" | "sha" | "hkg" | "fra" | "lax" | "bom" | "sgp" | (string & {});
export interface ZegoOptions {
    appId: number;
    serverSecret: string;
    endpoint?: ZegoEndpoint | undefined;
    isTest?: boolean | undefined;
}
export interface ZegoCloseRoomOptions {
    customReason?: string | undefined;
    roomCloseCallback?: boolean | undefined;
}
export interface ZegoCallbackOptions extends FreshnessOptions {
    callbackSecret: string;
}
export interface Zego {
    buildCloseRoom(roomId: string, options?: ZegoCloseRoomOptions & SigningOptions): HttpRequest;
    explainCloseRoom(roomId: string, options?: ZegoCloseRoomOptions & SigningOptions): Explained;
    parseCloseRoom(response: HttpResponse): CloseRoomResult;
    closeRoom(roomId: string, options?: ZegoCloseRoomOptions & CallOptions): Promise<CloseRoomResult>;
    verifyCallback(body: Body, options: ZegoCallbackOptions): ZegoCallback;
    free(): void;
    [Symbol.dispose](): void;
}
export type ZegoConstructor = new (options: ZegoOptions) => Zego;
export type ZegoCallback = ZegoRoomClose | ZegoRoomLogout | ZegoStreamClose | ZegoOtherEvent;
export interface ZegoCallbackCommon {
    appId?: number;
    timestamp: number;
    nonce: string;
    raw: string;
}
export interface ZegoRoomClose extends ZegoCallbackCommon {
    event: "room_close";
    roomId: string;
    roomSessionId?: string;
    closeReason?: number;
    roomCloseTime?: number;
}
export interface ZegoRoomLogout extends ZegoCallbackCommon {
    event: "room_logout";
    roomId: string;
    roomSeq?: string;
    userAccount: string;
    userNickname?: string;
    sessionId?: string;
    loginTime?: number;
    logoutTime?: number;
    reason?: number;
    userRole?: number;
    userUpdateSeq?: number;
}
export interface ZegoStreamClose extends ZegoCallbackCommon {
    event: "stream_close";
    roomId: string;
    roomSessionId?: string;
    userId?: string;
    userName?: string;
    channelId?: string;
    type?: number;
    streamAlias?: string;
    streamId?: string;
    streamSid?: string;
    streamSeq?: string;
    thirdDefineData?: string;
    createTimeMs?: number;
    destroyTimeMs?: number;
}
export interface ZegoOtherEvent extends ZegoCallbackCommon {
    event: "other";
    name: string;
}
export type TrtcRegion = "ap-beijing" | "ap-guangzhou" | "ap-singapore" | "ap-mumbai" | (string & {});
export type TrtcEndpoint = "china" | "intl" | "ap-bangkok" | "ap-beijing" | "ap-chengdu" | "ap-chongqing" | "ap-guangzhou" | "ap-hongkong" | "ap-jakarta" | "ap-nanjing" | "ap-seoul" | "ap-shanghai" | "ap-singapore" | "ap-tokyo" | "eu-frankfurt" | "na-ashburn" | "na-siliconvalley" | "sa-saopaulo" | (string & {});
export type TrtcSignatureMethod = "TC3-HMAC-SHA256" | "HmacSHA256" | "HmacSHA1";
export interface TrtcOptions {
    sdkAppId: number | bigint;
    secretId: string;
    secretKey: string;
    token?: string | undefined;
    region: TrtcRegion;
    endpoint?: TrtcEndpoint | undefined;
    signatureMethod?: TrtcSignatureMethod | undefined;
    httpMethod?: "POST" | "GET" | undefined;
    language?: "zh-CN" | "en-US" | undefined;
    allowAnyRoomId?: boolean | undefined;
}
export type TrtcRoomId = string | number | bigint;
export interface TrtcCallbackOptions extends FreshnessOptions {
    headers: HeadersLike;
    callbackKey: string;
}
export interface Trtc {
    buildCloseRoom(roomId: TrtcRoomId, options?: SigningOptions): HttpRequest;
    explainCloseRoom(roomId: TrtcRoomId, options?: SigningOptions): Explained;
    parseCloseRoom(response: HttpResponse): CloseRoomResult;
    closeRoom(roomId: TrtcRoomId, options?: CallOptions): Promise<CloseRoomResult>;
    verifyCallback(body: Body, options: TrtcCallbackOptions): TrtcCallback;
    free(): void;
    [Symbol.dispose](): void;
}
export type TrtcConstructor = new (options: TrtcOptions) => Trtc;
export type TrtcCallback = TrtcEvent | TrtcOtherEvent;
export interface TrtcCallbackCommon {
    eventGroupId: number;
    eventType: number;
    callbackTs: number;
    raw: string;
}
export interface TrtcEvent extends TrtcCallbackCommon {
    event: "create_room" | "dismiss_room" | "enter_room" | "exit_room" | "change_role" | "start_video" | "stop_video" | "start_audio" | "stop_audio" | "start_assist" | "stop_assist";
    roomId: TrtcRoomId;
    eventTs?: number;
    eventMsTs?: number;
    userId?: string;
    uniqueId?: string;
    role?: number;
    terminalType?: number;
    userType?: number;
    reason?: number;
}
export interface TrtcOtherEvent extends TrtcCallbackCommon {
    event: "other";
}

