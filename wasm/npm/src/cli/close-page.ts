import type { Provider } from "../index.js";
import type { Variables } from "./credentials.js";
import type { Option, Options } from "./options.js";
import type { Block, Page } from "./page.js";

/** What the help says of one provider, besides its options and variables. */
export interface CloseManual {
  summary: string;
  description: string;
  /** What the id of a room is. */
  room: string;
  /** How long a signature can be used. */
  validMinutes: number;
  notes: readonly string[];
  examples: readonly { what: string; lines: readonly string[] }[];
}

/** The help of a command that closes rooms. */
export function closePage(
  provider: Provider,
  manual: CloseManual,
  options: Options,
  variables: Variables,
): Page {
  const required = Object.entries(options)
    .filter(([, option]) => option.required)
    .map((named) => `${termOf(named)} `);
  return {
    name: `closeroom ${provider}`,
    summary: manual.summary,
    synopsis: [`closeroom ${provider} ROOM ${required.join("")}[OPTION]...`],
    sections: [
      {
        title: "DESCRIPTION",
        blocks: [
          manual.description,
          "A room that does not exist, or not any more, counts as closed.",
        ],
      },
      {
        title: "ARGUMENTS",
        blocks: [
          { term: "ROOM", text: `${manual.room} One that begins with - goes last, behind --.` },
        ],
      },
      {
        title: "OPTIONS",
        blocks: Object.entries(options).map((named) => ({
          term: termOf(named),
          text: named[1].help,
        })),
      },
      {
        title: "ENVIRONMENT",
        blocks: [
          "Credentials are read from the environment only; an empty variable counts as not set.",
          ...Object.entries(variables).map(([term, { optional, help }]) => ({
            term,
            text: optional ? `${help} Optional.` : help,
          })),
          { term: "NO_COLOR", text: "If set, no colours, which are for terminals only anyway." },
        ],
      },
      { title: "OUTPUT", blocks: OUTPUT },
      { title: "EXIT STATUS", blocks: EXIT_STATUS },
      {
        title: "EXAMPLES",
        blocks: manual.examples.flatMap(({ what, lines }) => [
          what,
          { lines: lines.map((line) => `    ${line}`) },
        ]),
      },
      {
        title: "NOTES",
        blocks: [
          `What --dry-run and --explain print is a credential: whoever has it can close the room with it, up to ${manual.validMinutes} minutes after its timestamp.`,
          ...manual.notes,
        ],
      },
    ],
  };
}

function termOf([name, { value, short }]: [string, Option]): string {
  const long = value === undefined ? `--${name}` : `--${name} ${value}`;
  return short === undefined ? long : `-${short}, ${long}`;
}

const OUTPUT: readonly Block[] = [
  "To standard output: how it ended (closed or already gone), the room, the provider's request id, and how many requests were sent. To standard error: what went wrong. With --json one of these, to standard output, each on one line:",
  {
    lines: [
      '    {"status":"closed"|"alreadyGone","requestId":"…","attempts":1}',
      '    {"method":"GET"|"POST","url":"…","headers":{…},"body":"…"}  (--dry-run)',
      '    {"request":{…},"steps":[{"name":"…","value":"…"},…]}        (--explain)',
      '    {"error":{"kind":"…","message":"…","retryable":false,…}}',
    ],
  },
  "closeroom --help lists the kinds of errors.",
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
