import type { Variables } from "./credentials.js";
import type { Library } from "./library.js";
import type { Options } from "./options.js";
import { UsageError } from "./usage-error.js";

/**
 * Input that the library refuses is wrong usage. Its message begins with the
 * name of a field: before that goes the argument or variable it came from.
 * Options that it advises are written as those of the command line.
 */
export function asWrongUsage(
  thrown: unknown,
  options: Options,
  variables: Variables,
  { CloseRoomError }: Library,
): unknown {
  if (!(thrown instanceof CloseRoomError) || thrown.kind !== "invalid_input") return thrown;
  const { message } = thrown;
  const sources: (readonly [source: string, field: string | undefined])[] = [
    ["ROOM", "RoomId"],
    ...Object.entries(options).map(([name, { field }]) => [`--${name}`, field] as const),
    ...Object.entries(variables).map(([name, { field }]) => [name, field] as const),
  ];
  const sourceOf = (name: string) => sources.find(([, field]) => field === name)?.[0];
  const advice = message.replace(/(?<=.)\b[A-Z]\w+/g, (name) => sourceOf(name) ?? name);
  const source = sourceOf(message.split(" ", 1)[0] as string);
  return new UsageError(source === undefined ? advice : `${source}: ${advice}`);
}
