import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { exitFamily } from '../../app/relief/exits.server';
import { addSampleLines, confirmLine, listLines } from '../../app/families/lines.server';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import {
  applicationPage,
  confirmApplications,
  decideApplications,
  listApplications,
  reviewApplications,
} from '../../app/relief/applications.server';
import {
  campaignAct,
  type CampaignAct,
  type CampaignActQuestion,
} from '../../app/relief/campaignActs.server';
import { untouchedBy } from '../../app/relief/campaignQueries.server';
import { setExtraLevel } from '../../app/relief/reliefSettings.server';
import { campaignPreview, startCampaign } from '../../app/relief/campaigns.server';
import type { Desk } from '../../app/staff/staff.server';
import { freshStore } from '../database';
import { aFamily, type MadeFamily } from '../factories/families';
import { aProject } from '../factories/fund';
import { anOffice, type Office } from '../factories/office';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

const YEAR = 2019;
const AMOUNT = fen(50_000);
const STARTED = businessDate('2019-03-01');
const DECIDED = businessDate('2019-03-10');

let office: Office;
let families: MadeFamily[];

beforeAll(async () => {
  office = await anOffice(await freshStore());
  await aProject(office, { year: YEAR, budgetFen: 250_000 });
  families = [];
  for (let count = 0; count < 5; count += 1) families.push(await aFamily(office));
});

async function aCampaign(name: string): Promise<string> {
  const plan = { projectYear: YEAR, type: 'living', amountFen: AMOUNT, startedOn: STARTED } as const;
  const { id } = await startCampaign(office.caseworker, { ...plan, name, commandId: newId() });
  return id;
}

function actOf({ store, actor }: Desk, question: Partial<CampaignActQuestion> & { campaignId: string }) {
  const all = { step: 'decide', on: null, except: [], withoutBlocked: false, page: 1 } as const;
  return store.read((read) => campaignAct(read, { ...all, staffId: actor.staffId, ...question }));
}

const everybody = (campaignId: string, count: number, except: string[] = []) => ({
  matching: { year: YEAR, campaignId, except, count, amountFen: AMOUNT * count },
});

