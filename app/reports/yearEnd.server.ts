import { createHash } from 'node:crypto';
import type { Read } from '../../db/client.server';
import { audit } from '../audit/audit.server';
import { auditHead } from '../audit/auditHead.server';
import { todayInChina } from '../calendar/date';
import { moneyLeftOut } from '../fund/fund.server';
import { storedProject } from '../fund/projectRecords.server';
import { yearIndicators } from '../indicators/yearFigures.server';
import { serviceCounts } from '../services/services.server';
import type { Desk } from '../staff/staff.server';
import { layoutOf } from './layouts.server';
import type { YearEndReport } from './report';
import { dayOfPapers } from './reportQuestion';
import { yearEndReport } from './yearEnd';
import { yearEndDocx } from './yearEndDocx.server';
import { yearEndXlsx } from './yearEndXlsx.server';

export interface YearEndQuestion {
  year: number;
  /** YYYY-MM-DD, included; left out: the day of the year's papers. */
  asOf?: string;
  /** An instant, ISO in UTC; left out: now. */
  generatedAt?: string;
}

export type ReportKind = 'docx' | 'xlsx';

export interface ReportFile {
  bytes: Uint8Array;
  fileName: string;
  mediaType: string;
}

const RENDERERS: Record<ReportKind, (report: YearEndReport) => Promise<Uint8Array>> = {
  docx: yearEndDocx,
  xlsx: yearEndXlsx,
};

export const MEDIA_TYPES: Record<ReportKind, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * The year-end report of a project-year: the one way from the records to the page, the files and the command line,
 * so that they cannot disagree.
 * @throws Refusal project.not_found
 */
export async function yearEndOf(read: Read, question: YearEndQuestion): Promise<YearEndReport> {
  const { project, draft } = await storedProject(read, question.year);
  const asOf = question.asOf ?? dayOfPapers(project, todayInChina(new Date()));
  const indicators = await yearIndicators(read, { year: project.year, asOf });
  const services = await serviceCounts(read, { year: project.year, asOf });
  return yearEndReport({
    project,
    components: draft.components,
    indicators,
    services,
    leftOut: await moneyLeftOut(read, { project, until: asOf }),
    centreName: project.centreName,
    auditHead: await auditHead(read),
    layout: await layoutOf(read, { project, asOf }),
    generatedAt: question.generatedAt ?? new Date().toISOString(),
  });
}

/**
 * Makes the file of a year-end report and audits that it was taken out, with its SHA-256.
 * @throws Refusal project.not_found
 */
export async function exportYearEnd(
  { store, actor }: Desk,
  { kind, ...question }: YearEndQuestion & { kind: ReportKind },
): Promise<ReportFile> {
  const report = await store.read((read) => yearEndOf(read, question));
  const bytes = await RENDERERS[kind](report);
  const { year, asOf } = report;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await store.write((write) =>
    audit(write, actor, {
      action: 'report.exported',
      subject: { type: 'report', id: String(year) },
      detail: { year, asOf, format: kind, sha256 },
    }),
  );
  return { bytes, fileName: `${report.fileName}.${kind}`, mediaType: MEDIA_TYPES[kind] };
}
