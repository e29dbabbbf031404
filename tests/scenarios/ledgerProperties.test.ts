import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, businessDate } from '../../app/calendar/date';
import { importFamilies } from '../../app/exchange/familiesImport.server';
import { readFamilyFile } from '../../app/exchange/familyFile.server';
import { readLedgerFile } from '../../app/exchange/ledgerFile.server';
import { importLedger } from '../../app/exchange/ledgerImport.server';
import { startOwnImport } from '../../app/exchange/ownImport.server';
import { recordReceipt } from '../../app/fund/fund.server';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import { commandLineDesk, type Desk } from '../../app/staff/staff.server';
import type { Store } from '../../db/client.server';
import { applications, awards, ledgerRows, payments } from '../../db/schema';
import { freshStore } from '../database';
import { registerWorkbook, sheetFamily, sheetIdNumber } from '../factories/familySheet';
import { aProject } from '../factories/fund';
import { ledgerWorkbook, type LedgerLineOf } from '../factories/ledgerSheet';
import { anOffice } from '../factories/office';
import { expectInvariants } from '../invariants';

/**
 * Random ledgers, in any order of rows, whole, twice and in two halves: the same records once, to the fen. With mistakes
 * in them they leave nothing behind but what their accepted rows say, and corrected they come to the same.
 */

process.env.DATA_DIR = mkdtempSync(path.join(tmpdir(), 'bangfu-ledger-random-'));
afterAll(() => rmSync(process.env.DATA_DIR!, { recursive: true, force: true }));

const FAMILIES = 40;
const AWARDS_AT_MOST = 8;

/** How an award was paid: its parts in fen, each perhaps returned on a later day and paid again. */
interface RandomAward {
  day: number;
  mistake: Mistake;
  parts: { fen: number; after: number; isReturned: boolean; reversedFen: number }[];
}

/** What is wrong with the rows of an award at first: each of these keeps at least one of them out. */
const MISTAKES = [
  'none',
  'award_below',
  'above_award',
  'before_approval',
  'before_money',
  'nothing_to_return',
] as const;
type Mistake = (typeof MISTAKES)[number];

const randomAward: fc.Arbitrary<RandomAward> = fc.record({
  day: fc.integer({ min: 0, max: 200 }),
  mistake: fc.constantFrom(...MISTAKES),
  parts: fc.array(
    fc.record({
      fen: fc.integer({ min: 1, max: 90_000 }),
      after: fc.integer({ min: 0, max: 40 }),
      isReturned: fc.boolean(),
      reversedFen: fc.integer({ min: 0, max: 90_000 }),
    }),
    { maxLength: 3 },
  ),
});

const START = businessDate('2019-04-01');

let sequence = 0;

/** The rows of an award, and what is paid of it in the end: worked out here, not by the product. */
function rowsOf(
  { day, parts }: RandomAward,
  family: number,
): { rows: LedgerLineOf[]; awardFen: number; netFen: number } {
  const approvedOn = addDays(START, day);
  const awardFen = parts.reduce((sum, part) => sum + part.fen, 0) || 60_000;
  const common = {
    fileNumber: `ZZ-${String(family).padStart(6, '0')}`,
    idNumber: sheetIdNumber(family),
    name: '林样本',
    type: '生活救助',
    approvedOn,
    awardAmount: yuan(awardFen),
  };
  if (parts.length === 0) return { rows: [common], awardFen, netFen: 0 };
  let netFen = 0;
  const rows = parts.flatMap(({ fen: partFen, after, isReturned, reversedFen }) => {
    const paidOn = addDays(approvedOn, after);
    const reference = `R${(sequence += 1)}`;
    const paid = { ...common, paidOn, amount: yuan(partFen), result: '成功', reference };
    if (isReturned) {
      netFen += partFen;
      const back = { ...paid, result: '退票', reference: `${reference}b`, originalReference: reference };
      return [paid, back, { ...paid, reference: `${reference}c` }];
    }
    const takenFen = Math.min(reversedFen, partFen);
    netFen += partFen - takenFen;
    if (takenFen === 0) return [paid];
    const taken = { ...paid, result: '冲正', amount: yuan(takenFen), paidOn: addDays(paidOn, 3) };
    return [paid, { ...taken, reference: `${reference}r`, originalReference: reference }];
  });
  return { rows, awardFen, netFen };
}

/** The rows of an award as somebody first typed them. */
function mistaken(rows: readonly LedgerLineOf[], mistake: Mistake): LedgerLineOf[] {
  const [first, ...rest] = rows;
  if (!first?.paidOn) return [...rows];
  if (mistake === 'award_below')
    return rest.length > 0 ? [...rows] : [{ ...first, awardAmount: '0.01', amount: '0.02' }];
  if (mistake === 'above_award') return [{ ...first, amount: yuan(99_999_999) }, ...rest];
  if (mistake === 'before_approval') return [{ ...first, paidOn: '2019-03-31' }, ...rest];
  if (mistake === 'nothing_to_return')
    return rows.map((row) => (row.result === '退票' ? { ...row, originalReference: 'NOPE' } : row));
  if (mistake === 'before_money')
    return rows.map((row) => ({ ...row, approvedOn: '2019-03-10', paidOn: '2019-03-11' }));
  return [...rows];
}

