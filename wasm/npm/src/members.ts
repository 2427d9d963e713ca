/** An object out of names and values in turn, as the module gives it. */
export function objectOf<T>(members: unknown[]): T {
  const object: Record<string, unknown> = {};
  for (let at = 0; at + 1 < members.length; at += 2) {
    object[members[at] as string] = members[at + 1];
  }
  return object as T;
}

/** A map of names to values, which the module asks for what it needs. */
export function mapOf<T>(named: Record<string, T>): Map<string, T> {
  return new Map(Object.entries(named));
}
