import type { Client } from "../generated/core.js";
import { call } from "./call.js";
import type { Core } from "./core.js";
import { Handle } from "./handle.js";
import { Input } from "./input.js";
import { callbackOf, mapOf } from "./members.js";
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
    /** Whatever a minifier makes of the class's own. */
    static readonly name = "Trtc";
    readonly #client: Handle<Client>;

    constructor(options: TrtcOptions) {
      const { sdkAppId, secretId, secretKey, region } = input.object("Options", options);
      const { token, endpoint, signatureMethod, httpMethod, language, allowAnyRoomId } = options;
      this.#client = new Handle("trtc", core, ({ Client }) =>
        Client.trtc(
          input.uint64("SdkAppId", sdkAppId),
          mapOf({
            SecretId: input.string("SecretId", secretId),
            SecretKey: input.string("SecretKey", secretKey),
            Region: input.string("Region", region),
            Token: input.optionalString("Token", token),
            Endpoint: input.optionalString("Endpoint", endpoint),
            SignatureMethod: input.optionalString("SignatureMethod", signatureMethod),
            HttpMethod: input.optionalString("HttpMethod", httpMethod),
            Language: input.optionalString("Language", language),
          }),
          input.optionalBoolean("AllowAnyRoomId", allowAnyRoomId) ?? false,
        ),
      );
    }

    buildCloseRoom(roomId: TrtcRoomId, options: SigningOptions = {}): HttpRequest {
      const packed = this.#client.use((client) =>
        client.request(...room(roomId), ...input.signing(options), false),
      );
      return unpackRequest(packed);
    }

    explainCloseRoom(roomId: TrtcRoomId, options: SigningOptions = {}): Explained {
      const packed = this.#client.use((client) =>
        client.request(...room(roomId), ...input.signing(options), true),
      );
      return unpackExplained(packed);
    }

    parseCloseRoom(response: HttpResponse): CloseRoomResult {
      return JSON.parse(this.#client.use((client) => client.parse(...input.response(response))));
    }

    async closeRoom(roomId: TrtcRoomId, options: CallOptions = {}): Promise<CloseRoomResult> {
      return call(input.call(options), (settings, outcome) =>
        this.#client.use((client) => {
          client.close(...room(roomId), ...settings);
          return outcome;
        }),
      );
    }

    verifyCallback(body: Body, options: TrtcCallbackOptions): TrtcCallback {
      const { callbackKey, headers } = input.object("Options", options);
      const json = core(({ verifyTrtcCallback }) =>
        verifyTrtcCallback(
          input.body(body),
          input.headers(headers),
          input.string("CallbackKey", callbackKey),
          ...input.freshness(options),
        ),
      );
      const { roomNumber, ...callback } = callbackOf(json);
      // Beyond what a number holds.
      if (roomNumber) callback.roomId = BigInt(roomNumber);
      return callback;
    }

    free(): void {
      this.#client.free();
    }

    [Symbol.dispose](): void {
      this.free();
    }
  };
}

/** A string room by its text, a numeric one by its number. */
function room(roomId: TrtcRoomId): [string, bigint | undefined, undefined, undefined] {
  if (typeof roomId === "string") {
    return [input.string("RoomId", roomId), undefined, undefined, undefined];
  }
  if (typeof roomId === "number" || typeof roomId === "bigint") {
    return ["", input.uint64("RoomId", roomId), undefined, undefined];
  }
  return input.refuse("RoomId", "a string, a number or a bigint", roomId);
}
