import type { ZegoCore } from "../generated/core.js";
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
  ZegoCallback,
  ZegoCallbackOptions,
  ZegoCloseRoomOptions,
  ZegoConstructor,
  ZegoOptions,
} from "./types.js";

const input = /*@__PURE__*/ new Input("zego");

/** The class `Zego`, on that module. */
export function zegoClass(core: Core): ZegoConstructor {
  return class Zego {
    readonly #zego: ZegoCore;

    constructor(options: ZegoOptions) {
      const { appId, serverSecret, endpoint, isTest } = input.object("Options", options);
      this.#zego = core(
        ({ ZegoCore }) =>
          new ZegoCore(
            input.integer("AppId", appId, 0xffff_ffff),
            input.string("ServerSecret", serverSecret),
            input.optionalString("Endpoint", endpoint),
            input.optionalBoolean("IsTest", isTest),
          ),
      );
    }

    buildCloseRoom(
      roomId: string,
      options: ZegoCloseRoomOptions & SigningOptions = {},
    ): HttpRequest {
      const packed = core(() =>
        this.#zego.build(...room(roomId, options), ...input.signing(options)),
      );
      return unpackRequest(packed);
    }

    explainCloseRoom(
      roomId: string,
      options: ZegoCloseRoomOptions & SigningOptions = {},
    ): Explained {
      const packed = core(() =>
        this.#zego.explain(...room(roomId, options), ...input.signing(options)),
      );
      return unpackExplained(packed);
    }

    parseCloseRoom({ status, headers = {}, body }: HttpResponse): CloseRoomResult {
      return core(() =>
        this.#zego.parse(
          input.integer("Status", status, 999),
          input.headers(headers),
          input.body(body),
        ),
      );
    }

    async closeRoom(
      roomId: string,
      options: ZegoCloseRoomOptions & CallOptions = {},
    ): Promise<CloseRoomResult> {
      try {
        return await core(({ CloseOptions }) =>
          this.#zego.close(...room(roomId, options), new CloseOptions(...input.call(options))),
        );
      } catch (thrown) {
        throw typed(thrown);
      }
    }

    verifyCallback(body: Body, options: ZegoCallbackOptions): ZegoCallback {
      const { callbackSecret } = input.object("Options", options);
      const callback = core(({ verifyZegoCallback }) =>
        verifyZegoCallback(
          input.body(body),
          input.string("CallbackSecret", callbackSecret),
          ...input.freshness(options),
        ),
      );
      return present(callback);
    }

    free(): void {
      this.#zego.free();
    }

    [Symbol.dispose](): void {
      this.free();
    }
  };
}

function room(
  roomId: string,
  options: ZegoCloseRoomOptions,
): [string, string | undefined, boolean | undefined] {
  return [
    input.string("RoomId", roomId),
    input.optionalString("CustomReason", options.customReason),
    input.optionalBoolean("RoomCloseCallback", options.roomCloseCallback),
  ];
}
