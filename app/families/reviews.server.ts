import { and, asc, desc, eq, gt, isNotNull, lte, type SQL } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { pageByKey, type KeyOrder, type Part } from '../../db/engine/keyset';
import { families, familyMembers, familyReviews, staff } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { businessDate, daysBetween, todayInChina, type BusinessDate } from '../calendar/date';
import type { Cursor } from '../cursor';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { countWithout, withoutFor, type Without } from './bulkLeftOut.server';
import { categoriesOf, type Income, type Line, type Proposal } from './classification';
import { incomeColumns } from './familyColumns.server';
import type { MatchingFamilies } from './familyList.server';
import type { Category } from './family';
import {
  countFamilies,
  familyRow,
  isMaker,
  memberRows,
  proposalOf,
  requireAllowed,
  requireStepDate,
  type FamilyRow,
  type MemberRow,
} from './familyRows.server';
import { lineOn } from './lines.server';
import { REVIEW_VIEWS, type ReviewQuestion, type ReviewView } from './review';
import type { ReviewInput } from './review.form';
import type { Statement } from './statement';
import { keepStatement, statementOf, type NewFigures } from './statements.server';
import { earliestReview, lastReviewable, nextReviewDue, reviewDueAfter } from './workflow';

/** A review; without figures of its own, what the file says still holds. */
type ReviewCommand = Omit<ReviewInput, keyof NewFigures> & NewFigures & { id: string };

/**
 * Renews a family for another year, on what it lives on now, in the category that the rules propose for that on the day
 * of the review or in another one for a reason. The figures become the file's present ones; those of the application
 * stay on record.
 * @throws Refusal family.not_now, family.maker_checker, family.in_future, family.before_previous_step, review.too_early,
 *   review.no_line, family.category_of_other_rules, family.override_reason, record.changed
 */
export async function reviewFamily(
  { store, actor }: Desk,
  { id, income, members: newIncomes, ...review }: ReviewCommand,
): Promise<{ dueOn: BusinessDate }> {
  return store.write(async (write) => {
    const row = await familyRow(write, id);
    requireAllowed(row, 'review');
    if (await isMaker(write, { familyId: id, staffId: actor.staffId }))
      throw new Refusal('family.maker_checker');
    const dueOn = requireDue(row, review.on);
    const figures = { income, members: newIncomes };
    const { proposal, members, statement } = await proposalAtReview(write, row, { on: review.on, figures });
    const overrideReason = requireReason(proposal, review);
    const decision = { ...review, overrideReason, categoryBefore: row.category };
    const reviewId = await insertReview(write, { familyId: id, staffId: actor.staffId, decision });
    await keepStatement(write, { row, members, review: { id: reviewId, on: review.on }, statement });
    const nextOn = nextReviewDue({ dueOn, reviewedOn: review.on });
    const { category } = review;
    const { ruleSet } = proposal;
    await write
      .update(families)
      .set({ category, overrideReason, ruleSet, reviewDueOn: nextOn, version: row.version + 1 })
      .where(eq(families.id, id));
    await audit(write, actor, {
      action: 'family.reviewed',
      subject: { type: 'family', id },
      detail: {
        on: review.on,
        ...{ categoryBefore: row.category, category, proposed: proposal.category, overrideReason, ruleSet },
        dueOn: nextOn,
        perCapitaFen: proposal.figures.perCapitaFen,
        figures: proposal.figures,
      },
    });
    return { dueOn: nextOn };
  });
}

/** @throws Refusal family.in_future, family.before_previous_step, review.too_early {dueOn, earliest} */
export function requireDue(row: FamilyRow, on: BusinessDate): BusinessDate {
  requireStepDate(on, { previousOn: row.registeredOn });
  const dueOn = reviewDueOf(row);
  if (on < earliestReview(dueOn))
    throw new Refusal('review.too_early', { dueOn, earliest: earliestReview(dueOn) }, 'on');
  return dueOn;
}

interface ReviewDecision extends Pick<ReviewInput, 'on' | 'category' | 'note'> {
  overrideReason: string | null;
  categoryBefore: Category | null;
}

