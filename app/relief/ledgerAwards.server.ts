import { inArray } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { applications, awards, ledgerAwards } from '../../db/schema';
import { auditAll } from '../audit/audit.server';
import type { BusinessDate } from '../calendar/date';
import { requireBudget, type Project } from '../fund/fund.server';
import type { ReliefType } from '../fund/project';
import { newId } from '../ids.server';
import { sumFen, type Fen } from '../money/fen';
import { Refusal } from '../refusal';
import type { StaffActor } from '../staff/staff.server';
import { insertAwards } from './applicationWrites.server';
import { isBeneficiary } from './beneficiary';
import type { ReliefCase } from './cases.server';
import { requireDay } from './days';
import { isOverridable, UNASKABLE, type OverridableCode } from './ledgerAward';
import { reliefFaults } from './obstacles.server';

/** Awards that were decided before this product: they keep to the rules of a decision, but name no reviewer and decider. */

export interface LedgerAward {
  type: ReliefType;
  amountFen: Fen;
  remarks: string;
  person: LedgerPerson;
}

/** The beneficiary with what the rules ask about the family. */
export type LedgerPerson = Pick<
  ReliefCase,
  | 'familyId'
  | 'memberId'
  | 'name'
  | 'fingerprint'
  | 'fileNumber'
  | 'division'
  | 'hukouKind'
  | 'registeredOn'
  | 'exitedOn'
> &
  Parameters<typeof isBeneficiary>[1];

export interface LedgerTaking {
  actor: StaffActor;
  importId: string;
  fileName: string;
  /** Who vouches for the decisions of then; the importer where nobody does. */
  approvedBy: { id: string; name: string };
  /** Who lets known violations in, and why. */
  override: { id: string; name: string; reason: string } | null;
}

export type LedgerVerdict =
  { awardId: string; overrides: OverridableCode[]; isCapUnknown: boolean } | { refusal: Refusal };

/**
 * Records awards that were decided on one day, each one or not at all.
 * @returns for each the award, or why not: application.not_beneficiary, relief.not_on_register,
 * relief.duplicate_schooling, relief.over_cap, fund.over_budget
 * @throws Refusal relief.date_in_future, relief.date_outside
 */
export async function recordLedgerAwards(
  write: Write,
  taking: LedgerTaking,
  { project, on, given }: { project: Project; on: BusinessDate; given: readonly LedgerAward[] },
): Promise<LedgerVerdict[]> {
  requireDay(on, { project });
  const cases = given.map((one) => caseOf(one, { project, on, taking }));
  const refusals = new Map<string, Refusal>();
  given.forEach(({ type, person }, index) => {
    if (!isBeneficiary(type, person))
      refusals.set(cases[index]!.id, new Refusal('application.not_beneficiary', { type }));
  });
  const entitled = cases.filter(({ id }) => !refusals.has(id));
  const tolerated = (code: string) =>
    UNASKABLE.includes(code) || (taking.override !== null && isOverridable(code));
  const faults = await reliefFaults(write, entitled, { on, tolerated });
  for (const [id, all] of faults) {
    const grave = all.find(({ code }) => !tolerated(code));
    if (grave) refusals.set(id, grave);
  }
  const fit = cases.filter(({ id }) => !refusals.has(id));
  for (const [id, refusal] of await beyondBudget(write, project.id, fit)) refusals.set(id, refusal);
  const taken = fit.filter(({ id }) => !refusals.has(id));
  const overridesOf = ({ id }: ReliefCase) =>
    (faults.get(id) ?? []).flatMap(({ code }) => (isOverridable(code) ? [code] : []));
  const awardIds = await inserted(write, taking, { cases: taken, on, overridesOf });
  return cases.map((one): LedgerVerdict => {
    const refusal = refusals.get(one.id);
    if (refusal) return { refusal };
    const isCapUnknown = (faults.get(one.id) ?? []).some(({ code }) => UNASKABLE.includes(code));
    return { awardId: awardIds.get(one.id)!, overrides: overridesOf(one), isCapUnknown };
  });
}

