import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, businessDate } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { paths } from '../../app/paths';
import type { QueueKind } from '../../app/queues/queue';
import { afterActing, firstInQueue, queueCounts, queuePlace } from '../../app/queues/queues.server';
import { handleObjection, recordObjection } from '../../app/families/objections.server';
import { changeFamily, publiciseFamily, submitFamily, visitFamily } from '../../app/families/families.server';
import { decideApplications, reviewApplications } from '../../app/relief/applications.server';
import type { Desk } from '../../app/staff/staff.server';
import type { Store } from '../../db/client.server';
import { aBatch } from '../factories/batches';
import { aFamily, anUnchangedForm, aVisit } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { anApplication, anAward } from '../factories/relief';

const YEAR = 2019;
const on = businessDate('2019-03-01');
let store: Store;
let office: Office;
let ids: string[];

const inQueue = new Request('http://bangfu.invalid/x?queue=1');
const elsewhere = new Request('http://bangfu.invalid/x');
const first = (kind: QueueKind, { actor }: Desk) => store.read((read) => firstInQueue(read, kind, actor));
const place = (kind: QueueKind, { actor }: Desk, id: string, request = inQueue) =>
  store.read((read) => queuePlace(read, { request, kind, actor, id }));
const after = (kind: QueueKind, { actor }: Desk, id: string, request = inQueue) =>
  store.read((read) => afterActing(read, '/elsewhere', { request, kind, actor, id }));

beforeAll(async () => {
  ({ store, office } = await aFreshOffice({ year: YEAR }));
  const { id: familyId } = await aFamily(office);
  ids = [];
  for (let count = 0; count < 3; count += 1)
    ids.push(await anApplication(office, { familyId, year: YEAR, amountFen: 10_000 }));
  const award = await anAward(office, { familyId, year: YEAR, amountFen: 10_000 });
  await aBatch(office, [award.id], 'submitted');
  await aFamily(office, { state: 'publicised' });
});

describe('a queue', () => {
  it('holds what waits for somebody, the oldest first, and never their own', async () => {
    const counts = await store.read((read) => queueCounts(read, { actor: office.head.actor }));
    expect(Object.fromEntries(counts.map(({ kind, count }) => [kind, count]))).toEqual({
      ...{ family: 1, review: 3, decide: 0, confirm: 0, batch: 1, account: 0 },
    });
    expect(await first('review', office.head)).toBe(`${paths.applicationReview(ids[0]!)}?queue=1`);
    expect(await first('review', office.caseworker)).toBeNull();
    expect(await first('batch', office.finance)).toBeNull();
    expect(await first('batch', office.head)).toMatch(/\/approve\?queue=1$/);
    expect(await first('family', office.head)).toMatch(/^\/families\/.*\/approve\?queue=1$/);
  });

  it('holds no file that somebody has only changed: their page refuses it', async () => {
    const { id } = await aFamily(office, { state: 'draft' });
    await changeFamily(office.head, { ...(await anUnchangedForm(store, id)), remarks: '补正' });
    await submitFamily(office.caseworker, { id, on });
    await visitFamily(office.caseworker, { id, ...aVisit({ on }) });
    await publiciseFamily(office.caseworker, { id, on });
    const counts = (desk: Desk) =>
      store.read((read) => queueCounts(read, { kinds: ['family'], actor: desk.actor }));
    expect(await counts(office.head)).toEqual([{ kind: 'family', count: 1 }]);
    // One file the head may decide on, and this one that the head changed; finance changed neither.
    expect(await counts(office.finance)).toEqual([{ kind: 'family', count: 2 }]);
    expect(await counts(office.caseworker)).toEqual([{ kind: 'family', count: 0 }]);
    expect(await after('family', office.head, id)).toMatch(/approve\?queue=1$/);
  });

  it('leaves out a file with an objection until it is answered', async () => {
    const { id, input } = await aFamily(office, { state: 'publicised' });
    const noticedOn = addDays(input.appliedOn, 2);
    const count = async () => {
      const [found] = await store.read((read) =>
        queueCounts(read, { kinds: ['family'], actor: office.head.actor }),
      );
      return found!.count;
    };
    const before = await count();
    const { id: objection } = await recordObjection(office.caseworker, {
      id,
      on: noticedOn,
      content: '有房产',
    });
    expect(await count()).toBe(before - 1);
    expect(await place('family', office.head, id)).toMatchObject({ position: 0 });
    const answer = { familyId: id, id: objection, on: noticedOn, handling: '已核实' } as const;
    await handleObjection(office.head, { ...answer, outcome: 'dismissed' });
    expect(await count()).toBe(before);
  });

  it('knows the cases before and after, for pages that were reached from it', async () => {
    expect(await place('review', office.finance, ids[1]!)).toEqual({
      ...{ kind: 'review', position: 2, count: 3 },
      previous: `${paths.applicationReview(ids[0]!)}?queue=1`,
      next: `${paths.applicationReview(ids[2]!)}?queue=1`,
    });
    expect(await place('review', office.finance, ids[1]!, elsewhere)).toBeNull();
    expect(await place('review', office.finance, 'none')).toMatchObject({
      position: 0,
      previous: null,
      next: null,
    });
  });

  it('leads from each case to the next, from the last to what was left, and from the end to the list', async () => {
    const review = (id: string) =>
      reviewApplications(office.finance, { ids: [id], on, outcome: 'pass', note: '' });
    expect(await after('review', office.finance, ids[1]!, elsewhere)).toBe('/elsewhere');
    expect(await after('review', office.finance, ids[1]!)).toBe(
      `${paths.applicationReview(ids[2]!)}?queue=1`,
    );
    await review(ids[1]!);
    expect(await after('review', office.finance, ids[2]!)).toBe(
      `${paths.applicationReview(ids[0]!)}?queue=1`,
    );
    await review(ids[2]!);
    expect(await after('review', office.finance, ids[0]!)).toBe(paths.queues);
    await review(ids[0]!);
    expect(await first('decide', office.head)).toBe(`${paths.applicationDecide(ids[0]!)}?queue=1`);
    await decideApplications(office.head, { commandId: newId(), ids, on, outcome: 'approve', note: '' });
    expect(await first('decide', office.head)).toBeNull();
  });
});
