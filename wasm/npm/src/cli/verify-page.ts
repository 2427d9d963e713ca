import type { Provider } from "../index.js";
import type { Topic } from "./command.js";
import type { Variables } from "./credentials.js";
import { ERRORS } from "./errors.js";
import type { Options } from "./options.js";
import type { Block, Page } from "./page.js";
import {
  type Example,
  environmentSection,
  examplesSection,
  optionsSection,
  seeAlsoSection,
} from "./sections.js";

/** What the help says of one provider, besides its options and variables. */
export interface VerifyManual {
  summary: string;
  /** How it is called, up to its options. */
  usage: string;
  description: readonly string[];
  /** The members of a verified callback. */
  members: string;
  notes: readonly string[];
  examples: readonly Example[];
}

/** The help of a command that verifies callbacks. */
export function verifyPage(
  provider: Provider,
  manual: VerifyManual,
  options: Options,
  variables: Variables,
): Page {
  return {
    name: `closeroom verify ${provider}`,
    summary: manual.summary,
    synopsis: [`${manual.usage} [OPTION]... < BODY`],
    sections: [
      { title: "DESCRIPTION", blocks: [READING, ...manual.description] },
      optionsSection(options),
      environmentSection(variables),
      {
        title: "OUTPUT",
        blocks: [
          "To standard output: the event, its room, and its other fields by the names that --json has, times in UTC as well. To standard error: what went wrong, and notes.",
          "With --json, one of these to standard output, on one line:",
          { term: "A verified callback", text: manual.members },
          {
            term: "An error",
            text: '{"error": {"kind": "...", "message": "...", "retryable": false, ...}}',
          },
        ],
      },
      { title: "EXIT STATUS", blocks: EXIT_STATUS },
      {
        title: "ERRORS",
        blocks: KINDS.map((term) => ({ term, text: ERRORS[term] })),
      },
      examplesSection(manual.examples),
      { title: "NOTES", blocks: [...manual.notes, ...NOTES] },
      seeAlsoSection({ [provider]: "Close a room." }),
    ],
  };
}

/** The help on those commands together. */
export function verifyTopic(commands: readonly Topic[]): Topic {
  return {
    name: "verify",
    page: {
      name: "closeroom verify",
      summary: "verify a callback of a provider",
      synopsis: commands.flatMap(({ page }) => page.synopsis),
      sections: [
        {
          title: "DESCRIPTION",
          blocks: [READING, "The page of each command has its options, variables and examples."],
        },
        {
          title: "COMMANDS",
          blocks: commands.map(({ name, page }) => ({ term: name, text: `To ${page.summary}.` })),
        },
        seeAlsoSection(
          Object.fromEntries(commands.map(({ name }) => [name, "The page of that command."])),
        ),
      ],
    },
  };
}

const READING =
  "Reads the raw body of a callback from standard input, at most 1 MiB, checks its signature and its age, and prints the event. Nothing is sent.";

const KINDS = [
  "invalid_signature",
  "stale",
  "unexpected_response",
  "invalid_input",
  "cancelled",
] as const;

const EXIT_STATUS: readonly Block[] = [
  { term: "0", text: "The callback is verified." },
  {
    term: "1",
    text: "It is not: its signature does not match, it is too old or from the future, or it cannot be read.",
  },
  {
    term: "2",
    text: "Wrong usage: an argument, a variable of the environment, or standard input that is a terminal or cannot be read. Nothing was verified.",
  },
  { term: "130", text: "Interrupted by Ctrl-C." },
];

const NOTES = [
  "A callback that was verified once verifies again until it is too old. Where a repetition would hurt, remember the callbacks that were handled.",
];
