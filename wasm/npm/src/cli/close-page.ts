import type { Provider } from "../index.js";
import type { Variables } from "./credentials.js";
import type { Options } from "./options.js";
import type { Block, Page } from "./page.js";
import {
  type Example,
  environmentSection,
  examplesSection,
  optionsSection,
  requiredOptions,
  seeAlsoSection,
} from "./sections.js";

/** What the help says of one provider, besides its options and variables. */
export interface CloseManual {
  summary: string;
  description: string;
  /** What the id of a room is. */
  room: string;
  /** How long a signature can be used. */
  validMinutes: number;
  notes: readonly string[];
  examples: readonly Example[];
}

/** The help of a command that closes rooms. */
export function closePage(
  provider: Provider,
  manual: CloseManual,
  options: Options,
  variables: Variables,
): Page {
  const words = ["closeroom", provider, "ROOM", ...requiredOptions(options), "[OPTION]..."];
  return {
    name: `closeroom ${provider}`,
    summary: manual.summary,
    synopsis: [words.join(" ")],
    sections: [
      {
        title: "DESCRIPTION",
        blocks: [
          manual.description,
          "A room that does not exist, or not any more, counts as closed.",
          "What fails for a while only is tried again: --attempts and --timeout say how often and how long. Every request is signed afresh. Redirects are not followed.",
        ],
      },
      {
        title: "ARGUMENTS",
        blocks: [
          {
            term: "ROOM",
            text: `${manual.room} One that begins with -, or is named verify or help, goes last, behind --.`,
          },
        ],
      },
      optionsSection(options),
      environmentSection(variables),
      { title: "OUTPUT", blocks: OUTPUT },
      { title: "EXIT STATUS", blocks: EXIT_STATUS },
      examplesSection(manual.examples),
      {
        title: "NOTES",
        blocks: [
          "After an error of kind transport, deadline_exceeded, unavailable or unexpected_response, and after Ctrl-C, the room may have been closed all the same.",
          `What --dry-run and --explain print is a credential: whoever has it can close the room with it, up to ${manual.validMinutes} minutes after its timestamp.`,
          ...manual.notes,
        ],
      },
      seeAlsoSection({
        [`verify ${provider}`]: "Verify the callbacks that follow.",
      }),
    ],
  };
}

const OUTPUT: readonly Block[] = [
  "To standard output: how it ended (closed or already gone), the room, the provider's request id, and how many requests were sent. To standard error: what went wrong, and notes.",
  "With --json, one of these to standard output, on one line:",
  {
    term: "The room is closed, or was gone",
    text: '{"status": "closed" or "alreadyGone", "requestId": "...", "attempts": 1}',
  },
  {
    term: "A request (--dry-run)",
    text: '{"method": "GET" or "POST", "url": "...", "headers": {...}, "body": "..."}; a GET has no body',
  },
  {
    term: "An explained request (--explain)",
    text: '{"request": {...}, "steps": [{"name": "...", "value": "..."}, ...]}',
  },
  {
    term: "An error",
    text: '{"error": {"kind": "...", "message": "...", "retryable": false, ...}}; closeroom --help lists the kinds',
  },
];

const EXIT_STATUS: readonly Block[] = [
  { term: "0", text: "The room is closed, or was gone already; or nothing was to be sent." },
  { term: "1", text: "The provider refused, or could not be reached in time." },
  {
    term: "2",
    text: "Wrong usage: an argument, a variable of the environment, or the room's id. Nothing was sent.",
  },
  { term: "130", text: "Interrupted by Ctrl-C. Whether the room was closed is unknown." },
];
