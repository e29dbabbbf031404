import type { Store, Write } from '../../db/client.server';
import { todayInChina, type BusinessDate } from '../calendar/date';
import { commandLineActor, type StaffActor } from '../staff/staff.server';
import type { ImportWatch } from './familiesImport.server';
import { recordLedgerDay, type DayOutcome, type LedgerDay, type LedgerState } from './ledgerDay.server';
import { ledgerEntries, type AwardGroup, type LedgerEntries } from './ledgerEntries.server';
import type { LedgerFile } from './ledgerFile.server';
import type { LedgerNote, LedgerProblem } from './ledgerProblem';
import { ledgerResult, type LedgerResult } from './ledgerResult';
import type { LedgerTaking } from '../relief/ledgerAwards.server';
import { peopleFirst } from '../peopleFirst.server';
import { readReceipts, recordReceipts } from './receiptsImport.server';

/** An old ledger comes in: day by day, in the order of time whatever the order of its rows. */

export interface LedgerOrder extends Omit<LedgerTaking, 'importId' | 'actor'> {
  store: Store;
  /** Who brings the ledger: a desk's actor, or for a check that of the command line, which may not be there yet. */
  actorIn(write: Write): Promise<StaffActor>;
  file: LedgerFile;
  /** The job that brings it; null only checks. */
  importId: string | null;
  /** Of receipts: whether somebody looked at those above the budget; left out, nobody is asked. */
  isAboveBudgetConfirmed?: boolean | undefined;
  watch?: ImportWatch;
}

/**
 * Takes an old ledger over, each row by the rules of the screens: what breaks one stays out and says why. An import that
 * was interrupted goes on when it is begun again; a check does it all and undoes it.
 */
export async function importLedger(order: LedgerOrder): Promise<LedgerResult> {
  if (order.importId === null) return checked(order);
  if (order.file.kind === 'receipts') {
    const read = await readReceipts(order.file);
    return order.store.write(async (write) =>
      recordReceipts(write, read, { ...order, actor: await order.actorIn(write) }),
    );
  }
  return taken(order, order.importId);
}

class Undone extends Error {}

