import { and, eq } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { reportChapters } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { projectOfYear } from '../fund/fund.server';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import type { AttachmentCounts } from './attachments';
import type { Chapter, ChapterText } from './chapter';
import { narrativeChapters } from './narrative';
import type { YearEndReport } from './report';

/** The chapters of a report with the texts as they are written now. */
export async function chaptersOf(
  read: Read,
  { report, counts }: { report: YearEndReport; counts: AttachmentCounts },
): Promise<ChapterText[]> {
  const project = await projectOfYear(read, report.year);
  const rows = await read.select().from(reportChapters).where(eq(reportChapters.projectId, project.id));
  const written = Object.fromEntries(rows.map(({ chapter, content }) => [chapter, content]));
  return narrativeChapters({ report, project, written, counts });
}

/**
 * The text of one chapter, for somebody who is about to change it.
 * @returns version 0 where nothing was written yet
 * @throws Refusal project.not_found
 */
export async function writtenChapter(
  read: Read,
  { year, chapter }: { year: number; chapter: Chapter },
): Promise<{ content: string; version: number }> {
  const { id } = await projectOfYear(read, year);
  const row = await chapterRow(read, { projectId: id, chapter });
  return { content: row?.content ?? '', version: row?.version ?? 0 };
}

/**
 * Writes the text of a chapter; an empty one takes it back.
 * @returns whether it read otherwise
 * @throws Refusal project.not_found, record.changed when somebody else wrote since
 */
export async function writeChapter(
  { store, actor }: Desk,
  { year, chapter, content, version }: { year: number; chapter: Chapter; content: string; version: number },
): Promise<boolean> {
  return store.write(async (write) => {
    const { id: projectId } = await projectOfYear(write, year);
    const before = await chapterRow(write, { projectId, chapter });
    if ((before?.version ?? 0) !== version) throw new Refusal('record.changed');
    if (content === (before?.content ?? '')) return false;
    const values = {
      content,
      version: version + 1,
      recordedBy: actor.staffId,
      recordedAt: new Date().toISOString(),
    };
    if (before) await write.update(reportChapters).set(values).where(eq(reportChapters.id, before.id));
    else await write.insert(reportChapters).values({ id: newId(), projectId, chapter, ...values });
    await audit(write, actor, {
      action: 'report.chapter_written',
      subject: { type: 'report', id: String(year) },
      detail: { year, chapter, before: before?.content ?? '', after: content },
    });
    return true;
  });
}

async function chapterRow(
  read: Read | Write,
  { projectId, chapter }: { projectId: string; chapter: Chapter },
) {
  const [row] = await read
    .select()
    .from(reportChapters)
    .where(and(eq(reportChapters.projectId, projectId), eq(reportChapters.chapter, chapter)));
  return row;
}
