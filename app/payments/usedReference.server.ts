import { and, desc, eq, inArray, isNull, ne, notInArray, or, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { alias } from '../../db/engine/kit';
import { batches, families, familyMembers, instructions, payments, projects } from '../../db/schema';
import type { BusinessDate } from '../calendar/date';
import { comparableReference } from '../fund/reference';
import { Refusal } from '../refusal';

/**
 * A bank numbers each of its papers, but for the lines of one batch, which may stand on one: another payment with the
 * same number is mostly the same payment, entered twice. A record that was a mistake, and reversed as a whole, does not
 * count.
 */

/** A payment that has a number already. */
export interface UsedReference {
  name: string;
  fileNumber: string;
  on: string;
  amountFen: number;
  reference: string;
  /** The batch and the line that it answers; null of one that was recorded by hand. */
  number: string | null;
  lineNumber: number | null;
}

interface AnsweredLine {
  batchId: string;
  accountFingerprint: string;
  bankReference: string;
  on: BusinessDate;
}

/**
 * Asks of a line that is answered by hand about a reference that a payment outside of its batch has, of whatever day, or
 * one of its batch to the same account on the same day: the bank's one payment for both lines.
 * @throws Refusal payment.used_reference with what `UsedReference` holds, beside `anotherReason`
 */
export async function requireUnusedReference(
  read: Read,
  { batchId, accountFingerprint, bankReference, on }: AnsweredLine,
): Promise<void> {
  const asked = comparableReference(bankReference);
  if (asked === '') return;
  // What full-width letters stand for the database does not know: those are compared here.
  const withoutZeros = asked.replace(/^0+/, '');
  const isNear = sql`(ltrim(upper(replace(${payments.bankReference}, ' ', '')), '0') = ${withoutZeros} or octet_length(${payments.bankReference}) > length(${payments.bankReference}))`;
  const ofAccount = eq(instructions.accountFingerprint, accountFingerprint);
  const near = await standingPayments(
    read,
    and(isNear, or(isOutside([batchId]), and(ofAccount, eq(payments.paidOn, on)))),
  );
  requireNone(near.find(({ reference }) => comparableReference(reference) === asked));
}

/**
 * Asks of what is recorded by hand about a reference that another payment of the same day has. Those of one run may
 * share theirs.
 * @throws Refusal as above
 */
export async function requireUnusedOnDay(
  read: Read,
  { commandId, bankReference, on }: { commandId: string; bankReference: string; on: BusinessDate },
): Promise<void> {
  const used = await usedOnDays(read, {
    papers: [{ on, reference: bankReference }],
    where: ne(payments.commandId, commandId),
  });
  requireNone(used({ on, reference: bankReference }));
}

/** A paper of the bank, as a row of its file names it. */
interface BankPaper {
  on: string;
  reference: string;
}

type UsedBy = (paper: BankPaper) => UsedReference | undefined;

/** Of the papers that a bank's file names those that a payment outside of some batches has, by day and reference. */
export async function usedByOthers(
  read: Read,
  { batchIds, papers }: { batchIds: readonly string[]; papers: readonly BankPaper[] },
): Promise<UsedBy> {
  return usedOnDays(read, { papers, where: isOutside(batchIds) });
}

/** Of some payments those that stand, by id. */
export async function standingByIds(read: Read, ids: readonly string[]): Promise<Map<string, UsedReference>> {
  const found = new Map<string, UsedReference>();
  for (const chunk of chunksOf([...new Set(ids)]))
    for (const { id, ...one } of await standingPayments(read, inArray(payments.id, chunk)))
      found.set(id, one);
  return found;
}

async function usedOnDays(
  read: Read,
  { papers, where }: { papers: readonly BankPaper[]; where: SQL | undefined },
): Promise<UsedBy> {
  const keyOf = ({ on, reference }: BankPaper) => `${on} ${comparableReference(reference)}`;
  const named = papers.filter(({ reference }) => comparableReference(reference) !== '');
  const asked = new Set(named.map(keyOf));
  const used = new Map<string, UsedReference>();
  for (const days of chunksOf([...new Set(named.map(({ on }) => on))])) {
    // By the index of a project's days; projects are few.
    const ofDays = and(
      inArray(payments.projectId, read.select({ id: projects.id }).from(projects)),
      inArray(payments.paidOn, days),
    );
    for (const one of await standingPayments(read, and(ofDays, where)))
      if (asked.has(keyOf(one))) used.set(keyOf(one), one);
  }
  return (paper) => used.get(keyOf(paper));
}

const isOutside = (batchIds: readonly string[]) =>
  or(isNull(instructions.batchId), notInArray(instructions.batchId, [...batchIds]));

const inChain = alias(payments, 'in_chain');

async function standingPayments(
  read: Read,
  where: SQL | undefined,
): Promise<(UsedReference & { id: string })[]> {
  const standingFen = read
    .select({ fen: sql`sum(${inChain.amountFen})` })
    .from(inChain)
    .where(and(eq(inChain.originalId, payments.id), inArray(inChain.kind, ['payment', 'reversal'])));
  return read
    .select({
      id: payments.id,
      name: familyMembers.name,
      fileNumber: families.fileNumber,
      on: payments.paidOn,
      amountFen: payments.amountFen,
      reference: payments.bankReference,
      number: batches.number,
      lineNumber: instructions.lineNumber,
    })
    .from(payments)
    .innerJoin(familyMembers, eq(familyMembers.id, payments.memberId))
    .innerJoin(families, eq(families.id, payments.familyId))
    .leftJoin(instructions, eq(instructions.paymentId, payments.id))
    .leftJoin(batches, eq(batches.id, instructions.batchId))
    .where(and(eq(payments.kind, 'payment'), where, sql`${standingFen} > 0`))
    .orderBy(desc(payments.id));
}

function requireNone(used: (UsedReference & { id?: string }) | undefined): void {
  if (used) throw new Refusal('payment.used_reference', { ...used }, 'anotherReason');
}
