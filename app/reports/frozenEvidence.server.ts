import type { Read } from '../../db/client.server';
import { audit } from '../audit/audit.server';
import type { PaperMediaType } from '../families/paperContent';
import { soundBytes, type PaperStore } from '../families/paperStore.server';
import { projectOfYear } from '../fund/fund.server';
import { evidenceOf, type EvidenceFile } from '../fund/indicatorFiles.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { frozenModel, frozenRow, frozenRows } from './storedFreezes.server';

/**
 * The files that prove the grades of a frozen paper. Taken out afterwards they are missing in the next paper only: here
 * they can be opened, and the auditor's zip has them beside the paper that counts them.
 */

export interface PaperEvidence {
  /** Of the frozen paper. */
  position: number;
  files: EvidenceFile[];
}

/**
 * What the frozen papers of a year count and its indicators, or the one that is asked for, have no more; paper by
 * paper, those without any left out.
 * @throws Refusal project.not_found
 */
export async function removedEvidence(
  read: Read,
  { year, indicatorId }: { year: number; indicatorId?: string },
): Promise<PaperEvidence[]> {
  const { id: projectId } = await projectOfYear(read, year);
  const standing = new Set((await evidenceOf(read, { projectId })).map(evidenceKey));
  const isAsked = (file: EvidenceFile) => indicatorId === undefined || file.indicatorId === indicatorId;
  const found: PaperEvidence[] = [];
  for (const row of await frozenRows(read, projectId)) {
    const { evidence } = await frozenModel(read, row);
    const files = evidence.filter((file) => isAsked(file) && !standing.has(evidenceKey(file)));
    if (files.length > 0) found.push({ position: row.position, files });
  }
  return found;
}

const evidenceKey = ({ indicatorId, sha256 }: EvidenceFile) => `${indicatorId} ${sha256}`;

interface AskedEvidence {
  year: number;
  position: number;
  sha256: string | undefined;
}

/**
 * The bytes of a file that a frozen paper counts, for somebody who looks at it now, taken out since or not.
 * @throws Refusal record.not_found, project.not_found
 */
export async function viewFrozenEvidence(
  { store, actor }: Desk,
  { year, position, sha256, papers }: AskedEvidence & { papers: PaperStore },
): Promise<{ bytes: Uint8Array; fileName: string; mediaType: PaperMediaType }> {
  const { evidence } = await store.read(async (read) =>
    frozenModel(read, await frozenRow(read, { year, position })),
  );
  const file = evidence.find((one) => one.sha256 === sha256);
  if (!file) throw new Refusal('record.not_found');
  const { indicatorId, fileName, mediaType } = file;
  const bytes = await soundBytes(papers, file.sha256);
  await store.write((write) =>
    audit(write, actor, {
      action: 'indicator.file_viewed',
      subject: { type: 'indicator', id: indicatorId },
      detail: { fileName, freeze: position },
    }),
  );
  return { bytes, fileName, mediaType };
}
