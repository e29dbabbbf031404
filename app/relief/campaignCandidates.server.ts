import { and, asc, count, eq, inArray, notInArray, sql, type SQL } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { pageByKey, type KeyOrder, type Part } from '../../db/engine/keyset';
import { applications, campaignCandidates, campaigns, families, familyMembers } from '../../db/schema';
import { audit } from '../audit/audit.server';
import type { BusinessDate } from '../calendar/date';
import type { Cursor } from '../cursor';
import type { Category } from '../families/family';
import { projectOfYear } from '../fund/fund.server';
import { newId } from '../ids.server';
import { fen } from '../money/fen';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import type { ApplicationStatus } from './application';
import { isListOpen, LEFT_OUT_REASONS, type LeftOutReason } from './campaign';
import { campaignPage, type CampaignRow } from './campaignQueries.server';
import { requireEligible } from './eligibility.server';
import { PAGE_SIZE } from './paging';
import { beneficiarySearch, namesOfStaff } from './people.server';

/** The frozen list of a campaign: everybody its rule looked at, and the exceptions (例外) that people make from it. */

export interface CandidateFilter extends Cursor {
  campaignId: string;
  isIn: boolean;
  /** Of those left out: why. `exception` of either side: those whom a person moved. */
  reason?: LeftOutReason | 'exception' | undefined;
  /** A full ID number, or part of a name or file number. */
  search?: string | undefined;
}

export interface CandidateRow {
  id: string;
  position: number;
  familyId: string;
  memberId: string;
  name: string;
  fileNumber: string;
  category: Category | null;
  division: string;
  isIn: boolean;
  reason: LeftOutReason | null;
  exceptionReason: string | null;
  exceptionByName: string | null;
  amountFen: number;
  /** The application that came of it. */
  applicationId: string | null;
  status: ApplicationStatus | null;
}

export interface CandidateList {
  rows: CandidateRow[];
  total: number;
  /** Cursors of the pages beside this one; null where there is none. */
  previous: string | null;
  next: string | null;
  inCount: number;
  outCount: number;
  /** Of the side that is looked at. */
  reasonCounts: Record<LeftOutReason, number>;
  exceptionCount: number;
}

/** The places of a campaign's list are numbered, each once. */
const ORDER: KeyOrder = { columns: [campaignCandidates.position], shape: ['number'], direction: 'asc' };

/** One page of a campaign's list. */
export async function listCandidates(read: Read, filter: CandidateFilter): Promise<CandidateList> {
  const counts = await countsOf(read, filter.campaignId);
  const where = candidatesWhere(filter);
  const [found] = await read
    .select({ count: count() })
    .from(campaignCandidates)
    .innerJoin(familyMembers, eq(familyMembers.id, campaignCandidates.memberId))
    .innerJoin(families, eq(families.id, campaignCandidates.familyId))
    .where(where);
  const page = await pageByKey({
    cursor: filter,
    order: ORDER,
    size: PAGE_SIZE,
    fetch: (part) => candidateRows(read, { ...part, where: and(where, part.where) }),
    keyOf: ({ position }) => [position],
  });
  return { ...page, total: found!.count, ...sidesOf(counts, filter.isIn) };
}

/** How many stand on the list of a campaign, and how many the rule left out. */
export async function candidateCounts(
  read: Read,
  campaignId: string,
): Promise<Pick<CandidateList, 'inCount' | 'outCount'>> {
  const { inCount, outCount } = sidesOf(await countsOf(read, campaignId), true);
  return { inCount, outCount };
}

/** The whole list, for an export: those in first. */
export async function allCandidates(read: Read, campaignId: string): Promise<CandidateRow[]> {
  return candidateRows(read, { where: eq(campaignCandidates.campaignId, campaignId) });
}

/**
 * One candidate of a campaign, with the campaign.
 * @throws Refusal campaign.not_found, campaign.candidate_not_found
 */
export async function candidatePage(
  read: Read,
  { campaignId, candidateId }: { campaignId: string; candidateId: string },
): Promise<CampaignRow & { candidate: CandidateRow }> {
  const campaign = await campaignPage(read, campaignId);
  const [candidate] = await candidateRows(read, {
    where: and(eq(campaignCandidates.campaignId, campaignId), eq(campaignCandidates.id, candidateId)),
  });
  if (!candidate) throw new Refusal('campaign.candidate_not_found');
  return { ...campaign, candidate };
}

export interface CandidateException {
  campaignId: string;
  candidateId: string;
  reason: string;
}

