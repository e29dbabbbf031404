import { ne } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { indicatorFiles, papers, reportFiles, reportTemplates } from '../../db/schema';
import { sha256Of, thePaperStore, type PaperStore } from '../families/paperStore.server';
import type { Finding } from './invariants.server';

/** Every paper, also one that was taken out, has its bytes in the store, and they are those that were uploaded. */
export async function papersStored(read: Read, kept: PaperStore = thePaperStore()): Promise<Finding> {
  const ofFamilies = await read
    .select({ id: papers.id, sha256: papers.sha256, sizeBytes: papers.sizeBytes })
    .from(papers)
    // What was erased after the years of keeping names no bytes any more.
    .where(ne(papers.sha256, ''));
  const ofIndicators = await read
    .select({
      id: indicatorFiles.id,
      sha256: indicatorFiles.sha256,
      sizeBytes: indicatorFiles.sizeBytes,
    })
    .from(indicatorFiles);
  const ofReports = await read
    .select({ id: reportFiles.id, sha256: reportFiles.sha256, sizeBytes: reportFiles.sizeBytes })
    .from(reportFiles);
  const ofTemplates = await read
    .select({ id: reportTemplates.id, sha256: reportTemplates.sha256, sizeBytes: reportTemplates.sizeBytes })
    .from(reportTemplates);
  const rows = [...ofFamilies, ...ofIndicators, ...ofReports, ...ofTemplates].sort((left, right) =>
    left.sha256 < right.sha256 ? -1 : 1,
  );
  const offending: string[] = [];
  let last: { sha256: string; size: number | null } | undefined;
  for (const { id, sha256, sizeBytes } of rows) {
    // Rows of the same bytes stand together: the bytes are read once.
    if (last?.sha256 !== sha256) last = { sha256, size: await soundSize(kept, sha256) };
    if (last.size !== sizeBytes) offending.push(id);
  }
  return { count: rows.length, offending };
}

/** @returns null when the bytes are gone or others than their name says */
async function soundSize(kept: PaperStore, sha256: string): Promise<number | null> {
  const bytes = await kept.get(sha256);
  return bytes && sha256Of(bytes) === sha256 ? bytes.byteLength : null;
}
