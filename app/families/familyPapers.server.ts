import type { Read } from '../../db/client.server';
import { audit } from '../audit/audit.server';
import { todayInChina } from '../calendar/date';
import { centreName, type Desk } from '../staff/staff.server';
import { familyCourse } from './familyCourse.server';
import { revealFamily, type RevealedFamily } from './families.server';
import { familyPaper, type PaperFacts } from './familyPaper';
import type { FamilyPaperKind } from './familyPaperKind';
import { familyView } from './familyQueries.server';
import { noticePaper } from './noticePaper';
import { noticePage } from './noticeQueries.server';
import { auditNoticeExport } from './notices.server';
import type { PrintedPaper } from './printedPaper';
import { printedPaperDocx } from './printedPaperDocx.server';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export interface PaperFile {
  bytes: Uint8Array;
  fileName: string;
  mediaType: string;
}

/**
 * A paper of a file, to be printed from the screen; audited like an export.
 * @throws Refusal record.not_found
 */
export async function printFamilyPaper(
  desk: Desk,
  { id, kind, format = 'print' }: { id: string; kind: FamilyPaperKind; format?: 'print' | 'docx' },
): Promise<PrintedPaper> {
  const paper = await desk.store.read((read) => paperOf(read, { id, kind }));
  await desk.store.write((write) =>
    audit(write, desk.actor, {
      action: 'family.exported',
      subject: { type: 'family', id },
      detail: { paper: kind, format },
    }),
  );
  return paper;
}

/**
 * The same paper as a Word document.
 * @throws Refusal record.not_found
 */
export async function exportFamilyPaper(
  desk: Desk,
  { id, kind }: { id: string; kind: FamilyPaperKind },
): Promise<PaperFile> {
  return fileOf(desk, await printFamilyPaper(desk, { id, kind, format: 'docx' }));
}

/**
 * A paper of a file, for what tells the audit itself; with whole numbers where they were revealed.
 * @throws Refusal record.not_found
 */
export async function paperOf(
  read: Read,
  { id, kind, whole = null }: { id: string; kind: FamilyPaperKind; whole?: RevealedFamily | null },
): Promise<PrintedPaper> {
  const facts = await factsOf(read, id);
  if (!whole) return familyPaper(kind, facts);
  const { family } = facts;
  const members = family.members.map((member, index) => ({
    ...member,
    idMasked: whole.members[index]?.idNumber ?? member.idMasked,
  }));
  return familyPaper(kind, {
    ...facts,
    family: { ...family, phone: whole.phone, members },
    account: whole.account,
  });
}

async function factsOf(read: Read, id: string): Promise<PaperFacts> {
  return {
    family: await familyView(read, id),
    course: await familyCourse(read, id),
    centreName: await centreName(read),
    today: todayInChina(new Date()),
  };
}

/**
 * A paper of a file with whole numbers, for those who may see them, against a reason.
 * @throws Refusal record.not_found, family.nothing_left
 */
export async function printWholeFamilyPaper(
  desk: Desk,
  { id, kind, reason }: { id: string; kind: FamilyPaperKind; reason: string },
): Promise<PrintedPaper> {
  const whole = await revealFamily(desk, { id, reason });
  return desk.store.read((read) => paperOf(read, { id, kind, whole }));
}

/**
 * The text of a public notice, to be printed from the screen; audited like an export.
 * @throws Refusal record.not_found
 */
export async function printNotice(
  desk: Desk,
  { id, format = 'print' }: { id: string; format?: 'print' | 'docx' },
): Promise<PrintedPaper> {
  const paper = await desk.store.read(async (read) =>
    noticePaper(await noticePage(read, id), { centreName: await centreName(read) }),
  );
  await auditNoticeExport(desk, { id, format });
  return paper;
}

/**
 * The same text as a Word document.
 * @throws Refusal record.not_found
 */
export async function exportNotice(desk: Desk, { id }: { id: string }): Promise<PaperFile> {
  return fileOf(desk, await printNotice(desk, { id, format: 'docx' }));
}

async function fileOf({ store }: Desk, paper: PrintedPaper): Promise<PaperFile> {
  const bytes = await printedPaperDocx(paper, { centreName: await store.read(centreName) });
  return { bytes, fileName: `${paper.fileName}.docx`, mediaType: DOCX };
}
