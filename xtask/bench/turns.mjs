// Runs by turns, so that whatever else the machine does hits all candidates alike.

/**
 * Runs every candidate once in each round, in one order and then in the other. Gives what
 * the runs of each gave: a Map from the candidate to its runs, round by round.
 */
export async function byTurns(candidates, rounds, run) {
  // The first runs only fill the caches of the file system.
  for (const candidate of candidates) await run(candidate);
  const runs = new Map(candidates.map((candidate) => [candidate, []]));
  for (let round = 0; round < rounds; round++) {
    for (const candidate of round % 2 === 0 ? candidates : candidates.toReversed()) {
      runs.get(candidate).push(await run(candidate));
    }
  }
  return runs;
}
