export { CloseRoomError, type CloseRoomErrorDetails } from "./error.js";
export type * from "./types.js";
