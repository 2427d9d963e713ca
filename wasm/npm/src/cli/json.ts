/**
 * The object as `JSON.stringify` writes it, but a member that is a bigint, which
 * that refuses, is a number to its last digit.
 */
export function exactJson(object: object): string {
  const members = Object.entries(object)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      return `${JSON.stringify(name)}:${typeof value === "bigint" ? value : JSON.stringify(value)}`;
    });
  return `{${members.join(",")}}`;
}
