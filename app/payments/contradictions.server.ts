import { and, asc, eq, inArray, isNotNull, ne, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { bankResults, batches, instructions } from '../../db/schema';
import { unseal } from '../identity/sealing.server';
import { Refusal } from '../refusal';
import { readRows, type ResultFile, type ResultMapping, type ResultRow } from './bankResult';
import { matchRows } from './bankResultMatch';
import type { Instruction } from './batchRows.server';
import type { RecipientLine } from './exitedLines.server';
import { ownNet } from './ledger';
import { ledgersOf } from './payables.server';
import { accountLinesOfBatch } from './sharedLines.server';

/**
 * Answers of the bank that go against what is booked of a line: paid after all, or not paid after all. They are read
 * from the files as these are kept, and are gone once the ledger says what the bank says.
 */

export interface Contradiction {
  awardId: string;
  lineId: string;
  lineNumber: number;
  holder: string;
  paymentId: string | null;
  batch: { id: string; number: string };
  resultId: string;
  /** What the bank says; the line is booked as the opposite. */
  outcome: 'succeeded' | 'failed';
  /** The bank's day and number, as far as the file has them. */
  on: string | null;
  reference: string;
}

/** A payment of which the bank has said elsewhere that it made it. */
export interface ClaimedLine extends RecipientLine {
  claim: Contradiction;
}

/** Of some payments those that the bank says it made already, by a line that is booked as failed; in their order. */
export async function claimedLines(read: Read, lines: readonly RecipientLine[]): Promise<ClaimedLine[]> {
  const claims = new Map<string, Contradiction>();
  for (const chunk of chunksOf(lines.map(({ awardId }) => awardId))) {
    const failed = and(inArray(instructions.awardId, chunk), eq(instructions.status, 'failed'));
    for (const claim of await contradictionsWhere(read, failed)) claims.set(claim.awardId, claim);
  }
  return lines.flatMap(({ awardId, familyId, name, fileNumber }) => {
    const claim = claims.get(awardId);
    return claim ? [{ awardId, familyId, name, fileNumber, claim }] : [];
  });
}

/** What the files of a batch say against its lines, both ways, by line. */
export async function contradictionsOfBatch(read: Read, batchId: string): Promise<Contradiction[]> {
  return contradictionsWhere(read, eq(instructions.batchId, batchId));
}

/** The same of the lines of one award. */
export async function contradictionsOfAward(read: Read, awardId: string): Promise<Contradiction[]> {
  return contradictionsWhere(read, eq(instructions.awardId, awardId));
}

/**
 * Holds a batch until whoever makes, submits or approves it has seen each of its lines that the bank says it paid.
 * @param seen how many were seen; nobody is asked where it is left out
 * @returns what the audit keeps of it
 * @throws Refusal batch.paid_claims {count, name, fileNumber}
 */
export async function requireClaimsSeen(
  read: Read,
  { lines, seen }: { lines: readonly RecipientLine[]; seen: number | undefined },
): Promise<{ paidClaims?: number }> {
  const claimed = await claimedLines(read, lines);
  const { length: count, 0: first } = claimed;
  if (seen !== undefined && seen !== count) {
    const { name = null, fileNumber = null } = first ?? {};
    throw new Refusal('batch.paid_claims', { count, name, fileNumber }, 'claimsSeen');
  }
  return count > 0 ? { paidClaims: count } : {};
}

/** `requireClaimsSeen` for the lines of a batch that are not taken out. */
export async function requireClaimsOfBatchSeen(
  read: Read,
  { batchId, seen }: { batchId: string; seen: number | undefined },
): Promise<{ paidClaims?: number }> {
  return requireClaimsSeen(read, { lines: await accountLinesOfBatch(read, batchId), seen });
}

type Line = Pick<
  Instruction,
  'id' | 'awardId' | 'batchId' | 'lineNumber' | 'amountFen' | 'accountLast4' | 'accountFingerprint' | 'status'
>;

async function contradictionsWhere(read: Read, where: SQL | undefined): Promise<Contradiction[]> {
  const lines = await answeredLines(read, where);
  const found: Contradiction[] = [];
  for (const batchId of new Set(lines.map((line) => line.batchId))) {
    const own = lines.filter((line) => line.batchId === batchId);
    for (const file of await filesOf(read, batchId)) found.push(...(await saidAgainst(read, own, file)));
  }
  return unsettled(read, onceALine(found));
}

/** Every line that is booked one way or the other, without what is sealed. */
async function answeredLines(read: Read, where: SQL | undefined): Promise<Line[]> {
  return read
    .select({
      id: instructions.id,
      awardId: instructions.awardId,
      batchId: instructions.batchId,
      lineNumber: instructions.lineNumber,
      amountFen: instructions.amountFen,
      accountLast4: instructions.accountLast4,
      accountFingerprint: instructions.accountFingerprint,
      status: instructions.status,
    })
    .from(instructions)
    .where(and(inArray(instructions.status, ['succeeded', 'failed']), where))
    .orderBy(asc(instructions.id));
}

interface ReadFile {
  id: string;
  rows: ResultRow[];
  batch: Contradiction['batch'];
}

/** The files of a batch whose columns are known, the oldest first. */
async function filesOf(read: Read, batchId: string): Promise<ReadFile[]> {
  const rows = await read
    .select({
      id: bankResults.id,
      contentSealed: bankResults.contentSealed,
      mapping: bankResults.mapping,
      number: batches.number,
    })
    .from(bankResults)
    .innerJoin(batches, eq(batches.id, bankResults.batchId))
    .where(
      and(
        eq(bankResults.batchId, batchId),
        isNotNull(bankResults.mapping),
        // Erased after the years of keeping.
        ne(bankResults.contentSealed, ''),
      ),
    )
    .orderBy(asc(bankResults.uploadedAt), asc(bankResults.id));
  return rows.map(({ id, contentSealed, mapping, number }) => ({
    id,
    rows: readRows(JSON.parse(unseal(contentSealed)) as ResultFile, JSON.parse(mapping!) as ResultMapping),
    batch: { id: batchId, number },
  }));
}

/** Few lines are near a row that says the opposite: these alone are unsealed, with those of the same accounts. */
async function saidAgainst(
  read: Read,
  lines: readonly Line[],
  { id: resultId, rows, batch }: ReadFile,
): Promise<Contradiction[]> {
  const keys = new Set(rows.flatMap((row) => (row.outcome ? [keyOf(row.outcome, row)] : [])));
  const near = lines.filter(({ status, accountLast4, amountFen }) =>
    keys.has(keyOf(status === 'failed' ? 'succeeded' : 'failed', { account: accountLast4, amountFen })),
  );
  if (near.length === 0) return [];
  const nearIds = new Set(near.map(({ id }) => id));
  const { verdicts } = matchRows(rows, await sentLike(read, batch.id, near));
  return verdicts.flatMap(({ doubt, line, row }) =>
    doubt === 'answered_otherwise' && nearIds.has(line!.id)
      ? [
          {
            ...{ awardId: line!.awardId, lineId: line!.id, lineNumber: line!.lineNumber },
            ...{ holder: line!.holder, paymentId: line!.paymentId, batch, resultId },
            ...{ outcome: row.outcome!, on: row.on, reference: row.reference },
          },
        ]
      : [],
  );
}

function keyOf(
  outcome: Contradiction['outcome'],
  { account, amountFen }: Pick<ResultRow, 'account' | 'amountFen'>,
): string {
  return `${outcome} ${account.slice(-4)} ${amountFen}`;
}

/** The lines of a batch to the accounts of some: a row without a number is of the only one with its account and amount. */
async function sentLike(read: Read, batchId: string, near: readonly Line[]) {
  const found: Instruction[] = [];
  for (const chunk of chunksOf([...new Set(near.map(({ accountFingerprint }) => accountFingerprint))])) {
    const rows = await read
      .select()
      .from(instructions)
      .where(and(eq(instructions.batchId, batchId), inArray(instructions.accountFingerprint, chunk)));
    found.push(...rows);
  }
  return found.map(({ accountSealed, accountHolder: holder, ...line }) => ({
    ...line,
    holder,
    account: unseal(accountSealed),
    booked: null,
  }));
}

/** Of several files the last word counts. */
function onceALine(found: readonly Contradiction[]): Contradiction[] {
  return [...new Map(found.map((one) => [one.lineId, one])).values()];
}

/** Without what the ledger says by now: recorded by hand as the bank says, or taken back again. */
async function unsettled(read: Read, found: readonly Contradiction[]): Promise<Contradiction[]> {
  const ledgers = await ledgersOf(
    read,
    found.map(({ awardId }) => awardId),
  );
  return found.filter(({ awardId, outcome, paymentId, on, reference }) => {
    const rows = ledgers.get(awardId) ?? [];
    if (outcome === 'failed') return ownNet(rows, paymentId!) !== 0;
    return !rows.some(
      ({ kind, paidOn, bankReference }) =>
        kind === 'payment' && paidOn === on && (reference === '' || bankReference === reference),
    );
  });
}
