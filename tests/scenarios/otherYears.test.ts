import { beforeAll, describe, expect, it } from 'vitest';
import { waitingInOtherYears } from '../../app/fund/otherYears.server';
import { openBatchCount } from '../../app/payments/batchQueries.server';
import { waitingFailureCount } from '../../app/payments/failureCount.server';
import { openAwardCount, undecidedCount } from '../../app/relief/waiting.server';
import type { Role } from '../../app/staff/role';
import { workList } from '../../app/workList.server';
import type { Read, Store } from '../../db/client.server';
import { anEnteredResult, anExportedBatch, aResultRow, FAILED } from '../factories/bankResults';
import { aBatch } from '../factories/batches';
import { aFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import type { Office } from '../factories/office';
import { anApplication, anAward } from '../factories/relief';

const [CLOSED, PRESENT] = [2019, 2020];

let store: Store;
let office: Office;

/** Of 2019: three applications at three desks, an award that waits, a batch with the head, a failed line. 2020 is new. */
beforeAll(async () => {
  ({ store, office } = await aFreshOffice({ year: CLOSED }));
  await aProject(office, { year: PRESENT });
  const familyId = async () => (await aFamily(office)).id;
  for (const state of ['submitted', 'reviewed', 'returned'] as const)
    await anApplication(office, { state, year: CLOSED, familyId: await familyId() });
  const [, batched, failing] = [
    await anAward(office, { year: CLOSED, familyId: await familyId() }),
    await anAward(office, { year: CLOSED, familyId: await familyId() }),
    await anAward(office, { year: CLOSED, familyId: await familyId() }),
  ];
  await aBatch(office, [batched.id], 'submitted');
  const { id: batchId, lines } = await anExportedBatch(office, [failing.id]);
  const rows = [aResultRow(lines[0]!, { ...FAILED, 流水号: '' })];
  await anEnteredResult(office.finance, batchId, rows);
});

const tasksOf = async (roles: Role[]) =>
  (await store.read((read) => workList(read, { roles, year: PRESENT }))).tasks
    .filter(({ code }) => /^(application|batch|award|failure)\./.test(code))
    .map(({ code, count, to, year }) => [code, count, year, to]);

describe('the work of a year after the next one was opened', () => {
  it.each<[Role, unknown[]]>([
    [
      'head',
      [
        ['application.submitted', 1, 2019, '/applications?year=2019&status=submitted'],
        ['application.reviewed', 1, 2019, '/applications?year=2019&status=reviewed'],
        ['batch.submitted', 1, 2019, '/batches?year=2019&status=submitted'],
        ['failure.waiting', 1, 2019, '/failures?year=2019'],
      ],
    ],
    [
      'finance',
      [
        ['application.submitted', 1, 2019, '/applications?year=2019&status=submitted'],
        ['failure.waiting', 1, 2019, '/failures?year=2019'],
        ['award.unpaid', 3, 2019, '/awards?year=2019'],
      ],
    ],
    [
      'caseworker',
      [
        ['application.returned', 1, 2019, '/applications?year=2019&status=returned'],
        ['application.submitted', 1, 2019, '/applications?year=2019&status=submitted'],
        ['failure.waiting', 1, 2019, '/failures?year=2019'],
      ],
    ],
    ['auditor', []],
  ])('is on the home page of %s, and leads to its year', async (role, expected) => {
    expect(await tasksOf([role])).toEqual(expected);
  });

  it('stands after that of the present year, which says no year', async () => {
    const { id } = await aFamily(office);
    await anApplication(office, { state: 'reviewed', year: PRESENT, familyId: id });
    const [first, second] = await tasksOf(['head']);
    expect(first).toEqual(['application.reviewed', 1, undefined, '/applications?year=2020&status=reviewed']);
    expect(second?.slice(0, 3)).toEqual(['application.submitted', 1, 2019]);
  });

  it.each<[string, (read: Read, projectId: string) => Promise<number>, number]>([
    ['applications', undecidedCount, 3],
    ['awards', openAwardCount, 3],
    ['batches', openBatchCount, 1],
    ['failures', waitingFailureCount, 1],
  ])('is what an empty list of %s points to', async (kind, countOf, count) => {
    const of = (year: number) => store.read((read) => waitingInOtherYears(read, { year, countOf }));
    expect(await of(PRESENT)).toEqual([{ year: CLOSED, count }]);
    expect((await of(CLOSED)).map(({ year }) => year)).toEqual(kind === 'applications' ? [PRESENT] : []);
  });
});
