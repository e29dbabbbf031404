import { and, gt, inArray, isNull, lte, or, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { families } from '../../db/schema';
import { todayInChina, type BusinessDate } from '../calendar/date';
import { isByAnother, statusesFor, type BulkAct, type LeftOut, type LeftOutCounts } from './bulk';
import { countFamilies, madeBy, notMadeBy } from './familyRows.server';
import { notObjectedTo, objectedTo } from './objections.server';
import { lastNoticeOver, lastReviewable } from './workflow';

/** Files that all of a list is taken without, and the others. */
export interface Without {
  reason: LeftOut;
  these: SQL;
  others: SQL;
}

/** What all of a list is taken without, where a step would be refused of it today and on every earlier day. */
export function withoutFor(read: Read, { act, staffId }: { act: BulkAct; staffId: string }): Without[] {
  const today = todayInChina(new Date());
  const own: Without = { reason: 'own', these: madeBy(read, staffId), others: notMadeBy(read, staffId) };
  return [...(isByAnother(act) ? [own] : []), ...WITHOUT[act](read, today)];
}

const WITHOUT: Record<BulkAct, (read: Read, today: BusinessDate) => Without[]> = {
  submit: () => [],
  publicise: () => [],
  approve: (read, today) => {
    const upOn = lastNoticeOver(today);
    return [
      {
        reason: 'notice_running',
        these: gt(families.publicisedOn, upOn),
        others: lte(families.publicisedOn, upOn),
      },
      { reason: 'objected', these: objectedTo(read), others: notObjectedTo(read) },
    ];
  },
  review: (_, today) => {
    const dueOn = lastReviewable(today);
    return [
      {
        reason: 'not_due',
        these: gt(families.reviewDueOn, dueOn),
        others: or(isNull(families.reviewDueOn), lte(families.reviewDueOn, dueOn))!,
      },
    ];
  },
};

/** How many files of a condition are left out, each for the first reason that holds, and how many are not. */
export async function countWithout(
  read: Read,
  { where, without }: { where: SQL | undefined; without: readonly Without[] },
): Promise<{ total: number; leftOut: LeftOutCounts }> {
  let rest = where;
  const parts = without.map(({ reason, these, others }) => {
    const part = { reason, condition: and(rest, these) };
    rest = and(rest, others);
    return part;
  });
  const [all, ...counts] = await Promise.all(
    [where, ...parts.map(({ condition }) => condition)].map((one) => countFamilies(read, one)),
  );
  const left = parts.map(({ reason }, place) => [reason, counts[place]!] as const);
  return {
    total: counts.reduce((total, count) => total - count, all!),
    leftOut: Object.fromEntries(left.filter(([, count]) => count > 0)),
  };
}

/** How many files that wait for their approval somebody may approve now, and how many others not for which reason. */
export function countApprovable(
  read: Read,
  staffId: string,
): Promise<{ total: number; leftOut: LeftOutCounts }> {
  return countWithout(read, {
    where: inArray(families.status, statusesFor('approve')),
    without: withoutFor(read, { act: 'approve', staffId }),
  });
}
