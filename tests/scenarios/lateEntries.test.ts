import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { addDays, businessDate, todayInChina, yearOf, type BusinessDate } from '../../app/calendar/date';
import { addWorkingDays } from '../../app/calendar/workingDays';
import { actOnFamilies } from '../../app/families/bulk.server';
import { doubtsOn, type DoubtsSeen } from '../../app/families/bulkDoubts';
import { approvalFacts } from '../../app/families/bulkDoubts.server';
import { categoriesOf, ruleSetOn } from '../../app/families/classification';
import { duplicatesOf, openDuplicates } from '../../app/families/duplicates.server';
import { approveFamily, publiciseFamily } from '../../app/families/families.server';
import { familyCourse } from '../../app/families/familyCourse.server';
import { familyHistory } from '../../app/families/familyHistory.server';
import { familyLines } from '../../app/families/familyList.server';
import { lateEntriesOf } from '../../app/families/lateEntries.server';
import { listNotices } from '../../app/families/noticeQueries.server';
import { takeDownNotice } from '../../app/families/notices.server';
import { missingOf } from '../../app/families/papers.server';
import { neededToApprove } from '../../app/families/requiredPapers';
import { earliestApproval } from '../../app/families/workflow';
import { compliancePage } from '../../app/indicators/compliance.server';
import type { Store } from '../../db/client.server';
import { families, installation, publicNotices } from '../../db/schema';
import { aFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aPaidPerson } from '../factories/surveys';
import { refused } from '../refused';

const today = todayInChina(new Date());

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice({ year: 2019 }));
});

/** The office began with the product in this year. */
async function began(year: number): Promise<void> {
  await store.write(async (write) => {
    await write.delete(installation);
    const createdAt = `${year}-01-02T00:00:00.000Z`;
    await write.insert(installation).values({ id: 'installation', keyMark: 'mark', createdAt });
  });
}

/** As if the notice of a family had been entered on a day in China: from 16:00 of the day before, by UTC. */
async function enteredAt(familyId: string, recordedAt: string): Promise<void> {
  await store.write(async (write) => {
    const [row] = await write
      .select({ noticeId: families.noticeId })
      .from(families)
      .where(eq(families.id, familyId));
    await write.update(publicNotices).set({ recordedAt }).where(eq(publicNotices.id, row!.noticeId!));
  });
}

const late = (familyId: string) => store.read((read) => lateEntriesOf(read, familyId));

describe('a notice that was entered after it was put up', () => {
  let familyId: string;
  let publicisedOn: BusinessDate;
  const cases = async () => {
    const { counts, lines } = await store.read((read) =>
      compliancePage(read, { year: 2019, asOf: '2019-12-31' }),
    );
    expect(lines.map((line) => line.familyId)).toEqual(counts.not_publicised === 0 ? [] : [familyId]);
    return counts.not_publicised;
  };

  beforeAll(async () => {
    const { family } = await aPaidPerson(office);
    familyId = family.id;
    const [row] = await store.read((read) =>
      read.select({ on: families.publicisedOn }).from(families).where(eq(families.id, familyId)),
    );
    publicisedOn = businessDate(row!.on!);
  });

  it('is paper history where nobody knows when the office began, or it began later', async () => {
    expect(await cases()).toBe(0);
    await began(2020);
    expect(await cases()).toBe(0);
    expect((await late(familyId)).earliestByEntry).toBeNull();
  });

  it('is a case, with its family, where it counts too few working days', async () => {
    await began(2019);
    const next = addWorkingDays(publicisedOn, 1);
    await enteredAt(familyId, `${publicisedOn}T15:59:59.000Z`);
    expect([await cases(), (await late(familyId)).earliestByEntry]).toEqual([0, null]);
    await enteredAt(familyId, `${addDays(next, -1)}T16:00:00.000Z`);
    expect([await cases(), (await late(familyId)).earliestByEntry]).toEqual([1, earliestApproval(next)]);
    await enteredAt(familyId, `${earliestApproval(publicisedOn)}T02:00:00.000Z`);
    expect(await cases()).toBe(1);
  });
});

describe('whoever approves', () => {
  it('is told of each step that was entered later than it is dated', async () => {
    await began(2019);
    const { id } = await aFamily(office, { state: 'visited' });
    const on = businessDate('2019-09-26');
    await publiciseFamily(office.caseworker, { id, on });
    const { steps, earliestByEntry } = await late(id);
    expect(steps.map(({ kind }) => kind)).toEqual(['submitted', 'visited', 'publicised']);
    expect(steps[2]).toMatchObject({ on });
    expect(earliestByEntry! > earliestApproval(on)).toBe(true);
    const [entry] = await store.read((read) => auditOf(read, { type: 'family', id }));
    expect(entry!.recordedAt.slice(0, 4)).toBe(earliestByEntry!.slice(0, 4));
  });

  it('approves without all papers only after that was seen, and it is kept', async () => {
    const { id } = await aFamily(office, { state: 'visited' });
    const publicised = businessDate('2019-09-26');
    await publiciseFamily(office.caseworker, { id, on: publicised });
    const missing = neededToApprove((await store.read((read) => missingOf(read, [id]))).get(id)!);
    expect(missing).not.toContain('approval_form');
    const count = missing.length;
    expect(count).toBeGreaterThan(5);
    const on = businessDate('2019-10-09');
    const approval = { id, on, category: 'subsistence', overrideReason: '', note: '' } as const;
    for (const papersSeen of [0, count - 1]) {
      expect(await refused(approveFamily(office.head, { ...approval, papersSeen }))).toMatchObject({
        code: 'family.papers_not_seen',
        field: 'papersSeen',
        count,
      });
    }
    await approveFamily(office.head, { ...approval, papersSeen: count });
    const { events } = await store.read((read) => familyHistory(read, id));
    expect(events[0]!.text).toContain(`当时缺 ${count} 种材料`);
  });
});

