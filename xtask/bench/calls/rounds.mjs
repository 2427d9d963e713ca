// Nanoseconds of a call, from runs of many, by turns.

/** Rounds that only warm up. */
const WARM_UP = 5;

/**
 * Samples of each candidate, in nanoseconds of a call, round by round, in a Map.
 *
 * @param runMs how long a run takes: short, so that the runs of a round meet the same machine
 * @param milliseconds gives how long a candidate took for that many calls
 */
export async function samplesOf(candidates, { runMs, rounds, milliseconds }) {
  const counts = new Map();
  for (const candidate of candidates) {
    counts.set(candidate, await countFor(candidate, runMs, milliseconds));
  }
  const samples = new Map(candidates.map((candidate) => [candidate, []]));
  for (let round = 0; round < WARM_UP + rounds; round++) {
    for (const candidate of round % 2 ? candidates.toReversed() : candidates) {
      const count = counts.get(candidate);
      const ns = (1e6 * (await milliseconds(candidate, count))) / count;
      if (round >= WARM_UP) samples.get(candidate).push(ns);
    }
  }
  return samples;
}

/** How many calls a run takes, by the fastest of several: anything may slow down one. */
async function countFor(candidate, runMs, milliseconds) {
  let calls = 16;
  for (;;) {
    let fastest = Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < 4; attempt++) {
      fastest = Math.min(fastest, await milliseconds(candidate, calls));
    }
    if (fastest > runMs / 4) return Math.ceil((calls * runMs) / fastest);
    calls *= 2;
  }
}
