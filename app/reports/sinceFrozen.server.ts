import type { Read } from '../../db/client.server';
import { formatInstant } from '../calendar/instant';
import { projectOfYear } from '../fund/fund.server';
import { evidenceOf, type EvidenceFile } from '../fund/indicatorFiles.server';
import type { ChapterText } from './chapter';
import { frozenDifferences } from './frozenDifference';
import type { FrozenModel, SinceFrozen } from './frozen';
import type { YearEndReport } from './report';
import { frozenModel, frozenRows } from './storedFreezes.server';

interface Narrative {
  report: YearEndReport;
  chapters: ChapterText[];
}

/**
 * How a narrative report that is made now stands to the last frozen one; null where none is frozen.
 * @throws Refusal project.not_found
 */
export async function sinceFrozen(read: Read, narrative: Narrative): Promise<SinceFrozen | null> {
  const { id } = await projectOfYear(read, narrative.report.year);
  const latest = (await frozenRows(read, id)).at(-1);
  if (!latest) return null;
  const now = await withEvidence(read, narrative);
  const differences = frozenDifferences(await frozenModel(read, latest), now);
  const { position, frozenAt } = latest;
  return { position, frozenAt: formatInstant(frozenAt), differences: differences.length };
}

/**
 * What the last frozen paper of a year says; null where none is frozen.
 * @throws Refusal project.not_found
 */
export async function lastFrozen(
  read: Read,
  year: number,
): Promise<(FrozenModel & { position: number }) | null> {
  const { id } = await projectOfYear(read, year);
  const latest = (await frozenRows(read, id)).at(-1);
  return latest ? { ...(await frozenModel(read, latest)), position: latest.position } : null;
}

/** The narrative with the files that prove its grades. */
export async function withEvidence<Given extends Narrative>(
  read: Read,
  narrative: Given,
): Promise<Given & { evidence: EvidenceFile[] }> {
  const { id: projectId } = await projectOfYear(read, narrative.report.year);
  return { ...narrative, evidence: await evidenceOf(read, { projectId }) };
}
