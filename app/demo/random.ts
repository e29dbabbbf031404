/** A deterministic source of chance (mulberry32): the same seed, the same demo. */
export interface Chance {
  /** A whole number from 0 to `below` − 1. */
  whole(below: number): number;
  /** One of the items. */
  pick<T>(items: readonly T[]): T;
  /** True in `percent` of 100 cases. */
  happens(percent: number): boolean;
}

/** A source of chance that starts from a seed. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (below: number) => Math.floor(next() * below);
  return {
    whole,
    pick: (items) => items[whole(items.length)]!,
    happens: (percent) => next() * 100 < percent,
  };
}
