import type { Command, Topic } from "./command.js";
import { trtc } from "./trtc.js";
import { verifyTopic } from "./verify-page.js";
import { verifyTrtc } from "./verify-trtc.js";
import { verifyZego } from "./verify-zego.js";
import { zego } from "./zego.js";

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [zego, trtc, verifyZego, verifyTrtc];

/** The words that are no command by themselves. */
const groups: readonly Topic[] = [verifyTopic([verifyZego, verifyTrtc])];

/** All that has a page of help. */
export const topics: readonly Topic[] = [...commands, ...groups];
