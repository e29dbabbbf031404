import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { batches, instructions, payments } from '../../db/schema';
import { todayInChina } from '../calendar/date';
import type { FailureCause } from './batch';
import { netsOf } from './ledger';
import { ledgersOf } from './payables.server';
import { accountsOfPayments } from './paymentAccounts.server';
import type { AccountLine } from './sharedLines.server';

/** How money for an account came back: the bank did not pay it in a batch, or sent it back later (退票). */
export interface AccountTrouble {
  kind: FailureCause | 'returned';
  on: string;
  /** The batch in which it was; null of a payment recorded by hand. */
  number: string | null;
  /** The bank's words, or the remarks of the return. */
  text: string;
}

type Asked = Pick<AccountLine, 'familyId' | 'accountFingerprint'>;

/**
 * Of the accounts of some lines those that the bank refused or sent money back from, whatever it was paid for, and to
 * which nothing that stands was paid on a later day; the latest trouble of each, by fingerprint.
 */
export async function accountTroubles(
  read: Read,
  lines: readonly Asked[],
): Promise<Map<string, AccountTrouble>> {
  const asked = new Set(lines.map(({ accountFingerprint }) => accountFingerprint));
  const latest = new Map<string, AccountTrouble>();
  const familyIds = [...new Set(lines.map(({ familyId }) => familyId))];
  for (const [account, trouble] of [
    ...(await refusedLines(read, [...asked])),
    ...(await returnedPayments(read, familyIds)),
  ]) {
    const known = latest.get(account);
    if (asked.has(account) && (!known || trouble.on >= known.on)) latest.set(account, trouble);
  }
  const troubled = lines.filter(({ accountFingerprint }) => latest.has(accountFingerprint));
  const paid = await lastPaidDays(read, [...new Set(troubled.map(({ familyId }) => familyId))]);
  return new Map([...latest].filter(([account, { on }]) => (paid.get(account) ?? '') <= on));
}

async function refusedLines(
  read: Read,
  accounts: readonly string[],
): Promise<(readonly [string, AccountTrouble])[]> {
  const found: (readonly [string, AccountTrouble])[] = [];
  for (const chunk of chunksOf(accounts)) {
    const rows = await read
      .select({ line: instructions, number: batches.number, madeAt: batches.madeAt })
      .from(instructions)
      .innerJoin(batches, eq(batches.id, instructions.batchId))
      .where(and(inArray(instructions.accountFingerprint, chunk), eq(instructions.status, 'failed')))
      .orderBy(asc(instructions.id));
    for (const { line, number, madeAt } of rows) {
      const on = line.resultOn ?? todayInChina(new Date(madeAt));
      const trouble = { kind: line.failureCause!, on, number, text: line.failureText ?? '' };
      found.push([line.accountFingerprint, trouble]);
    }
  }
  return found;
}

/** What the bank sent back and nobody has found to be a mistake. */
async function returnedPayments(
  read: Read,
  familyIds: readonly string[],
): Promise<(readonly [string, AccountTrouble])[]> {
  const rows = await rowsOfFamilies(read, familyIds, 'return');
  const originals = new Map(
    (await standingRows(read, rows)).map(({ originalId, ...row }) => [originalId, row]),
  );
  const sent = await accountsOfPayments(read, [...originals.keys()]);
  return [...originals].flatMap(([originalId, { on, text }]) => {
    const used = sent.get(originalId);
    const trouble = { kind: 'returned' as const, on, number: used?.number ?? null, text };
    return used ? [[used.account, trouble] as const] : [];
  });
}

/** The last day on which each account was paid something that stands. */
async function lastPaidDays(read: Read, familyIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await standingRows(read, await rowsOfFamilies(read, familyIds, 'payment'));
  const sent = await accountsOfPayments(
    read,
    rows.map(({ id }) => id),
  );
  const days = new Map<string, string>();
  for (const { id, on } of rows) {
    const account = sent.get(id)?.account;
    if (account && on > (days.get(account) ?? '')) days.set(account, on);
  }
  return days;
}

interface PaymentOfFamily {
  id: string;
  awardId: string;
  originalId: string;
  on: string;
  text: string;
}

async function rowsOfFamilies(
  read: Read,
  familyIds: readonly string[],
  kind: 'payment' | 'return',
): Promise<PaymentOfFamily[]> {
  const found: PaymentOfFamily[] = [];
  for (const chunk of chunksOf(familyIds)) {
    const rows = await read
      .select({
        id: payments.id,
        awardId: payments.awardId,
        originalId: payments.originalId,
        on: payments.paidOn,
        text: payments.remarks,
      })
      .from(payments)
      .where(and(inArray(payments.familyId, chunk), eq(payments.kind, kind)))
      .orderBy(asc(payments.paidOn), asc(payments.id));
    found.push(...rows);
  }
  return found;
}

async function standingRows(read: Read, rows: readonly PaymentOfFamily[]): Promise<PaymentOfFamily[]> {
  const ledgers = await ledgersOf(read, [...new Set(rows.map(({ awardId }) => awardId))]);
  const nets = new Map([...ledgers].map(([awardId, ledger]) => [awardId, netsOf(ledger)]));
  return rows.filter(({ id, awardId }) => nets.get(awardId)?.get(id) !== 0);
}
