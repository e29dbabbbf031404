import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { batches, instructions, payments } from '../../db/schema';
import { todayInChina } from '../calendar/date';
import type { FailureCause } from './batch';
import { latestFailures } from './failureEvents.server';
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
  /** The last day on which something that stands was paid to it afterwards. */
  paidSince: string | null;
}

type Asked = Pick<AccountLine, 'awardId' | 'familyId' | 'accountFingerprint'>;

/**
 * Of some lines those whose account the bank refused or sent money back from, by their award: always where it was the
 * money of this very award, and of any other until something that stands was paid there on a later day.
 */
export async function accountTroubles(
  read: Read,
  lines: readonly Asked[],
): Promise<Map<string, AccountTrouble>> {
  const own = await troublesOfAwards(read, lines);
  const latest = await troublesOfAccounts(read, lines);
  const troubled = lines.filter((line) => own.has(line.awardId) || latest.has(line.accountFingerprint));
  const paid = await lastPaidDays(read, [...new Set(troubled.map(({ familyId }) => familyId))]);
  const found = new Map<string, AccountTrouble>();
  for (const { awardId, accountFingerprint } of troubled) {
    const lastPaid = paid.get(accountFingerprint) ?? '';
    const ofAccount = latest.get(accountFingerprint);
    const trouble = ofAccount && lastPaid <= ofAccount.on ? ofAccount : own.get(awardId);
    if (trouble) found.set(awardId, { ...trouble, paidSince: lastPaid > trouble.on ? lastPaid : null });
  }
  return found;
}

type Trouble = Omit<AccountTrouble, 'paidSince'>;

/** How the money of some awards came back from the account to which it would go again. */
async function troublesOfAwards(read: Read, lines: readonly Asked[]): Promise<Map<string, Trouble>> {
  const failures = await latestFailures(read, { awardIds: lines.map(({ awardId }) => awardId) });
  const found = new Map<string, Trouble>();
  for (const { awardId, accountFingerprint } of lines) {
    const failure = failures.get(awardId);
    if (failure?.account !== accountFingerprint) continue;
    const { kind, on, text, batch } = failure;
    if (kind !== 'recovered' && kind !== 'reversed') {
      found.set(awardId, { kind, on, number: batch?.number ?? null, text });
    }
  }
  return found;
}

/** The latest trouble of each account, by fingerprint. */
async function troublesOfAccounts(read: Read, lines: readonly Asked[]): Promise<Map<string, Trouble>> {
  const asked = new Set(lines.map(({ accountFingerprint }) => accountFingerprint));
  const latest = new Map<string, Trouble>();
  const familyIds = [...new Set(lines.map(({ familyId }) => familyId))];
  for (const [account, trouble] of [
    ...(await refusedLines(read, [...asked])),
    ...(await returnedPayments(read, familyIds)),
  ]) {
    const known = latest.get(account);
    if (asked.has(account) && (!known || trouble.on >= known.on)) latest.set(account, trouble);
  }
  return latest;
}

async function refusedLines(
  read: Read,
  accounts: readonly string[],
): Promise<(readonly [string, Trouble])[]> {
  const found: (readonly [string, Trouble])[] = [];
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
): Promise<(readonly [string, Trouble])[]> {
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
