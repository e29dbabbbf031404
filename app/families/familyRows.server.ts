import { and, asc, count, eq, inArray, notExists, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { unindexed } from '../../db/engine/keyset';
import { auditEntries, families, familyMembers } from '../../db/schema';
import { businessDate, todayInChina, type BusinessDate } from '../calendar/date';
import { fen } from '../money/fen';
import { Refusal } from '../refusal';
import { lacksContract, proposeCategory, type Income, type Proposal } from './classification';
import { isContractRequired } from './contractRules.server';
import { lineOn } from './lines.server';
import { isAllowed, type FamilyAction } from './workflow';

export type FamilyRow = typeof families.$inferSelect;
export type MemberRow = typeof familyMembers.$inferSelect;

/**
 * The stored file.
 * @throws Refusal record.not_found
 */
export async function familyRow(read: Read, id: string): Promise<FamilyRow> {
  const [row] = await read.select().from(families).where(eq(families.id, id));
  if (!row) throw new Refusal('record.not_found');
  return row;
}

/** The stored members of a file, the main person first. */
export async function memberRows(read: Read, familyId: string): Promise<MemberRow[]> {
  return read
    .select()
    .from(familyMembers)
    .where(eq(familyMembers.familyId, familyId))
    .orderBy(asc(familyMembers.position));
}

type ClassifiedRow = Pick<
  FamilyRow,
  'appliedOn' | 'division' | 'hukouKind' | 'mainCause' | 'contractYear' | keyof Income
>;

/** What the rules propose for a file, as of its application. */
export async function proposalOf(
  read: Read,
  row: ClassifiedRow,
  members: readonly Pick<MemberRow, 'relation' | 'health' | 'employment' | 'incomeUnstated'>[],
): Promise<Proposal> {
  const on = businessDate(row.appliedOn);
  const line = await lineOn(read, { division: row.division, hukouKind: row.hukouKind, on });
  const facts = {
    income: incomeOf(row),
    isIncomeUnstated: isMainIncomeUnstated(members),
    mainCause: row.mainCause,
    members,
    lacksContract: lacksContract({ ...row, members }, await isContractRequired(read, on)),
  };
  return proposeCategory({ facts, line, on });
}

/** Whether nobody said what the main person earns. */
export function isMainIncomeUnstated(
  members: readonly Pick<MemberRow, 'relation' | 'incomeUnstated'>[],
): boolean {
  return members.some(({ relation, incomeUnstated }) => relation === 'self' && incomeUnstated === true);
}

/** The income columns of a file. */
export function incomeOf(row: Record<keyof Income, number>): Income {
  return {
    wagesFen: fen(row.wagesFen),
    businessFen: fen(row.businessFen),
    propertyFen: fen(row.propertyFen),
    transferFen: fen(row.transferFen),
    otherIncomeFen: fen(row.otherIncomeFen),
    rigidExpenseFen: fen(row.rigidExpenseFen),
    rigidMedicalFen: fen(row.rigidMedicalFen),
    rigidSchoolingFen: fen(row.rigidSchoolingFen),
    rigidHousingFen: fen(row.rigidHousingFen),
  };
}

/** How many files fit a condition. */
export async function countFamilies(read: Read, where: SQL | undefined): Promise<number> {
  const [counted] = await read.select({ count: count() }).from(families).where(where);
  return counted!.count;
}

/** Whether somebody recorded or changed a file, and so may not approve it (maker-checker). */
export async function isMaker(
  read: Read,
  { familyId, staffId }: { familyId: string; staffId: string },
): Promise<boolean> {
  const [entry] = await read
    .select({ sequence: auditEntries.sequence })
    .from(auditEntries)
    .where(and(eq(auditEntries.subjectId, familyId), isMaking(), isBy(staffId)))
    .limit(1);
  return entry !== undefined;
}

/** The condition of files that somebody neither recorded nor changed: those that they may approve. */
export function notMadeBy(read: Read, staffId: string): SQL {
  return notExists(
    read
      .select({ sequence: auditEntries.sequence })
      .from(auditEntries)
      .where(and(eq(auditEntries.subjectId, families.id), isMaking(), isBy(staffId))),
  );
}

/** The condition of files that somebody recorded or changed, found by what they did: for counting these among very many. */
export function madeBy(read: Read, staffId: string): SQL {
  return inArray(
    families.id,
    read
      .select({ id: auditEntries.subjectId })
      .from(auditEntries)
      .where(and(isMaking(), eq(auditEntries.staffId, staffId))),
  );
}

const isMaking = () =>
  and(
    eq(auditEntries.subjectType, 'family'),
    inArray(auditEntries.action, ['family.recorded', 'family.changed', 'family.imported']),
  );

/** A file has few entries, and somebody who works here for years has very many: those of the file are looked through. */
const isBy = (staffId: string) => eq(unindexed(auditEntries.staffId), staffId);

/** @throws Refusal family.not_now */
export function requireAllowed({ status }: Pick<FamilyRow, 'status'>, action: FamilyAction): void {
  if (!isAllowed(status, action)) throw new Refusal('family.not_now', { status, action });
}

/**
 * Holds the date of a step between the step before it and today.
 * @throws Refusal family.in_future, family.before_previous_step
 */
export function requireStepDate(
  on: BusinessDate,
  { previousOn, field = 'on' }: { previousOn?: string | null; field?: string } = {},
): void {
  const today = todayInChina(new Date());
  if (on > today) throw new Refusal('family.in_future', { today }, field);
  if (previousOn && on < previousOn)
    throw new Refusal('family.before_previous_step', { earliest: previousOn }, field);
}
