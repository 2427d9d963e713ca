// A program that imports the package and uses nothing of it.
// biome-ignore lint/correctness/noUnusedImports: that is the point
import { CloseRoomError, Trtc, Zego } from "closeroom";

console.log("hello");
