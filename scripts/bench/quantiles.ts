/** What some measurements in milliseconds come to. */
export interface Quantiles {
  p50: number;
  p95: number;
  p99: number;
  most: number;
}

/** The value that so many of all stay at or below. */
export function quantilesOf(times: readonly number[]): Quantiles {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), most: sorted.at(-1) ?? Number.NaN };
}

/** Does a piece of work some times and tells what each took; the first ones, which fill caches, do not count. */
export async function timesOf(rounds: number, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let round = -WARM_UP; round < rounds; round += 1) {
    const startedAt = performance.now();
    await work();
    if (round >= 0) times.push(performance.now() - startedAt);
  }
  return times;
}

const WARM_UP = 3;
