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
    /** Whatever a minifier makes of the class's own. */
    static readonly name = "Zego";
    readonly #client: Handle<Client>;

    constructor(options: ZegoOptions) {
      const { appId, serverSecret, endpoint, isTest } = input.object("Options", options);
      this.#client = new Handle("zego", core, ({ Client }) =>
        Client.zego(
          input.integer("AppId", appId, 0xffff_ffff),
          mapOf({
            ServerSecret: input.string("ServerSecret", serverSecret),
            Endpoint: input.optionalString("Endpoint", endpoint),
          }),
          input.optionalBoolean("IsTest", isTest),
        ),
      );
    }

    buildCloseRoom(
      roomId: string,
      options: ZegoCloseRoomOptions & SigningOptions = {},
    ): HttpRequest {
      const packed = this.#client.use((client) =>
        client.request(...room(roomId, options), ...input.signing(options), false),
      );
      return unpackRequest(packed);
    }

    explainCloseRoom(
      roomId: string,
      options: ZegoCloseRoomOptions & SigningOptions = {},
    ): Explained {
      const packed = this.#client.use((client) =>
        client.request(...room(roomId, options), ...input.signing(options), true),
      );
      return unpackExplained(packed);
    }

    parseCloseRoom(response: HttpResponse): CloseRoomResult {
      return JSON.parse(this.#client.use((client) => client.parse(...input.response(response))));
    }

    async closeRoom(
      roomId: string,
      options: ZegoCloseRoomOptions & CallOptions = {},
    ): Promise<CloseRoomResult> {
      return call(input.call(options), (settings, outcome) =>
        this.#client.use((client) => {
          client.close(...room(roomId, options), ...settings);
          return outcome;
        }),
      );
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
      return callbackOf(callback);
    }

    free(): void {
      this.#client.free();
    }

    [Symbol.dispose](): void {
      this.free();
    }
  };
}

function room(
  roomId: string,
  options: ZegoCloseRoomOptions,
): [string, undefined, string | undefined, boolean | undefined] {
  input.object("Options", options);
  return [
    input.string("RoomId", roomId),
    undefined,
    input.optionalString("CustomReason", options.customReason),
    input.optionalBoolean("RoomCloseCallback", options.roomCloseCallback),
  ];
}
