import type { Variables } from "./credentials.js";
import type { Option, Options } from "./options.js";
import type { Block, Section } from "./page.js";

/** How to use a command, and what for. */
export interface Example {
  what: string;
  commands: readonly string[];
}

export function optionsSection(options: Options): Section {
  return {
    title: "OPTIONS",
    blocks: Object.entries(options).map(([name, option]) => ({
      term: termOf(name, option),
      text: option.help,
    })),
  };
}

/** How the options that must be there are given. */
export function requiredOptions(options: Options): string[] {
  return Object.entries(options)
    .filter(([, { required }]) => required)
    .map(([name, option]) => termOf(name, option));
}

function termOf(name: string, { value, short }: Option): string {
  const long = value === undefined ? `--${name}` : `--${name} ${value}`;
  return short === undefined ? long : `-${short}, ${long}`;
}

export function environmentSection(variables: Variables): Section {
  return {
    title: "ENVIRONMENT",
    blocks: [
      "Credentials are read from the environment only, as other users of the machine can see arguments. An empty variable counts as not set.",
      ...Object.entries(variables).map(([term, { optional, help }]) => ({
        term,
        text: optional ? `${help} Optional.` : help,
      })),
      ...DISPLAY_VARIABLES,
    ],
  };
}

/** The variables that every command heeds. */
export const DISPLAY_VARIABLES: readonly Block[] = [
  {
    term: "NO_COLOR",
    text: "If set, neither colours nor bold headings, which are for terminals only anyway.",
  },
  {
    term: "COLUMNS",
    text: "How wide a page of help is where standard output is no terminal. Default: 80.",
  },
];

export function examplesSection(examples: readonly Example[]): Section {
  return {
    title: "EXAMPLES",
    blocks: examples.flatMap(({ what, commands }) => [
      what,
      ...commands.map((command) => ({ command })),
    ]),
  };
}

/** Other pages, and what they are about. */
export function seeAlsoSection(pages: Readonly<Record<string, string>>): Section {
  return {
    title: "SEE ALSO",
    blocks: Object.entries(pages).map(([name, text]) => ({ term: `closeroom help ${name}`, text })),
  };
}
