import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { businessDate } from '../../app/calendar/date';
import { compliancePage } from '../../app/indicators/compliance.server';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import { batchDraft } from '../../app/payments/batchDraft.server';
import { approveBatch } from '../../app/payments/batches.server';
import { windowsOfBatch } from '../../app/payments/batchWindows.server';
import { paymentDraft } from '../../app/payments/paymentDraft.server';
import { paymentsOfAward, recordPayments } from '../../app/payments/payments.server';
import { applicationStep } from '../../app/relief/applicationSteps.server';
import { campaignAct } from '../../app/relief/campaignActs.server';
import { campaignPreview, startCampaign } from '../../app/relief/campaigns.server';
import { missedWindows } from '../../app/relief/payWindow';
import { payWindowText } from '../../app/zh/relief';
import type { Store } from '../../db/client.server';
import { aBatch, aStep, batchOf } from '../factories/batches';
import { aFamily, aMember, aStudent } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { anApplication, anAward } from '../factories/relief';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

/** Relief outside the window of its type (发放期): schooling is paid in October, living all the year. */

const YEAR = 2019;
const WINDOW = { type: 'schooling', startOn: '2019-10-01', endOn: '2019-10-31' };
let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice({ year: YEAR }));
});

/** A family on the register with a student. */
async function aPupilsFamily(): Promise<string> {
  const { id } = await aFamily(office, { members: [aMember(), aStudent()] });
  return id;
}

const schooling = async (appliedOn: string) => ({
  ...{ year: YEAR, familyId: await aPupilsFamily(), type: 'schooling' as const, place: 1 },
  appliedOn: businessDate(appliedOn),
});
const awarded = async (appliedOn: string) => (await anAward(office, await schooling(appliedOn))).id;
const outside = async () => {
  const question = { year: YEAR, asOf: businessDate('2019-12-31'), check: 'outside_window' } as const;
  const { lines } = await store.read((read) => compliancePage(read, question));
  return lines.map(({ awardId }) => awardId);
};

describe('the window is shown before anything is done', () => {
  it.each([
    ['2019-09-30', [{ ...WINDOW, count: 1, isOver: false }]],
    ['2019-10-01', []],
    ['2019-10-31', []],
    ['2019-11-01', [{ ...WINDOW, count: 1, isOver: true }]],
  ])('to whoever starts, reviews and decides a campaign of %s', async (on, expected) => {
    await aPupilsFamily();
    const plan = {
      ...{ projectYear: YEAR, type: 'schooling' as const, amountFen: fen(50_000) },
      startedOn: businessDate(on),
    };
    const preview = await store.read((read) => campaignPreview(read, plan));
    const seen = expected.map((window) => ({ ...window, count: preview.count }));
    expect(missedWindows(preview.windows, preview.startedOn)).toMatchObject(seen);
    const { id } = await startCampaign(office.caseworker, {
      ...plan,
      commandId: newId(),
      name: `助学 ${on}`,
    });
    const question = { campaignId: id, step: 'review', staffId: office.finance.actor.staffId } as const;
    const act = await store.read((read) =>
      campaignAct(read, { ...question, on: businessDate(on), except: [], withoutBlocked: false, page: 1 }),
    );
    expect(missedWindows(act.windows, act.on)).toMatchObject(seen);
  });

  it('to whoever reviews or decides one application', async () => {
    const id = await anApplication(office, await schooling('2019-11-04'));
    const step = await store.read((read) =>
      applicationStep(read, { id, action: 'pass', staffId: office.finance.actor.staffId }),
    );
    const [missed] = missedWindows(step.windows, step.proposedOn);
    expect(payWindowText(missed!)).toMatch(
      /^助学救助的发放期是 2019-10-01 至 2019-10-31，2019-12-31 已经结束。/,
    );
  });
});

describe('money outside its window goes on only by who has seen how much', () => {
  const pay = (awardIds: readonly string[], paidOn: string, windowSeen: number) =>
    recordPayments(office.finance, {
      commandId: newId(),
      lines: awardIds.map((awardId) => ({ awardId })),
      paidOn: businessDate(paidOn),
      bankReference: 'PW-1',
      remarks: '',
      windowSeen,
    });

  /** How many of the run lay outside their window, as the log of an award's payments has it. */
  const ticksKept = async (awardId: string) => {
    const rows = await store.read((read) => paymentsOfAward(read, awardId));
    return Promise.all(
      rows.map(async ({ id }) => {
        const [entry] = await store.read((read) => auditOf(read, { type: 'payment', id }));
        return (JSON.parse(entry!.detail) as { outsideWindow?: number }).outsideWindow;
      }),
    );
  };

  it.each([
    ['2019-09-30', 0, 1],
    ['2019-10-01', 1, 0],
    ['2019-10-31', 0, 0],
    ['2019-11-01', 0, 1],
    ['2019-11-01', 2, 1],
    ['2019-11-01', 1, 1],
  ])('paid by hand on %s, %i seen of %i', async (on, seen, count) => {
    const { id } = await aFamily(office);
    const living = (await anAward(office, { year: YEAR, familyId: id })).id;
    const pupil = await awarded('2019-09-02');
    const selection = { awardIds: [living, pupil], except: [] };
    const draft = await store.read((read) =>
      paymentDraft(read, { selection, today: businessDate('2019-12-31') }),
    );
    expect(missedWindows(draft.windows, on).map((one) => one.count)).toEqual(count ? [count] : []);
    const refusal = await refused(pay([living, pupil], on, seen));
    if (seen === count) expect(refusal).toBeNull();
    else expect(refusal).toMatchObject({ code: 'payment.outside_window', field: 'windowSeen', count });
    expect((await outside()).includes(pupil)).toBe(seen === count && count === 1);
    expect(await ticksKept(pupil)).toEqual(seen === count ? [count === 0 ? undefined : count] : []);
    await expectInvariants(store, `paid on ${on}`);
  });

  it('a batch is approved with the tick, which the log keeps', async () => {
    const awardIds = [await awarded('2019-10-08'), await awarded('2019-10-08')];
    const draft = await store.read((read) => batchDraft(read, { awardIds, except: [] }));
    expect(draft.windows).toEqual([{ ...WINDOW, count: 2 }]);
    const batchId = await aBatch(office, awardIds, 'submitted');
    expect(await store.read((read) => windowsOfBatch(read, batchId))).toEqual(draft.windows);
    const approve = async (windowSeen: number) =>
      approveBatch(office.head, { ...(await aStep(office, batchId)), windowSeen });
    for (const seen of [0, 1])
      expect(await refused(approve(seen))).toMatchObject({
        ...{ code: 'payment.outside_window', field: 'windowSeen', count: 2, ...WINDOW },
      });
    expect((await batchOf(office, batchId)).status).toBe('submitted');
    await approve(2);
    const [entry] = await store.read((read) => auditOf(read, { type: 'batch', id: batchId }));
    expect(JSON.parse(entry!.detail)).toMatchObject({ count: 2, outsideWindow: 2 });
  });
});
