import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { engine } from '../../app/config.server';
import { campaignWhatIf } from '../../app/indicators/campaignWhatIf.server';
import { computeIndicators } from '../../app/indicators/compute';
import { yearFacts } from '../../app/indicators/facts.server';
import { withWishes, type Wish } from '../../app/indicators/whatIf';
import { APPLICATION_STATUSES } from '../../app/relief/application';
import type { Store, Write } from '../../db/client.server';
import * as schema from '../../db/schema';
import { freshStore } from '../database';
import { anOffice } from '../factories/office';
import { aRandomWorld, inRandomWorld } from './randomWorld';

/** What a campaign would lead to by the sums and its own people is what all records of the year and its wishes say. */

const WORLDS = engine === 'postgres' ? 40 : 120;
const DAYS = ['2018-12-31', '2019-05-31', '2019-10-15', '2019-12-31', '2020-02-01'] as const;
const AT = '2019-01-01T00:00:00.000Z';

const aWish = fc.record({
  member: fc.nat(),
  amountFen: fc.integer({ min: 1, max: 1000 }),
  status: fc.constantFrom(...APPLICATION_STATUSES),
});
const aCampaign = fc.record({
  type: fc.constantFrom('living', 'schooling', 'medical'),
  wishes: fc.array(aWish, { minLength: 1, maxLength: 8 }),
  day: fc.constantFrom(...DAYS),
});

let store: Store;
let staffId: string;
beforeAll(async () => {
  store = await freshStore();
  staffId = (await anOffice(store)).caseworker.actor.staffId;
});

it(`is the same in ${WORLDS} random worlds`, { timeout: 120_000 }, async () => {
  const changed = new Set<string>();
  await fc.assert(
    fc.asyncProperty(aRandomWorld, aCampaign, async (world, campaign) => {
      await inRandomWorld(store, { world, staffId }, async (write) => {
        const wishes = await plant(write, campaign);
        const asOf = businessDate(campaign.day);
        const facts = await yearFacts(write, { year: 2019, asOf });
        const { now, approved, paid } = await campaignWhatIf(write, { id: 'campaign', asOf });
        expect(now).toEqual(computeIndicators(facts));
        expect(approved).toEqual(computeIndicators(withWishes(facts, wishes, 'approved')));
        expect(paid).toEqual(computeIndicators(withWishes(facts, wishes, 'paid')));
        for (const [index, row] of now.rows.entries()) {
          if (row.actual.text !== approved.rows[index]!.actual.text) changed.add(`${row.metric} approved`);
          if (row.actual.text !== paid.rows[index]!.actual.text) changed.add(`${row.metric} paid`);
        }
      });
    }),
    { numRuns: WORLDS, seed: 2019 },
  );
  // What is paid changes every figure but the receipts and the answers.
  for (const metric of [
    'people_helped.living',
    'people_helped.medical',
    'budget_execution',
    'coverage',
    'timeliness',
  ])
    expect(changed).toContain(`${metric} paid`);
  expect(changed).toContain('coverage approved');
});

/** A campaign with applications for members of the world, and those of them that are still open. */
async function plant(
  write: Write,
  { type, wishes }: typeof aCampaign extends fc.Arbitrary<infer One> ? One : never,
): Promise<Wish[]> {
  const kept = { projectId: 'project', type, recordedBy: staffId, recordedAt: AT };
  const members = await write.select().from(schema.familyMembers);
  await write
    .insert(schema.campaigns)
    .values({ ...kept, id: 'campaign', name: '', amountFen: 1, startedOn: '2019-01-01' });
  const open: Wish[] = [];
  for (const [index, { member, amountFen, status }] of wishes.entries()) {
    const { id: memberId, familyId, idFingerprint: personId } = members[member % members.length]!;
    const wish = { id: `wish ${index}`, type, familyId, memberId, amountFen };
    await write.insert(schema.applications).values({
      ...{ ...kept, id: wish.id, familyId, memberId, campaignId: 'campaign', status },
      ...{ appliedOn: '2019-01-01', requestedFen: amountFen, reason: '' },
    });
    if (['submitted', 'reviewed', 'confirming'].includes(status)) open.push({ ...wish, personId });
  }
  return open;
}
