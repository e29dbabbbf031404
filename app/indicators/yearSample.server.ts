import type { Read } from '../../db/client.server';
import type { ScoringRules } from '../fund/scoring';
import { yearFacts, yearHead, type YearQuestion } from './facts.server';
import type { Sample } from './indicator';
import { heardOf, isThinSample } from './satisfaction';
import { satisfactionCounts } from './satisfactionCounts.server';
import { countedOf, isPaidBefore, peoplePaid } from './sumCounts.server';

/** A year's surveys together, and by which rules a sample is too small. */
export interface YearSample {
  sample: Sample;
  scoring: ScoringRules;
}

/**
 * How many were heard in all surveys of a year beside all who were paid, as the indicator of satisfaction has it; also
 * where the year's targets have none.
 * @throws Refusal project.not_found
 */
export async function yearSample(read: Read, question: YearQuestion): Promise<YearSample> {
  const head = await yearHead(read, question);
  const { asOf, project, scoring } = head;
  const counted = countedOf(head);
  const { denominator: answers } = await satisfactionCounts(read, {
    projectId: project.id,
    asOf,
    division: null,
  });
  const heard = (await isPaidBefore(read, counted))
    ? heardOf(await yearFacts(read, question), answers)
    : { answers, paid: await peoplePaid(read, counted) };
  return { sample: { ...heard, isThin: isThinSample(heard, scoring) }, scoring };
}
