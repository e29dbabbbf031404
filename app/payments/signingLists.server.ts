import { and, asc, count, eq, gt, isNull, notInArray, or, sql, sum } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { applications, awards, families, familyMembers, instructions, payments } from '../../db/schema';
import { audit } from '../audit/audit.server';
import type { PrintedPaper } from '../families/printedPaper';
import { printedPaperDocx } from '../families/printedPaperDocx.server';
import { Refusal } from '../refusal';
import { campaignPage } from '../relief/campaigns.server';
import { pagingOf, type Paging } from '../relief/paging';
import { centreName, type Desk } from '../staff/staff.server';
import { batchRow } from './batchRows.server';
import { signingPaper, type SigningLine } from './signingPaper';

/** 签收表: those whom a campaign awards something, or a batch pays, with room for their signatures. */

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** As many lines as one page of the screen prints, and as one Word document takes. */
const LINES_A_PART = 250;
export const LINES_A_FILE = 2_000;

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
    const [totals] = await read
      .select({ count: count(), amountFen: sum(awards.amountFen).mapWith(Number) })
      .from(awards)
      .innerJoin(applications, eq(applications.id, awards.applicationId))
      .where(standing(of.campaignId));
    return { name: campaign.name, count: totals!.count, amountFen: totals!.amountFen ?? 0 };
  }
  const { number, title } = await batchRow(read, of.batchId);
  const [totals] = await read
    .select({ count: count(), amountFen: sum(instructions.amountFen).mapWith(Number) })
    .from(instructions)
    .where(toBePaid(of.batchId));
  return { name: `${number} ${title}`, count: totals!.count, amountFen: totals!.amountFen ?? 0 };
}

/** Some lines of the list in its order: by file, or as the bank is told them. */
export async function signingLines(
  read: Read,
  of: SigningOf,
  { limit, offset }: Pick<Paging, 'limit' | 'offset'>,
): Promise<SigningLine[]> {
  const { name, idMasked } = familyMembers;
  const { fileNumber } = families;
  if ('campaignId' in of) {
    return read
      .select({ name, idMasked, fileNumber, amountFen: awards.amountFen })
      .from(awards)
      .innerJoin(applications, eq(applications.id, awards.applicationId))
      .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
      .innerJoin(families, eq(families.id, awards.familyId))
      .where(standing(of.campaignId))
      .orderBy(asc(families.fileNumber), asc(familyMembers.position))
      .limit(limit)
      .offset(offset);
  }
  return read
    .select({ name, idMasked, fileNumber, amountFen: instructions.amountFen })
    .from(instructions)
    .innerJoin(awards, eq(awards.id, instructions.awardId))
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .innerJoin(families, eq(families.id, awards.familyId))
    .where(toBePaid(of.batchId))
    .orderBy(asc(instructions.lineNumber))
    .limit(limit)
    .offset(offset);
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
  const lines = await signingLines(read, of, paging);
  const paper = signingPaper(
    { ...totals, firstPlace: offset + 1, part, partCount, lines },
    { centreName: await centreName(read) },
  );
  return { paper, paging, totals };
}

function standing(campaignId: string) {
  return and(eq(applications.campaignId, campaignId), isNull(awards.releasedOn));
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