async function insertReview(
  write: Write,
  { familyId, staffId, decision }: { familyId: string; staffId: string; decision: ReviewDecision },
): Promise<string> {
  const { on: reviewedOn, category, categoryBefore, overrideReason, note } = decision;
  const id = newId();
  await write.insert(familyReviews).values({
    ...{ id, familyId, reviewedOn, categoryBefore, category, overrideReason, note },
    recordedBy: staffId,
    recordedAt: new Date().toISOString(),
  });
  return id;
}

/** @returns the reason to keep: null when the decided category is the proposed one */
function requireReason(
  proposal: Proposal,
  { on, category, overrideReason }: Pick<ReviewInput, 'on' | 'category' | 'overrideReason'>,
): string | null {
  const { code, ruleSet } = proposal;
  if (code === 'no_line') throw new Refusal('review.no_line', { on });
  if (!categoriesOf(ruleSet).includes(category))
    throw new Refusal('family.category_of_other_rules', { ruleSet }, 'category');
  if (category === proposal.category) return null;
  if (!overrideReason) {
    const { perCapitaFen } = proposal.figures;
    const data = { proposed: proposal.category, perCapitaFen };
    throw new Refusal('family.override_reason', data, 'overrideReason');
  }
  return overrideReason;
}

/** By when a family on the register is reviewed; a file that came in without the day has it from its registration. */
export function reviewDueOf({
  reviewDueOn,
  registeredOn,
}: Pick<FamilyRow, 'reviewDueOn' | 'registeredOn'>): BusinessDate {
  return reviewDueOn ? businessDate(reviewDueOn) : reviewDueAfter(businessDate(registeredOn!));
}

/**
 * What the rules of a day propose for a family on what it states at its review.
 * @throws Refusal record.changed for figures of somebody who is not in the file
 */
export async function proposalAtReview(
  read: Read,
  row: FamilyRow,
  { on, figures }: { on: BusinessDate; figures: NewFigures },
): Promise<{ proposal: Proposal; line: Line | null; members: MemberRow[]; statement: Statement }> {
  const { division, hukouKind } = row;
  const members = await memberRows(read, row.id);
  const statement = statementOf(row, { members, figures });
  const stated = { ...row, ...incomeColumns(statement.income), appliedOn: on };
  return {
    proposal: await proposalOf(read, stated, members),
    line: await lineOn(read, { division, hukouKind, on }),
    members,
    statement,
  };
}

/** What the figures of a review that is being written lead to. */
export interface ReviewPreview {
  on: BusinessDate;
  proposal: Proposal;
  line: Line | null;
  income: Income;
  /** Of each member in fen; null where nobody said. */
  monthly: (number | null)[];
}

/**
 * What the rules would propose at a review with these figures; nothing is kept.
 * @throws Refusal record.not_found, record.changed
 */
export async function previewReview(
  read: Read,
  { id, on, ...figures }: NewFigures & { id: string; on: BusinessDate },
): Promise<ReviewPreview> {
  const row = await familyRow(read, id);
  const { proposal, line, statement } = await proposalAtReview(read, row, { on, figures });
  return {
    ...{ on, proposal, line, income: statement.income },
    monthly: Object.values(statement.monthlyIncomes),
  };
}

export interface FamilyReview {
  id: string;
  reviewedOn: string;
  categoryBefore: Category | null;
  category: Category;
  overrideReason: string | null;
  note: string;
  recordedByName: string;
}

/** The reviews of a family, the latest first. */
export async function reviewsOfFamily(read: Read, familyId: string): Promise<FamilyReview[]> {
  return read
    .select({
      id: familyReviews.id,
      reviewedOn: familyReviews.reviewedOn,
      categoryBefore: familyReviews.categoryBefore,
      category: familyReviews.category,
      overrideReason: familyReviews.overrideReason,
      note: familyReviews.note,
      recordedByName: staff.name,
    })
    .from(familyReviews)
    .innerJoin(staff, eq(staff.id, familyReviews.recordedBy))
    .where(eq(familyReviews.familyId, familyId))
    .orderBy(desc(familyReviews.reviewedOn), desc(familyReviews.id));
}

export interface DueReview {
  familyId: string;
  fileNumber: string;
  name: string;
  category: Category | null;
  division: string;
  registeredOn: string | null;
  dueOn: string;
  /** Negative for one that is not due yet. */
  daysOverdue: number;
}

