const LEAST_HIDDEN = 4;

/**
 * Hides the middle of a text by asterisks and shows `head` and `tail` characters of it; only the tail, or nothing,
 * when fewer than four characters would be hidden otherwise.
 */
export function maskMiddle(text: string, head: number, tail: number): string {
  const characters = [...text];
  const hidden = characters.length - head - tail;
  if (hidden < LEAST_HIDDEN && head > 0) return maskMiddle(text, 0, tail);
  if (hidden < LEAST_HIDDEN) return '*'.repeat(characters.length);
  return (
    characters.slice(0, head).join('') +
    '*'.repeat(hidden) +
    characters.slice(characters.length - tail).join('')
  );
}

/** How two texts differ that are told apart by nothing that their mask shows. */
export type HiddenDifference =
  /** Characters, from the first one as 1, in which texts of the same length differ. */
  | { places: number[] }
  /** How many characters the second one is longer; negative when it is shorter. */
  | { longerBy: number };

/** Where two texts differ, without any character of them; null when they, or what their masks show of them, tell it. */
export function hiddenDifference(
  first: string,
  second: string,
  mask: (text: string) => string,
): HiddenDifference | null {
  if (first === second || mask(first) !== mask(second)) return null;
  const [one, other] = [[...first], [...second]];
  if (one.length !== other.length) return { longerBy: other.length - one.length };
  return { places: one.flatMap((character, at) => (character === other[at] ? [] : [at + 1])) };
}
