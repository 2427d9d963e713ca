import type { CloseRoomErrorKind } from "../index.js";
import type { Command } from "./command.js";
import type { Page } from "./page.js";

/** The help of the program as a whole. */
export function programPage(commands: readonly Command[]): Page {
  return {
    name: "closeroom",
    summary: "close live RTC rooms of ZEGOCLOUD and Tencent TRTC",
    synopsis: [
      ...commands.flatMap(({ page }) => page.synopsis),
      "closeroom help [COMMAND]",
      "closeroom --version",
    ],
    sections: [
      {
        title: "DESCRIPTION",
        blocks: [
          "Closes a room: everyone in it is removed. Signs the request, sends it, repeats it where that helps and is safe, and says how it ended. Closing a room that is gone already is a success too.",
          "The page of each command has its options, the environment variables with the credentials, the exit statuses and examples.",
        ],
      },
      {
        title: "COMMANDS",
        blocks: [
          ...commands.map(({ name, page }) => ({ term: name, text: `To ${page.summary}.` })),
          { term: "help [COMMAND]", text: "Print this page, or the one of a command." },
        ],
      },
      {
        title: "ERRORS",
        blocks: [
          "The kinds of errors. Exit status 2 goes with invalid_input, 130 with cancelled, 1 with all others.",
          ...ERRORS,
        ],
      },
    ],
  };
}

const ERRORS = Object.entries({
  invalid_input: "Wrong usage: refused before anything was signed.",
  unauthorized: "Credentials or signature refused. Check app id and secret.",
  clock_skew: "The signature has expired. Fix the clock of this machine.",
  permission_denied: "Signed correctly, but not allowed: a service that is not enabled, a policy.",
  room_not_found: "The room does not exist; an error with --fail-if-gone only.",
  rate_limited: "Too many requests.",
  rejected: "The provider refused a parameter or the call.",
  unavailable: "A failure on the provider's side. It may work later.",
  unexpected_response: "Not what the provider documents, such as a page of a proxy.",
  transport: "The provider could not be reached.",
  deadline_exceeded: "The time of --timeout was up.",
  cancelled: "Interrupted by Ctrl-C.",
} satisfies Partial<Record<CloseRoomErrorKind, string>>).map(([term, text]) => ({ term, text }));
