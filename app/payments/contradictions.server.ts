import { and, asc, count, eq, inArray, isNotNull, isNull, lte, ne, or, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { alias } from '../../db/engine/kit';
import { awards, bankContradictions, bankResults, batches, instructions, staff } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { Refusal } from '../refusal';
import { openBatchesOf } from '../relief/awardsInBatches.server';
import { pagingOf } from '../relief/paging';
import type { Desk } from '../staff/staff.server';
import { isOpen, isSameAnswer, type BankWord, type Contradiction } from './contradiction';
import { booksAgainst, lastAfter, otherPayments } from './bankAgainstLedger';
import { isStillSaid, WORD, wordsOf } from './bankWords.server';
import type { RecipientLine } from './exitedLines.server';
import { failedBefore } from './failedBefore.server';
import { ledgersOf } from './payables.server';

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

/** All words of the bank that go against what is booked of these lines, settled ones too; of a line there may be several. */
export async function wordsOnLines(read: Read, lineIds: readonly string[]): Promise<Contradiction[]> {
  const found: Contradiction[] = [];
  for (const chunk of chunksOf(lineIds))
    found.push(...(await wordsAgainst(read, inArray(bankContradictions.lineId, chunk))));
  return found;
}

/** What the files of a batch say against its lines, both ways, by line. */
export async function contradictionsOfBatch(read: Read, batchId: string): Promise<Contradiction[]> {
  return contradictionsWhere(read, eq(instructions.batchId, batchId));
}

/** What files say of other batches' lines whose awards this batch pays or has paid again, as long as it is open. */
export async function claimsOnBatch(read: Read, batchId: string): Promise<Contradiction[]> {
  const ofBatch = read
    .select({ awardId: instructions.awardId })
    .from(instructions)
    .where(and(eq(instructions.batchId, batchId), ne(instructions.status, 'withdrawn')));
  const claimed = and(inArray(instructions.awardId, ofBatch), ne(instructions.batchId, batchId));
  return (await contradictionsWhere(read, claimed)).filter(isOpen);
}

/** The same of the lines of one award. */
export async function contradictionsOfAward(read: Read, awardId: string): Promise<Contradiction[]> {
  return contradictionsWhere(read, eq(instructions.awardId, awardId));
}

/** The payments of some awards of which the bank has said that they were not made, which is not cleared up. */
export async function unpaidAfterAll(read: Read, awardIds: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const chunk of chunksOf(awardIds)) {
    const failed = and(inArray(instructions.awardId, chunk), eq(bankContradictions.outcome, 'failed'));
    for (const one of await contradictionsWhere(read, failed))
      if (isOpen(one)) for (const id of [one.paymentId, ...one.also]) if (id !== null) found.add(id);
  }
  return found;
}

