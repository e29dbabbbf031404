import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { engine } from '../../app/config.server';
import { fundBalance } from '../../app/fund/fund.server';
import { newId } from '../../app/ids.server';
import { computeIndicators } from '../../app/indicators/compute';
import { yearFacts } from '../../app/indicators/facts.server';
import { yearOverview } from '../../app/indicators/yearFigures.server';
import { releaseAward } from '../../app/payments/releases.server';
import type { Store } from '../../db/client.server';
import { endedReleases } from '../../db/schema';
import type { FreshDatabase } from '../database';
import { aFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import type { Office } from '../factories/office';
import { aCorrection, aPayment, type CorrectionWish } from '../factories/payments';
import { anAward } from '../factories/relief';
import { expectInvariants } from '../invariants';
import { onDatabase } from '../rawDatabase';

const YEAR = 2019;
const AWARD_FEN = 60_000;
const day = (monthAndDay: string) => businessDate(`${YEAR}-${monthAndDay}`);

let database: FreshDatabase;
let store: Store;
let office: Office;
let projectId: string;
let familyId: string;

beforeAll(async () => {
  ({ database, store, office } = await aFreshOffice());
  projectId = (await aProject(office, { year: YEAR, budgetFen: 100_000_000 })).id;
  familyId = (await aFamily(office)).id;
});

/** An award of 600 yuan of 1 March; medical, because that repeats for one patient. */
const award = async () =>
  (await anAward(office, { year: YEAR, type: 'medical', familyId, amountFen: AWARD_FEN })).id;
const paid = (awardId: string, on: string, amountFen?: number) =>
  aPayment(office, { awardId, on: day(on), amountFen });
const correct = (id: string, on: string, wish: Partial<CorrectionWish> = {}) =>
  aCorrection(office, id, { kind: 'reversal', on: day(on), ...wish });
const recover = (id: string, on: string, amountFen?: number) =>
  correct(id, on, { kind: 'recovery', ...(amountFen === undefined ? {} : { amountFen }) });
const ended = async (awardId: string) => {
  const rows = await store.read((read) => read.select().from(endedReleases));
  return rows
    .filter((row) => row.awardId === awardId)
    .map(({ releasedOn, givenBackOn }) => [releasedOn.slice(5), givenBackOn.slice(5)])
    .sort();
};

/** What the papers of a day say, counted by the sums, by all records, and by the fund. */
const figuresOn = (asOf: string) =>
  store.read(async (read) => {
    const { figures, indicators } = await yearOverview(read, { year: YEAR, asOf });
    expect(indicators).toEqual(computeIndicators(await yearFacts(read, { year: YEAR, asOf })));
    const { timeliness, coverage, budget } = figures;
    const { committedFen } = await fundBalance(read, { projectId, asOf });
    expect(committedFen).toBe(budget.committedFen);
    return { timeliness, coverage, budget };
  });

describe('the release of an award whose recovery was undone', () => {
  it('stays told by the days: what a paper said of its day is said of it ever after', async () => {
    const [whole, late, inParts, other] = [await award(), await award(), await award(), await award()];
    const made: { id: string }[] = [];
    const steps: [on: string, act: () => Promise<{ id: string } | void>][] = [
      ['03-05', () => paid(whole, '03-05')],
      ['03-10', () => paid(inParts, '03-10', 20_000)],
      ['04-01', () => recover(made[0]!.id, '04-01')],
      ['04-02', () => paid(late, '04-02')],
      ['04-03', () => recover(made[1]!.id, '04-03', 5_000)],
      ['04-20', () => correct(made[2]!.id, '04-20')],
      ['05-01', () => recover(made[0]!.id, '05-01', 10_000)],
      ['05-06', () => correct(made[4]!.id, '05-06')],
      ['05-10', () => paid(inParts, '05-10')],
      ['05-12', () => correct(made[6]!.id, '05-12')],
      ['05-13', () => recover(made[3]!.id, '05-13')],
      ['05-20', () => correct(made[10]!.id, '05-20')],
      ['05-25', () => correct(made[11]!.id, '05-25')],
      [
        '06-01',
        async () => {
          const release = { awardId: other, on: day('06-01'), reason: '样例' };
          await releaseAward(office.head, { commandId: newId(), ...release });
        },
      ],
    ];
    const said = new Map<string, Awaited<ReturnType<typeof figuresOn>>>();
    for (const [on, act] of steps) {
      made.push((await act()) ?? { id: '' });
      said.set(day(on), await figuresOn(day(on)));
      for (const [asOf, figures] of said)
        expect({ asOf, figures: await figuresOn(asOf) }).toEqual({ asOf, figures });
      await expectInvariants(store, `after ${on}`);
    }
    expect(await ended(whole)).toEqual([
      ['04-01', '04-20'],
      ['05-01', '05-12'],
    ]);
    expect(await ended(inParts)).toEqual([['04-03', '05-06']]);
    expect(await ended(late)).toEqual([['05-13', '05-20']]);
    // While nothing was left of the first award there was nothing to judge.
    const judged = async (on: string) => (await figuresOn(day(on))).timeliness.denominator;
    expect([await judged('03-31'), await judged('04-01'), await judged('04-19')]).toEqual([4, 3, 3]);
    expect(await judged('04-20')).toBe(4);
  });

  it('is none where it was undone on the same day', async () => {
    const id = await award();
    const { id: payment } = await paid(id, '03-05');
    const { id: recovery } = await recover(payment, '04-01');
    await correct(recovery, '04-01');
    expect(await ended(id)).toEqual([]);
  });

  it('is found again in the records of an older database', async () => {
    const id = await award();
    const { id: payment } = await paid(id, '03-05');
    const { id: recovery } = await recover(payment, '04-01');
    await correct(recovery, '04-11');
    const file = `db/migrations/${engine}/0022_ended_releases_rules.sql`;
    const filled = readFileSync(file, 'utf8').split('--> statement-breakpoint').at(-1)!;
    const query = filled.slice(filled.indexOf('SELECT'));
    const rows = await store.read((read) =>
      read
        .select({ on: sql<string>`found.released_on`, until: sql<string>`found.given_back_on` })
        .from(sql`(${sql.raw(query.replace(/;\s*$/, ''))}) as found`)
        .where(sql`found.award_id = ${id}`),
    );
    expect(rows).toEqual([{ on: '2019-04-01', until: '2019-04-11' }]);
    await expect(onDatabase(database, 'delete from ended_releases')).rejects.toThrow(/is append-only/);
    const amount = `update awards set amount_fen = 1 where id = '${id}'`;
    await expect(onDatabase(database, amount)).rejects.toThrow(/awards_with_ended_release/);
  });
});