describe('a step of a whole campaign', () => {
  it('is barred to its maker, and shows the reviewer everybody with count and sum', async () => {
    const campaignId = await aCampaign('maker');
    const barred = await actOf(office.caseworker, { campaignId, step: 'review' });
    expect(barred.barrier).not.toBeNull();
    const open = await actOf(office.finance, { campaignId, step: 'review' });
    expect(open).toMatchObject({
      barrier: null,
      blockedCount: 0,
      waiting: { count: 5, amountFen: 5 * AMOUNT },
      chosen: { count: 5, amountFen: 5 * AMOUNT },
      fund: null,
      on: '2019-12-31',
    });
    expect(open.rows.map(({ fileNumber }) => fileNumber)).toEqual(
      families.map(({ fileNumber }) => fileNumber),
    );
  });

  it('leaves out the ticked and the blocked, and acts on exactly those that were shown', async () => {
    const campaignId = await aCampaign('decided');
    const review = { on: STARTED, outcome: 'pass', note: '' } as const;
    await reviewApplications(office.finance, { ...review, ...everybody(campaignId, 5) });
    await exitFamily(office.head, { id: families[2]!.id, on: businessDate('2019-03-05'), reason: 'retired' });

    const seen = await actOf(office.head, { campaignId, on: DECIDED });
    expect(seen).toMatchObject({ blockedCount: 1, chosen: { count: 5 }, fund: { leftFen: 0 } });
    const [blocked, first] = seen.rows;
    expect(blocked).toMatchObject({ fileNumber: families[2]!.fileNumber });
    expect(blocked!.obstacle).toContain('2019-03-10');
    expect(first!.obstacle).toBeNull();

    const question = { campaignId, on: DECIDED, except: [first!.id], withoutBlocked: true };
    const act = await actOf(office.head, question);
    expect(act).toMatchObject({
      listed: { count: 4, amountFen: 4 * AMOUNT },
      chosen: { count: 3, amountFen: 3 * AMOUNT },
      ticked: [{ id: first!.id, amountFen: AMOUNT }],
      fund: { availableFen: 5 * AMOUNT, leftFen: 2 * AMOUNT },
    });

    const decision = { on: DECIDED, outcome: 'approve', note: '', withoutBlocked: true } as const;
    const decide = (count: number, change: Partial<{ withoutBlocked: boolean }> = {}) =>
      decideApplications(office.head, {
        ...decision,
        ...change,
        ...everybody(campaignId, count, [first!.id]),
        commandId: newId(),
      });
    expect(await refused(decide(4))).toMatchObject({ code: 'relief.selection_changed' });
    expect(await refused(decide(4, { withoutBlocked: false }))).toMatchObject({
      code: 'relief.not_on_register',
    });
    expect(await decide(3)).toEqual({ count: 3, approved: 3, putUp: 0, amountFen: 3 * AMOUNT });
    const left = await office.head.store.read((read) =>
      listApplications(read, { year: YEAR, campaignId, status: 'reviewed' }),
    );
    expect(left.rows.map(({ id }) => id).sort()).toEqual([blocked!.id, first!.id].sort());
    await expectInvariants(office.head.store, 'the decision');
  });

  it('returns those who cannot be approved, when nobody else is left', async () => {
    const campaignId = await aCampaign('returned');
    const ids = (await actOf(office.finance, { campaignId, step: 'review' })).rows.map(({ id }) => id);
    const review = { on: STARTED, outcome: 'pass', note: '' } as const;
    await reviewApplications(office.finance, { ...review, ids });
    const decision = { on: businessDate('2019-03-02'), outcome: 'return', note: '样例' } as const;
    const all = { ...everybody(campaignId, ids.length), withoutBlocked: true, commandId: newId() };
    expect(await decideApplications(office.head, { ...decision, ...all })).toEqual({
      count: ids.length,
      approved: 0,
      putUp: 0,
      amountFen: 0,
    });
  });

  it('is confirmed by a second head where it is above the extra level', async () => {
    const year = 2021;
    await aProject(office, { year, budgetFen: 1_000_000 });
    await setExtraLevel(office.head, { year, levelFen: fen(10_000) });
    const startedOn = businessDate('2021-03-01');
    const plan = { projectYear: year, type: 'living', amountFen: AMOUNT, startedOn } as const;
    const started = await startCampaign(office.caseworker, { ...plan, name: 'above', commandId: newId() });
    const campaignId = started.id;
    const everyone = (question: CampaignAct) => ({
      matching: { year, campaignId, except: [], ...question.chosen },
      withoutBlocked: true,
    });
    const toReview = await actOf(office.finance, { campaignId, step: 'review', withoutBlocked: true });
    await reviewApplications(office.finance, {
      on: startedOn,
      outcome: 'pass',
      note: '',
      ...everyone(toReview),
    });
    const on = businessDate('2021-03-10');
    const toDecide = await actOf(office.head, { campaignId, on, withoutBlocked: true });
    const { count } = toDecide.chosen;
    const decided = { on, outcome: 'approve', note: '', ...everyone(toDecide), commandId: newId() } as const;
    expect(await decideApplications(office.head, decided)).toMatchObject({ approved: 0, putUp: count });

    const free = async ({ actor: { staffId } }: Desk) =>
      (
        await office.head.store.read((read) =>
          untouchedBy(read, { campaignIds: ['none', campaignId], staffId }),
        )
      )
        .map(({ confirming }) => confirming)
        .join();
    expect([await free(office.finance), await free(office.head), await free(office.secondHead)]).toEqual([
      '0,0',
      '0,0',
      `0,${count}`,
    ]);
    const own = await actOf(office.head, { campaignId, step: 'confirm', on });
    expect(own).toMatchObject({ waiting: { count }, blockedCount: count });
    expect(own.barrier).not.toBeNull();
    const seen = await actOf(office.secondHead, { campaignId, step: 'confirm', on });
    expect(seen).toMatchObject({
      barrier: null,
      blockedCount: 0,
      chosen: { count, amountFen: count * AMOUNT },
    });
    expect(seen.fund).toMatchObject({ leftFen: 1_000_000 - count * AMOUNT });
    const word = { on, outcome: 'confirm', note: '', ...everyone(seen) } as const;
    const done = await confirmApplications(office.secondHead, { ...word, commandId: newId() });
    expect(done).toMatchObject({ count, approved: count, amountFen: count * AMOUNT });
    await expectInvariants(office.head.store, 'a campaign confirmed');
  });
});

describe('an example line', () => {
  it('is told of wherever a cap rests on it, until it is confirmed', async () => {
    const own = await anOffice(await freshStore());
    const { store } = own.head;
    await aProject(own, { year: YEAR });
    await store.write((write) => addSampleLines(write, own.head.actor));
    await aFamily(own);
    const plan = { projectYear: YEAR, type: 'living', amountFen: AMOUNT, startedOn: STARTED } as const;
    const { id: campaignId } = await startCampaign(own.caseworker, {
      ...plan,
      name: '样例',
      commandId: newId(),
    });
    const asked = {
      campaignId,
      step: 'review',
      on: null,
      except: [],
      withoutBlocked: false,
      page: 1,
    } as const;
    const toldOf = () =>
      store.read(async (read) => {
        const [row] = (await listApplications(read, { year: YEAR })).rows;
        const { cap } = await applicationPage(read, row!.id);
        return [
          (await campaignPreview(read, plan)).onSampleLines,
          (await campaignAct(read, { ...asked, staffId: own.finance.actor.staffId })).onSampleLines,
          cap.ok && cap.cap.lineIsSample,
        ];
      });
    expect(await toldOf()).toEqual([1, 1, true]);
    for (const { id, monthlyFen } of await store.read(listLines)) {
      await confirmLine(own.head, { id, monthlyFen, document: '样本文件' });
    }
    expect(await toldOf()).toEqual([0, 0, false]);
  });
});
