/** The library's values. They come from the entry, the only file that imports them. */
export type Library = Pick<typeof import("../index.js"), "CloseRoomError" | "Trtc" | "Zego">;
