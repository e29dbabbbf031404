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
