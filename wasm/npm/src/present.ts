/** The object without the members that are `undefined`: what is absent is absent. */
export function present<T extends object>(object: T): T {
  const members = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.fromEntries(members) as T;
}
