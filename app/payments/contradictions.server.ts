import { and, asc, count, eq, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { bankContradictions, bankResults, batches, instructions, staff } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { Refusal } from '../refusal';
import { pagingOf } from '../relief/paging';
import type { Desk, StaffActor } from '../staff/staff.server';
import { isAsTold, isOpen, type Contradiction } from './contradiction';
import type { RecipientLine } from './exitedLines.server';
import { ownNet } from './ledger';
import { ledgersOf, type AwardLedgerRow } from './payables.server';
import { accountLinesOfBatch } from './sharedLines.server';

/**
 * Answers of the bank that go against what is booked of a line. They end when the ledger says what the bank says, or
 * when somebody has settled them with the bank.
 */

/** A payment of which the bank has said elsewhere that it made it. */
export interface ClaimedLine extends RecipientLine {
  claim: Contradiction;
}

/** Of some payments those that the bank says it made already, by a line that is booked as failed; in their order. */
export async function claimedLines(read: Read, lines: readonly RecipientLine[]): Promise<ClaimedLine[]> {
  const claims = new Map<string, Contradiction>();
  for (const chunk of chunksOf(lines.map(({ awardId }) => awardId))) {
    const paid = and(inArray(instructions.awardId, chunk), eq(bankContradictions.outcome, 'succeeded'));
    for (const claim of await contradictionsWhere(read, paid)) {
      const known = claims.get(claim.awardId);
      // Of several lines of an award one that is open says it.
      if (!known || known.settled) claims.set(claim.awardId, claim);
    }
  }
  return lines.flatMap(({ awardId, familyId, name, fileNumber }) => {
    const claim = claims.get(awardId);
    return claim ? [{ awardId, familyId, name, fileNumber, claim }] : [];
  });
}

/** The lines of which a file has said something against what was booked. */
export async function linesToldBy(read: Read, resultId: string): Promise<Set<string>> {
  const rows = await read
    .select({ lineId: bankContradictions.lineId })
    .from(bankContradictions)
    .where(eq(bankContradictions.resultId, resultId));
  return new Set(rows.map(({ lineId }) => lineId));
}

/** What files say against these lines. */
export async function contradictionsOfLines(
  read: Read,
  lineIds: readonly string[],
): Promise<Contradiction[]> {
  const found: Contradiction[] = [];
  for (const chunk of chunksOf(lineIds))
    found.push(...(await contradictionsWhere(read, inArray(bankContradictions.lineId, chunk))));
  return found;
}

/** What the files of a batch say against its lines, both ways, by line. */
export async function contradictionsOfBatch(read: Read, batchId: string): Promise<Contradiction[]> {
  return contradictionsWhere(read, eq(instructions.batchId, batchId));
}

/** The same of the lines of one award. */
export async function contradictionsOfAward(read: Read, awardId: string): Promise<Contradiction[]> {
  return contradictionsWhere(read, eq(instructions.awardId, awardId));
}

/** What one file says that is still open; where a later file has the last word of a line, that one says it. */
export async function openContradictionsOfResult(read: Read, resultId: string): Promise<Contradiction[]> {
  return (await contradictionsWhere(read, eq(bankContradictions.resultId, resultId))).filter(isOpen);
}

/** All that wait to be settled, the oldest file first. */
async function openContradictions(read: Read): Promise<Contradiction[]> {
  const isLineOpen = sql`${bankContradictions.lineId} in (select waiting.line_id from ${bankContradictions} as waiting where waiting.settled_at is null)`;
  return (await contradictionsWhere(read, isLineOpen)).filter(isOpen);
}

/** The same by pages. */
export async function listOpenContradictions(read: Read, page: number) {
  const all = await openContradictions(read);
  const { limit, offset, ...paging } = pagingOf(all.length, page);
  return { rows: all.slice(offset, offset + limit), total: all.length, ...paging };
}

/** How many they are. */
export async function openContradictionCount(read: Read): Promise<number> {
  const [kept] = await read
    .select({ count: count() })
    .from(bankContradictions)
    .where(isNull(bankContradictions.settledAt));
  return kept!.count === 0 ? 0 : (await openContradictions(read)).length;
}

/**
 * One of them, as long as it is open.
 * @throws Refusal contradiction.not_found, contradiction.settled
 */
export async function openContradiction(read: Read, id: string): Promise<Contradiction> {
  const [row] = await read
    .select({ lineId: bankContradictions.lineId })
    .from(bankContradictions)
    .where(eq(bankContradictions.id, id));
  if (!row) throw new Refusal('contradiction.not_found');
  const [last] = await contradictionsWhere(read, eq(bankContradictions.lineId, row.lineId));
  if (last?.id !== id || !isOpen(last)) throw new Refusal('contradiction.settled');
  return last;
}

/**
 * Writes down that what is booked stays, as was cleared up with the bank.
 * @throws Refusal contradiction.not_found, contradiction.settled
 */
export async function settleContradiction(
  { store, actor }: Desk,
  { id, reason }: { id: string; reason: string },
): Promise<Contradiction> {
  return store.write(async (write) => {
    const found = await openContradiction(write, id);
    await settle(write, actor, { found, reason });
    return found;
  });
}

/** The same within a write. */
export async function settle(
  write: Write,
  actor: StaffActor,
  { found, reason }: { found: Contradiction; reason: string },
): Promise<void> {
  await write
    .update(bankContradictions)
    .set({ settledBy: actor.staffId, settledAt: new Date().toISOString(), settledReason: reason })
    // What an older file says alike of the line is cleared up with it.
    .where(
      and(
        eq(bankContradictions.lineId, found.lineId),
        eq(bankContradictions.outcome, found.outcome),
        isNull(bankContradictions.settledAt),
      ),
    );
  const { batch, lineNumber, outcome, on, reference } = found;
  await audit(write, actor, {
    action: 'batch.contradiction_settled',
    subject: { type: 'batch', id: batch.id },
    detail: { number: batch.number, lineNumber, outcome, on, bankReference: reference, reason },
  });
}

/**
 * Holds a batch until whoever makes, submits, approves or sends it has seen each of its lines that the bank says it paid.
 * @param seen how many were seen; nobody is asked where it is left out
 * @returns what the audit keeps of it
 * @throws Refusal batch.paid_claims {count, name, fileNumber}
 */
export async function requireClaimsSeen(
  read: Read,
  { lines, seen }: { lines: readonly RecipientLine[]; seen: number | undefined },
): Promise<{ paidClaims?: number }> {
  return requireSeen(await openClaims(read, lines), { seen, code: 'batch.paid_claims' });
}

/** `requireClaimsSeen` for the lines of a batch that are not taken out. */
export async function requireClaimsOfBatchSeen(
  read: Read,
  { batchId, seen }: { batchId: string; seen: number | undefined },
): Promise<{ paidClaims?: number }> {
  return requireClaimsSeen(read, { lines: await accountLinesOfBatch(read, batchId), seen });
}

/**
 * Holds what is recorded by hand, and stands in the ledger by now, until whoever does it has seen each payment that the
 * bank tells of otherwise.
 * @param seen as above
 * @throws Refusal payment.paid_claims {count, name, fileNumber}
 */
export async function requireClaimsOfRunSeen(
  write: Write,
  { lines, seen }: { lines: readonly RecipientLine[]; seen: number | undefined },
): Promise<{ paidClaims?: number }> {
  return requireSeen(await openClaims(write, lines), { seen, code: 'payment.paid_claims' });
}

async function openClaims(read: Read, lines: readonly RecipientLine[]): Promise<ClaimedLine[]> {
  return (await claimedLines(read, lines)).filter(({ claim }) => isOpen(claim));
}

function requireSeen(
  { length: found, 0: first }: readonly ClaimedLine[],
  { seen, code }: { seen: number | undefined; code: 'batch.paid_claims' | 'payment.paid_claims' },
): { paidClaims?: number } {
  if (seen !== undefined && seen !== found) {
    const { name = null, fileNumber = null } = first ?? {};
    throw new Refusal(code, { count: found, name, fileNumber }, 'claimsSeen');
  }
  return found > 0 ? { paidClaims: found } : {};
}

/** Of each line the last word of the bank that goes against what the ledger says. */
async function contradictionsWhere(read: Read, where: SQL | undefined): Promise<Contradiction[]> {
  const rows = await read
    .select({
      id: bankContradictions.id,
      awardId: instructions.awardId,
      lineId: instructions.id,
      lineNumber: instructions.lineNumber,
      holder: instructions.accountHolder,
      amountFen: instructions.amountFen,
      paymentId: instructions.paymentId,
      batch: { id: batches.id, number: batches.number },
      resultId: bankResults.id,
      uploadedAt: bankResults.uploadedAt,
      outcome: bankContradictions.outcome,
      on: bankContradictions.saidOn,
      reference: bankContradictions.reference,
      saidFen: bankContradictions.saidFen,
      settledBy: staff.name,
      settledAt: bankContradictions.settledAt,
      settledReason: bankContradictions.settledReason,
    })
    .from(bankContradictions)
    .innerJoin(instructions, eq(instructions.id, bankContradictions.lineId))
    .innerJoin(bankResults, eq(bankResults.id, bankContradictions.resultId))
    .innerJoin(batches, eq(batches.id, instructions.batchId))
    .leftJoin(staff, eq(staff.id, bankContradictions.settledBy))
    .where(where)
    .orderBy(asc(bankResults.uploadedAt), asc(bankResults.id));
  const said = rows.map(({ settledBy: by, settledAt: at, settledReason: reason, ...row }): Contradiction => ({
    ...row,
    ...{ bookedFen: 0, isByHand: false },
    settled: at === null ? null : { by: by!, at, reason: reason! },
  }));
  return [...new Map((await standing(read, said)).map((one) => [one.lineId, one])).values()];
}

/** Without what the ledger says by now: recorded as the bank says, or taken back again. */
async function standing(read: Read, found: readonly Contradiction[]): Promise<Contradiction[]> {
  const ledgers = await ledgersOf(read, [...new Set(found.map(({ awardId }) => awardId))]);
  const claims = await claimsBefore(read, found);
  const answered = await answeredPayments(read, [...ledgers.keys()]);
  return found.flatMap((one): Contradiction[] => {
    const rows = ledgers.get(one.awardId) ?? [];
    const bookedFen = one.paymentId === null ? 0 : ownNet(rows, one.paymentId);
    if (one.outcome === 'succeeded') {
      if (bookedFen > 0 && bookedFen === one.saidFen) return [];
      const paid = rows.filter((row) => row.kind === 'payment');
      if (paid.some((row) => isAsTold(one, row))) return [];
      // Recorded by hand under the bank's day and number, with another amount or in parts.
      const ofPaper = paid.filter(
        (row) => isAsTold({ ...one, saidFen: null }, row) && ownNet(rows, row.id) > 0,
      );
      const paperFen = ofPaper.reduce((sum, row) => sum + ownNet(rows, row.id), 0);
      if (paperFen > 0 && paperFen === one.saidFen) return [];
      return bookedFen === 0 && paperFen > 0
        ? [{ ...one, paymentId: ofPaper.at(-1)!.id, bookedFen: paperFen, isByHand: true }]
        : [{ ...one, bookedFen }];
    }
    if (bookedFen > 0) return [{ ...one, bookedFen }];
    const byHand = rows.find(
      (row) =>
        row.kind === 'payment' &&
        !answered.has(row.id) &&
        row.recordedAt <= one.uploadedAt &&
        ownNet(rows, row.id) > 0 &&
        isBefore(row, one, claims.get(one.lineId) ?? []),
    );
    return byHand
      ? [{ ...one, paymentId: byHand.id, bookedFen: ownNet(rows, byHand.id), isByHand: true }]
      : [];
  });
}

type Claim = Pick<Contradiction, 'on' | 'reference' | 'saidFen' | 'uploadedAt'>;

/** Whether the bank took a payment back that was recorded by hand: one that it told of itself, or of no later day. */
function isBefore(row: AwardLedgerRow, one: Contradiction, claims: readonly Claim[]): boolean {
  if (one.on !== null && row.paidOn <= one.on) return true;
  return claims.some((claim) => claim.uploadedAt <= one.uploadedAt && isAsTold(claim, row));
}

/** The payments of some awards that stand for a line of a batch. */
async function answeredPayments(read: Read, awardIds: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const chunk of chunksOf(awardIds)) {
    const rows = await read
      .select({ paymentId: instructions.paymentId })
      .from(instructions)
      .where(and(inArray(instructions.awardId, chunk), isNotNull(instructions.paymentId)));
    for (const { paymentId } of rows) found.add(paymentId!);
  }
  return found;
}

/** What files have said of lines that are said to have failed: that they were paid, for which somebody booked them; by line. */
async function claimsBefore(read: Read, found: readonly Contradiction[]): Promise<Map<string, Claim[]>> {
  const lineIds = found.flatMap(({ lineId, outcome }) => (outcome === 'failed' ? [lineId] : []));
  const claims = new Map<string, Claim[]>();
  for (const chunk of chunksOf([...new Set(lineIds)])) {
    const rows = await read
      .select({
        lineId: bankContradictions.lineId,
        on: bankContradictions.saidOn,
        reference: bankContradictions.reference,
        saidFen: bankContradictions.saidFen,
        uploadedAt: bankResults.uploadedAt,
      })
      .from(bankContradictions)
      .innerJoin(bankResults, eq(bankResults.id, bankContradictions.resultId))
      .where(and(inArray(bankContradictions.lineId, chunk), eq(bankContradictions.outcome, 'succeeded')));
    for (const { lineId, ...claim } of rows) claims.set(lineId, [...(claims.get(lineId) ?? []), claim]);
  }
  return claims;
}
