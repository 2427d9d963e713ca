import { createRequire } from "node:module";
import { main } from "./cli/main.js";
import { CloseRoomError, Trtc, Zego } from "./index.js";

const { version } = createRequire(import.meta.url)("../package.json");

process.exitCode = await main(process.argv.slice(2), { CloseRoomError, Trtc, Zego }, version);
