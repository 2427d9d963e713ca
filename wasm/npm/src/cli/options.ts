import { parseArgs } from "node:util";
import { nearest } from "./nearest.js";
import { UsageError } from "./usage-error.js";

/** Options, by their names without the dashes. */
export type Options = Readonly<Record<string, Option>>;

export interface Option {
  /** What the help calls its value; without one it is a switch. */
  readonly value?: string;
  readonly required?: true;
  /** Whether it may be given more than once. */
  readonly repeatable?: true;
  /** A second spelling of one letter. */
  readonly short?: string;
  /** What the library's messages call it. */
  readonly field?: string;
  /** The field whose check it lifts. */
  readonly lifts?: string;
  readonly help: string;
}

/** The values of options, by the same names. */
export type Values<O extends Options> = {
  [Name in keyof O]: O[Name] extends { required: true } ? ValueOf<O[Name]> : Optional<O[Name]>;
};

type ValueOf<O extends Option> = O extends { repeatable: true }
  ? readonly string[]
  : O extends { value: string }
    ? string
    : boolean;
type Optional<O extends Option> = ValueOf<O> | undefined;

/** What was given, of whatever options. */
export type Given = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** Arguments, told apart. Whether the options are right is for `checkOptions` to say. */
export interface Arguments {
  given: Given;
  optionTokens: readonly OptionToken[];
  /** What is neither an option nor the value of one. */
  positionals: readonly Positional[];
}

export interface Positional {
  value: string;
  /** Whether it stands behind `--`. */
  isBehindDashes: boolean;
}

/** Tells options from positional arguments. */
export function parse(options: Options, args: string[]): Arguments {
  const config = Object.entries(options).map(([name, { value, short, repeatable = false }]) => [
    name,
    {
      type: value === undefined ? "boolean" : "string",
      multiple: repeatable,
      ...(short && { short }),
    },
  ]);
  const { values, tokens } = parseArgs({
    args,
    options: Object.fromEntries(config),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const end = tokens.find(({ kind }) => kind === "option-terminator")?.index ?? args.length;
  return {
    given: values as Given,
    optionTokens: tokens.filter((token) => token.kind === "option"),
    positionals: tokens
      .filter((token) => token.kind === "positional")
      .map(({ value, index }) => ({ value, isBehindDashes: index > end })),
  };
}

/**
 * Refuses wrong options; the advice is for what is no option.
 * No message shows a value: it may be a secret in the wrong place.
 */
export function checkOptions(
  tokens: readonly OptionToken[],
  options: Options,
  advice: string,
): void {
  for (const token of tokens) {
    const option = optionNamed(token.name, options);
    if (option === undefined) throw noOption(token, options, advice);
    check(token, option);
  }
}

/** Not of an object's own making: there is no option `--constructor`. */
export function optionNamed(name: string, options: Options): Option | undefined {
  return Object.hasOwn(options, name) ? options[name] : undefined;
}

/** Whether it is one of the options; of a short one its value may follow at once. */
export function isOption(flag: string, options: Options): boolean {
  return flag.startsWith("--")
    ? optionNamed(flag.slice(2), options) !== undefined
    : Object.values(options).some(({ short }) => short !== undefined && flag[1] === short);
}

/** An option as it was given. */
interface OptionToken {
  name: string;
  rawName: string;
  value: string | undefined;
  inlineValue: boolean | undefined;
}

function noOption({ name, rawName }: OptionToken, options: Options, advice: string): UsageError {
  const meant = nearest(name, Object.keys(options));
  return new UsageError(
    `${rawName} is no option; ${meant === undefined ? advice : `did you mean --${meant}?`}`,
  );
}

/** What parseArgs checks when it is strict, whose messages differ between versions of Node. */
function check({ name, rawName, value, inlineValue }: OptionToken, option: Option): void {
  if (option.value === undefined && value !== undefined) {
    throw new UsageError(`${rawName} takes no value`);
  }
  if (
    option.value !== undefined &&
    (value === undefined || (!inlineValue && value.startsWith("-")))
  ) {
    throw new UsageError(
      `${rawName} needs a value: --${name} ${option.value}, or --${name}=${option.value} if it begins with -`,
    );
  }
}

/** The values of these options; the required ones are there. */
export function valuesOf<O extends Options>(options: O, given: Given): Values<O> {
  for (const [name, { value, required, help }] of Object.entries(options)) {
    if (required && given[name] === undefined) {
      throw new UsageError(`--${name} ${value} is missing. ${help}`);
    }
  }
  return given as Values<O>;
}

/** A number in decimal digits. Whether it is in range is for the library to say. */
export function wholeNumber(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) {
    throw new UsageError(`--${name} must be a whole number, in decimal digits`);
  }
  return Number(value);
}

/** The options among the arguments, each without its value. */
export function flagsOf(args: string[]): string[] {
  const end = args.indexOf("--");
  return args
    .slice(0, end < 0 ? args.length : end)
    .filter((argument) => argument.startsWith("-"))
    .map((argument) => argument.split("=", 1)[0] as string);
}

/** How a message names a flag: what follows a single letter may be a value. */
export function shownFlag(flag: string): string {
  return flag.startsWith("--") ? flag : flag.slice(0, 2);
}