/** The same as the import, in one write that is taken back. */
async function checked(order: LedgerOrder): Promise<LedgerResult> {
  let result: LedgerResult | undefined;
  const { file } = order;
  const all = file.kind === 'payments' ? await ledgerEntries(file, today()) : await readReceipts(file);
  try {
    await order.store.write(async (write) => {
      const actor = await order.actorIn(write);
      // Nobody vouches for the file yet, and its maker cannot: the machine stands in.
      const { staffId: id, name } = await commandLineActor(write);
      result =
        'groups' in all
          ? await allDays(write, { ...order, actor, approvedBy: { id, name }, importId: 'check' }, all)
          : await recordReceipts(write, all, { ...order, actor });
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  return { ...result!, isApplied: false };
}

type Taking = LedgerTaking & Pick<LedgerOrder, 'file' | 'watch'>;

async function allDays(write: Write, taking: Taking, all: LedgerEntries): Promise<LedgerResult> {
  const run = new Run(taking.file, all);
  for (const day of run.allDays()) run.add(await recordLedgerDay(write, taking, { day, state: run, all }));
  return run.result({ isCancelled: false });
}

async function taken(order: LedgerOrder, importId: string): Promise<LedgerResult> {
  const all = await ledgerEntries(order.file, today());
  const run = new Run(order.file, all);
  for (const day of run.allDays()) {
    if (await order.watch?.isCancelled?.()) return run.result({ isCancelled: true });
    await peopleFirst();
    // A write may be done again from its beginning: what came of it is counted only after it.
    const outcome = await order.store.write(
      async (write) => {
        const taking = { ...order, actor: await order.actorIn(write), importId };
        const done = await recordLedgerDay(write, taking, { day, state: run, all });
        await order.watch?.advanced?.(write, run.done + done.settled.size);
        return done;
      },
      { givesWay: true },
    );
    run.add(outcome);
  }
  return run.result({ isCancelled: false });
}

function today(): BusinessDate {
  return todayInChina(new Date());
}

/** Why a payment is refused that may fit once something is taken back; and what waits for such a one. */
const HAS_NO_ROOM = [
  'payment.already_paid',
  'payment.above_rest',
  'payment.overlaps',
  'ledger.original_refused',
];

/** One passage through a ledger, and what it counts. */
class Run implements LedgerState {
  readonly awards: LedgerState['awards'] = new Map();
  readonly payments: LedgerState['payments'] = new Map();
  readonly settled: LedgerState['settled'] = new Map();
  readonly days: LedgerDay[];
  private problems: LedgerProblem[];
  private readonly notes: LedgerResult['notes'] = {};
  private newAwards = 0;

  constructor(
    private readonly file: LedgerFile,
    { groups, problems, converted }: LedgerEntries,
  ) {
    this.days = daysOf(groups);
    this.problems = [...problems];
    if (converted > 0) this.notes.id_converted = converted;
    if (file.skippedRows > 0) this.notes.lines_skipped = file.skippedRows;
  }

  /**
   * Every day, and then once more those with rows that found no room in their award: what took room there may have
   * been taken back on a later day, when an earlier file had brought a payment without its return.
   */
  *allDays(): Generator<LedgerDay> {
    yield* this.days;
    for (let before = -1; before !== this.accepted;) {
      before = this.accepted;
      yield* this.daysAgain();
    }
  }

  private *daysAgain(): Generator<LedgerDay> {
    const rows = new Set(
      this.problems.filter(({ code }) => HAS_NO_ROOM.includes(code)).map(({ row }) => row),
    );
    for (const { on, paid } of this.days) {
      const again = paid.filter(({ row, award }) => rows.has(row) && this.wasCorrected(award));
      if (again.length === 0) continue;
      const retried = new Set(again.map(({ row }) => row));
      for (const entry of again) this.settled.delete(entry);
      this.problems = this.problems.filter(({ row }) => !retried.has(row));
      yield { on, decided: [], paid: again };
    }
  }

  private wasCorrected(award: AwardGroup): boolean {
    return award.entries.some(
      (entry) => entry.payment?.originalReference && this.settled.get(entry) === 'accepted',
    );
  }

  private get accepted(): number {
    return [...this.settled.values()].filter((how) => how === 'accepted').length;
  }

  get done(): number {
    return this.settled.size;
  }

  add(outcome: DayOutcome): void {
    for (const [group, award] of outcome.awards) this.awards.set(group, award);
    for (const [reference, payment] of outcome.payments) this.payments.set(reference, payment);
    for (const [entry, how] of outcome.settled) this.settled.set(entry, how);
    for (const [note, count] of Object.entries(outcome.notes) as [LedgerNote, number][])
      this.notes[note] = (this.notes[note] ?? 0) + count;
    this.problems.push(...outcome.problems);
    this.newAwards += outcome.newAwards;
  }

  result({ isCancelled }: { isCancelled: boolean }): LedgerResult {
    const settled = [...this.settled.values()];
    const counts = {
      rows: this.file.rowCount,
      accepted: this.accepted,
      unchanged: settled.filter((how) => how === 'unchanged').length,
    };
    const state = { isApplied: true, isCancelled, awards: this.newAwards };
    return ledgerResult(this.file, { ...counts, ...state, problems: this.problems, notes: this.notes });
  }
}

/** What was decided and paid, day by day. */
function daysOf(groups: LedgerEntries['groups']): LedgerDay[] {
  const days = new Map<BusinessDate, LedgerDay>();
  const dayOf = (on: BusinessDate) => {
    const day = days.get(on) ?? { on, decided: [], paid: [] };
    days.set(on, day);
    return day;
  };
  for (const group of groups) {
    dayOf(group.approvedOn).decided.push(group);
    for (const entry of group.entries) if (entry.payment) dayOf(entry.payment.paidOn).paid.push(entry);
  }
  for (const { paid } of days.values()) paid.sort((one, other) => one.row - other.row);
  return [...days.values()].sort((one, other) => (one.on < other.on ? -1 : 1));
}
