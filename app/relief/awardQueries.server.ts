import { and, count, eq, inArray, isNotNull, isNull, notExists, or, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { pageByKey, type KeyOrder, type Part } from '../../db/engine/keyset';
import {
  applications,
  awards,
  awardSums,
  campaigns,
  families,
  familyMembers,
  instructions,
  payments,
  programmes,
  projects,
} from '../../db/schema';
import type { BusinessDate } from '../calendar/date';
import type { Cursor, KeyPage } from '../cursor';
import type { ReliefType } from '../fund/project';
import { Refusal } from '../refusal';
import { awardStatus, unpaidRest, type AwardStatus, type AwardView } from './award';
import { openBatchesOf, type OpenBatch } from './awardsInBatches.server';
import { awardDueDate, type AwardDueDate } from './dueDate';
import { exitMark, type ExitMark } from './exit';
import { PAGE_SIZE } from './paging';
import { ledgerFlagsOf, type LedgerFlag } from './ledgerFlags.server';
import { beneficiarySearch, namesOfStaff } from './people.server';

export interface AwardFilter {
  year: number;
  type?: ReliefType;
  campaignId?: string;
  view?: AwardView;
  /** A full ID number, or part of the beneficiary's name or the file number. */
  search?: string;
}

export interface AwardRow extends AwardDueDate {
  id: string;
  type: ReliefType;
  name: string;
  idMasked: string;
  familyId: string;
  fileNumber: string;
  bankName: string;
  accountLast4: string | null;
  campaignName: string | null;
  approvedOn: string;
  amountFen: number;
  netFen: number;
  restFen: number;
  status: AwardStatus;
  exit: ExitMark | null;
}

/** An award in the list, with the batch in which it waits for the bank. */
export type ListedAward = AwardRow & { batch: OpenBatch | null };

export interface AwardList extends KeyPage<ListedAward> {
  total: number;
  /** Of the awards that something is to be paid of: those that wait in no batch. */
  payable: { count: number; restFen: number };
  /** Sums over all that the filter leaves. */
  amountFen: number;
  restFen: number;
}

/** Open awards that were approved first are due first; of the others the latest come first. */
const orderOf = (view: AwardView | undefined): KeyOrder => ({
  columns: [awards.approvedOn, awards.id],
  shape: ['text', 'text'],
  direction: view === 'open' ? 'asc' : 'desc',
});

/** One page of the awards that a filter leaves, with what all of them come to. */
export async function listAwards(read: Read, filter: AwardFilter & Cursor): Promise<AwardList> {
  const { total, amountFen, restFen } = await totalsOf(read, filter);
  const page = await pageOfAwards(read, filter);
  const batchOf = await openBatchesOf(
    read,
    page.rows.map(({ id }) => id),
  );
  const rows = page.rows.map((row) => ({ ...row, batch: batchOf.get(row.id) ?? null }));
  const free = filter.view === 'open' ? await totalsOf(read, filter, outsideBatches(read)) : null;
  const payable = free ? { count: free.total, restFen: free.restFen } : { count: 0, restFen: 0 };
  return { ...page, rows, total, amountFen, restFen, payable };
}

function outsideBatches(read: Read): SQL {
  return notExists(
    read
      .select({ id: instructions.id })
      .from(instructions)
      .where(and(eq(instructions.awardId, awards.id), inArray(instructions.status, ['queued', 'sent']))),
  );
}

async function totalsOf(read: Read, filter: AwardFilter, also?: SQL) {
  const sums = paymentSums(read, filter);
  const [totals] = await read
    .select({
      total: count(),
      amountFen: sql<number>`coalesce(sum(${awards.amountFen}), 0)`.mapWith(Number),
      restFen:
        sql<number>`coalesce(sum(case when ${awards.releasedOn} is null then ${awards.amountFen} - ${netOf(sums)} else 0 end), 0)`.mapWith(
          Number,
        ),
    })
    .from(awards)
    .innerJoin(projects, eq(projects.id, awards.projectId))
    .innerJoin(applications, eq(applications.id, awards.applicationId))
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .innerJoin(families, eq(families.id, awards.familyId))
    .leftJoin(sums, eq(sums.awardId, awards.id))
    .where(and(awardsWhere(read, { filter, sums }), also));
  return totals!;
}

/** One page of the awards that a filter leaves. */
export async function pageOfAwards(
  read: Read,
  { after, before, size = PAGE_SIZE, ...filter }: AwardFilter & Cursor & { size?: number },
): Promise<KeyPage<AwardRow>> {
  const sums = paymentSums(read, filter);
  const where = awardsWhere(read, { filter, sums });
  return pageByKey({
    cursor: { after, before },
    order: orderOf(filter.view),
    size,
    fetch: (part) => awardRows(read, { sums, part: { ...part, where: and(where, part.where) } }),
    keyOf: ({ approvedOn, id }) => [approvedOn, id],
  });
}

async function awardRows(
  read: Read,
  { sums, part: { where, orderBy, limit } }: { sums: PaymentSums; part: Part },
): Promise<AwardRow[]> {
  const found = await read
    .select({
      id: awards.id,
      type: awards.type,
      name: familyMembers.name,
      idMasked: familyMembers.idMasked,
      familyId: awards.familyId,
      fileNumber: families.fileNumber,
      bankName: families.bankName,
      accountLast4: families.accountLast4,
      exitedOn: families.exitedOn,
      exitReason: families.exitReason,
      campaignName: campaigns.name,
      approvedOn: awards.approvedOn,
      releasedOn: awards.releasedOn,
      takenBackBy: awards.takenBackBy,
      amountFen: awards.amountFen,
      netFen: sql<number>`${netOf(sums)}`.mapWith(Number),
      grossFen: sql<number>`coalesce(${sums.grossFen}, 0)`.mapWith(Number),
      windowEndOn: programmes.windowEndOn,
      timelyDays: programmes.timelyDays,
      projectEndOn: projects.endOn,
    })
    .from(awards)
    .innerJoin(projects, eq(projects.id, awards.projectId))
    .innerJoin(applications, eq(applications.id, awards.applicationId))
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .innerJoin(families, eq(families.id, awards.familyId))
    .leftJoin(campaigns, eq(campaigns.id, applications.campaignId))
    .leftJoin(programmes, and(eq(programmes.projectId, awards.projectId), eq(programmes.type, awards.type)))
    .leftJoin(sums, eq(sums.awardId, awards.id))
    .where(where)
    .orderBy(...orderBy)
    .limit(limit);
  return found.map(
    ({
      windowEndOn,
      timelyDays,
      projectEndOn,
      releasedOn,
      takenBackBy,
      grossFen,
      exitedOn,
      exitReason,
      ...row
    }) => ({
      ...row,
      exit: exitMark({ exitedOn, exitReason, approvedOn: row.approvedOn }),
      ...dueDateOf({ approvedOn: row.approvedOn, windowEndOn: windowEndOn ?? projectEndOn, timelyDays }),
      restFen: unpaidRest({ ...row, releasedOn }),
      status: awardStatus({ ...row, grossFen, releasedOn, takenBackBy }),
    }),
  );
}

type PaymentSums = ReturnType<typeof paymentSums>;

/** What was paid of each award; of open ones alone, of those that were paid in part or of which something came back. */
function paymentSums(read: Read, { year, view }: Pick<AwardFilter, 'year' | 'view'>) {
  const ofYear = read.select({ id: projects.id }).from(projects).where(eq(projects.year, year));
  return read
    .select({
      awardId: payments.awardId,
      netFen: sql<number>`sum(${payments.amountFen})`.as('net_fen'),
      grossFen:
        sql<number>`sum(case when ${payments.kind} = 'payment' then ${payments.amountFen} else 0 end)`.as(
          'gross_fen',
        ),
    })
    .from(payments)
    .where(
      view === 'open'
        ? inArray(payments.awardId, openSums(read, { year, isBegun: true }))
        : inArray(payments.projectId, ofYear),
    )
    .groupBy(payments.awardId)
    .as('sums');
}

/**
 * The awards of a year that may be open, by the sums beside the records: those that took more than one payment, or a
 * correction, and without `isBegun` also those of which nothing was paid. No payment in full is looked at.
 */
function openSums(read: Read, { year, isBegun }: { year: number; isBegun: boolean }) {
  const begun = eq(awardSums.isPlain, false);
  const unpaid = and(eq(awardSums.isPlain, true), isNull(awardSums.paidOn));
  const ofYear = read.select({ id: projects.id }).from(projects).where(eq(projects.year, year));
  return read
    .select({ id: awardSums.awardId })
    .from(awardSums)
    .where(
      and(
        inArray(awardSums.projectId, ofYear),
        isBegun ? begun : or(begun, unpaid),
        isNull(awardSums.releasedOn),
      ),
    );
}

function netOf(sums: PaymentSums): SQL<number> {
  return sql<number>`coalesce(${sums.netFen}, 0)`;
}

function awardsWhere(
  read: Read,
  {
    filter: { year, type, campaignId, view = 'all', search },
    sums,
  }: { filter: AwardFilter; sums: PaymentSums },
): SQL | undefined {
  const unreleased = isNull(awards.releasedOn);
  const views: Record<AwardView, SQL | undefined> = {
    open: and(
      unreleased,
      inArray(awards.id, openSums(read, { year, isBegun: false })),
      sql`${netOf(sums)} < ${awards.amountFen}`,
    ),
    paid: and(unreleased, sql`${netOf(sums)} >= ${awards.amountFen}`),
    released: isNotNull(awards.releasedOn),
    all: undefined,
  };
  return and(
    // The open ones are of the year by themselves; an index of the year would be led through all its awards.
    view === 'open' ? undefined : eq(projects.year, year),
    type ? eq(awards.type, type) : undefined,
    campaignId ? eq(applications.campaignId, campaignId) : undefined,
    views[view],
    beneficiarySearch(search),
  );
}

interface AwardDays {
  approvedOn: string;
  windowEndOn: string;
  timelyDays: number | null;
}

function dueDateOf({ approvedOn, windowEndOn, timelyDays }: AwardDays): AwardDueDate {
  return awardDueDate({
    approvedOn: approvedOn as BusinessDate,
    windowEndOn: windowEndOn as BusinessDate,
    timelyDays,
  });
}

export interface AwardPage extends AwardDueDate {
  award: typeof awards.$inferSelect;
  project: { id: string; year: number; startOn: string; endOn: string };
  family: Pick<
    typeof families.$inferSelect,
    'id' | 'fileNumber' | 'bankName' | 'accountHolder' | 'accountLast4'
  >;
  member: Pick<typeof familyMembers.$inferSelect, 'name' | 'idMasked'>;
  campaign: { id: string; name: string } | null;
  netFen: number;
  restFen: number;
  status: AwardStatus;
  /** The day of the latest payment or correction. */
  latestOn: string | null;
  approvedByName: string;
  /** Of an old ledger that broke a rule. */
  flag: LedgerFlag | null;
  exit: ExitMark | null;
}

/**
 * One award; its payments are the business of `payments`.
 * @throws Refusal award.not_found
 */
export async function awardPage(read: Read, id: string): Promise<AwardPage> {
  const [row] = await read
    .select({
      award: awards,
      project: { id: projects.id, year: projects.year, startOn: projects.startOn, endOn: projects.endOn },
      family: {
        id: families.id,
        fileNumber: families.fileNumber,
        bankName: families.bankName,
        accountHolder: families.accountHolder,
        accountLast4: families.accountLast4,
      },
      member: { name: familyMembers.name, idMasked: familyMembers.idMasked },
      campaign: { id: campaigns.id, name: campaigns.name },
      left: { exitedOn: families.exitedOn, exitReason: families.exitReason },
      windowEndOn: programmes.windowEndOn,
      timelyDays: programmes.timelyDays,
    })
    .from(awards)
    .innerJoin(projects, eq(projects.id, awards.projectId))
    .innerJoin(applications, eq(applications.id, awards.applicationId))
    .innerJoin(families, eq(families.id, awards.familyId))
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .leftJoin(campaigns, eq(campaigns.id, applications.campaignId))
    .leftJoin(programmes, and(eq(programmes.projectId, awards.projectId), eq(programmes.type, awards.type)))
    .where(eq(awards.id, id));
  if (!row) throw new Refusal('award.not_found');
  const { windowEndOn, timelyDays, left, ...page } = row;
  const rows = await read
    .select({ kind: payments.kind, amountFen: payments.amountFen, paidOn: payments.paidOn })
    .from(payments)
    .where(eq(payments.awardId, id));
  const netFen = rows.reduce((sum, one) => sum + one.amountFen, 0);
  const grossFen = rows.reduce((sum, one) => (one.kind === 'payment' ? sum + one.amountFen : sum), 0);
  const { amountFen, releasedOn, takenBackBy, approvedOn, approvedBy } = row.award;
  const names = await namesOfStaff(read, [approvedBy]);
  return {
    ...page,
    ...dueDateOf({ approvedOn, windowEndOn: windowEndOn ?? row.project.endOn, timelyDays }),
    netFen,
    restFen: unpaidRest({ amountFen, netFen, releasedOn }),
    status: awardStatus({ amountFen, netFen, grossFen, releasedOn, takenBackBy }),
    latestOn: rows.reduce<string | null>(
      (latest, one) => (!latest || one.paidOn > latest ? one.paidOn : latest),
      null,
    ),
    approvedByName: names[approvedBy] ?? '',
    flag: (await ledgerFlagsOf(read, [id])).get(id) ?? null,
    exit: exitMark({ ...left, approvedOn }),
  };
}
