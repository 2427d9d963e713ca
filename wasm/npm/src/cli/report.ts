import type {
  CloseRoomError,
  CloseRoomResult,
  Explained,
  HttpRequest,
  Provider,
} from "../index.js";
import type { SessionToken } from "./curl.js";
import type { UsageError } from "./usage-error.js";

/** Tells the user how it went: as text for people, or as JSON for programs. */
export interface Report {
  /** A request that is not sent. */
  request(request: HttpRequest, token: SessionToken | undefined): void;
  /** A request that is not sent, and how it was signed. */
  explained(explained: Explained, token: SessionToken | undefined): void;
  /** The end that was asked for; with what to check if the room was gone already. */
  closed(room: string, result: CloseRoomResult, ifGone: string | undefined): void;
  failed(error: CloseRoomError): void;
  /** Wrong usage of that command, or of the program as such. */
  misused(error: UsageError, command: string | undefined, provider: Provider | undefined): void;
}
