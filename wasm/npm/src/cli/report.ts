import type {
  CloseRoomError,
  CloseRoomResult,
  Explained,
  HttpRequest,
  Provider,
  TrtcCallback,
  ZegoCallback,
} from "../index.js";
import type { SessionToken } from "./curl.js";
import type { UsageError } from "./usage-error.js";

/** What a command is for. */
export type Task = "close" | "verify";

/** Tells the user how it went: as text for people, or as JSON for programs. */
export interface Report {
  /** A request that is not sent. */
  request(request: HttpRequest, token: SessionToken | undefined): void;
  /** A request that is not sent, and how it was signed. */
  explained(explained: Explained, token: SessionToken | undefined): void;
  /** The end that was asked for; with what to check if the room was gone already. */
  closed(room: string, result: CloseRoomResult, ifGone: string | undefined): void;
  /** A callback that is verified; with what that leaves open. */
  verified(callback: ZegoCallback | TrtcCallback, caveat: string | undefined): void;
  failed(error: CloseRoomError, task: Task): void;
  /** Wrong usage of what that topic is about, or of the program as such. */
  misused(error: UsageError, topic: string | undefined, provider: Provider | undefined): void;
}
