import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Write } from '../../db/client.server';
import { applications, awards, families, familyMembers, payments } from '../../db/schema';
import { addDays, businessDate, type BusinessDate } from '../calendar/date';
import { addWorkingDays } from '../calendar/workingDays';
import type { ReliefType } from '../fund/project';
import { newId } from '../ids.server';
import { fen } from '../money/fen';
import { correctPayment, recordPayments } from '../payments/payments.server';
import { decideApplications, reviewApplications, submitApplication } from '../relief/applications.server';
import type { CampaignDraft } from '../relief/campaignDraw.server';
import { startCampaign } from '../relief/campaigns.server';
import { publishRecipients, takeDownRecipients } from '../relief/recipients.server';
import type { Desk } from '../staff/staff.server';
import { DEMO_BATCHES, DEMO_REASONS, type DEMO_STAFF } from '../zh/demo';
import { changeAccount, runBatch } from './batches.server';
import type { Chance } from './random';

/** The relief of the demo year: its campaigns and medical cases, from the application to the bank. */

export type DemoOffice = Record<keyof typeof DEMO_STAFF, Desk>;

export const DEMO_YEAR = 2019;

export interface DemoCampaign extends Pick<CampaignDraft, 'divisions' | 'causes'> {
  type: Exclude<ReliefType, 'medical'>;
  name: string;
  amountFen: number;
  startedOn: string;
  decidedOn: string;
  /** The days of the bank's files; the payees are spread over them. */
  paidOn: string[];
  /** How many the bank returns. */
  returned: number;
  /** Paid by batches for the bank, which cannot pay so many at first; otherwise recorded by hand. */
  batches?: { failed: number };
  /** When its recipients are made public, and when that comes down; null while it hangs. */
  notice: { on: string; takenDownOn: string | null };
}

type OpenCampaign = Omit<DemoCampaign, 'paidOn' | 'returned' | 'batches'>;

/** A campaign from its start to the bank's file, and what the bank returned. */
export async function runCampaign(
  office: DemoOffice,
  write: Write,
  chance: Chance,
  plan: DemoCampaign,
): Promise<{ id: string }> {
  const startedOn = businessDate(plan.startedOn);
  const { id } = await startCampaign(office.caseworker, {
    commandId: newId(),
    projectYear: DEMO_YEAR,
    type: plan.type,
    name: plan.name,
    amountFen: fen(plan.amountFen),
    startedOn,
    divisions: plan.divisions,
    causes: plan.causes,
  });
  const ids = (
    await write
      .select({ id: applications.id })
      .from(applications)
      .where(eq(applications.campaignId, id))
      .orderBy(asc(applications.id))
  ).map((row) => row.id);
  const decidedOn = businessDate(plan.decidedOn);
  await reviewApplications(office.finance, {
    ids,
    on: addWorkingDays(startedOn, 3),
    outcome: 'pass',
    note: DEMO_REASONS.reviewed,
  });
  await decideApplications(office.head, {
    commandId: newId(),
    ids,
    on: decidedOn,
    outcome: 'approve',
    note: DEMO_REASONS.approved,
  });
  await publish(office, { campaignId: id, notice: plan.notice });
  if (plan.batches) await payByBatches(office, write, { campaignId: id, plan, ...plan.batches });
  else await payAwards(office, write, { campaignId: id, plan });
  await returnSome(office, write, { chance, campaignId: id, count: plan.returned });
  return { id };
}

/** The list of recipients hangs at the office, and comes down when its time is over. */
async function publish(
  { caseworker }: DemoOffice,
  { campaignId, notice }: { campaignId: string; notice: DemoCampaign['notice'] },
): Promise<void> {
  const { on, takenDownOn } = notice;
  await publishRecipients(caseworker, { campaignId, on: businessDate(on), place: DEMO_BATCHES.place });
  if (takenDownOn) await takeDownRecipients(caseworker, { campaignId, on: businessDate(takenDownOn) });
}

async function awardsOf(write: Write, campaignId: string): Promise<string[]> {
  const rows = await write
    .select({ id: awards.id })
    .from(awards)
    .innerJoin(applications, eq(awards.applicationId, applications.id))
    .where(eq(applications.campaignId, campaignId))
    .orderBy(asc(awards.id));
  return rows.map(({ id }) => id);
}

/** The last file of a campaign is small: the people whose account had to be cleared up first. */
async function filesOf(
  write: Write,
  { campaignId, plan }: { campaignId: string; plan: DemoCampaign },
): Promise<string[][]> {
  const due = await awardsOf(write, campaignId);
  if (plan.paidOn.length === 1) return [due];
  const firstShare = Math.ceil(due.length * 0.96);
  return [due.slice(0, firstShare), due.slice(firstShare)];
}

/** A batch on each of the days; whom the bank could not pay is in the next one, with another account. */
async function payByBatches(
  office: DemoOffice,
  write: Write,
  { campaignId, plan, failed }: { campaignId: string; plan: DemoCampaign; failed: number },
): Promise<void> {
  let again: string[] = [];
  for (const [index, awardIds] of (await filesOf(write, { campaignId, plan })).entries()) {
    const title = index === 0 ? plan.name : DEMO_BATCHES.again(plan.name);
    for (const [number, awardId] of again.entries()) {
      await changeAccount(office, write, { awardId, number: number + 1, isConfirmed: true });
    }
    const paidOn = plan.paidOn[index]!;
    const lines = [...awardIds, ...again];
    const wish = { title, awardIds: lines, state: 'answered', paidOn } as const;
    again = await runBatch(office, write, { ...wish, failed: index === 0 ? failed : 0 });
  }
}

