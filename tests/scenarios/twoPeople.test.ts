import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { audit } from '../../app/audit/audit.server';
import { insertJob } from '../../app/exchange/jobs.server';
import { newId } from '../../app/ids.server';
import type { Desk } from '../../app/staff/staff.server';
import type { Store, Write } from '../../db/client.server';
import {
  accountChanges,
  applications,
  awards,
  batches,
  families,
  familyReviews,
  jobs,
  objections,
} from '../../db/schema';
import { aBatch } from '../factories/batches';
import { aFamily, type MadeFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import type { Office } from '../factories/office';
import { anAward } from '../factories/relief';

/** That nobody decides on what they recorded is kept by the database itself, whoever writes to it. */

let store: Store;
let office: Office;
let family: MadeFamily;
let award: Awaited<ReturnType<typeof anAward>>;
let batchId: string;
let maker: string;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
  maker = office.caseworker.actor.staffId;
  await aProject(office, { year: 2019 });
  family = await aFamily(office);
  award = await anAward(office, { familyId: family.id, year: 2019 });
  batchId = await aBatch(office, [award.id], 'approved');
});

const now = () => new Date().toISOString();

/** What the database says to a write, down to the cause; null when it takes it. */
async function refusalOf(work: (write: Write) => Promise<unknown>): Promise<string | null> {
  try {
    await store.write(work);
    return null;
  } catch (error) {
    const texts: string[] = [];
    for (let at = error as Error | undefined; at; at = at.cause as Error | undefined) texts.push(at.message);
    return texts.join(' ');
  }
}

/** @returns who changed the family's file */
async function aChangeBy(write: Write, { actor }: Desk): Promise<string> {
  const subject = { type: 'family' as const, id: family.id };
  await audit(write, actor, { action: 'family.changed', subject, detail: {} });
  return actor.staffId;
}

describe('the database refuses that one person', () => {
  it.each<[string, string, (write: Write) => Promise<unknown>]>([
    [
      'records and approves a family',
      'families_maker_checker',
      (write) =>
        write.update(families).set({ recordedBy: families.approvedBy }).where(eq(families.id, family.id)),
    ],
    [
      'records and reviews an application',
      'applications_reviewer',
      (write) => write.update(applications).set({ reviewedBy: maker }),
    ],
    [
      'records and decides an application',
      'applications_decider',
      (write) => write.update(applications).set({ decidedBy: maker }),
    ],
    [
      'decides and confirms an application',
      'applications_confirmer',
      (write) => write.update(applications).set({ confirmedBy: applications.decidedBy }),
    ],
    [
      'records an application and approves its award',
      'awards_two_people',
      (write) => write.update(awards).set({ approvedBy: maker }).where(eq(awards.id, award.id)),
    ],
    [
      'makes and approves a batch',
      'batches_approver',
      (write) => write.update(batches).set({ approvedBy: batches.madeBy }).where(eq(batches.id, batchId)),
    ],
    [
      'records a family and reviews it',
      'family_reviews_two_people',
      (write) =>
        write.insert(familyReviews).values({
          ...{ id: newId(), familyId: family.id, reviewedOn: '2020-03-01', category: 'subsistence' },
          ...{ note: '', recordedBy: maker, recordedAt: now() },
        }),
    ],
    [
      'takes down an objection and answers it',
      'objections_handler',
      (write) =>
        write.insert(objections).values({
          ...{
            id: newId(),
            familyId: family.id,
            noticeId: 'none',
            receivedOn: '2019-03-01',
            content: '样例',
          },
          ...{ recordedBy: maker, recordedAt: now(), handledBy: maker, handledOn: '2019-03-02' },
        }),
    ],
    [
      'proposes an account and confirms it',
      'account_changes_two_people',
      (write) =>
        write.insert(accountChanges).values({
          ...{ id: newId(), familyId: family.id, status: 'confirmed', bankName: '', accountHolder: '' },
          ...{ accountSealed: '', accountFingerprint: '', accountLast4: '', reason: '' },
          ...{ oldBankName: '', oldAccountHolder: '', proposedBy: maker, proposedAt: now() },
          ...{ decidedBy: maker, decidedAt: now() },
        }),
    ],
    [
      'brings a file and lets it in',
      'jobs_two_people',
      async (write) => {
        await insertJob(write, office.caseworker.actor, {
          ...{ id: newId(), kind: 'payments.import', fileName: '台账.xlsx', input: {} },
        });
        await write.update(jobs).set({ releasedBy: jobs.staffId });
      },
    ],
    [
      'brings an old ledger and vouches for its awards',
      'ledger_awards_two_people',
      async (write) => {
        const [known] = await write.select().from(awards).where(eq(awards.id, award.id));
        const application = newId();
        const of = { projectId: known!.projectId, type: known!.type, familyId: family.id };
        const about = { ...of, memberId: known!.memberId };
        await write.insert(applications).values({
          ...about,
          ...{ id: application, status: 'approved', appliedOn: known!.approvedOn },
          ...{ requestedFen: known!.amountFen, reason: '', recordedBy: maker, recordedAt: now() },
        });
        await write
          .insert(awards)
          .values({ ...known!, id: newId(), applicationId: application, approvedBy: maker });
      },
    ],
    [
      'changes a family and approves it',
      'families_two_people',
      async (write) => {
        const other = await aChangeBy(write, office.secondHead);
        await write.update(families).set({ approvedBy: other }).where(eq(families.id, family.id));
      },
    ],
    [
      'changes a family and reviews it',
      'family_reviews_two_people',
      async (write) => {
        const recordedBy = await aChangeBy(write, office.secondHead);
        await write.insert(familyReviews).values({
          ...{ id: newId(), familyId: family.id, reviewedOn: '2020-03-01', category: 'subsistence' },
          ...{ note: '', recordedBy, recordedAt: now() },
        });
      },
    ],
  ])('%s', async (_, rule, work) => expect(await refusalOf(work)).toContain(rule));
});
