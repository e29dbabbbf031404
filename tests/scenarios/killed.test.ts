import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { asc, count, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { unseal } from '../../app/identity/sealing.server';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import { plainYuan } from '../../app/money/yuan';
import { reviewApplications } from '../../app/relief/applications.server';
import { startCampaign } from '../../app/relief/campaigns.server';
import type { Read, Store } from '../../db/client.server';
import * as schema from '../../db/schema';
import { freshDatabase } from '../database';
import { aResult, aResultRow, anExportedBatch, FAILED } from '../factories/bankResults';
import { aBatch, aStep, batchLinesOf } from '../factories/batches';
import { aFamily, type MadeFamily } from '../factories/families';
import { aProject } from '../factories/fund';
import { ledgerWorkbook, type LedgerLineOf } from '../factories/ledgerSheet';
import { anOffice, type Office } from '../factories/office';
import { anAward } from '../factories/relief';
import { expectInvariants } from '../invariants';
import type { Order, Walk } from '../killed/child';
import { theChildren, type Children } from '../killed/children';

/**
 * The process is killed (SIGKILL) in the middle of what moves money: at each point where it writes, and at random
 * moments. Afterwards nothing is half done, and the command sent again does what is left of it, once.
 */

const YEAR = 2019;
const AWARD_FEN = 60_000;
const LINES = 3;
const FAMILIES = 4;
/** Kills of both tests together; of the random ones as many as the marks leave. */
const KILLS = 100;
const ON = businessDate('2019-03-12');

let store: Store;
let office: Office;
let families: MadeFamily[];
let children: Children;
const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-killed-'));

beforeAll(async () => {
  const database = await freshDatabase();
  store = await database.open();
  office = await anOffice(store);
  await aProject(office, { year: YEAR, budgetFen: 1_000_000_000 });
  families = [];
  for (let number = 0; number < FAMILIES; number += 1) families.push(await aFamily(office));
  children = await theChildren(database);
}, 120_000);

afterAll(() => {
  children.close();
  rmSync(folder, { recursive: true, force: true });
});

async function someAwards(): Promise<string[]> {
  const ids: string[] = [];
  for (let place = 0; place < LINES; place += 1) {
    const wish = { year: YEAR, type: 'medical', amountFen: AWARD_FEN } as const;
    ids.push((await anAward(office, { ...wish, familyId: families[place % FAMILIES]!.id })).id);
  }
  return ids;
}

/** Everything that a command of money may change. */
async function everything(read: Read) {
  const countOf = async (table: typeof schema.commands | typeof schema.auditEntries) =>
    (await read.select({ count: count() }).from(table))[0]!.count;
  return {
    batches: await read.select().from(schema.batches).orderBy(asc(schema.batches.id)),
    instructions: await read.select().from(schema.instructions).orderBy(asc(schema.instructions.id)),
    files: await read.select().from(schema.bankFiles).orderBy(asc(schema.bankFiles.id)),
    results: await read.select().from(schema.bankResults).orderBy(asc(schema.bankResults.id)),
    applications: await read.select().from(schema.applications).orderBy(asc(schema.applications.id)),
    awards: await read.select().from(schema.awards).orderBy(asc(schema.awards.id)),
    payments: await read.select().from(schema.payments).orderBy(asc(schema.payments.id)),
    commands: await countOf(schema.commands),
    audited: await countOf(schema.auditEntries),
  };
}
type Everything = Awaited<ReturnType<typeof everything>>;

interface Scene {
  order: Order;
  /** What the command makes of the records, told by what came of it alone. */
  outcome: (now: Everything) => unknown;
  done: unknown;
}

const SCENES: [string, () => Promise<Scene>][] = [
  [
    'the approval of a batch',
    async () => {
      const id = await aBatch(office, await someAwards(), 'submitted');
      return {
        order: { act: 'approve', given: await aStep(office, id) },
        outcome: ({ batches }) => batches.find((batch) => batch.id === id)!.status,
        done: 'approved',
      };
    },
  ],
  [
    'the file for the bank',
    async () => {
      const id = await aBatch(office, await someAwards(), 'approved');
      return {
        order: { act: 'export', given: { batchId: id } },
        outcome: ({ batches, instructions, files }) => [
          batches.find((batch) => batch.id === id)!.status,
          ...instructions.filter(({ batchId }) => batchId === id).map(({ status }) => status),
          files.filter(({ batchId }) => batchId === id).length,
        ],
        done: ['exported', 'sent', 'sent', 'sent', 1],
      };
    },
  ],
  [
    'the answer of the bank',
    async () => {
      const { id, lines } = await anExportedBatch(office, await someAwards());
      const rows = lines.map((line, index) => aResultRow(line, index === 0 ? FAILED : {}));
      const resultId = await aResult(office.finance, id, { rows });
      const paid = { succeeded: LINES - 1, failed: 1, amountFen: (LINES - 1) * AWARD_FEN };
      const causes = [{ text: FAILED.失败原因, cause: 'name_mismatch' as const }];
      const ids = new Set(lines.map(({ awardId }) => awardId));
      return {
        order: { act: 'apply', given: { commandId: newId(), batchId: id, resultId, ...paid, causes } },
        outcome: ({ batches, instructions, payments }) => [
          batches.find((batch) => batch.id === id)!.status,
          ...instructions.filter(({ batchId }) => batchId === id).map(({ status }) => status),
          payments.filter(({ awardId }) => ids.has(awardId)).map(({ amountFen }) => amountFen),
        ],
        done: ['closed', 'failed', 'succeeded', 'succeeded', [AWARD_FEN, AWARD_FEN]],
      };
    },
  ],
  [
    'the decision of a campaign',
    async () => {
      const { id: campaignId } = await startCampaign(office.caseworker, {
        commandId: newId(),
        projectYear: YEAR,
        type: 'living',
        name: '样例活动',
        amountFen: fen(50_000),
        startedOn: businessDate('2019-03-01'),
      });
      const matching = { year: YEAR, campaignId, except: [], count: FAMILIES, amountFen: FAMILIES * 50_000 };
      await reviewApplications(office.finance, { matching, on: ON, outcome: 'pass', note: '' });
      const own = (now: Everything) => now.applications.filter((one) => one.campaignId === campaignId);
      return {
        order: {
          act: 'decide',
          given: { commandId: newId(), matching, on: ON, outcome: 'approve', note: '' },
        },
        outcome: (now) => {
          const ids = new Set(own(now).map(({ id }) => id));
          const made = now.awards.filter(({ applicationId }) => ids.has(applicationId));
          return [new Set(own(now).map(({ status }) => status)), made.length];
        },
        done: [new Set(['approved']), FAMILIES],
      };
    },
  ],
];

describe('a killed process', () => {
  it.each(SCENES)('leaves %s whole or undone at every mark', { timeout: 300_000 }, async (name, prepare) => {
    const { order, outcome, done } = await prepare();
    const before = await store.read(everything);
    let after: Everything | null = null;
    for (let killAt = 1; ; killAt += 1) {
      const ended = await children.send(order, { killAt });
      const now = await store.read(everything);
      if (after) expect(now, `${name}, again`).toEqual(after);
      else if (outcomeIsNew(now)) after = now;
      else expect(now, `${name}, killed at ${killAt}`).toEqual(before);
      await expectInvariants(store, `${name}, killed at ${killAt}`);
      if (!ended.isKilled) break;
    }
    expect(outcome(after!)).toEqual(done);

    function outcomeIsNew(now: Everything): boolean {
      return now.audited > before.audited;
    }
  });

  it('goes on with an old ledger where it was killed', { timeout: 300_000 }, async () => {
    const DAYS = 2;
    const lines = families.slice(0, 2).flatMap((family) => linesOf(family, DAYS));
    const file = path.join(folder, '台账.xlsx');
    writeFileSync(file, await ledgerWorkbook('payments', lines));
    const before = await store.read(everything);
    const order: Order = { act: 'import', given: { file, importId: newId() } };
    const made = (now: Everything) => now.payments.slice(before.payments.length);
    let last = before;
    for (let killAt = 1; ; killAt += 1) {
      const ended = await children.send(order, { killAt });
      const now = await store.read(everything);
      const progress = `killed at ${killAt}`;
      expect(now.payments.slice(0, last.payments.length), progress).toEqual(last.payments);
      // A day of the ledger comes in whole: both families, or neither.
      const added = [now.awards.length - before.awards.length, made(now).length, now.audited - last.audited];
      expect(
        added.map((number) => number % 2),
        progress,
      ).toEqual([0, 0, 0]);
      await expectInvariants(store, progress);
      last = now;
      if (!ended.isKilled) break;
    }
    expect(
      made(last)
        .map(({ bankReference }) => bankReference)
        .sort(),
    ).toEqual(lines.map(({ reference }) => reference).sort());
  });

  it(
    `pays nothing twice and loses nothing, whenever it is killed, ${KILLS} times`,
    { timeout: 300_000 },
    async () => {
      const delays = fc.sample(fc.integer({ min: 0, max: 80 }), { numRuns: 1000, seed: 2019 });
      while (children.killed() < KILLS) {
        const { walk, awardIds } = await aWalk();
        for (let attempt = 1; ; attempt += 1) {
          // Each gets a little longer than the one before, so that a slow machine comes to the end as well.
          const afterMs = delays.pop()! * (1 + attempt / 8);
          const ended = await children.send({ act: 'walk', given: walk }, { afterMs });
          await expectInvariants(store, 'killed at some time');
          if (!ended.isKilled) break;
        }
        for (const awardId of awardIds) {
          const paid = await store.read((read) =>
            read.select().from(schema.payments).where(eq(schema.payments.awardId, awardId)),
          );
          expect(paid.map(({ amountFen }) => amountFen)).toEqual([AWARD_FEN]);
        }
      }
      expect(children.killed()).toBeGreaterThanOrEqual(KILLS);
    },
  );
});

/** One award a day, each of them paid on the day after. */
function linesOf({ fileNumber, input }: MadeFamily, days: number): LedgerLineOf[] {
  const [{ idNumber, name } = { idNumber: '', name: '' }] = input.members;
  return Array.from({ length: days }, (_, day) => ({
    fileNumber,
    idNumber,
    name,
    type: '生活救助',
    approvedOn: `2019-04-0${2 * day + 1}`,
    awardAmount: plainYuan(fen(AWARD_FEN)),
    paidOn: `2019-04-0${2 * day + 2}`,
    amount: plainYuan(fen(AWARD_FEN)),
    result: '成功',
    reference: `${fileNumber}-${day}`,
  }));
}

/** A batch that was handed in, and what the bank will say to it: all paid. */
async function aWalk(): Promise<{ walk: Walk; awardIds: string[] }> {
  const awardIds = await someAwards();
  const id = await aBatch(office, awardIds, 'submitted');
  const lines = await batchLinesOf(office, id);
  const rows = lines.map((line) =>
    aResultRow({ ...line, account: unseal(line.accountSealed), holder: line.accountHolder }),
  );
  return {
    awardIds,
    walk: {
      approve: await aStep(office, id),
      apply: { commandId: newId(), rows },
      amountFen: LINES * AWARD_FEN,
    },
  };
}
