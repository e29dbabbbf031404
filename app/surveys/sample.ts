import type { SampleUnit } from './survey';

/** The random sample of a round: the same people and the same seed draw the same sample on every machine. */

export const LARGEST_SEED = 2_147_483_647;

/** How many are drawn: a number of people, or a share in percent rounded up; never more than there are. */
export function sampleSize({
  people,
  wish,
  unit,
}: {
  people: number;
  wish: number;
  unit: SampleUnit;
}): number {
  return Math.min(people, unit === 'people' ? wish : Math.ceil((people * wish) / 100));
}

/**
 * Draws `size` of the people without putting any back (Fisher-Yates from the front).
 * @param people by their keyed hashes; their order does not matter, each stands there once
 * @returns the drawn in the order of drawing, so that a larger sample begins with the smaller one
 */
export function drawSample(
  people: readonly string[],
  { size, seed }: { size: number; seed: number },
): string[] {
  const pool = [...people].sort(byCode);
  const next = numbersFrom(seed);
  const count = Math.min(size, pool.length);
  for (let place = 0; place < count; place += 1) {
    const chosen = place + Math.floor(next() * (pool.length - place));
    [pool[place], pool[chosen]] = [pool[chosen]!, pool[place]!];
  }
  return pool.slice(0, count);
}

/** By code units: no language of the machine changes the order. */
function byCode(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

/** Numbers from 0 up to 1 that a seed determines (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
