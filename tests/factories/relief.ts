import { asc, eq } from 'drizzle-orm';
import { businessDate, type BusinessDate } from '../../app/calendar/date';
import type { ReliefType } from '../../app/fund/project';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import type { ApplicationStatus } from '../../app/relief/application';
import {
  decideApplications,
  reviewApplications,
  submitApplication,
  withdrawApplication,
} from '../../app/relief/applications.server';
import { setExtraLevel } from '../../app/relief/reliefSettings.server';
import type { MedicalBill } from '../../app/relief/standards';
import { awards, familyMembers } from '../../db/schema';
import type { Office } from './office';

/** The ids of a family's members, the main person first. */
export async function memberIds({ head }: Office, familyId: string): Promise<string[]> {
  const rows = await head.store.read((read) =>
    read
      .select({ id: familyMembers.id })
      .from(familyMembers)
      .where(eq(familyMembers.familyId, familyId))
      .orderBy(asc(familyMembers.position)),
  );
  return rows.map(({ id }) => id);
}

export interface ApplicationWish {
  year: number;
  familyId: string;
  /** 600 yuan of living relief unless said otherwise. */
  type?: ReliefType;
  amountFen?: number;
  /** Which member; the main person unless said otherwise. */
  place?: number;
  appliedOn?: BusinessDate;
  /** Medical only; a bill of which the patient paid ten times the amount unless said otherwise. */
  medical?: MedicalBill;
}

/** The form of an application of 1 March, filled in. */
export async function anApplicationInput(office: Office, wish: ApplicationWish) {
  const { year, familyId, type = 'living', amountFen = 60_000, place = 0 } = wish;
  const ids = await memberIds(office, familyId);
  const bill = { totalFen: fen(amountFen * 20), reimbursedFen: fen(amountFen * 10) };
  return {
    projectYear: year,
    type,
    familyId,
    memberId: ids[place]!,
    appliedOn: wish.appliedOn ?? businessDate(`${year}-03-01`),
    requestedFen: fen(amountFen),
    ...(type === 'medical' ? { medical: wish.medical ?? bill } : {}),
    reason: '样例',
  };
}

/**
 * An application in a named state, `submitted` when none is said; every step on the day of the application. The
 * caseworker hands in, finance reviews, the head decides.
 * @returns its id
 */
export async function anApplication(
  office: Office,
  { state = 'submitted', ...wish }: ApplicationWish & { state?: ApplicationStatus },
): Promise<string> {
  const { caseworker, finance, head } = office;
  const input = await anApplicationInput(office, wish);
  const on = input.appliedOn;
  const id = await submitApplication(caseworker, input);
  const review = (outcome: 'pass' | 'return' | 'reject') =>
    reviewApplications(finance, { ids: [id], on, outcome, note: '' });
  if (state === 'withdrawn') await withdrawApplication(caseworker, { id });
  if (state === 'returned') await review('return');
  if (state === 'rejected') await review('reject');
  if (['reviewed', 'confirming', 'approved'].includes(state)) await review('pass');
  if (state === 'confirming') await putUp(office, { id, year: wish.year, on });
  if (state === 'approved') {
    await decideApplications(head, { commandId: newId(), ids: [id], on, outcome: 'approve', note: '' });
  }
  return id;
}

/** The head approves what is just above the extra level; the level of the year is taken away again. */
async function putUp(
  { head }: Office,
  { id, year, on }: { id: string; year: number; on: BusinessDate },
): Promise<void> {
  await setExtraLevel(head, { year, levelFen: fen(1) });
  await decideApplications(head, { commandId: newId(), ids: [id], on, outcome: 'approve', note: '' });
  await setExtraLevel(head, { year, levelFen: null });
}

/** The award that an approved application became. */
export async function awardOf(
  { head }: Office,
  applicationId: string,
): Promise<typeof awards.$inferSelect | null> {
  const rows = await head.store.read((read) =>
    read.select().from(awards).where(eq(awards.applicationId, applicationId)),
  );
  return rows[0] ?? null;
}

/** An award of 1 March, from the application on. */
export async function anAward(office: Office, wish: ApplicationWish): Promise<typeof awards.$inferSelect> {
  const applicationId = await anApplication(office, { ...wish, state: 'approved' });
  return (await awardOf(office, applicationId))!;
}