function yuan(fen: number): string {
  return (fen / 100).toFixed(2);
}

describe('random ledgers', () => {
  let store: Store;
  let maker: Desk;

  beforeAll(async () => {
    store = await freshStore();
    const office = await anOffice(store);
    maker = await commandLineDesk(store);
    await aProject(office, { year: 2019, budgetFen: 9_000_000_000, receivedFen: 0 });
    await recordReceipt(office.finance, {
      commandId: newId(),
      year: 2019,
      source: 'local',
      receivedOn: START,
      amountFen: fen(9_000_000_000),
      voucher: '样例-001',
      remarks: '',
    });
    const register = Array.from({ length: FAMILIES }, (_, index) =>
      sheetFamily(index + 1, { size: 1 }),
    ).flat();
    const importId = await startOwnImport(maker, {
      fileName: 'a.xlsx',
      mode: 'good_families',
      releasedBy: null,
      total: 0,
    });
    const file = await readFamilyFile(await registerWorkbook(register));
    const given = { store, file, actor: maker.actor, fileName: 'a.xlsx', approvedBy: null };
    await importFamilies({ ...given, mode: 'good_families', importId });
  });

  async function take(lines: LedgerLineOf[], { isCheck = false } = {}) {
    const file = await readLedgerFile('payments', await ledgerWorkbook('payments', lines));
    return importLedger({
      store,
      file,
      fileName: '台账.xlsx',
      importId: isCheck ? null : newId(),
      actorIn: () => Promise.resolve(maker.actor),
      approvedBy: { id: maker.actor.staffId, name: maker.actor.name },
      override: null,
    });
  }

  const records = () =>
    store.read(async (read) => {
      const paid = await read.select().from(payments);
      const netFen = paid.reduce((sum, { amountFen }) => sum + amountFen, 0);
      const made = await read.select().from(awards);
      const awardedFen = made.reduce((sum, { amountFen }) => sum + amountFen, 0);
      return { awards: made.length, awardedFen, payments: paid.length, netFen };
    });

  /** The awards are those of rows that are in, and nobody has applied for another. */
  async function expectNoGhosts() {
    await store.read(async (read) => {
      const ofRows = new Set((await read.select().from(ledgerRows)).map(({ awardId }) => awardId));
      const made = await read.select().from(awards);
      expect(new Set(made.map(({ id }) => id))).toEqual(ofRows);
      expect((await read.select().from(applications)).length).toBe(made.length);
    });
  }

  it('come in once whatever the order and however often', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(randomAward, fc.integer({ min: 1, max: FAMILIES })), {
          minLength: 1,
          maxLength: AWARDS_AT_MOST,
        }),
        fc.integer({ min: 0, max: 1_000_000 }),
        async (given, seed) => {
          const before = await records();
          // One family gets one award a day: two of one day would be one award.
          const distinct = [
            ...new Map(
              given.map(([award, family]) => [`${award.day} ${family}`, { award, family }]),
            ).values(),
          ].filter(({ award, family }) => !seen.has(`${award.day} ${family}`));
          for (const { award, family } of distinct) seen.add(`${award.day} ${family}`);
          const made = distinct.map(({ award, family }) => rowsOf(award, family));
          const lines = shuffled(
            made.flatMap(({ rows }) => rows),
            seed,
          );
          if (lines.length === 0) return;
          const spoilt = shuffled(
            distinct.flatMap(({ award }, index) => mistaken(made[index]!.rows, award.mistake)),
            seed,
          );
          const check = await take(spoilt, { isCheck: true });
          expect(await records()).toEqual(before);
          expect(await take(spoilt)).toEqual({ ...check, isApplied: true });
          await expectNoGhosts();
          const half = Math.floor(lines.length / 2);
          await take(lines.slice(0, half));
          await take(lines.slice(half));
          const whole = await take(lines);
          expect(whole.problems).toEqual([]);
          const again = await take([...lines].reverse());
          expect([again.accepted, again.refused, again.unchanged]).toEqual([0, 0, lines.length]);
          await expectNoGhosts();
          const netFen = made.reduce((sum, one) => sum + one.netFen, 0);
          const paidRows = lines.filter(({ paidOn }) => paidOn !== undefined).length;
          expect(await records()).toEqual({
            awards: before.awards + made.length,
            awardedFen: before.awardedFen + made.reduce((sum, one) => sum + one.awardFen, 0),
            payments: before.payments + paidRows,
            netFen: before.netFen + netFen,
          });
        },
      ),
      { numRuns: 12 },
    );
    await expectInvariants(store, 'random ledgers');
  }, 240_000);
});

const seen = new Set<string>();

/** The same order for the same seed. */
function shuffled<T>(all: readonly T[], seed: number): T[] {
  return all
    .map((one, index) => ({ one, at: Math.imul(index + 1, 2_654_435_761) ^ Math.imul(seed, 40_503) }))
    .sort((left, right) => (left.at >>> 0) - (right.at >>> 0))
    .map(({ one }) => one);
}
