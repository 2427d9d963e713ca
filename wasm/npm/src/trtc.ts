import type { TrtcCore } from "../generated/core.js";
import { type Core, typed } from "./core.js";
import { Input } from "./input.js";
import { present } from "./present.js";
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
    readonly #trtc: TrtcCore;

    constructor(options: TrtcOptions) {
      const { sdkAppId, secretId, secretKey, region } = input.object("Options", options);
      this.#trtc = core(
        ({ TrtcCore, TrtcOptions }) =>
          new TrtcCore(
            input.uint64("SdkAppId", sdkAppId),
            input.string("SecretId", secretId),
            input.string("SecretKey", secretKey),
            input.string("Region", region),
            new TrtcOptions(
              input.optionalString("Token", options.token),
              input.optionalString("Endpoint", options.endpoint),
              input.optionalString("SignatureMethod", options.signatureMethod),
              input.optionalString("HttpMethod", options.httpMethod),
              input.optionalString("Language", options.language),
              input.optionalBoolean("AllowAnyRoomId", options.allowAnyRoomId) ?? false,
            ),
          ),
      );
    }

    buildCloseRoom(roomId: TrtcRoomId, options: SigningOptions = {}): HttpRequest {
      const packed = core(() => this.#trtc.build(...room(roomId), ...input.signing(options)));
      return unpackRequest(packed);
    }

    explainCloseRoom(roomId: TrtcRoomId, options: SigningOptions = {}): Explained {
      const packed = core(() => this.#trtc.explain(...room(roomId), ...input.signing(options)));
      return unpackExplained(packed);
    }

    parseCloseRoom({ status, headers = {}, body }: HttpResponse): CloseRoomResult {
      return core(() =>
        this.#trtc.parse(
          input.integer("Status", status, 999),
          input.headers(headers),
          input.body(body),
        ),
      );
    }

    async closeRoom(roomId: TrtcRoomId, options: CallOptions = {}): Promise<CloseRoomResult> {
      try {
        return await core(({ CloseOptions }) =>
          this.#trtc.close(...room(roomId), new CloseOptions(...input.call(options))),
        );
      } catch (thrown) {
        throw typed(thrown);
      }
    }

    verifyCallback(body: Body, options: TrtcCallbackOptions): TrtcCallback {
      const { callbackKey, headers } = input.object("Options", options);
      const callback = core(({ verifyTrtcCallback }) =>
        verifyTrtcCallback(
          input.body(body),
          input.headers(headers),
          input.string("CallbackKey", callbackKey),
          ...input.freshness(options),
        ),
      );
      return present(callback);
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
  if (typeof roomId === "string") return [roomId, undefined];
  if (typeof roomId === "number" || typeof roomId === "bigint") {
    return [undefined, input.uint64("RoomId", roomId)];
  }
  return input.refuse("RoomId", "a string, a number or a bigint", roomId);
}
