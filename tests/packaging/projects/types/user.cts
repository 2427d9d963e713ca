// What users write in CommonJS.
import closeroom = require("closeroom");

const { Trtc, Zego } = closeroom;

const zego: closeroom.Zego = new Zego({ appId: 1, serverSecret: "secret" });
const trtc = new Trtc({ sdkAppId: 1n, secretId: "id", secretKey: "key", region: "ap-beijing" });
const request: closeroom.HttpRequest = zego.buildCloseRoom("room");
const result: Promise<closeroom.CloseRoomResult> = trtc.closeRoom(1234n);

export = async (): Promise<string> => {
  try {
    return (await result).status + request.url;
  } catch (error) {
    if (!(error instanceof closeroom.CloseRoomError)) throw error;
    const kind: closeroom.CloseRoomErrorKind = error.kind;
    return kind;
  }
};

// @ts-expect-error no default export
closeroom.default;
// @ts-expect-error ZEGOCLOUD has no numeric rooms
zego.closeRoom(1234);
