// The error that comes of closing a room from a page.
import { CloseRoomError, Trtc, Zego } from "closeroom";

const CLIENTS = { zego: Zego, trtc: Trtc };

globalThis.errorOfClosing = async (provider, options) => {
  try {
    await new CLIENTS[provider](options).closeRoom("lobby", { maxAttempts: 1 });
  } catch (error) {
    const { name, message } = error;
    return { ...error, name, message, isTyped: error instanceof CloseRoomError };
  }
};