function caseOf(
  { type, amountFen, person }: LedgerAward,
  { project, on, taking }: { project: Project; on: BusinessDate; taking: LedgerTaking },
): ReliefCase {
  const { position: _, employment: __, ...who } = person;
  return {
    ...who,
    id: newId(),
    projectId: project.id,
    type,
    campaignId: null,
    status: 'reviewed',
    appliedOn: on,
    requestedFen: amountFen,
    medicalTotalFen: null,
    medicalReimbursedFen: null,
    recordedBy: taking.actor.staffId,
    reviewedBy: null,
    reviewedOn: null,
    reviewedFen: null,
    decidedFen: null,
    decidedBy: null,
    decidedOn: null,
  };
}

/** Those that the budget does not reach, in the order given: a smaller one after them may still fit. */
async function beyondBudget(
  write: Write,
  projectId: string,
  cases: readonly ReliefCase[],
): Promise<Map<string, Refusal>> {
  const beyond = new Map<string, Refusal>();
  const refusal = await requireBudget(write, {
    projectId,
    amountFen: sumFen(cases.map(({ requestedFen }) => requestedFen as Fen)),
  }).catch(refusalOnly);
  if (!refusal) return beyond;
  let leftFen = Number(refusal.data.availableFen);
  for (const { id, requestedFen } of cases) {
    if (requestedFen <= leftFen) leftFen -= requestedFen;
    else {
      const figures = { availableFen: leftFen, shortFen: requestedFen - leftFen };
      beyond.set(id, new Refusal(refusal.code, { ...refusal.data, ...figures }));
    }
  }
  return beyond;
}

function refusalOnly(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}

interface Accepted {
  cases: readonly ReliefCase[];
  on: BusinessDate;
  overridesOf: (one: ReliefCase) => OverridableCode[];
}

async function inserted(
  write: Write,
  taking: LedgerTaking,
  { cases, on, overridesOf }: Accepted,
): Promise<Map<string, string>> {
  const { actor, importId, approvedBy, override } = taking;
  const recordedAt = new Date().toISOString();
  for (const chunk of chunksOf(cases)) {
    await write.insert(applications).values(
      chunk.map(({ id, projectId, type, familyId, memberId, requestedFen }) => ({
        id,
        projectId,
        type,
        familyId,
        memberId,
        status: 'approved' as const,
        appliedOn: on,
        requestedFen,
        reason: '',
        recordedBy: actor.staffId,
        recordedAt,
      })),
    );
  }
  await insertAwards(write, cases, { approvedOn: on, approvedBy: () => approvedBy.id });
  const awardIds = await awardIdsOf(write, cases);
  const origins = cases.map((one) => {
    const overrides = overridesOf(one).join(' ');
    const isFlagged = overrides !== '' && override !== null;
    return {
      applicationId: one.id,
      awardId: awardIds.get(one.id)!,
      importId,
      overrides,
      overriddenBy: isFlagged ? override.id : null,
      overrideReason: isFlagged ? override.reason : null,
    };
  });
  for (const chunk of chunksOf(origins)) await write.insert(ledgerAwards).values(chunk);
  await auditAll(
    write,
    actor,
    cases.map((one, index) => ({
      action: 'award.imported' as const,
      subject: { type: 'award' as const, id: awardIds.get(one.id)! },
      detail: detailOf(one, { taking, on, overrides: origins[index]!.overrides }),
    })),
  );
  return awardIds;
}

function detailOf(
  { type, fileNumber, name, requestedFen }: ReliefCase,
  { taking, on, overrides }: { taking: LedgerTaking; on: BusinessDate; overrides: string },
) {
  const { fileName, importId, approvedBy, override } = taking;
  const flagged =
    overrides && override
      ? {
          ledgerOverrides: overrides.split(' '),
          overriddenBy: override.name,
          ledgerReason: override.reason,
        }
      : {};
  return {
    fileNumber,
    name,
    type,
    on,
    amountFen: requestedFen,
    approvedBy: approvedBy.name,
    fileName,
    import: importId,
    ...flagged,
  };
}

async function awardIdsOf(read: Read, cases: readonly ReliefCase[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const chunk of chunksOf(cases.map(({ id }) => id))) {
    const rows = await read
      .select({ id: awards.id, applicationId: awards.applicationId })
      .from(awards)
      .where(inArray(awards.applicationId, chunk));
    for (const { id, applicationId } of rows) found.set(applicationId, id);
  }
  return found;
}
