import type { PaperStore } from '../families/paperStore.server';
import type { Desk } from '../staff/staff.server';
import { previewFileName } from '../zh/reportTemplate';
import { narrativeOf } from './narrative.server';
import { filledTemplate } from './officeTemplate.server';
import { sinceFrozen } from './sinceFrozen.server';
import { templateData } from './template';
import { takenTemplate } from './templates.server';
import { MEDIA_TYPES, type ReportFile } from './yearEnd.server';

/**
 * A version filled with the figures of a year, before anybody decides to use it.
 * @throws Refusal record.not_found, project.not_found
 */
export async function previewTemplate(
  desk: Desk,
  { id, year, papers }: { id: string; year: number; papers: PaperStore },
): Promise<ReportFile> {
  const narrative = await desk.store.read(async (read) => {
    const made = await narrativeOf(read, year);
    return { ...made, since: await sinceFrozen(read, made) };
  });
  const { bytes, version } = await takenTemplate(desk, { id, papers });
  return {
    bytes: await filledTemplate(bytes, templateData(narrative)),
    fileName: previewFileName(year, version),
    mediaType: MEDIA_TYPES.docx,
  };
}
