import { and, asc, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { families, familyMembers, familyStatements, statedIncomes } from '../../db/schema';
import { businessDate, type BusinessDate } from '../calendar/date';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import { incomeColumns, monthlyIncomeColumns, statedIncome } from './familyColumns.server';
import { incomeOf, memberRows, proposalOf, type FamilyRow, type MemberRow } from './familyRows.server';
import { lineOn } from './lines.server';
import type { ReviewFigures } from './review.form';
import type { PresentState, Statement } from './statement';

/** The figures of a review, where there are new ones, in place of those on file. */
export type NewFigures = Partial<Pick<ReviewFigures, 'income' | 'members'>>;

/**
 * What a family states at a review: the new figures, and the ones on file where there are none.
 * @throws Refusal record.changed for figures of somebody who is not in the file
 */
export function statementOf(
  row: FamilyRow,
  { members, figures }: { members: readonly MemberRow[]; figures: NewFigures },
): Statement {
  const onFile = Object.fromEntries(members.map((member) => [member.id, statedIncome(member)] as const));
  const stated = (figures.members ?? []).map(
    ({ memberId, monthlyIncomeFen }) => [memberId, monthlyIncomeFen] as const,
  );
  if (stated.some(([memberId]) => !(memberId in onFile))) throw new Refusal('record.changed');
  return {
    income: figures.income ?? incomeOf(row),
    monthlyIncomes: { ...onFile, ...Object.fromEntries(stated) },
  };
}

/**
 * Keeps what was stated at a review and makes it the present state of the file. What the file said until then is the
 * statement of its application, and is kept with the first review.
 */
export async function keepStatement(
  write: Write,
  {
    row,
    members,
    review,
    statement,
  }: {
    row: FamilyRow;
    members: readonly MemberRow[];
    review: { id: string; on: BusinessDate };
    statement: Statement;
  },
): Promise<void> {
  const familyId = row.id;
  if (!(await firstStatement(write, familyId))) {
    const asApplied = statementOf(row, { members, figures: {} });
    await insertStatement(write, { familyId, reviewId: null, statedOn: row.appliedOn, statement: asApplied });
  }
  await insertStatement(write, { familyId, reviewId: review.id, statedOn: review.on, statement });
  await write.update(families).set(incomeColumns(statement.income)).where(eq(families.id, familyId));
  for (const [memberId, monthlyIncomeFen] of Object.entries(statement.monthlyIncomes)) {
    await write
      .update(familyMembers)
      .set(monthlyIncomeColumns(monthlyIncomeFen))
      .where(eq(familyMembers.id, memberId));
  }
}

async function insertStatement(
  write: Write,
  {
    statement,
    ...row
  }: { familyId: string; reviewId: string | null; statedOn: string; statement: Statement },
): Promise<void> {
  const id = newId();
  await write.insert(familyStatements).values({ id, ...row, ...incomeColumns(statement.income) });
  const incomes = Object.entries(statement.monthlyIncomes).map(([memberId, monthlyIncomeFen]) => ({
    id: newId(),
    statementId: id,
    memberId,
    ...monthlyIncomeColumns(monthlyIncomeFen),
  }));
  if (incomes.length > 0) await write.insert(statedIncomes).values(incomes);
}

/** What was stated with the application of a file that was reviewed since; null while its columns still say it. */
export async function firstStatement(read: Read, familyId: string): Promise<Statement | null> {
  const [row] = await read
    .select()
    .from(familyStatements)
    .where(and(eq(familyStatements.familyId, familyId), isNull(familyStatements.reviewId)))
    .orderBy(asc(familyStatements.id))
    .limit(1);
  return row ? { income: incomeOf(row), monthlyIncomes: await incomesOf(read, row.id) } : null;
}

/** What was stated at the last review, with the proposal of its day; null before the first one. */
export async function presentState(read: Read, row: FamilyRow): Promise<PresentState | null> {
  const [last] = await read
    .select()
    .from(familyStatements)
    .where(and(eq(familyStatements.familyId, row.id), isNotNull(familyStatements.reviewId)))
    .orderBy(desc(familyStatements.statedOn), desc(familyStatements.id))
    .limit(1);
  if (!last) return null;
  const { division, hukouKind } = row;
  const on = businessDate(last.statedOn);
  const income = incomeOf(last);
  const monthlyIncomes = await incomesOf(read, last.id);
  const asStated = { ...row, ...incomeColumns(income), appliedOn: on };
  const members = membersAsStated(await memberRows(read, row.id), { monthlyIncomes });
  return {
    reviewedOn: on,
    income,
    monthlyIncomes,
    proposal: await proposalOf(read, asStated, members),
    line: await lineOn(read, { division, hukouKind, on }),
  };
}

/** Members as far as rules ask for them, with what was said of their incomes in a statement. */
export function membersAsStated<Member extends { id: string; incomeUnstated: boolean | null }>(
  members: readonly Member[],
  { monthlyIncomes }: Pick<Statement, 'monthlyIncomes'>,
): Member[] {
  return members.map((member) =>
    member.id in monthlyIncomes ? { ...member, incomeUnstated: monthlyIncomes[member.id] === null } : member,
  );
}

async function incomesOf(read: Read, statementId: string): Promise<Statement['monthlyIncomes']> {
  const rows = await read.select().from(statedIncomes).where(eq(statedIncomes.statementId, statementId));
  return Object.fromEntries(rows.map((row) => [row.memberId, statedIncome(row)]));
}
