/** A release that ended when its recovery was undone: from the first day until before the second. */
export type EndedRelease = readonly [releasedOn: string, givenBackOn: string];

export interface Releases {
  /** Of the release that stands. */
  releasedOn: string | null;
  /** Whether it came with a recovery (追回): something of the award may have been paid and kept. */
  isTakenBack: boolean;
  endedReleases: readonly EndedRelease[];
}

/** How an award was released as of a day, or null while it was not. */
export function releaseAsOf(
  { releasedOn, isTakenBack, endedReleases }: Releases,
  asOf: string,
): { on: string; isTakenBack: boolean } | null {
  if (releasedOn !== null && releasedOn <= asOf) return { on: releasedOn, isTakenBack };
  const ended = endedReleases.find(([from, until]) => from <= asOf && asOf < until);
  return ended ? { on: ended[0], isTakenBack: true } : null;
}
