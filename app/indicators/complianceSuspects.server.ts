import { and, eq, gt, inArray, isNotNull, isNull, lt, lte, min, ne, or, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import {
  applications,
  awards,
  awardSums,
  families,
  familyMembers,
  ledgerAwards,
  payments,
  subsistenceLines,
} from '../../db/schema';
import { businessDate } from '../calendar/date';
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
    families: await all([unpublicised, familiesAboveCap]),
    people: await all([schooledTwice, peopleAboveCap]),
  };
}

function inYear({ projectId, asOf }: SuspectsAsked): SQL | undefined {
  return and(eq(awards.projectId, projectId), lte(awards.approvedOn, asOf));
}

/** Let in with an old ledger although a rule was broken. */
const flagged: Finder = (read, asked) =>
  read
    .select({ id: awards.id })
    .from(ledgerAwards)
    .innerJoin(awards, eq(awards.id, ledgerAwards.awardId))
    .where(and(ne(ledgerAwards.overrides, ''), inYear(asked)));

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
        inYear(asked),
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
        inYear(asked),
      ),
    );
  const byFamily = await read
    .select({ id: awards.id })
    .from(families)
    .innerJoin(awards, eq(awards.familyId, families.id))
    .where(and(eq(families.approvedBy, families.recordedBy), inYear(asked)));
  return [...byApplication, ...byFamily];
};

const offRegister: Finder = (read, asked) =>
  read
    .select({ id: awards.id })
    .from(awards)
    .innerJoin(families, eq(families.id, awards.familyId))
    .where(
      and(
        inYear(asked),
        or(
          isNull(families.registeredOn),
          gt(families.registeredOn, awards.approvedOn),
          lte(families.exitedOn, awards.approvedOn),
        ),
      ),
    );

/** Of the days on which somebody was registered too soon after the notice, everybody. */
const unpublicised: Finder = async (read, asked) => {
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
  return read
    .selectDistinct({ id: families.id })
    .from(families)
    .innerJoin(awards, eq(awards.familyId, families.id))
    .where(and(isHeld, suspicious, inYear(asked)));
};

const schooledTwice: Finder = (read, asked) =>
  peopleHaving(read, and(inYear(asked), eq(awards.type, 'schooling')), sql`count(*) > 1`);

const awardedFen = sql`sum(${awards.amountFen})`;

const familiesAboveCap: Finder = async (read, asked) => {
  const capFen = await leastCapFen(read, asked, 'living');
  if (capFen === null) return [];
  return read
    .select({ id: awards.familyId })
    .from(awards)
    .where(and(inYear(asked), eq(awards.type, 'living')))
    .groupBy(awards.familyId)
    .having(sql`${awardedFen} > ${capFen}`);
};

const peopleAboveCap: Finder = async (read, asked) => {
  const capFen = await leastCapFen(read, asked, 'schooling');
  if (capFen === null) return [];
  const isSchooling = and(inYear(asked), eq(awards.type, 'schooling'));
  return peopleHaving(read, isSchooling, sql`${awardedFen} > ${capFen}`);
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
        inYear(asked),
        inArray(awards.type, types),
        gt(
          awards.amountFen,
          sql`${applications.medicalTotalFen} - coalesce(${applications.medicalReimbursedFen}, 0)`,
        ),
      ),
    );
};
