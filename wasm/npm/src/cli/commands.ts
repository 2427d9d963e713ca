import type { Command } from "./command.js";
import { trtc } from "./trtc.js";
import { zego } from "./zego.js";

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [zego, trtc];
