import { and, count, eq, gt, isNull, notInArray, or, sql, sum } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { pageByKey, partOf, placeIn, type KeyOrder, type Part } from '../../db/engine/keyset';
import { awards, families, familyMembers, instructions, payments } from '../../db/schema';
import { audit } from '../audit/audit.server';
import type { Cursor, KeyPage } from '../cursor';
import type { PrintedPaper } from '../families/printedPaper';
import { printedPaperDocx } from '../families/printedPaperDocx.server';
import { Refusal } from '../refusal';
import { campaignPage } from '../relief/campaigns.server';
import { pagingOf, type Paging } from '../relief/paging';
import { pageOfStanding, partOfStanding, standingTotals } from '../relief/standingAwards.server';
import { centreName, type Desk } from '../staff/staff.server';
import { batchRow } from './batchRows.server';
import { signingPaper, type SigningLine } from './signingPaper';

/** 签收表: those whom a campaign awards something, or a batch pays, with room for their signatures. */

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** As many lines as one page of the screen prints, and as one Word document takes. */
const LINES_A_PART = 250;
const LINES_A_FILE = 2_000;

export type SigningOf = { campaignId: string } | { batchId: string };

export interface SigningTotals {
  name: string;
  count: number;
  amountFen: number;
}

/**
 * Whose list it is, and what it adds up to: awards that stand, or lines of the bank that have not failed or come back.
 * @throws Refusal campaign.not_found, batch.not_found
 */
export async function signingTotals(read: Read, of: SigningOf): Promise<SigningTotals> {
  if ('campaignId' in of) {
    const { campaign } = await campaignPage(read, of.campaignId);
    const { count: rows, amountFen } = await standingTotals(read, of.campaignId);
    return { name: campaign.name, count: rows, amountFen };
  }
  const { number, title } = await batchRow(read, of.batchId);
  const [totals] = await read
    .select({ count: count(), amountFen: sum(instructions.amountFen).mapWith(Number) })
    .from(instructions)
    .where(toBePaid(of.batchId));
  return { name: `${number} ${title}`, count: totals!.count, amountFen: totals!.amountFen ?? 0 };
}

/** As the bank is told them. */
const LINE_ORDER: KeyOrder = { columns: [instructions.lineNumber], shape: ['number'], direction: 'asc' };

/** One page of the list in its order: by file, or as the bank is told them. */
export async function pageOfSigning(
  read: Read,
  { of, size, ...cursor }: Cursor & { of: SigningOf; size: number },
): Promise<KeyPage<SigningLine>> {
  if ('campaignId' in of) return pageOfStanding(read, { ...of, size, ...cursor });
  return pageByKey({
    cursor,
    order: LINE_ORDER,
    size,
    fetch: (part) => linesToBePaid(read, of.batchId, part),
    keyOf: ({ lineNumber }) => [lineNumber],
  });
}

/** The lines of a numbered part of the list, which begins after so many others. */
export async function partOfSigning(
  read: Read,
  { of, limit, offset }: { of: SigningOf; limit: number; offset: number },
): Promise<SigningLine[]> {
  if ('campaignId' in of) return partOfStanding(read, { ...of, limit, offset });
  const from = offset === 0 ? null : await lineAt(read, of.batchId, offset);
  return linesToBePaid(read, of.batchId, partOf(LINE_ORDER, { from, isBackwards: false, limit }));
}

/**
 * One part of the list, to be printed from the screen; audited like an export.
 * @throws Refusal campaign.not_found, batch.not_found, payment.nobody_signs
 */
export async function printSigning(
  desk: Desk,
  { of, part }: { of: SigningOf; part?: number | undefined },
): Promise<{ name: string; paper: PrintedPaper; part: number; partCount: number; fileCount: number }> {
  const { paper, paging, totals } = await desk.store.read((read) =>
    paperOf(read, of, (total) => pagingOf(total, part, LINES_A_PART)),
  );
  await auditSigning(desk, { of, name: totals.name, format: 'print' });
  const { pageCount: fileCount } = pagingOf(totals.count, 1, LINES_A_FILE);
  return { name: totals.name, paper, part: paging.page, partCount: paging.pageCount, fileCount };
}

/**
 * The list as a Word document, or one part of a long one.
 * @throws Refusal campaign.not_found, batch.not_found, payment.nobody_signs
 */
export async function exportSigning(
  desk: Desk,
  { of, part }: { of: SigningOf; part?: number | undefined },
): Promise<{ bytes: Uint8Array; fileName: string; mediaType: string }> {
  const { paper, paging, totals } = await desk.store.read((read) =>
    paperOf(read, of, (total) => pagingOf(total, part, LINES_A_FILE)),
  );
  await auditSigning(desk, { of, name: totals.name, format: 'docx' });
  const bytes = await printedPaperDocx(paper, { centreName: await desk.store.read(centreName) });
  const suffix = paging.pageCount > 1 ? ` ${paging.page}` : '';
  return { bytes, fileName: `${paper.fileName}${suffix}.docx`, mediaType: DOCX };
}

/** Audits that a list was taken out, on paper or as a file. */
export async function auditSigning(
  { store, actor }: Desk,
  { of, ...detail }: { of: SigningOf; name: string; format: 'print' | 'docx' | 'xlsx' },
): Promise<void> {
  const subject =
    'campaignId' in of
      ? ({ type: 'campaign', id: of.campaignId } as const)
      : ({ type: 'batch', id: of.batchId } as const);
  await store.write((write) => audit(write, actor, { action: 'signing.exported', subject, detail }));
}

async function paperOf(read: Read, of: SigningOf, pagingFor: (total: number) => Paging) {
  const totals = await signingTotals(read, of);
  if (totals.count === 0) throw new Refusal('payment.nobody_signs');
  const paging = pagingFor(totals.count);
  const { offset, page: part, pageCount: partCount } = paging;
  const lines = await partOfSigning(read, { of, ...paging });
  const paper = signingPaper(
    { ...totals, firstPlace: offset + 1, part, partCount, lines },
    { centreName: await centreName(read) },
  );
  return { paper, paging, totals };
}

/** Some of the lines do not sign, so that a place in the list is no number of a line. */
async function lineAt(read: Read, batchId: string, place: number): Promise<[number] | null> {
  const placed = read
    .select({ lineNumber: instructions.lineNumber, place: placeIn(LINE_ORDER) })
    .from(instructions)
    .where(toBePaid(batchId))
    .as('placed');
  const [at] = await read.select().from(placed).where(eq(placed.place, place));
  return at ? [at.lineNumber] : null;
}

function linesToBePaid(read: Read, batchId: string, { where, orderBy, limit }: Part) {
  const { lineNumber, amountFen } = instructions;
  const { name, idMasked } = familyMembers;
  return read
    .select({ lineNumber, name, idMasked, fileNumber: families.fileNumber, amountFen })
    .from(instructions)
    .innerJoin(awards, eq(awards.id, instructions.awardId))
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .innerJoin(families, eq(families.id, awards.familyId))
    .where(and(toBePaid(batchId), where))
    .orderBy(...orderBy)
    .limit(limit);
}

/** Nobody signs for what failed, or for what was paid and came back whole. */
function toBePaid(batchId: string) {
  const netFen = sql<number>`(select sum(${payments.amountFen}) from ${payments} where ${payments.originalId} = ${instructions.paymentId})`;
  return and(
    eq(instructions.batchId, batchId),
    notInArray(instructions.status, ['withdrawn', 'failed']),
    or(isNull(instructions.paymentId), gt(netFen, 0)),
  );
}
