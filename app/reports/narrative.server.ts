import type { Read } from '../../db/client.server';
import { audit } from '../audit/audit.server';
import { sha256Of, type PaperStore } from '../families/paperStore.server';
import type { Desk } from '../staff/staff.server';
import { narrativeFileName } from '../zh/closing';
import type { AttachmentCounts } from './attachments';
import { attachmentCounts } from './attachments.server';
import type { ChapterText } from './chapter';
import { chaptersOf } from './chapters.server';
import { narrativeDocx } from './narrativeDocx.server';
import { filledTemplate } from './officeTemplate.server';
import type { SinceFrozen } from './frozen';
import { safeFileName } from './printed';
import type { YearEndReport } from './report';
import { sinceFrozen } from './sinceFrozen.server';
import { templateData } from './template';
import { templateInUse } from './templates.server';
import { MEDIA_TYPES, yearEndOf, type ReportFile, type YearEndQuestion } from './yearEnd.server';

export interface Narrative {
  report: YearEndReport;
  chapters: ChapterText[];
  /** What the appendices hold, as of the same day. */
  counts: AttachmentCounts;
}

/**
 * The narrative report of a year, of the day of its papers unless another is said.
 * @throws Refusal project.not_found
 */
export async function narrativeOf(
  read: Read,
  year: number,
  made: Omit<YearEndQuestion, 'year'> = {},
): Promise<Narrative> {
  const report = await yearEndOf(read, { year, ...made });
  const counts = await attachmentCounts(read, { year, asOf: report.asOf });
  return { report, counts, chapters: await chaptersOf(read, { report, counts }) };
}

/**
 * The narrative report as a Word document: in the office's own template, where one is in use. One that is made after a
 * closing says so, in its name too where it differs.
 */
export async function narrativeFile(
  narrative: Omit<Narrative, 'counts'> & { since?: SinceFrozen | null },
  template: Uint8Array | null,
): Promise<ReportFile> {
  const { report, since } = narrative;
  const differs = (since?.differences ?? 0) > 0;
  return {
    bytes: template
      ? await filledTemplate(template, templateData(narrative))
      : await narrativeDocx(narrative),
    fileName: `${safeFileName(narrativeFileName(report, differs))}.docx`,
    mediaType: MEDIA_TYPES.docx,
  };
}

/**
 * Makes the file of the narrative report and audits that it was taken out, with its SHA-256.
 * @throws Refusal project.not_found
 */
export async function exportNarrative(
  { store, actor }: Desk,
  { year, papers }: { year: number; papers: PaperStore },
): Promise<ReportFile> {
  const { narrative, template } = await store.read(async (read) => {
    const made = await narrativeOf(read, year);
    return {
      narrative: { ...made, since: await sinceFrozen(read, made) },
      template: await templateInUse(read, papers),
    };
  });
  const file = await narrativeFile(narrative, template);
  const { asOf } = narrative.report;
  await store.write((write) =>
    audit(write, actor, {
      action: 'report.exported',
      subject: { type: 'report', id: String(year) },
      detail: { year, asOf, format: 'narrative', sha256: sha256Of(file.bytes) },
    }),
  );
  return file;
}
