import { asc, eq } from 'drizzle-orm';
import type { Write } from '../../db/client.server';
import { families } from '../../db/schema';
import type { PaperKind } from '../families/paper';
import { missingOf, uploadPapers } from '../families/papers.server';
import { sha256Of, thePaperStore } from '../families/paperStore.server';
import { PAPER_LABELS } from '../zh/papers';
import type { DemoOffice } from './campaigns.server';
import { samplePdf, samplePng } from './samplePapers.server';

/** Papers of some families of the demo: a few files on the register are complete, a few lack the last papers. */

const COMPLETE_FILES = 12;
const FILES_WITH_SOME = 6;
const SOME = 4;
const PHOTO = samplePng(225);
const SCAN = samplePdf('Sample paper');

/** Puts the bytes in place before the demo is written, so that the write itself waits for no disk. */
export async function keepSampleBytes(): Promise<void> {
  for (const bytes of [PHOTO, SCAN]) await thePaperStore().put(sha256Of(bytes), bytes);
}

export async function uploadSamplePapers({ caseworker }: DemoOffice, write: Write): Promise<void> {
  const chosen = await write
    .select({ id: families.id })
    .from(families)
    .where(eq(families.status, 'approved'))
    .orderBy(asc(families.fileYear), asc(families.fileSequence))
    .limit(COMPLETE_FILES + FILES_WITH_SOME);
  const needed = await missingOf(
    write,
    chosen.map(({ id }) => id),
  );
  for (const [index, { id }] of chosen.entries()) {
    const kinds = needed.get(id)!.slice(0, index < COMPLETE_FILES ? undefined : SOME);
    for (const kind of kinds) {
      const files = [sampleFile(kind)];
      await uploadPapers(caseworker, { familyId: id, kind, files, papers: thePaperStore() });
    }
  }
}

function sampleFile(kind: PaperKind) {
  const isScan = kind === 'application' || kind === 'approval_form';
  return { name: `${PAPER_LABELS[kind]}.${isScan ? 'pdf' : 'png'}`, bytes: isScan ? SCAN : PHOTO };
}
