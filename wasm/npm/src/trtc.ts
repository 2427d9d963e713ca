import type { TrtcCore } from "../generated/core.js";
import type { Core } from "./core.js";
import { Handle } from "./handle.js";
import { Input } from "./input.js";
import { objectOf } from "./members.js";
import { unpackExplained, unpackRequest } from "./request.js";
import type {
  Body,
  CallOptions,
  CloseRoomResult,
  Explained,
  HttpRequest,
  HttpResponse,
  SigningOptions,
  TrtcCallback,
  TrtcCallbackOptions,
  TrtcConstructor,
  TrtcOptions,
  TrtcRoomId,
} from "./types.js";

const input = /*@__PURE__*/ new Input("trtc");

/** The class `Trtc`, on that module. */
export function trtcClass(core: Core): TrtcConstructor {
  return class Trtc {
    readonly #trtc: Handle<TrtcCore>;

    constructor(options: TrtcOptions) {
      const { sdkAppId, secretId, secretKey, region } = input.object("Options", options);
      const { token, endpoint, signatureMethod, httpMethod, language, allowAnyRoomId } = options;
      this.#trtc = new Handle(
        "trtc",
        core,
        ({ TrtcCore }) =>
          new TrtcCore(
            input.uint64("SdkAppId", sdkAppId),
            input.string("SecretId", secretId),
            input.string("SecretKey", secretKey),
            input.string("Region", region),
            input.optionalString("Token", token),
            input.optionalString("Endpoint", endpoint),
            input.optionalString("SignatureMethod", signatureMethod),
            input.optionalString("HttpMethod", httpMethod),
            input.optionalString("Language", language),
            input.optionalBoolean("AllowAnyRoomId", allowAnyRoomId) ?? false,
          ),
      );
    }

    buildCloseRoom(roomId: TrtcRoomId, options: SigningOptions = {}): HttpRequest {
      const packed = this.#trtc.use((trtc) =>
        trtc.build(...room(roomId), ...input.signing(options)),
      );
      return unpackRequest(packed);
    }

    explainCloseRoom(roomId: TrtcRoomId, options: SigningOptions = {}): Explained {
      const packed = this.#trtc.use((trtc) =>
        trtc.explain(...room(roomId), ...input.signing(options)),
      );
      return unpackExplained(packed);
    }

    parseCloseRoom(response: HttpResponse): CloseRoomResult {
      return objectOf<CloseRoomResult>(
        this.#trtc.use((trtc) => trtc.parse(...input.response(response))),
      );
    }

    async closeRoom(roomId: TrtcRoomId, options: CallOptions = {}): Promise<CloseRoomResult> {
      return input.call(options, (settings) =>
        this.#trtc.use((trtc) => trtc.close(...room(roomId), ...settings)),
      );
    }

    verifyCallback(body: Body, options: TrtcCallbackOptions): TrtcCallback {
      const { callbackKey, headers } = input.object("Options", options);
      const members = core(({ verifyTrtcCallback }) =>
        verifyTrtcCallback(
          input.body(body),
          input.headers(headers),
          input.string("CallbackKey", callbackKey),
          ...input.freshness(options),
        ),
      );
      return objectOf<TrtcCallback>(members);
    }

    free(): void {
      this.#trtc.free();
    }

    [Symbol.dispose](): void {
      this.free();
    }
  };
}

/** A string room by its text, a numeric one by its number. */
function room(roomId: TrtcRoomId): [string | undefined, bigint | undefined] {
  if (typeof roomId === "string") return [input.string("RoomId", roomId), undefined];
  if (typeof roomId === "number" || typeof roomId === "bigint") {
    return [undefined, input.uint64("RoomId", roomId)];
  }
  return input.refuse("RoomId", "a string, a number or a bigint", roomId);
}
