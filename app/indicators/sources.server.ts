import { isDeepStrictEqual } from 'node:util';
import { asc, eq, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { indicatorSources } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { assessedIndicator } from '../fund/assessments.server';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { SUGGESTION_SOURCES, usualSources, type SuggestionSource } from './suggestion';

/** By what an indicator is judged: as the head chose it, else as is usual for its name. */
export async function sourcesOf(
  read: Read,
  { id, level3 }: { id: string; level3: string },
): Promise<{ sources: SuggestionSource[]; isChosen: boolean }> {
  const rows = await read
    .select()
    .from(indicatorSources)
    .where(eq(indicatorSources.indicatorId, id))
    .orderBy(asc(indicatorSources.id));
  if (rows.length === 0) return { sources: usualSources(level3), isChosen: false };
  return {
    sources: SUGGESTION_SOURCES.filter((source) => rows.some((row) => row.source === source)),
    isChosen: true,
  };
}

/**
 * Chooses by what an indicator that is graded is judged; by nothing is a choice too.
 * @returns whether it was chosen otherwise before, or not at all
 * @throws Refusal indicator.not_found
 */
export async function chooseSources(
  { store, actor }: Desk,
  { indicatorId, year, sources }: { indicatorId: string; year: number; sources: readonly SuggestionSource[] },
): Promise<boolean> {
  return store.write(async (write) => {
    const indicator = await assessedIndicator(write, { id: indicatorId, year });
    if (indicator.judged !== 'graded') throw new Refusal('indicator.not_found');
    const before = await sourcesOf(write, indicator);
    const wished = SUGGESTION_SOURCES.filter((source) => sources.includes(source));
    if (before.isChosen && isDeepStrictEqual(before.sources, wished)) return false;
    await write.delete(indicatorSources).where(eq(indicatorSources.indicatorId, indicatorId));
    const chosen = sources.length === 0 ? ([NOTHING] as const) : sources;
    await write
      .insert(indicatorSources)
      .values(chosen.map((source) => ({ id: newId(), indicatorId, source })));
    await audit(write, actor, {
      action: 'indicator.sources_chosen',
      subject: { type: 'indicator', id: indicatorId },
      detail: { sources: { before: before.sources, after: sources } },
    });
    return true;
  });
}

const NOTHING = 'nothing';

/** The choices among these indicators, for a year that is made from theirs. */
export async function chosenSources(
  read: Read,
  indicatorIds: readonly string[],
): Promise<{ indicatorId: string; source: (typeof indicatorSources.$inferSelect)['source'] }[]> {
  if (indicatorIds.length === 0) return [];
  return read
    .select({ indicatorId: indicatorSources.indicatorId, source: indicatorSources.source })
    .from(indicatorSources)
    .where(inArray(indicatorSources.indicatorId, [...indicatorIds]));
}
