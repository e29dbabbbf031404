import { and, count, eq, isNotNull, isNull, ne, notInArray, or, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { alias } from '../../db/engine/kit';
import {
  applications,
  awards,
  families,
  familyMembers,
  formDrafts,
  indicators,
  ledgerAwards,
  payments,
  projectComponents,
  projects,
  receipts,
} from '../../db/schema';
import { checkAuditChain } from '../audit/audit.server';
import { firstOverdrawn } from '../fund/cash';
import { cashDays, fundBalance } from '../fund/fund.server';
import { FULL_WEIGHT } from '../fund/target';
import { fingerprint, unseal } from '../identity/sealing.server';
import { COMMAND_LINE_ID } from '../staff/staff.server';
import { accountsAsConfirmed } from './auditedAccounts.server';
import { frozenHeads } from './frozenHeads.server';
import { moneyAsAudited } from './auditedMoney.server';
import { rolesAsAudited } from './auditedRoles.server';
import { batchesAsApproved, openLinesUnpaid, paidLinesRecorded } from './batchLines.server';
import { campaignListsApplied, takenBackByRecovery } from './campaignLists.server';
import type { InvariantCode } from './invariant';
import { contradictionsAsTold } from './keptContradictions.server';
import { namedRecordsThere } from './orphans.server';
import { papersStored } from './storedPapers.server';
import { sumsAsRecords } from './sums.server';
import { uncheckedAsCounted } from './uncheckedCounts.server';

/** What must hold of the records whatever was done; `verify` recomputes all of it. Nothing here writes. */

export interface Finding {
  /** How many records (or entries, or projects) were looked at. */
  count: number;
  /** The ids of those that do not fit. */
  offending: string[];
}

export interface CheckedInvariant extends Finding {
  code: InvariantCode;
}

/** Recomputes every invariant, each over all records. */
export async function checkInvariants(read: Read): Promise<CheckedInvariant[]> {
  const checked: CheckedInvariant[] = [];
  for (const code of invariantCodes()) checked.push(await checkInvariant(read, code));
  return checked;
}

/** In the order in which they are told. */
export function invariantCodes(): InvariantCode[] {
  return Object.keys(INVARIANTS) as InvariantCode[];
}

/** Recomputes one of them. */
export async function checkInvariant(read: Read, code: InvariantCode): Promise<CheckedInvariant> {
  return { code, ...(await INVARIANTS[code](read)) };
}

const INVARIANTS: Record<InvariantCode, (read: Read) => Promise<Finding>> = {
  'payment.within_award': paymentsWithinAward,
  'payment.net_not_negative': netsNotNegative,
  'payment.matches_award': paymentsMatchAward,
  'payment.not_before_project': paymentsNotBeforeProject,
  'correction.names_payment': correctionsNamePayment,
  'correction.not_before': correctionsNotBefore,
  'award.matches_application': awardsMatchApplication,
  'award.taken_back': takenBackByRecovery,
  'application.has_award': approvedApplicationsHaveAward,
  'campaign.list': campaignListsApplied,
  'application.three_people': applicationsThreePeople,
  'fund.within_budget': fundsWithinBudget,
  'fund.within_receipts': fundsWithinReceipts,
  'receipt.correction': receiptCorrections,
  'batch.open_line': openLinesUnpaid,
  'batch.paid_line': paidLinesRecorded,
  'batch.digest': batchesAsApproved,
  'batch.contradictions': contradictionsAsTold,
  'batch.unchecked': uncheckedAsCounted,
  'project.components': componentsAddUp,
  'project.weights': weightsAddUp,
  'family.maker_checker': familiesMakerChecker,
  'family.one_active_file': oneActiveFile,
  'family.main_person': familiesHaveMainPerson,
  'member.sealed': membersSealed,
  'sums.as_records': sumsAsRecords,
  'records.named': namedRecordsThere,
  'paper.stored': papersStored,
  'money.as_audited': moneyAsAudited,
  'roles.as_audited': rolesAsAudited,
  'account.as_confirmed': accountsAsConfirmed,
  'audit.chain': auditChain,
  'audit.frozen_heads': frozenHeads,
};

async function paymentsWithinAward(read: Read): Promise<Finding> {
  const offending = await read
    .select({ id: awards.id })
    .from(awards)
    .innerJoin(payments, eq(payments.awardId, awards.id))
    .groupBy(awards.id, awards.amountFen)
    .having(sql`sum(${payments.amountFen}) > ${awards.amountFen}`);
  return { count: await rows(read, awards), offending: ids(offending) };
}

async function netsNotNegative(read: Read): Promise<Finding> {
  const offending = await read
    .select({ id: payments.originalId })
    .from(payments)
    .groupBy(payments.originalId)
    .having(sql`sum(${payments.amountFen}) < 0`);
  return { count: await rows(read, payments, eq(payments.kind, 'payment')), offending: ids(offending) };
}

async function paymentsMatchAward(read: Read): Promise<Finding> {
  const offending = await read
    .select({ id: payments.id })
    .from(payments)
    .leftJoin(awards, eq(payments.awardId, awards.id))
    .where(
      or(
        isNull(awards.id),
        ne(payments.projectId, awards.projectId),
        ne(payments.type, awards.type),
        ne(payments.familyId, awards.familyId),
        ne(payments.memberId, awards.memberId),
        sql`${payments.paidOn} < ${awards.approvedOn}`,
      ),
    );
  return { count: await rows(read, payments), offending: ids(offending) };
}

async function paymentsNotBeforeProject(read: Read): Promise<Finding> {
  const offending = await read
    .select({ id: payments.id })
    .from(payments)
    .innerJoin(projects, eq(payments.projectId, projects.id))
    .where(and(eq(payments.kind, 'payment'), sql`${payments.paidOn} < ${projects.startOn}`));
  return { count: await rows(read, payments, eq(payments.kind, 'payment')), offending: ids(offending) };
}

const corrected = alias(payments, 'corrected');

async function correctionsNamePayment(read: Read): Promise<Finding> {
  const offending = await read
    .select({ id: payments.id })
    .from(payments)
    .leftJoin(corrected, eq(payments.correctsId, corrected.id))
    .where(
      or(
        and(eq(payments.kind, 'payment'), ne(payments.originalId, payments.id)),
        and(
          isNotNull(payments.correctsId),
          or(
            isNull(corrected.id),
            ne(payments.originalId, corrected.originalId),
            ne(payments.awardId, corrected.awardId),
            sql`(${payments.amountFen} > 0) = (${corrected.amountFen} > 0)`,
          ),
        ),
      ),
    );
  return { count: await rows(read, payments, isNotNull(payments.correctsId)), offending: ids(offending) };
}

async function correctionsNotBefore(read: Read): Promise<Finding> {
  const offending = await read
    .select({ id: payments.id })
    .from(payments)
    .innerJoin(corrected, eq(payments.correctsId, corrected.id))
    .where(sql`${payments.paidOn} < ${corrected.paidOn}`);
  return { count: await rows(read, payments, isNotNull(payments.correctsId)), offending: ids(offending) };
}

async function awardsMatchApplication(read: Read): Promise<Finding> {
  const offending = await read
    .select({ id: awards.id })
    .from(awards)
    .leftJoin(applications, eq(awards.applicationId, applications.id))
    .where(
      or(
        isNull(applications.id),
        ne(applications.status, 'approved'),
        ne(awards.projectId, applications.projectId),
        ne(awards.type, applications.type),
        ne(awards.familyId, applications.familyId),
        ne(awards.memberId, applications.memberId),
        ne(awards.approvedBy, applications.decidedBy),
      ),
    );
  return { count: await rows(read, awards), offending: ids(offending) };
}

async function approvedApplicationsHaveAward(read: Read): Promise<Finding> {
  const approved = eq(applications.status, 'approved');
  const offending = await read
    .select({ id: applications.id })
    .from(applications)
    .leftJoin(awards, eq(awards.applicationId, applications.id))
    .where(and(approved, isNull(awards.id)));
  return { count: await rows(read, applications, approved), offending: ids(offending) };
}

async function applicationsThreePeople(read: Read): Promise<Finding> {
  const offending = await read
    .select({ id: applications.id })
    .from(applications)
    .leftJoin(ledgerAwards, eq(ledgerAwards.applicationId, applications.id))
    .where(
      or(
        eq(applications.reviewedBy, applications.recordedBy),
        eq(applications.decidedBy, applications.recordedBy),
        eq(applications.decidedBy, applications.reviewedBy),
        eq(applications.confirmedBy, applications.recordedBy),
        eq(applications.confirmedBy, applications.reviewedBy),
        eq(applications.confirmedBy, applications.decidedBy),
        // What an old ledger brought was reviewed and decided on paper, by people who have no account here.
        and(
          eq(applications.status, 'approved'),
          isNull(ledgerAwards.applicationId),
          or(isNull(applications.decidedBy), isNull(applications.reviewedBy)),
        ),
        and(
          isNotNull(ledgerAwards.applicationId),
          or(isNotNull(applications.decidedBy), isNotNull(applications.reviewedBy)),
        ),
      ),
    );
  return { count: await rows(read, applications), offending: ids(offending) };
}

async function fundsWithinBudget(read: Read): Promise<Finding> {
  return eachProject(read, async (projectId) => (await fundBalance(read, { projectId })).availableFen >= 0);
}

/** On every day, not only in the end. */
async function fundsWithinReceipts(read: Read): Promise<Finding> {
  return eachProject(read, async (projectId) => !firstOverdrawn(await cashDays(read, projectId)));
}

const correctedReceipt = alias(receipts, 'corrected_receipt');

async function receiptCorrections(read: Read): Promise<Finding> {
  const offending = await read
    .select({ id: receipts.id })
    .from(receipts)
    .leftJoin(correctedReceipt, eq(receipts.correctsId, correctedReceipt.id))
    .where(
      and(
        isNotNull(receipts.correctsId),
        or(
          isNull(correctedReceipt.id),
          ne(receipts.projectId, correctedReceipt.projectId),
          ne(receipts.source, correctedReceipt.source),
          sql`${receipts.amountFen} + ${correctedReceipt.amountFen} < 0`,
        ),
      ),
    );
  return { count: await rows(read, receipts), offending: ids(offending) };
}

async function componentsAddUp(read: Read): Promise<Finding> {
  const offending = await read
    .select({ id: projects.id })
    .from(projects)
    .leftJoin(projectComponents, eq(projectComponents.projectId, projects.id))
    .groupBy(projects.id, projects.currentFen)
    .having(sql`coalesce(sum(${projectComponents.amountFen}), 0) <> ${projects.currentFen}`);
  return { count: await rows(read, projects), offending: ids(offending) };
}

async function weightsAddUp(read: Read): Promise<Finding> {
  const offending = await read
    .select({ id: indicators.projectId })
    .from(indicators)
    .groupBy(indicators.projectId)
    .having(sql`sum(${indicators.weightHundredths}) <> ${FULL_WEIGHT}`);
  return { count: await rows(read, projects), offending: ids(offending) };
}

/**
 * A family of an earlier register that whoever runs the machine took over was decided there: it has no second person
 * here. One that was imported in the browser has, like every other.
 */
const lacksChecker = and(
  isNull(families.approvedBy),
  or(isNull(families.importId), ne(families.recordedBy, COMMAND_LINE_ID)),
);

async function familiesMakerChecker(read: Read): Promise<Finding> {
  const offending = await read
    .select({ id: families.id })
    .from(families)
    .where(
      or(
        eq(families.approvedBy, families.recordedBy),
        and(
          eq(families.status, 'approved'),
          or(lacksChecker, isNull(families.registeredOn), isNull(families.category)),
        ),
        and(eq(families.status, 'exited'), or(isNull(families.exitedOn), isNull(families.exitReason))),
      ),
    );
  return { count: await rows(read, families), offending: ids(offending) };
}

async function oneActiveFile(read: Read): Promise<Finding> {
  const active = notInArray(families.status, ['rejected', 'exited']);
  const offending = await read
    .select({ id: sql<string>`min(${familyMembers.familyId})` })
    .from(familyMembers)
    .innerJoin(families, eq(familyMembers.familyId, families.id))
    .where(active)
    .groupBy(familyMembers.idFingerprint)
    .having(sql`count(*) > 1`);
  return { count: await rows(read, families, active), offending: ids(offending) };
}

async function familiesHaveMainPerson(read: Read): Promise<Finding> {
  const offending = await read
    .select({ id: families.id })
    .from(families)
    .leftJoin(familyMembers, and(eq(familyMembers.familyId, families.id), eq(familyMembers.relation, 'self')))
    .groupBy(families.id)
    .having(sql`count(${familyMembers.id}) <> 1`);
  return { count: await rows(read, families), offending: ids(offending) };
}

/** The key opens every ID number and account, and what it opens has the fingerprint that stands beside it. */
async function membersSealed(read: Read): Promise<Finding> {
  const sealed = [
    ...(await read
      .select({
        id: familyMembers.id,
        sealed: familyMembers.idSealed,
        fingerprint: familyMembers.idFingerprint,
      })
      .from(familyMembers)
      // What was erased after the years of keeping holds nothing that could be opened.
      .innerJoin(families, and(eq(families.id, familyMembers.familyId), isNull(families.erasedAt)))),
    ...(await read
      .select({ id: families.id, sealed: families.accountSealed, fingerprint: families.accountFingerprint })
      .from(families)
      .where(isNotNull(families.accountSealed))),
  ];
  const drafts = await read.select({ id: formDrafts.id, sealed: formDrafts.contentSealed }).from(formDrafts);
  const offending = [
    ...sealed.filter((row) => !opens(row.sealed, (text) => fingerprint(text) === row.fingerprint)),
    ...drafts.filter((row) => !opens(row.sealed, () => true)),
  ];
  return { count: sealed.length + drafts.length, offending: ids(offending) };
}

function opens(sealed: string | null, isRight: (text: string) => boolean): boolean {
  try {
    return sealed !== null && isRight(unseal(sealed));
  } catch {
    return false;
  }
}

async function auditChain(read: Read): Promise<Finding> {
  const { count: entries, broken } = await checkAuditChain(read);
  return { count: entries, offending: broken.map(String) };
}

async function eachProject(read: Read, holds: (projectId: string) => Promise<boolean>): Promise<Finding> {
  const all = await read.select({ id: projects.id }).from(projects);
  const offending: string[] = [];
  for (const { id } of all) if (!(await holds(id))) offending.push(id);
  return { count: all.length, offending };
}

async function rows(
  read: Read,
  from: Parameters<ReturnType<Read['select']>['from']>[0],
  where?: SQL,
): Promise<number> {
  const [row] = await read.select({ count: count() }).from(from).where(where);
  return row!.count;
}

function ids(found: { id: string }[]): string[] {
  return found.map(({ id }) => id);
}
