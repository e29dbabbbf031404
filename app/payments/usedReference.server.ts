import { and, desc, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { alias } from '../../db/engine/kit';
import { batches, families, familyMembers, instructions, payments } from '../../db/schema';
import { comparableReference } from '../fund/reference';
import { Refusal } from '../refusal';

const inChain = alias(payments, 'in_chain');

/**
 * Asks about a bank reference that a payment outside of a batch already has: a bank numbers each of its papers, but for
 * the lines of one batch, which may stand on one. A record that was a mistake, and reversed as a whole, does not count.
 * @throws Refusal payment.used_reference {name, fileNumber, on, amountFen, reference, number, lineNumber}
 */
export async function requireUnusedReference(
  read: Read,
  { batchId, bankReference }: { batchId: string; bankReference: string },
): Promise<void> {
  const asked = comparableReference(bankReference);
  if (asked === '') return;
  const standingFen = read
    .select({ fen: sql`sum(${inChain.amountFen})` })
    .from(inChain)
    .where(and(eq(inChain.originalId, payments.id), inArray(inChain.kind, ['payment', 'reversal'])));
  const found = await read
    .select({
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
    .where(
      and(
        eq(payments.kind, 'payment'),
        // What full-width letters stand for the database does not know: those are compared here.
        sql`(upper(replace(${payments.bankReference}, ' ', '')) = ${asked} or octet_length(${payments.bankReference}) > length(${payments.bankReference}))`,
        or(isNull(instructions.batchId), ne(instructions.batchId, batchId)),
        sql`${standingFen} > 0`,
      ),
    )
    .orderBy(desc(payments.id));
  const used = found.find(({ reference }) => comparableReference(reference) === asked);
  if (used) throw new Refusal('payment.used_reference', used, 'anotherReason');
}
