import type { Write } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { ledgerRows } from '../../db/schema';
import type { BusinessDate } from '../calendar/date';
import { Refusal } from '../refusal';
import type { LedgerTaking } from '../relief/ledgerAwards.server';
import {
  differingColumns,
  type AwardGroup,
  type LedgerEntries,
  type LedgerEntry,
} from './ledgerEntries.server';
import { makeAwards, newAwardsOf } from './ledgerNewAwards.server';
import { payDay } from './ledgerPayDay.server';
import type { LedgerNote, LedgerProblem } from './ledgerProblem';
import { knownRows, type KnownRow } from './ledgerRecords.server';
import { LEDGER_TITLES, NAME_SEPARATOR } from '../zh/ledgerSheet';

/** One day of an old ledger: what was decided on it, and what the bank did on it. */

export interface LedgerDay {
  on: BusinessDate;
  decided: AwardGroup[];
  paid: LedgerEntry[];
}

/** What became of the awards and rows of the days before; a day only reads it. */
export interface LedgerState {
  awards: Map<AwardGroup, AwardState>;
  /** By the bank's reference. */
  payments: Map<string, PaidRow>;
  /** Rows that are settled: they are in, or refused. */
  settled: Map<LedgerEntry, 'accepted' | 'unchanged' | 'refused'>;
}

export type AwardState =
  | { awardId: string; isOwn: boolean }
  /** Why none of its rows comes in. */
  | { refusal: Refusal };

export interface PaidRow {
  paymentId: string;
  awardId: string;
}

/** What a day adds to the state. */
export class DayOutcome {
  readonly awards = new Map<AwardGroup, AwardState>();
  readonly payments = new Map<string, PaidRow>();
  readonly settled: LedgerState['settled'] = new Map();
  readonly problems: LedgerProblem[] = [];
  readonly notes: Partial<Record<LedgerNote, number>> = {};
  readonly rows: (typeof ledgerRows.$inferInsert)[] = [];
  newAwards = 0;

  constructor(private readonly before: LedgerState) {}

  awardOf(group: AwardGroup): AwardState | undefined {
    return this.awards.get(group) ?? this.before.awards.get(group);
  }

  paymentOf(reference: string): PaidRow | undefined {
    return this.payments.get(reference) ?? this.before.payments.get(reference);
  }

  isSettled(entry: LedgerEntry): boolean {
    return this.settled.has(entry) || this.before.settled.has(entry);
  }

  isRefused(entry: LedgerEntry): boolean {
    return (this.settled.get(entry) ?? this.before.settled.get(entry)) === 'refused';
  }

  refuse(entry: LedgerEntry, { code, data, field }: Refusal): void {
    const column = COLUMN_OF_RULE[code] ?? COLUMN_OF_FIELD[field ?? ''] ?? null;
    this.settled.set(entry, 'refused');
    this.problems.push({ row: entry.row, column, code, data: { ...data, alone: 1 } });
  }

  accept(
    entry: LedgerEntry,
    { awardId, paymentId, importId }: { awardId: string; paymentId: string | null; importId: string },
  ): void {
    this.settled.set(entry, 'accepted');
    this.rows.push({ key: entry.key, digest: entry.digest, awardId, paymentId, importId });
    if (paymentId && entry.payment) this.payments.set(entry.payment.reference, { paymentId, awardId });
  }

  note(note: LedgerNote): void {
    this.notes[note] = (this.notes[note] ?? 0) + 1;
  }
}

/** Which column a rule is about that names no field, or one of another form. */
const COLUMN_OF_RULE: Record<string, LedgerProblem['column']> = {
  'relief.not_on_register': 'approvedOn',
  'relief.duplicate_schooling': 'type',
  'relief.over_cap': 'awardAmount',
  'application.not_beneficiary': 'type',
  'fund.over_budget': 'awardAmount',
  'fund.over_received': 'amount',
  'payment.already_paid': 'amount',
};

/** The fields that the rules name, as columns of the sheet. */
const COLUMN_OF_FIELD: Record<string, LedgerProblem['column']> = {
  fileNumber: 'fileNumber',
  idNumber: 'idNumber',
  name: 'name',
  type: 'type',
  awardAmount: 'awardAmount',
  amountFen: 'amount',
  paidOn: 'paidOn',
  on: 'paidOn',
  approvedOn: 'approvedOn',
  kind: 'result',
  reference: 'reference',
  originalReference: 'originalReference',
};

/** Does one day within one write: everything that is said of it and keeps to the rules is in afterwards. */
export async function recordLedgerDay(
  write: Write,
  taking: LedgerTaking,
  { day, state, all }: { day: LedgerDay; state: LedgerState; all: LedgerEntries },
): Promise<DayOutcome> {
  const outcome = new DayOutcome(state);
  const entries = [...day.decided.flatMap((group) => group.entries), ...day.paid];
  settleKnown(
    outcome,
    entries,
    await knownRows(write, [...new Set(entries.flatMap(({ key, formerKey }) => [key, formerKey]))]),
  );
  await decideUnpaid(write, taking, { day, outcome });
  for (const entry of day.decided.flatMap((group) => group.entries)) settleUnpaid(entry, { outcome, taking });
  await payDay(write, taking, { day, outcome, all });
  for (const chunk of chunksOf(outcome.rows)) await write.insert(ledgerRows).values(chunk);
  return outcome;
}

function settleKnown(
  outcome: DayOutcome,
  entries: readonly LedgerEntry[],
  known: ReadonlyMap<string, KnownRow>,
): void {
  for (const entry of entries) {
    const row = known.get(entry.key) ?? known.get(entry.formerKey);
    if (!row || outcome.isSettled(entry)) continue;
    const { awardId, paymentId } = row;
    if (paymentId && entry.payment) outcome.payments.set(entry.payment.reference, { paymentId, awardId });
    const differing = differingColumns(entry.digest, row.digest);
    if (differing.length === 0) {
      outcome.settled.set(entry, 'unchanged');
      if (!outcome.awardOf(entry.award)) outcome.awards.set(entry.award, { awardId, isOwn: false });
    } else {
      const columns = differing.map((column) => LEDGER_TITLES.payments[column]).join(NAME_SEPARATOR);
      outcome.refuse(entry, new Refusal('ledger.row_differs', { columns }, 'reference'));
    }
  }
}

function settleUnpaid(
  entry: LedgerEntry,
  { outcome, taking }: { outcome: DayOutcome; taking: LedgerTaking },
): void {
  if (outcome.isSettled(entry)) return;
  const award = outcome.awardOf(entry.award);
  if (award && 'refusal' in award) outcome.refuse(entry, award.refusal);
  else if (award && !entry.payment)
    outcome.accept(entry, { awardId: award.awardId, paymentId: null, importId: taking.importId });
}

/** Awards with a row of their own that tells of no payment come in on the day they were decided. */
async function decideUnpaid(
  write: Write,
  taking: LedgerTaking,
  { day, outcome }: { day: LedgerDay; outcome: DayOutcome },
): Promise<void> {
  const open = day.decided.filter(({ entries }) =>
    entries.some((entry) => !entry.payment && !outcome.isSettled(entry)),
  );
  const missing = await newAwardsOf(write, open, outcome);
  await makeAwards(write, taking, { made: [...missing.values()], outcome });
}
