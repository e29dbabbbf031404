const LARGEST_BODY_BYTES = 12 * 1024 * 1024;
/** Where several files are sent at once, with or without JavaScript; only whoever may is read at all. */
const LARGER_BODIES: [RegExp, number][] = [
  [/^\/families\/[^/]+\/papers(\/kept)?(\.data)?$/, 42 * 1024 * 1024],
  [/^\/families\/import(\.data)?$/, 42 * 1024 * 1024],
];

/** How many bytes a request to an address may have, its files and what surrounds them. */
export function largestBody(path: string): number {
  return LARGER_BODIES.find(([pattern]) => pattern.test(path))?.[1] ?? LARGEST_BODY_BYTES;
}
