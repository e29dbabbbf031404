import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { applications, families, familyMembers, projects } from '../../db/schema';
import type { Project } from '../fund/fund.server';
import { projectOfYear } from '../fund/fund.server';
import { fen, sumFen, type Fen } from '../money/fen';
import { Refusal } from '../refusal';
import type { ApplicationStatus } from './application';

/** An application with what the rules ask about its family and beneficiary. */
export type ReliefCase = Awaited<ReturnType<typeof casesWhere>>[number];

interface Amounts {
  decidedFen: number | null;
  reviewedFen: number | null;
  requestedFen: number;
}

/** What an application is worth as it stands: the decided amount, else the reviewed one, else the requested one. */
export function amountOf({ decidedFen, reviewedFen, requestedFen }: Amounts): Fen {
  return fen(decidedFen ?? reviewedFen ?? requestedFen);
}

/** `amountOf` as the database computes it. */
export const amountColumn =
  sql<number>`coalesce(${applications.decidedFen}, ${applications.reviewedFen}, ${applications.requestedFen})`.mapWith(
    Number,
  );

/** The sum of `amountOf` over several applications. */
export function totalOf(cases: readonly ReliefCase[]): Fen {
  return sumFen(cases.map(amountOf));
}

/**
 * One application.
 * @throws Refusal application.not_found
 */
export async function caseById(read: Read, id: string): Promise<ReliefCase> {
  const [found] = await casesByIds(read, [id]);
  return found!;
}

/** Every application that a filter matches. */
export async function matchingCases(
  read: Read,
  filter: { year: number; type?: ReliefCase['type']; campaignId?: string },
  status: ApplicationStatus,
): Promise<ReliefCase[]> {
  const project = await projectOfYear(read, filter.year);
  return casesWhere(
    read,
    and(
      eq(applications.projectId, project.id),
      eq(applications.status, status),
      filter.type ? eq(applications.type, filter.type) : undefined,
      filter.campaignId ? eq(applications.campaignId, filter.campaignId) : undefined,
    ),
  );
}

/**
 * The one project that all of these belong to.
 * @throws Refusal relief.other_project when they belong to several
 */
export async function projectOfCases(read: Read, cases: readonly ReliefCase[]): Promise<Project> {
  const [id, ...others] = new Set(cases.map(({ projectId }) => projectId));
  if (others.length > 0) throw new Refusal('relief.other_project');
  const [project] = await read.select().from(projects).where(eq(projects.id, id!));
  return project!;
}

/**
 * Some applications, in order of application within what is looked up at once.
 * @throws Refusal relief.nothing_selected, application.not_found
 */
export async function casesByIds(read: Read, ids: readonly string[]): Promise<ReliefCase[]> {
  const unique = [...new Set(ids)];
  if (unique.length === 0) throw new Refusal('relief.nothing_selected');
  const found: ReliefCase[] = [];
  for (const chunk of chunksOf(unique))
    found.push(...(await casesWhere(read, inArray(applications.id, chunk))));
  if (found.length < unique.length) throw new Refusal('application.not_found');
  return found;
}

async function casesWhere(read: Read, where: SQL | undefined) {
  return read
    .select({
      id: applications.id,
      projectId: applications.projectId,
      type: applications.type,
      campaignId: applications.campaignId,
      familyId: applications.familyId,
      memberId: applications.memberId,
      status: applications.status,
      appliedOn: applications.appliedOn,
      requestedFen: applications.requestedFen,
      medicalTotalFen: applications.medicalTotalFen,
      medicalReimbursedFen: applications.medicalReimbursedFen,
      recordedBy: applications.recordedBy,
      reviewedBy: applications.reviewedBy,
      reviewedOn: applications.reviewedOn,
      reviewedFen: applications.reviewedFen,
      decidedBy: applications.decidedBy,
      decidedOn: applications.decidedOn,
      decidedFen: applications.decidedFen,
      name: familyMembers.name,
      fingerprint: familyMembers.idFingerprint,
      fileNumber: families.fileNumber,
      division: families.division,
      hukouKind: families.hukouKind,
      registeredOn: families.registeredOn,
      exitedOn: families.exitedOn,
    })
    .from(applications)
    .innerJoin(familyMembers, eq(familyMembers.id, applications.memberId))
    .innerJoin(families, eq(families.id, applications.familyId))
    .where(where)
    .orderBy(asc(applications.id));
}
