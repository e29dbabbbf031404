import {
  and,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  min,
  ne,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { unindexed } from '../../db/engine/keyset';
import {
  applications,
  awards,
  awardSums,
  families,
  familyMembers,
  ledgerAwards,
  payments,
  publicNotices,
  subsistenceLines,
} from '../../db/schema';
import { businessDate, todayInChina } from '../calendar/date';
import { beganIn } from '../families/noticeEnd.server';
import { earliestApproval } from '../families/workflow';
import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import { APPLICATION_STATUSES } from '../relief/application';
import type { ComplianceFacts } from './compliance';

/**
 * Which awards of a year may be a case of a check: found in SQL by what each check cannot be without, so that the
 * checks themselves (compliance.ts) look at those alone. One too many does no harm, one too few would.
 */

/** Awards by themselves, and all the awards of a family or a person, for the checks that compare several. */
export interface Suspects {
  awards: Set<string>;
  families: Set<string>;
  people: Set<string>;
}

export interface SuspectsAsked extends Pick<ComplianceFacts, 'standards' | 'windowOf'> {
  projectId: string;
  /** Awards approved, and payments made, until this day. */
  asOf: string;
}

type Finder = (read: Read, asked: SuspectsAsked) => Promise<{ id: string }[]>;

export async function complianceSuspects(read: Read, asked: SuspectsAsked): Promise<Suspects> {
  const all = async (finders: readonly Finder[]) => {
    const ids = new Set<string>();
    for (const find of finders) for (const { id } of await find(read, asked)) ids.add(id);
    return ids;
  };
  return {
    awards: await all([
      flagged,
      undecided,
      paidBeforeApproval,
      outsideWindow,
      ofOneHand,
      offRegister,
      aboveBill,
    ]),
    families: await all([unpublicised, enteredLate, familiesAboveCap]),
    people: await all([schooledTwice, peopleAboveCap]),
  };
}

/** Awards of some types, by their index. */
function ofTypes({ projectId, asOf }: SuspectsAsked, types: ReliefType[]): SQL | undefined {
  return and(
    eq(awards.projectId, projectId),
    inArray(awards.type, types),
    lte(unindexed(awards.approvedOn), asOf),
  );
}

/** The same of awards that something else leads to, not an index of the year. */
export function ofYear({ projectId, asOf }: Pick<SuspectsAsked, 'projectId' | 'asOf'>): SQL | undefined {
  return and(eq(unindexed(awards.projectId), projectId), lte(unindexed(awards.approvedOn), asOf));
}

/** Let in with an old ledger although a rule was broken. */
const flagged: Finder = (read, asked) =>
  read
    .select({ id: awards.id })
    .from(ledgerAwards)
    .crossJoin(awards)
    .where(and(ne(ledgerAwards.overrides, ''), eq(awards.id, ledgerAwards.awardId), ofYear(asked)));

const NOT_APPROVED = APPLICATION_STATUSES.filter((status) => status !== 'approved');

const undecided: Finder = (read, asked) =>
  read
    .select({ id: awards.id })
    .from(applications)
    .innerJoin(awards, eq(awards.applicationId, applications.id))
    .where(
      and(
        eq(applications.projectId, asked.projectId),
        inArray(applications.status, NOT_APPROVED),
        ofYear(asked),
      ),
    );

const paidBeforeApproval: Finder = (read, { projectId }) =>
  read
    .select({ id: awardSums.awardId })
    .from(awardSums)
    .where(and(eq(awardSums.projectId, projectId), lt(awardSums.paidOn, awardSums.approvedOn)));

const outsideWindow: Finder = async (read, { projectId, asOf, windowOf }) => {
  const found: { id: string }[] = [];
  for (const type of RELIEF_TYPES) {
    const { startOn, endOn } = windowOf(type);
    for (const outside of [lt(payments.paidOn, startOn), gt(payments.paidOn, endOn)]) {
      const rows = await read
        .select({ id: payments.awardId })
        .from(payments)
        .where(
          and(
            eq(payments.projectId, projectId),
            eq(payments.type, type),
            outside,
            lte(payments.paidOn, asOf),
            eq(payments.kind, 'payment'),
          ),
        );
      found.push(...rows);
    }
  }
  return found;
};

const ofOneHand: Finder = async (read, asked) => {
  const { recordedBy, reviewedBy, decidedBy } = applications;
  const byApplication = await read
    .select({ id: awards.id })
    .from(applications)
    .innerJoin(awards, eq(awards.applicationId, applications.id))
    .where(
      and(
        eq(applications.projectId, asked.projectId),
        or(eq(reviewedBy, recordedBy), eq(decidedBy, recordedBy), eq(decidedBy, reviewedBy)),
        ofYear(asked),
      ),
    );
  const byFamily = await read
    .select({ id: awards.id })
    .from(families)
    // The families come first, of which there are few.
    .crossJoin(awards)
    .where(
      and(eq(families.approvedBy, families.recordedBy), eq(awards.familyId, families.id), ofYear(asked)),
    );
  return [...byApplication, ...byFamily];
};

/** Few families come onto the register, or leave it, between the first award of a year and its last. */
const offRegister: Finder = async (read, asked) => {
  const [first] = await read
    .select({ on: min(awards.approvedOn) })
    .from(awards)
    .where(eq(awards.projectId, asked.projectId));
  if (first!.on === null) return [];
  const { registeredOn, exitedOn } = families;
  const moved = or(isNull(registeredOn), gt(registeredOn, first!.on), lte(exitedOn, asked.asOf));
  const isOff = or(
    isNull(registeredOn),
    gt(registeredOn, awards.approvedOn),
    lte(exitedOn, awards.approvedOn),
  );
  return read
    .select({ id: awards.id })
    .from(families)
    .crossJoin(awards)
    .where(and(moved, eq(awards.familyId, families.id), ofYear(asked), isOff));
};

/** Of the days on which somebody was registered too soon after the notice, everybody. */
const unpublicised: Finder = async (read) => {
  const isHeld = and(isNull(families.importId), isNotNull(families.registeredOn));
  const days = await read
    .select({ publicisedOn: families.publicisedOn, registeredOn: min(families.registeredOn) })
    .from(families)
    .where(isHeld)
    .groupBy(families.publicisedOn);
  const tooSoon = days.flatMap(({ publicisedOn, registeredOn }) =>
    publicisedOn !== null && registeredOn! < earliestApproval(businessDate(publicisedOn)) ? publicisedOn : [],
  );
  const suspicious = or(isNull(families.publicisedOn), inArray(families.publicisedOn, tooSoon));
  return read.select({ id: families.id }).from(families).where(and(isHeld, suspicious));
};

/** Registered too soon after a notice that was entered only after the day on which it was put up. */
const enteredLate: Finder = async (read) => {
  const began = await beganIn(read);
  if (began === null) return [];
  // The day in China ends at 16:00 of the clock by which instants are kept.
  const isLate = sql`${publicNotices.recordedAt} >= ${publicNotices.publishedOn} || 'T16'`;
  const rows = await read
    .select({ id: families.id, registeredOn: families.registeredOn, enteredAt: publicNotices.recordedAt })
    .from(publicNotices)
    // The notices come first, of which few are late.
    .crossJoin(families)
    .where(
      and(
        gte(publicNotices.publishedOn, `${began}-01-01`),
        isLate,
        eq(families.noticeId, publicNotices.id),
        isNull(families.importId),
      ),
    );
  return rows.filter(
    ({ registeredOn, enteredAt }) =>
      registeredOn !== null && registeredOn < earliestApproval(todayInChina(new Date(enteredAt))),
  );
};

const schooledTwice: Finder = (read, asked) =>
  peopleHaving(read, ofTypes(asked, ['schooling']), sql`count(*) > 1`);

const awardedFen = sql`sum(${awards.amountFen})`;

const familiesAboveCap: Finder = async (read, asked) => {
  const capFen = await leastCapFen(read, asked, 'living');
  if (capFen === null) return [];
  return read
    .select({ id: awards.familyId })
    .from(awards)
    .where(ofTypes(asked, ['living']))
    .groupBy(awards.familyId)
    .having(sql`${awardedFen} > ${capFen}`);
};

const peopleAboveCap: Finder = async (read, asked) => {
  const capFen = await leastCapFen(read, asked, 'schooling');
  if (capFen === null) return [];
  return peopleHaving(read, ofTypes(asked, ['schooling']), sql`${awardedFen} > ${capFen}`);
};

function peopleHaving(read: Read, where: SQL | undefined, having: SQL) {
  return read
    .select({ id: familyMembers.idFingerprint })
    .from(awards)
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .where(where)
    .groupBy(familyMembers.idFingerprint)
    .having(having);
}

/** The lowest cap that any standard and any line can come to; null where there is none. Medical relief has no line. */
async function leastCapFen(
  read: Read,
  { standards }: SuspectsAsked,
  type: Exclude<ReliefType, 'medical'>,
): Promise<number | null> {
  const months = standards.flatMap(({ caps: { [type]: rule } }) =>
    rule.basis === 'line_months' ? rule.months : [],
  );
  const [line] = await read.select({ fen: min(subsistenceLines.monthlyFen) }).from(subsistenceLines);
  return months.length === 0 || line!.fen === null ? null : Math.min(...months) * line!.fen;
}

/** Above what the patient paid of the bill: each award by itself. */
const aboveBill: Finder = async (read, asked) => {
  const types = RELIEF_TYPES.filter((type) =>
    asked.standards.some(({ caps }) => caps[type].basis === 'self_paid'),
  );
  return read
    .select({ id: awards.id })
    .from(awards)
    .innerJoin(applications, eq(applications.id, awards.applicationId))
    .where(
      and(
        ofTypes(asked, types),
        gt(
          awards.amountFen,
          sql`${applications.medicalTotalFen} - coalesce(${applications.medicalReimbursedFen}, 0)`,
        ),
      ),
    );
};
