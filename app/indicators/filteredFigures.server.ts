import { eq, inArray, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { awards, families, familyMembers, payments, surveyPeople } from '../../db/schema';
import type { IndicatorFilter } from '../fund/indicatorFilter';
import { partFigures, type PlainFigures } from './compute';
import { totalFen, type YearFacts } from './facts';
import { answerFacts, awardFacts, fileFacts, paymentFacts, type YearHead } from './facts.server';
import { filterKey, filtersOf, narrowed, ofTypeAlone } from './filtered';
import type { Measure } from './score';
import { irregularTimeliness, type IrregularAwards } from './sumAwards.server';
import { addedMeasures, groupedTimeliness, type AwardGroup } from './timeliness';

/** The figures of the indicators that count only a part of a year. */

interface Whole {
  head: YearHead;
  plain: readonly AwardGroup[];
  irregular: IrregularAwards;
  figures: PlainFigures;
}

/**
 * A part by type or source is made of the sums that the whole is made of. The sums know no division: of a division
 * its own records are read, once whatever is asked of it.
 */
export async function filteredFigures(read: Read, whole: Whole): Promise<Map<string, PlainFigures>> {
  const { head } = whole;
  const found = new Map<string, PlainFigures>();
  const known = new Map<string, YearFacts>();
  for (const filter of filtersOf(head.indicators)) {
    if (filter.division === null) {
      found.set(filterKey(filter), summedPart(whole, filter));
      continue;
    }
    const facts = known.get(filter.division) ?? (await divisionFacts(read, head, filter.division));
    known.set(filter.division, facts);
    found.set(filterKey(filter), partFigures(facts, filter));
  }
  return found;
}

function summedPart(
  { head, plain, irregular, figures }: Whole,
  { type, source }: IndicatorFilter,
): PlainFigures {
  const isOf = (row: { type: AwardGroup['type'] }) => type === null || row.type === type;
  const received = head.receipts.filter(
    (row) => row.receivedOn <= head.asOf && (source === null || row.source === source),
  );
  const { facts } = irregular;
  const own = { ...irregular, facts: { ...facts, awards: facts.awards.filter(isOf) } };
  return {
    ...figures,
    budget: { ...figures.budget, receivedFen: totalFen(received) },
    coverage: ofTypeAlone(figures.coverage, { type, none: NOTHING }),
    timeliness: addedMeasures(groupedTimeliness(head, plain.filter(isOf)), irregularTimeliness(own)),
  };
}

const NOTHING: Measure = { numerator: 0, denominator: 0 };

/** All records of a year that are of a division's families. */
async function divisionFacts(read: Read, head: YearHead, division: string): Promise<YearFacts> {
  const projectId = head.project.id;
  const own = read.select({ id: families.id }).from(families).where(eq(families.division, division));
  const isOwn = (familyId: SQLiteColumn): SQL => inArray(familyId, own);
  const facts = {
    ...head,
    awards: await awardFacts(read, { projectId, fits: isOwn(awards.familyId) }),
    payments: await paymentFacts(read, { projectId, fits: isOwn(payments.familyId) }),
    files: await fileFacts(read, isOwn(familyMembers.familyId)),
    answers: await answerFacts(read, projectId, isOwn(surveyPeople.familyId)),
  };
  const all = [facts.awards, facts.payments, facts.files, facts.answers].flat();
  return { ...facts, divisions: new Map(all.map(({ familyId }) => [familyId, division])) };
}

/** What a filter leaves of a year, for the rows behind a figure; without a division no record is read for it. */
export async function partFacts(read: Read, head: YearHead, filter: IndicatorFilter): Promise<YearFacts> {
  const whole =
    filter.division === null
      ? { ...head, awards: [], payments: [], files: [], answers: [] }
      : await divisionFacts(read, head, filter.division);
  return narrowed(whole, filter);
}
