/** The settings that are text, by the names that errors give them, as the module asks for them. */
export function settings(
  named: Record<string, string | undefined>,
): Map<string, string | undefined> {
  return new Map(Object.entries(named));
}