/**
 * Puts somebody on the list whom the rule left out, or who was taken off: one more application is handed in.
 * @throws Refusal campaign.not_found, campaign.candidate_not_found, campaign.already_in, campaign.list_closed,
 * campaign.person_listed, and as submitApplication
 */
export async function includeCandidate(
  { store, actor }: Desk,
  { reason, ...which }: CandidateException,
): Promise<{ name: string }> {
  return store.write(async (write) => {
    const found = await candidatePage(write, which);
    requireOpenList(found);
    const { campaign, candidate, year } = found;
    if (candidate.isIn) throw new Refusal('campaign.already_in', { name: candidate.name });
    await requireNotListed(write, candidate, campaign.id);
    const project = await projectOfYear(write, year);
    const { type, startedOn, name } = campaign;
    const { familyId, memberId } = candidate;
    const requestedFen = fen(candidate.amountFen);
    const application = { memberId, appliedOn: startedOn as BusinessDate, requestedFen, reason: name };
    await requireEligible(write, { ...application, project, type, familyId, id: null });
    const id = newId();
    await write.insert(applications).values({
      ...application,
      id,
      projectId: project.id,
      type,
      campaignId: campaign.id,
      familyId,
      status: 'submitted',
      recordedBy: actor.staffId,
      recordedAt: new Date().toISOString(),
    });
    await noteException(write, actor, { candidateId: candidate.id, isIn: true, reason });
    await audit(write, actor, {
      action: 'campaign.included',
      subject: { type: 'campaign', id: campaign.id },
      detail: {
        applicationId: id,
        familyId,
        memberId,
        fileNumber: candidate.fileNumber,
        amountFen: requestedFen,
        reason,
      },
    });
    return { name: candidate.name };
  });
}

/**
 * Takes somebody off the list before the review: the application is withdrawn.
 * @throws Refusal campaign.not_found, campaign.candidate_not_found, campaign.already_out, application.wrong_status
 */
export async function excludeCandidate(
  { store, actor }: Desk,
  { reason, ...which }: CandidateException,
): Promise<{ name: string }> {
  return store.write(async (write) => {
    const { campaign, candidate } = await candidatePage(write, which);
    if (!candidate.isIn) throw new Refusal('campaign.already_out', { name: candidate.name });
    const { applicationId, status, familyId, memberId, fileNumber, amountFen } = candidate;
    if (!applicationId || (status !== 'submitted' && status !== 'returned')) {
      throw new Refusal('application.wrong_status', { status: status ?? 'withdrawn' });
    }
    await write.update(applications).set({ status: 'withdrawn' }).where(eq(applications.id, applicationId));
    await noteException(write, actor, { candidateId: candidate.id, isIn: false, reason });
    await audit(write, actor, {
      action: 'campaign.excluded',
      subject: { type: 'campaign', id: campaign.id },
      detail: { applicationId, familyId, memberId, fileNumber, amountFen, reason },
    });
    return { name: candidate.name };
  });
}

function requireOpenList({ byStatus }: CampaignRow): void {
  if (!isListOpen(byStatus)) throw new Refusal('campaign.list_closed');
}

/** The same person may stand in the list under another file. */
async function requireNotListed(read: Read, candidate: CandidateRow, campaignId: string): Promise<void> {
  const [person] = await read
    .select({ fingerprint: familyMembers.idFingerprint })
    .from(familyMembers)
    .where(eq(familyMembers.id, candidate.memberId));
  const [other] = await read
    .select({ fileNumber: families.fileNumber })
    .from(campaignCandidates)
    .innerJoin(familyMembers, eq(familyMembers.id, campaignCandidates.memberId))
    .innerJoin(families, eq(families.id, campaignCandidates.familyId))
    .where(
      and(
        eq(campaignCandidates.campaignId, campaignId),
        eq(campaignCandidates.isIn, true),
        eq(familyMembers.idFingerprint, person!.fingerprint),
      ),
    );
  if (other)
    throw new Refusal('campaign.person_listed', { name: candidate.name, fileNumber: other.fileNumber });
}

async function noteException(
  write: Write,
  { staffId }: Desk['actor'],
  { candidateId, isIn, reason }: { candidateId: string; isIn: boolean; reason: string },
): Promise<void> {
  await write
    .update(campaignCandidates)
    .set({
      isIn,
      exceptionReason: reason,
      exceptionBy: staffId,
      exceptionAt: new Date().toISOString(),
    })
    .where(eq(campaignCandidates.id, candidateId));
}

