/** As many values or rows as one statement is given, on either engine. */
const MOST_AT_ONCE = 500;

/** A list cut into pieces for statements that each take so many values; no piece for an empty list. */
export function chunksOf<T>(all: readonly T[], size = MOST_AT_ONCE): T[][] {
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, index) => all.slice(index * size, (index + 1) * size));
}
