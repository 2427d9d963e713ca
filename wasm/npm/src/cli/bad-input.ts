import type { Variables } from "./credentials.js";
import type { Library } from "./library.js";
import type { Options } from "./options.js";
import { UsageError } from "./usage-error.js";

/**
 * Input that the library refuses is wrong usage: before its message goes the
 * argument or variable that the field came from.
 */
export function asWrongUsage(
  thrown: unknown,
  options: Options,
  variables: Variables,
  { CloseRoomError }: Library,
): unknown {
  if (!(thrown instanceof CloseRoomError) || thrown.kind !== "invalid_input") return thrown;
  const { field, message } = thrown;
  const sources: (readonly [source: string, field: string | undefined])[] = [
    ["ROOM", "RoomId"],
    ...Object.entries(options).map(([name, { field }]) => [`--${name}`, field] as const),
    ...Object.entries(variables).map(([name, { field }]) => [name, field] as const),
  ];
  const source = sources.find(([, name]) => name === field)?.[0];
  const lifting = Object.entries(options).find(([, { lifts }]) => lifts && lifts === field)?.[0];
  const advice = lifting === undefined ? message : `${message}; see --${lifting}`;
  return new UsageError(source === undefined ? advice : `${source}: ${advice}`);
}
