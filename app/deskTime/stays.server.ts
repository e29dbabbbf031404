import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { applications, auditEntries, awards, endedReleases, families, payments } from '../../db/schema';
import type { AuditSubject } from '../audit/audit';
import { isBusinessDate, todayInChina, type BusinessDate } from '../calendar/date';
import { releaseAsOf, type Releases } from '../relief/release';
import { deskStays, deskTotals, type Desk, type DeskEvent, type DeskTotal } from './desk';

/** How long each desk held a case. */
export interface DeskCourse {
  totals: DeskTotal[];
  /** Working days of all desks together. */
  days: number;
}

/** Where an audited step of a file leads it. */
const FAMILY_DESKS: Record<string, Desk | null> = {
  'family.recorded': 'drafting',
  'family.imported': null,
  'family.submitted': 'visit',
  'family.visited': 'publicising',
  'family.publicised': 'notice',
  'family.returned': 'drafting',
  'family.approved': null,
  'family.rejected': null,
};

/** Where an audited step of an application leads it; the money is the business of the payments. */
const APPLICATION_DESKS: Record<string, Desk | null> = {
  'application.submitted': 'review',
  'application.changed': 'review',
  'application.reviewed': 'decision',
  'application.put_up': 'confirmation',
  'application.returned': 'drafting',
  'application.approved': 'payment',
  'application.confirmed': 'payment',
  'application.rejected': null,
  'application.withdrawn': null,
};

/** The desks of a file on its way to the register, from its audited steps and their days. */
export async function familyDesks(
  read: Read,
  id: string,
  today = todayInChina(new Date()),
): Promise<DeskCourse> {
  const [family] = await read
    .select({ appliedOn: families.appliedOn })
    .from(families)
    .where(eq(families.id, id));
  const events: DeskEvent[] = [];
  for (const { action, on, detail } of await steps(read, { type: 'family', id, desks: FAMILY_DESKS })) {
    const applied =
      action === 'family.recorded' ? (family?.appliedOn as BusinessDate | undefined) : undefined;
    events.push({ on: applied ?? on, desk: FAMILY_DESKS[action]! });
    // From the day on which the notice may end the head can decide.
    const { endsOn } = detail;
    if (action === 'family.publicised' && isBusinessDate(endsOn))
      events.push({ on: endsOn, desk: 'approval' });
  }
  return courseOf(withoutFuture(events, today), today);
}

/** A notice that still runs has not come to the head yet. */
function withoutFuture(events: readonly DeskEvent[], today: BusinessDate): DeskEvent[] {
  return events.filter(({ on, desk }) => desk !== 'approval' || on <= today);
}

/** The desks of an application and of the award that it became, until all of it is paid. */
export async function applicationDesks(
  read: Read,
  id: string,
  today = todayInChina(new Date()),
): Promise<DeskCourse> {
  const taken = await steps(read, { type: 'application', id, desks: APPLICATION_DESKS });
  const [application] = await read
    .select({ appliedOn: applications.appliedOn })
    .from(applications)
    .where(eq(applications.id, id));
  const events = taken.map(({ action, on, isTyped }) => {
    // A campaign applies for many at once, and tells its day with the applications alone.
    const applied = action === 'application.submitted' && !isTyped ? application?.appliedOn : undefined;
    return { on: (applied as BusinessDate | undefined) ?? on, desk: APPLICATION_DESKS[action]! };
  });
  const [award] = await read
    .select({
      id: awards.id,
      amountFen: awards.amountFen,
      approvedOn: awards.approvedOn,
      releasedOn: awards.releasedOn,
    })
    .from(awards)
    .where(eq(awards.applicationId, id));
  // An award of an old ledger has no steps: only how long its payment took is known.
  const known = award && events.length === 0 ? [paymentDesk(award.approvedOn)] : events;
  return courseOf(award ? [...known, ...(await paymentEvents(read, award))] : known, today);
}

const paymentDesk = (on: string): DeskEvent => ({ on: on as BusinessDate, desk: 'payment' });

/** From the approval on an award waits to be paid, while it is neither paid nor released. */
async function paymentEvents(
  read: Read,
  award: { id: string; amountFen: number; releasedOn: string | null },
): Promise<DeskEvent[]> {
  const rows = await read
    .select({ paidOn: payments.paidOn, amountFen: payments.amountFen })
    .from(payments)
    .where(eq(payments.awardId, award.id));
  const ended = await read.select().from(endedReleases).where(eq(endedReleases.awardId, award.id));
  const releases: Releases = {
    releasedOn: award.releasedOn,
    isTakenBack: false,
    endedReleases: ended.map(({ releasedOn, givenBackOn }) => [releasedOn, givenBackOn] as const),
  };
  const days = [
    ...rows.map(({ paidOn }) => paidOn),
    ...releases.endedReleases.flat(),
    ...(award.releasedOn ? [award.releasedOn] : []),
  ];
  const events: DeskEvent[] = [];
  let waited = true;
  for (const on of [...new Set(days)].sort()) {
    const netFen = rows.reduce((sum, row) => (row.paidOn <= on ? sum + row.amountFen : sum), 0);
    const waits = netFen < award.amountFen && releaseAsOf(releases, on) === null;
    if (waits !== waited) events.push({ on: on as BusinessDate, desk: waits ? 'payment' : null });
    waited = waits;
  }
  return events;
}

function courseOf(events: readonly DeskEvent[], today: BusinessDate): DeskCourse {
  const stays = deskStays(events, today);
  return { totals: deskTotals(stays), days: stays.reduce((sum, { days }) => sum + days, 0) };
}

interface Step {
  action: string;
  on: BusinessDate;
  isTyped: boolean;
  detail: Record<string, unknown>;
}

/** The audited steps of a record in the order entered, with the day that was typed, or that on which it was entered. */
async function steps(
  read: Read,
  { type, id, desks }: { type: AuditSubject; id: string; desks: Record<string, Desk | null> },
): Promise<Step[]> {
  const rows = await read
    .select({ action: auditEntries.action, detail: auditEntries.detail, recordedAt: auditEntries.recordedAt })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.subjectType, type),
        eq(auditEntries.subjectId, id),
        inArray(auditEntries.action, Object.keys(desks)),
      ),
    )
    .orderBy(asc(auditEntries.sequence));
  return rows.map(({ action, detail: text, recordedAt }) => {
    const detail = JSON.parse(text) as Record<string, unknown>;
    const after = detail.after as { appliedOn?: unknown } | undefined;
    const typed = [detail.on, after?.appliedOn, detail.appliedOn].find(isBusinessDate);
    return { action, detail, isTyped: typed !== undefined, on: typed ?? todayInChina(new Date(recordedAt)) };
  });
}
