/**
 * The object as JSON, in which a member that is a bigint is a number to its
 * last digit; `JSON.stringify` refuses those.
 */
export function exactJson(object: object): string {
  const members = Object.entries(object).map(([name, value]) => {
    return `${JSON.stringify(name)}:${typeof value === "bigint" ? value : JSON.stringify(value)}`;
  });
  return `{${members.join(",")}}`;
}