export interface DueReviews {
  rows: DueReview[];
  total: number;
  /** Cursors of the pages beside this one; null where there is none. */
  previous: string | null;
  next: string | null;
  counts: Record<ReviewView, number>;
}

const PAGE_SIZE = 30;

/** The most overdue first. */
const DUE_ORDER: KeyOrder = {
  columns: [families.reviewDueOn, families.fileYear, families.fileSequence],
  shape: ['text', 'number', 'number'],
  direction: 'asc',
};

/** One page of the families on the register by the day of their review, the most overdue first. */
export async function listDueReviews(
  read: Read,
  { view, division, size = PAGE_SIZE, ...cursor }: Cursor & ReviewQuestion & { size?: number },
): Promise<DueReviews> {
  const today = todayInChina(new Date());
  const counts = await reviewCounts(read, { today, division });
  const { rows, previous, next } = await pageByKey({
    cursor,
    order: DUE_ORDER,
    size,
    fetch: (part) =>
      dueRows(read, { ...part, where: and(dueCondition({ view, today, division }), part.where) }),
    keyOf: ({ dueOn, fileYear, fileSequence }) => [dueOn!, fileYear, fileSequence],
  });
  return {
    rows: rows.map(({ dueOn, fileYear: _, fileSequence: __, ...row }) => ({
      ...row,
      dueOn: dueOn!,
      daysOverdue: daysBetween(businessDate(dueOn!), today),
    })),
    total: counts[view],
    previous,
    next,
    counts,
  };
}

/** The first of the families that a question of the list leaves, the most overdue first, without those that are left out. */
export async function matchingReviews(
  read: Read,
  { view, division }: ReviewQuestion,
  { limit, without }: { limit: number; without: readonly Without[] },
): Promise<MatchingFamilies> {
  const where = dueCondition({ view, today: todayInChina(new Date()), division });
  const orderBy = DUE_ORDER.columns.map((column) => asc(column));
  const kept = and(where, ...without.map(({ others }) => others));
  const rows = await dueRows(read, { where: kept, orderBy, limit });
  return { ids: rows.map(({ familyId }) => familyId), ...(await countWithout(read, { where, without })) };
}

async function dueRows(read: Read, { where, orderBy, limit }: Part) {
  return read
    .select({
      familyId: families.id,
      fileNumber: families.fileNumber,
      fileYear: families.fileYear,
      fileSequence: families.fileSequence,
      name: familyMembers.name,
      category: families.category,
      division: families.division,
      registeredOn: families.registeredOn,
      dueOn: families.reviewDueOn,
    })
    .from(families)
    .innerJoin(familyMembers, and(eq(familyMembers.familyId, families.id), eq(familyMembers.position, 0)))
    .where(where)
    .orderBy(...orderBy)
    .limit(limit);
}

/** How many reviews each view has. */
async function reviewCounts(
  read: Read,
  { today, division = null }: { today: BusinessDate; division?: string | null },
): Promise<Record<ReviewView, number>> {
  const counted = await Promise.all(
    REVIEW_VIEWS.map(async (view) => [
      view,
      await countFamilies(read, dueCondition({ view, today, division })),
    ]),
  );
  return Object.fromEntries(counted) as Record<ReviewView, number>;
}

/** How many reviews are overdue, apart those that are for another; those to come, which are many more, are not looked at. */
export async function overdueReviews(
  read: Read,
  { today, staffId }: { today: BusinessDate; staffId: string },
): Promise<{ count: number; others: number }> {
  const { total, leftOut } = await countWithout(read, {
    where: dueCondition({ view: 'overdue', today, division: null }),
    without: withoutFor(read, { act: 'review', staffId }),
  });
  return { count: total, others: leftOut.own ?? 0 };
}

interface DueQuestion {
  view: ReviewView;
  today: BusinessDate;
  division: string | null;
}

function dueCondition({ view, today, division }: DueQuestion): SQL {
  const horizon = lastReviewable(today);
  const when: Record<ReviewView, SQL | undefined> = {
    overdue: lte(families.reviewDueOn, today),
    soon: and(gt(families.reviewDueOn, today), lte(families.reviewDueOn, horizon)),
    later: gt(families.reviewDueOn, horizon),
  };
  return and(
    eq(families.status, 'approved'),
    isNotNull(families.reviewDueOn),
    division ? eq(families.division, division) : undefined,
    when[view],
  )!;
}
