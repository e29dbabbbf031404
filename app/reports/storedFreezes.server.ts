import { asc, eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { reportFiles, reportFreezes } from '../../db/schema';
import { sha256Of } from '../families/paperStore.server';
import { projectOfYear } from '../fund/fund.server';
import { evidenceOf } from '../fund/indicatorFiles.server';
import { USUAL_SCORING } from '../fund/scoring';
import { Refusal } from '../refusal';
import type { FrozenModel } from './frozen';

/** Frozen papers as they are stored. */

export type FreezeRow = typeof reportFreezes.$inferSelect;

/**
 * One frozen paper of a year.
 * @throws Refusal record.not_found, project.not_found
 */
export async function frozenRow(
  read: Read,
  { year, position }: { year: number; position: number },
): Promise<FreezeRow> {
  const { id } = await projectOfYear(read, year);
  const row = (await frozenRows(read, id)).find((one) => one.position === position);
  if (!row) throw new Refusal('record.not_found');
  return row;
}

/** The frozen papers of a project-year, the closing first. */
export function frozenRows(read: Read, projectId: string): Promise<FreezeRow[]> {
  return read
    .select()
    .from(reportFreezes)
    .where(eq(reportFreezes.projectId, projectId))
    .orderBy(asc(reportFreezes.position));
}

/** What papers that were frozen earlier do not have. */
const BEFORE = { national: null, auditHeadText: '', leftOut: { payments: 0, netFen: 0 } };

/**
 * What a frozen paper says. One that did not name its evidence yet counts what stood when it was frozen.
 * @throws Error when it is not what was frozen
 */
export async function frozenModel(
  read: Read,
  { model, modelSha256, projectId, frozenAt }: FreezeRow,
): Promise<FrozenModel> {
  if (sha256Of(Buffer.from(model)) !== modelSha256) throw new Error('A frozen report is damaged.');
  const frozen = JSON.parse(model) as FrozenModel & { evidence?: FrozenModel['evidence'] };
  const scoring = { ...USUAL_SCORING, ...frozen.report.scoring };
  return {
    ...frozen,
    report: { ...BEFORE, ...frozen.report, scoring },
    evidence: frozen.evidence ?? (await evidenceOf(read, { projectId, at: frozenAt })),
  };
}

/** The files of a frozen paper, by kind. */
export function frozenFilesOf(read: Read, freezeId: string) {
  return read
    .select({ kind: reportFiles.kind, fileName: reportFiles.fileName, sha256: reportFiles.sha256 })
    .from(reportFiles)
    .where(eq(reportFiles.freezeId, freezeId))
    .orderBy(asc(reportFiles.kind));
}