/** Two batches of a small campaign are on their way: one is with the bank, one waits for the head. */
export async function openBatches(
  office: DemoOffice,
  write: Write,
  { chance, plan }: { chance: Chance; plan: OpenCampaign },
): Promise<void> {
  const { id } = await runCampaign(office, write, chance, { ...plan, paidOn: [], returned: 0 });
  const due = await awardsOf(write, id);
  const half = Math.ceil(due.length / 2);
  await runBatch(office, write, { title: plan.name, awardIds: due.slice(0, half), state: 'exported' });
  await runBatch(office, write, {
    title: DEMO_BATCHES.rest(plan.name),
    awardIds: due.slice(half),
    state: 'submitted',
  });
}

async function payAwards(
  office: DemoOffice,
  write: Write,
  { campaignId, plan }: { campaignId: string; plan: DemoCampaign },
): Promise<void> {
  if (plan.paidOn.length === 0) return;
  for (const [index, lines] of (await filesOf(write, { campaignId, plan })).entries()) {
    await recordPayments(office.finance, {
      commandId: newId(),
      paidOn: businessDate(plan.paidOn[index]!),
      bankReference: `PL${plan.paidOn[index]!.replaceAll('-', '')}${String(index + 1).padStart(3, '0')}`,
      lines: lines.map((awardId) => ({ awardId })),
      remarks: plan.name,
    });
  }
}

/** The bank returns some; two thirds are paid again after the account was corrected, the rest stay committed. */
async function returnSome(
  office: DemoOffice,
  write: Write,
  { chance, campaignId, count }: { chance: Chance; campaignId: string; count: number },
): Promise<void> {
  const paid = await write
    .select({ id: payments.id, awardId: payments.awardId, paidOn: payments.paidOn })
    .from(payments)
    .innerJoin(awards, eq(payments.awardId, awards.id))
    .innerJoin(applications, eq(awards.applicationId, applications.id))
    .where(and(eq(applications.campaignId, campaignId), isNull(payments.correctsId)))
    .orderBy(asc(payments.id));
  for (let number = 0; number < count; number += 1) {
    const [payment] = paid.splice(chance.whole(paid.length), 1);
    const paidOn = payment!.paidOn as BusinessDate;
    await correctPayment(office.finance, {
      commandId: newId(),
      paymentId: payment!.id,
      kind: 'return',
      on: addDays(paidOn, 1 + (number % 3)),
      bankReference: `TP${paidOn.replaceAll('-', '')}${String(number + 1).padStart(3, '0')}`,
      remarks: DEMO_REASONS.returnedByBank,
    });
    const againOn = addWorkingDays(addDays(paidOn, 3), 2 + number);
    if (number % 3 === 2 || againOn > `${DEMO_YEAR}-12-31`) continue;
    await recordPayments(office.finance, {
      commandId: newId(),
      paidOn: againOn,
      bankReference: `BF${againOn.replaceAll('-', '')}${String(number + 1).padStart(3, '0')}`,
      lines: [{ awardId: payment!.awardId }],
      remarks: '',
    });
  }
}

/** Of those whose money came back and who were not paid again, two have brought another account: one of them waits. */
export async function proposeForReturned(office: DemoOffice, write: Write): Promise<void> {
  const returned = await write
    .select({ awardId: payments.awardId })
    .from(payments)
    .groupBy(payments.awardId)
    .having(sql`sum(${payments.amountFen}) = 0`)
    .orderBy(asc(payments.awardId));
  for (const [index, { awardId }] of returned.slice(0, 2).entries()) {
    await changeAccount(office, write, { awardId, number: 100 + index, isConfirmed: index === 0 });
  }
}

/** Six people with heavy bills: four paid in time, one late, one still waiting for the decision. */
export async function medicalCases(office: DemoOffice, write: Write): Promise<void> {
  const patients = await write
    .select({ familyId: familyMembers.familyId, memberId: familyMembers.id })
    .from(familyMembers)
    .innerJoin(families, eq(familyMembers.familyId, families.id))
    .where(and(eq(families.status, 'approved'), eq(familyMembers.health, 'major_illness')))
    .orderBy(asc(families.fileNumber))
    .limit(6);
  const amounts = [600_000, 450_000, 800_000, 350_000, 500_000, 700_000];
  for (const [index, patient] of patients.entries()) {
    const amountFen = fen(amounts[index]!);
    const appliedOn = addDays(businessDate('2019-07-15'), index * 9);
    const id = await submitApplication(office.caseworker, {
      projectYear: DEMO_YEAR,
      type: 'medical',
      ...patient,
      appliedOn,
      requestedFen: amountFen,
      medical: { totalFen: fen(amountFen * 5), reimbursedFen: fen(amountFen * 3) },
      reason: DEMO_REASONS.medical,
    });
    await reviewApplications(office.finance, {
      ids: [id],
      on: addDays(appliedOn, 3),
      outcome: 'pass',
      note: DEMO_REASONS.reviewed,
    });
    if (index === 5) continue;
    const decidedOn = addDays(appliedOn, 6);
    await decideApplications(office.head, {
      commandId: newId(),
      ids: [id],
      on: decidedOn,
      outcome: 'approve',
      note: DEMO_REASONS.approved,
    });
    const [award] = await write.select({ id: awards.id }).from(awards).where(eq(awards.applicationId, id));
    await recordPayments(office.finance, {
      commandId: newId(),
      paidOn: addWorkingDays(decidedOn, index === 4 ? 19 : 5),
      bankReference: `YL${String(index + 1).padStart(6, '0')}`,
      lines: [{ awardId: award!.id }],
      remarks: '',
    });
  }
}