describe('a notice that is entered now, put up days ago', () => {
  const year = yearOf(today);
  const twoWeeksAgo = addDays(today, -14);
  const end = earliestApproval(today);

  beforeAll(() => began(Math.min(year, yearOf(twoWeeksAgo))));

  /** A family whose notice is entered now as put up two weeks ago. */
  const backdated = async () => {
    const { id } = await aFamily(office, { state: 'visited', appliedOn: addDays(today, -20) });
    await publiciseFamily(office.caseworker, { id, on: twoWeeksAgo });
    return { id };
  };

  it('runs from its entry wherever it is shown, and cannot be taken down before', async () => {
    const { id } = await aFamily(office, { state: 'visited', appliedOn: addDays(today, -20) });
    const { endsOn, id: noticeId } = await publiciseFamily(office.caseworker, { id, on: twoWeeksAgo });
    expect(endsOn).toBe(end);
    expect((await late(id)).earliestByEntry).toBe(end);
    expect((await store.read((read) => familyCourse(read, id))).notice).toMatchObject({
      state: 'running',
      publishedOn: twoWeeksAgo,
      endsOn: end,
    });
    const { rows } = await store.read((read) => listNotices(read, { view: 'expired' }));
    expect(rows.map((row) => row.id)).not.toContain(noticeId);
    expect(await refused(takeDownNotice(office.caseworker, { id: noticeId, on: today }))).toMatchObject({
      code: 'notice.still_running',
      endsOn: end,
    });
  });

  it('counts as stated in the years before the office began', async () => {
    const { id } = await aFamily(office, { state: 'visited' });
    const on = businessDate('2019-09-26');
    expect((await publiciseFamily(office.caseworker, { id, on })).endsOn).toBe(earliestApproval(on));
  });

  it('is decided on before its end only by whoever saw that, and it is kept', async () => {
    const { id } = await backdated();
    const category = categoriesOf(ruleSetOn(today).code)[0]!;
    const approval = { id, on: today, category, overrideReason: '样例', note: '' };
    expect(await refused(approveFamily(office.head, { ...approval, noticeSeen: 0 }))).toMatchObject({
      code: 'family.notice_not_seen',
      field: 'noticeSeen',
      earliest: end,
    });
    await approveFamily(office.head, { ...approval, noticeSeen: 1 });
    const { events } = await store.read((read) => familyHistory(read, id));
    expect(events[0]!.text).toContain(`早于从录入之日算的公示期满 ${end}`);
  });

  it('and all else that is not ticked is told at once', async () => {
    const { id } = await backdated();
    const count = neededToApprove((await store.read((read) => missingOf(read, [id]))).get(id)!).length;
    const category = categoriesOf(ruleSetOn(today).code)[0]!;
    const approval = { id, on: today, category, overrideReason: '样例', note: '' };
    const unticked = { ...approval, papersSeen: 0, noticeSeen: 0, duplicatesSeen: 0 };
    expect(await refused(approveFamily(office.head, unticked))).toMatchObject({
      ...{ code: 'family.duplicates_not_seen', field: 'duplicatesSeen' },
      beside: [
        { code: 'family.papers_not_seen', field: 'papersSeen', count },
        { code: 'family.notice_not_seen', field: 'noticeSeen', earliest: end },
      ],
    });
    const alike = openDuplicates(await store.read((read) => duplicatesOf(read, id))).length;
    const ticked = { ...approval, papersSeen: count, duplicatesSeen: alike, noticeSeen: 1 };
    await approveFamily(office.head, ticked);
  });

  it('and what else is doubtful is ticked by kind before files are approved in one go', async () => {
    const ids = [(await backdated()).id, (await backdated()).id];
    const act = (seen: DoubtsSeen) =>
      actOnFamilies(office.head, { act: 'approve', ids, step: { on: today, note: '', place: '', seen } });
    const doubts = await store.read(async (read) =>
      doubtsOn(await approvalFacts(read, await familyLines(read, { ids })), today),
    );
    const all = { duplicatesSeen: doubts.duplicates.length, noticeSeen: 2, papersSeen: 2, lateSeen: 2 };
    for (const kind of ['notice', 'papers', 'late']) {
      for (const wrong of [0, 1, 3]) {
        expect(await refused(act({ ...all, [`${kind}Seen`]: wrong }))).toMatchObject({
          code: 'family.doubts_not_seen',
          field: `${kind}Seen`,
          kind,
          count: 2,
        });
      }
    }
    const outcomes = await act(all);
    expect(outcomes.map(({ refusal, row }) => [refusal, row.status])).toEqual([
      [null, 'approved'],
      [null, 'approved'],
    ]);
    for (const id of ids) {
      const { events } = await store.read((read) => familyHistory(read, id));
      expect(events[0]!.text).toMatch(/当时缺 \d+ 种材料.*公示期满/);
    }
  });
});
