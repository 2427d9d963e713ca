/** A map of names to values, which the module asks for what it needs. */
export function mapOf<T>(named: Record<string, T>): Map<string, T> {
  return new Map(Object.entries(named));
}

/** A callback as the module gives it: its members as JSON, and from the next line on its body. */
export function callbackOf(text: string) {
  const end = text.indexOf("\n");
  const callback = JSON.parse(text.slice(0, end));
  callback.raw = text.slice(end + 1);
  return callback;
}
