/** The candidate that was probably meant: at most a third of it is mistyped. */
export function nearest(text: string, candidates: readonly string[]): string | undefined {
  const [best] = candidates
    .map((candidate) => ({ candidate, edits: editsBetween(text, candidate) }))
    .filter(({ candidate, edits }) => edits <= candidate.length / 3)
    .sort((one, other) => one.edits - other.edits);
  return best?.candidate;
}

/**
 * How many characters to insert, delete, replace, or swap with their neighbour
 * (the optimal string alignment distance).
 */
function editsBetween(from: string, to: string): number {
  // A row has the distances from one beginning of `from` to every beginning of `to`.
  const rows = [Array.from({ length: to.length + 1 }, (_, length) => length)];
  const distance = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= from.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= to.length; j++) {
      const isSame = from[i - 1] === to[j - 1];
      const isSwapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      rows[i]?.push(
        Math.min(
          distance(i - 1, j) + 1,
          distance(i, j - 1) + 1,
          distance(i - 1, j - 1) + (isSame ? 0 : 1),
          isSwapped ? distance(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return distance(from.length, to.length);
}
