/** A map of names to values, which the module asks for what it needs. */
export function mapOf<T>(named: Record<string, T>): Map<string, T> {
  return new Map(Object.entries(named));
}
