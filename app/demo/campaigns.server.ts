import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Write } from '../../db/client.server';
import { applications, awards, families, familyMembers, payments } from '../../db/schema';
import { addDays, businessDate, type BusinessDate } from '../calendar/date';
import { addWorkingDays } from '../calendar/workingDays';
import type { ReliefType } from '../fund/project';
import { newId } from '../ids.server';
import { fen } from '../money/fen';
import { correctPayment, recordPayments } from '../payments/payments.server';
import { decideApplications, reviewApplications, submitApplication } from '../relief/applications.server';
import { startCampaign } from '../relief/campaigns.server';
import type { Desk } from '../staff/staff.server';
import { DEMO_REASONS, type DEMO_STAFF } from '../zh/demo';
import type { Chance } from './random';

/** The relief of the demo year: its campaigns and medical cases, from the application to the bank. */

export type DemoOffice = Record<keyof typeof DEMO_STAFF, Desk>;

export const DEMO_YEAR = 2019;

export interface DemoCampaign {
  type: Exclude<ReliefType, 'medical'>;
  name: string;
  amountFen: number;
  startedOn: string;
  decidedOn: string;
  /** The days of the bank's files; the payees are spread over them. */
  paidOn: string[];
  /** How many the bank returns. */
  returned: number;
}

/** A campaign from its start to the bank's file, and what the bank returned. */
export async function runCampaign(
  office: DemoOffice,
  write: Write,
  chance: Chance,
  plan: DemoCampaign,
): Promise<void> {
  const startedOn = businessDate(plan.startedOn);
  const { id } = await startCampaign(office.caseworker, {
    commandId: newId(),
    projectYear: DEMO_YEAR,
    type: plan.type,
    name: plan.name,
    amountFen: fen(plan.amountFen),
    startedOn,
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
  await payAwards(office, write, { campaignId: id, plan });
  await returnSome(office, write, { chance, campaignId: id, count: plan.returned });
}

async function payAwards(
  office: DemoOffice,
  write: Write,
  { campaignId, plan }: { campaignId: string; plan: DemoCampaign },
): Promise<void> {
  const due = await write
    .select({ id: awards.id })
    .from(awards)
    .innerJoin(applications, eq(awards.applicationId, applications.id))
    .where(eq(applications.campaignId, campaignId))
    .orderBy(asc(awards.id));
  // The last file of a campaign is small: the people whose account had to be cleared up first.
  const firstShare = Math.ceil(due.length * 0.96);
  const files = plan.paidOn.length === 1 ? [due] : [due.slice(0, firstShare), due.slice(firstShare)];
  for (const [index, lines] of files.entries()) {
    await recordPayments(office.finance, {
      commandId: newId(),
      paidOn: businessDate(plan.paidOn[index]!),
      bankReference: `PL${plan.paidOn[index]!.replaceAll('-', '')}${String(index + 1).padStart(3, '0')}`,
      lines: lines.map((row) => ({ awardId: row.id })),
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