/** What files say of the lines of some batches against what is booked, each word once, in whichever files. */
export async function openWords(read: Read, batchIds: readonly string[]): Promise<Contradiction[]> {
  const words = new Map<string, Contradiction>();
  for (const batchId of batchIds)
    for (const one of (await wordsAgainst(read, eq(instructions.batchId, batchId))).filter(isOpen))
      words.set(JSON.stringify([one.lineId, one.outcome, one.on, one.reference]), one);
  return [...words.values()];
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

/** How many of them are about awards of a project-year. */
export async function openContradictionsOfProject(read: Read, projectId: string): Promise<number> {
  const ofProject = and(eq(awards.projectId, projectId), isNull(bankContradictions.settledAt));
  return (await contradictionsWhere(read, ofProject)).length;
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
 * One of them, as long as it is open; another word of its line where that stands in its place by now.
 * @throws Refusal contradiction.not_found, contradiction.settled, contradiction.file_voided where its file was taken away
 */
export async function openContradiction(read: Read, id: string): Promise<Contradiction> {
  const [row] = await read
    .select({
      lineId: bankContradictions.lineId,
      settledAt: bankContradictions.settledAt,
      voidedAt: bankResults.voidedAt,
    })
    .from(bankContradictions)
    .innerJoin(bankResults, eq(bankResults.id, bankContradictions.resultId))
    .where(eq(bankContradictions.id, id));
  if (!row) throw new Refusal('contradiction.not_found');
  const [last] = await contradictionsWhere(read, eq(bankContradictions.lineId, row.lineId));
  if (last && isOpen(last)) return last;
  const isTakenAway = row.voidedAt !== null && row.settledAt === null;
  throw new Refusal(isTakenAway ? 'contradiction.file_voided' : 'contradiction.settled');
}

/**
 * Writes down that what is booked stays, as was cleared up with the bank.
 * @throws Refusal contradiction.not_found, contradiction.settled, contradiction.file_voided, contradiction.replaced where
 * another word stands in its place
 */
export async function settleContradiction(
  { store, actor }: Desk,
  { id, reason }: { id: string; reason: string },
): Promise<Contradiction> {
  return store.write(async (write) => {
    const found = await openContradiction(write, id);
    if (found.id !== id) throw new Refusal('contradiction.replaced');
    await write
      .update(bankContradictions)
      .set({ settledBy: actor.staffId, settledAt: new Date().toISOString(), settledReason: reason })
      .where(
        and(
          eq(bankContradictions.lineId, found.lineId),
          isAlike(found),
          isNull(bankContradictions.settledAt),
        ),
      );
    const { batch, lineNumber, outcome, on, reference } = found;
    await audit(write, actor, {
      action: 'batch.contradiction_settled',
      subject: { type: 'batch', id: batch.id },
      detail: { number: batch.number, lineNumber, outcome, on, bankReference: reference, reason },
    });
    return found;
  });
}

/** What is cleared up with a word: that the line was not paid until this day, whoever says it; that it was, by this paper alone. */
function isAlike({ outcome, on, reference }: Contradiction): SQL {
  const isSame = eq(bankContradictions.outcome, outcome);
  if (outcome === 'failed' && on !== null)
    return and(isSame, or(isNull(bankContradictions.saidOn), lte(bankContradictions.saidOn, on)))!;
  if (outcome === 'failed') return and(isSame, isNull(bankContradictions.saidOn))!;
  const isOfDay = on === null ? isNull(bankContradictions.saidOn) : eq(bankContradictions.saidOn, on);
  return and(isSame, isOfDay, eq(bankContradictions.reference, reference))!;
}

/** Of each line the last word of the bank that goes against what the ledger says, an open one where there is one. */
async function contradictionsWhere(read: Read, where: SQL | undefined): Promise<Contradiction[]> {
  const ofLine = new Map<string, Contradiction>();
  for (const one of await wordsAgainst(read, where)) {
    const known = ofLine.get(one.lineId);
    if (!known || isBefore(known, one)) ofLine.set(one.lineId, one);
  }
  return [...ofLine.values()];
}

/** All words of the bank that go against what the ledger says, in the order in which the files came. */
async function wordsAgainst(read: Read, where: SQL | undefined): Promise<Contradiction[]> {
  const rows = await read
    .select({
      id: bankContradictions.id,
      awardId: instructions.awardId,
      isReleased: isNotNull(awards.releasedOn).mapWith(Boolean),
      lineId: instructions.id,
      lineNumber: instructions.lineNumber,
      isTakenOut: eq(instructions.status, 'withdrawn').mapWith(Boolean),
      holder: instructions.accountHolder,
      amountFen: instructions.amountFen,
      paymentId: instructions.paymentId,
      failedOn: sql<
        string | null
      >`case when ${instructions.status} = 'failed' then ${instructions.resultOn} end`,
      batch: { id: batches.id, number: batches.number },
      ...WORD,
      settledBy: staff.name,
      settledAt: bankContradictions.settledAt,
      settledReason: bankContradictions.settledReason,
    })
    .from(bankContradictions)
    .innerJoin(instructions, eq(instructions.id, bankContradictions.lineId))
    .innerJoin(awards, eq(awards.id, instructions.awardId))
    .innerJoin(bankResults, eq(bankResults.id, bankContradictions.resultId))
    .innerJoin(batches, eq(batches.id, instructions.batchId))
    .leftJoin(staff, eq(staff.id, bankContradictions.settledBy))
    .where(and(where, isStillSaid()))
    .orderBy(
      asc(bankResults.uploadedAt),
      asc(bankResults.id),
      asc(instructions.lineNumber),
      asc(bankContradictions.saidOn),
    );
  const said = rows.map(
    ({ settledBy: by, settledAt: at, settledReason: reason, isReleased, ...row }): Contradiction => ({
      ...row,
      ...{
        closed: isReleased ? 'given_up' : null,
        also: [],
        bookedFen: 0,
        isByHand: false,
        tab: 'doubtful',
        again: null,
        others: [],
        later: null,
        reissue: null,
      },
      settled: at === null ? null : { by: by!, at, reason: reason! },
    }),
  );
  return standing(read, said);
}

/** One that is open counts before what was settled, and of two days on which it failed the later; else the last file. */
function isBefore(known: Contradiction, one: Contradiction): boolean {
  if (isOpen(known) !== isOpen(one)) return isOpen(one);
  const bothFailed = known.outcome === 'failed' && one.outcome === 'failed';
  return !bothFailed || known.on === null || one.on === null || known.on <= one.on;
}

/** Without what the ledger says by now: recorded as the bank says, or taken back again. */
async function standing(read: Read, found: readonly Contradiction[]): Promise<Contradiction[]> {
  const awardIds = [...new Set(found.map(({ awardId }) => awardId))];
  const sisters = await sistersOf(read, found);
  const ledgers = await ledgersOf(read, [...awardIds, ...[...sisters.values()].flat()]);
  const answered = await answeredPayments(read, [...awardIds, ...[...sisters.values()].flat()]);
  const reissues = await openBatchesOf(read, awardIds);
  const words = await wordsOf(
    read,
    found.map(({ lineId }) => lineId),
  );
  const failed = await failedBefore(
    read,
    found.flatMap(({ lineId, outcome }) => (outcome === 'failed' ? [lineId] : [])),
  );
  return found.flatMap((one): Contradiction[] => {
    const rows = ledgers.get(one.awardId) ?? [];
    const said = words.get(one.lineId) ?? [];
    const ofSisters = (sisters.get(one.lineId) ?? []).flatMap((awardId) => ledgers.get(awardId) ?? []);
    const against = booksAgainst(one, {
      ...{ rows, answered, said },
      sisters: one.possibleLines > 1 ? ofSisters : [],
      failedBefore: failed.get(one.lineId) ?? [],
    });
    if (against === null) return [];
    const reissue = reissues.get(one.awardId) ?? null;
    const others = otherPayments(one, said).filter((other) => !isSettled(other, { one, found }));
    const later = lastAfter(one, said);
    const closed = one.closed && rows.length > 0 ? 'taken_back' : one.closed;
    return [{ ...one, ...against, closed, others, later, reissue }];
  });
}

/** Whether what the bank says besides of a line is cleared up already. */
function isSettled(
  word: BankWord,
  { one, found }: { one: Contradiction; found: readonly Contradiction[] },
): boolean {
  const same = found.filter((other) => other.lineId === one.lineId && isSameAnswer(other, word));
  return same.length > 0 && same.every(({ settled }) => settled !== null);
}

/** The awards of the other lines that words may be about which fit several, by line. */
async function sistersOf(read: Read, found: readonly Contradiction[]): Promise<Map<string, string[]>> {
  const sisters = new Map<string, string[]>();
  const one = alias(instructions, 'one');
  const unclear = found.flatMap(({ lineId, possibleLines }) => (possibleLines > 1 ? [lineId] : []));
  for (const chunk of chunksOf([...new Set(unclear)])) {
    const rows = await read
      .select({ lineId: one.id, awardId: instructions.awardId })
      .from(one)
      .innerJoin(
        instructions,
        and(
          eq(instructions.batchId, one.batchId),
          eq(instructions.accountLast4, one.accountLast4),
          ne(instructions.id, one.id),
          ne(instructions.status, 'withdrawn'),
          or(
            eq(instructions.amountFen, one.amountFen),
            eq(instructions.accountFingerprint, one.accountFingerprint),
          ),
        ),
      )
      .where(inArray(one.id, chunk));
    for (const { lineId, awardId } of rows) sisters.set(lineId, [...(sisters.get(lineId) ?? []), awardId]);
  }
  return sisters;
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
