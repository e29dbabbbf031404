const LARGEST_BODY_BYTES = 12 * 1024 * 1024;
/** Of pages that take 40 MB: several files at once, or the table of a whole city. */
const LARGER_BODY_BYTES = 42 * 1024 * 1024;
/** With or without JavaScript; only whoever may is read at all. */
const LARGER_BODIES = [
  /^\/families\/[^/]+\/papers(\/kept)?(\.data)?$/,
  /^\/families\/import(\.data)?$/,
  /^\/payments\/import(\.data)?$/,
  /^\/fund\/receipts\/import(\.data)?$/,
  /^\/national\/compare(\.data)?$/,
  /^\/indicators\/[^/]+\/[^/]+\/files(\.data)?$/,
];

/** How many bytes a request to an address may have, its files and what surrounds them. */
export function largestBody(path: string): number {
  return LARGER_BODIES.some((pattern) => pattern.test(path)) ? LARGER_BODY_BYTES : LARGEST_BODY_BYTES;
}