function candidatesWhere({ campaignId, isIn, reason, search }: CandidateFilter): SQL | undefined {
  return and(
    eq(campaignCandidates.campaignId, campaignId),
    eq(campaignCandidates.isIn, isIn),
    reason === 'exception' ? sql`${campaignCandidates.exceptionReason} is not null` : undefined,
    reason && reason !== 'exception' ? eq(campaignCandidates.reason, reason) : undefined,
    beneficiarySearch(search),
  );
}

/** Without a limit all of them, those in first. */
async function candidateRows(
  read: Read,
  { where, orderBy, limit }: Pick<Part, 'where'> & Partial<Part>,
): Promise<CandidateRow[]> {
  const query = read
    .select({
      id: campaignCandidates.id,
      position: campaignCandidates.position,
      familyId: campaignCandidates.familyId,
      memberId: campaignCandidates.memberId,
      name: familyMembers.name,
      fileNumber: families.fileNumber,
      category: families.category,
      division: families.division,
      isIn: campaignCandidates.isIn,
      reason: campaignCandidates.reason,
      exceptionReason: campaignCandidates.exceptionReason,
      exceptionBy: campaignCandidates.exceptionBy,
      amountFen: campaignCandidates.amountFen,
      campaignId: campaignCandidates.campaignId,
    })
    .from(campaignCandidates)
    .innerJoin(familyMembers, eq(familyMembers.id, campaignCandidates.memberId))
    .innerJoin(families, eq(families.id, campaignCandidates.familyId))
    .where(where)
    .orderBy(...(orderBy ?? [sql`${campaignCandidates.isIn} desc`, asc(campaignCandidates.position)]))
    .$dynamic();
  const rows = await (limit === undefined ? query : query.limit(limit));
  const names = await namesOfStaff(
    read,
    rows.map(({ exceptionBy }) => exceptionBy),
  );
  const own = rows[0]
    ? await applicationsByMember(read, rows[0].campaignId, rows.length <= PAGE_SIZE + 1 ? rows : null)
    : new Map<string, OwnApplication>();
  return rows.map(({ exceptionBy, campaignId: _campaignId, ...row }) => {
    const application = row.isIn ? own.get(row.memberId) : undefined;
    return {
      ...row,
      exceptionByName: exceptionBy ? (names[exceptionBy] ?? '') : null,
      applicationId: application?.id ?? null,
      status: application?.status ?? null,
    };
  });
}

interface OwnApplication {
  id: string;
  memberId: string;
  status: ApplicationStatus;
}

/**
 * What came of the people of one list, or of all; somebody taken off and put back has a withdrawn application beside
 * the new one. Joined here: a database that joins them looks through the whole campaign for each person.
 */
async function applicationsByMember(
  read: Read,
  campaignId: string,
  only: readonly { memberId: string }[] | null,
): Promise<Map<string, OwnApplication>> {
  const found = await read
    .select({ id: applications.id, memberId: applications.memberId, status: applications.status })
    .from(applications)
    .where(
      and(
        eq(applications.campaignId, campaignId),
        notInArray(applications.status, ['withdrawn']),
        only
          ? inArray(
              applications.memberId,
              only.map(({ memberId }) => memberId),
            )
          : undefined,
      ),
    );
  return new Map(found.map((one) => [one.memberId, one]));
}

type Counts = Awaited<ReturnType<typeof countsOf>>;

async function countsOf(read: Read, campaignId: string) {
  return read
    .select({
      isIn: campaignCandidates.isIn,
      reason: campaignCandidates.reason,
      count: count(),
      exceptions: count(campaignCandidates.exceptionReason),
    })
    .from(campaignCandidates)
    .innerJoin(campaigns, eq(campaigns.id, campaignCandidates.campaignId))
    .where(eq(campaignCandidates.campaignId, campaignId))
    .groupBy(campaignCandidates.isIn, campaignCandidates.reason);
}

function sidesOf(counts: Counts, isIn: boolean) {
  const total = (rows: Counts) => rows.reduce((sum, row) => sum + row.count, 0);
  const side = counts.filter((row) => row.isIn === isIn);
  const reasonCounts = Object.fromEntries(
    LEFT_OUT_REASONS.map((reason) => [reason, total(side.filter((row) => row.reason === reason))]),
  ) as Record<LeftOutReason, number>;
  return {
    inCount: total(counts.filter((row) => row.isIn)),
    outCount: total(counts.filter((row) => !row.isIn)),
    reasonCounts,
    exceptionCount: side.reduce((sum, row) => sum + row.exceptions, 0),
  };
}
