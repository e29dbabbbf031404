import { and, count, eq, gte, isNull, like, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { pageByKey, type KeyOrder, type Part } from '../../db/engine/keyset';
import { families, services, staff } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { todayInChina, type BusinessDate } from '../calendar/date';
import type { KeyPage } from '../cursor';
import { SERVICE_KINDS, type ServiceKind } from '../fund/project';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { requireAnotherService } from './sameServices.server';
import { servedPerson, type ServedPerson } from './servedPerson.server';
import type { ServiceCounts } from './service';
import type { ServiceQuestion } from './serviceFilter';

/** The log of services without payment: who was served, when, with what, and what came of it. */

export type Service = typeof services.$inferSelect;

export interface ServiceInput {
  kind: ServiceKind;
  servedOn: BusinessDate;
  /** A full file number or ID number; empty for somebody without a file. */
  file: string;
  /** Needed where there is no file; otherwise whom of the family it was, the main person when empty. */
  personName: string;
  content: string;
  outcome: string;
  /** That one like it stands in the log, and this is another; nobody is asked where it is left out. */
  confirmed?: boolean | undefined;
}

/**
 * Records a service. The same id again changes nothing, so that a double click makes one.
 * @returns the name of who was served
 * @throws Refusal service.date_in_future, service.same_again, and as servedPerson
 */
export async function recordService(
  { store, actor }: Desk,
  { id, ...input }: ServiceInput & { id: string },
): Promise<string> {
  return store.write(async (write) => {
    const [known] = await write.select().from(services).where(eq(services.id, id));
    if (known) return known.personName;
    const columns = await columnsOf(write, input);
    const same = await requireAnotherService(write, { id, key: columns, confirmed: input.confirmed });
    const recordedAt = new Date().toISOString();
    await write
      .insert(services)
      .values({ id, ...columns, recordedBy: actor.staffId, recordedAt, version: 1 });
    await audit(write, actor, {
      action: 'service.recorded',
      subject: { type: 'service', id },
      detail: { ...toldOf(columns), ...same },
    });
    return columns.personName;
  });
}

/**
 * Corrects a service; what it said before stays in the audit.
 * @returns whether anything is other than it was
 * @throws Refusal record.not_found, record.changed, service.voided, and as recordService
 */
export async function changeService(
  { store, actor }: Desk,
  { id, version, ...input }: ServiceInput & { id: string; version: number },
): Promise<boolean> {
  return store.write(async (write) => {
    const before = await serviceRow(write, id);
    if (before.voidedAt) throw new Refusal('service.voided');
    const after = await columnsOf(write, input, before);
    if (isSame(before, after)) return false;
    if (before.version !== version) throw new Refusal('record.changed');
    const same = KEY.every((name) => before[name] === after[name])
      ? {}
      : await requireAnotherService(write, { id, key: after, confirmed: input.confirmed });
    await write
      .update(services)
      .set({ ...after, version: version + 1 })
      .where(eq(services.id, id));
    await audit(write, actor, {
      action: 'service.changed',
      subject: { type: 'service', id },
      detail: { before: toldOf(before), after: toldOf(after), ...same },
    });
    return true;
  });
}

/**
 * Takes a service that was entered by mistake out of the counts, for a reason. Once more changes nothing.
 * @throws Refusal record.not_found
 */
export async function voidService(
  { store, actor }: Desk,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  await store.write(async (write) => {
    const service = await serviceRow(write, id);
    if (service.voidedAt) return;
    await write
      .update(services)
      .set({ voidedAt: new Date().toISOString(), voidReason: reason, version: service.version + 1 })
      .where(eq(services.id, id));
    await audit(write, actor, {
      action: 'service.voided',
      subject: { type: 'service', id },
      detail: { ...toldOf(service), reason },
    });
  });
}

type Columns = Pick<Service, 'kind' | 'servedOn' | 'familyId' | 'personName' | 'content' | 'outcome'>;

async function columnsOf(
  read: Read,
  { kind, servedOn, content, outcome, ...whom }: ServiceInput,
  known?: ServedPerson,
): Promise<Columns> {
  if (servedOn > todayInChina(new Date())) throw new Refusal('service.date_in_future', {}, 'servedOn');
  return { kind, servedOn, ...(await servedPerson(read, whom, known)), content, outcome };
}

const KEY = ['kind', 'servedOn', 'familyId', 'personName', 'content'] as const;

function isSame(before: Columns, after: Columns): boolean {
  return (Object.keys(after) as (keyof Columns)[]).every((name) => before[name] === after[name]);
}

/** What the audit says of a service; whom it was for is a name only where there is no file. */
function toldOf({ kind, servedOn, familyId, personName, outcome }: Columns) {
  return { serviceKind: kind, servedOn, ...(familyId ? {} : { name: personName }), note: outcome };
}

async function serviceRow(read: Read, id: string): Promise<Service> {
  const [row] = await read.select().from(services).where(eq(services.id, id));
  if (!row) throw new Refusal('record.not_found');
  return row;
}

export interface ServiceView extends Service {
  fileNumber: string | null;
  recordedByName: string;
}

/**
 * One service.
 * @throws Refusal record.not_found
 */
export async function serviceView(read: Read, id: string): Promise<ServiceView> {
  const [row] = await viewRows(read).where(eq(services.id, id));
  if (!row) throw new Refusal('record.not_found');
  return shown(row);
}

/** The number of a file that a service is about to be recorded for; null when there is no such file. */
export async function fileNumberOf(read: Read, familyId: string): Promise<string | null> {
  const [row] = await read
    .select({ fileNumber: families.fileNumber })
    .from(families)
    .where(eq(families.id, familyId));
  return row?.fileNumber ?? null;
}

const PAGE_SIZE = 50;
const ORDER: KeyOrder = {
  columns: [services.servedOn, services.id],
  shape: ['text', 'text'],
  direction: 'desc',
};

/** One page of the services of a year that a filter leaves, the latest first, and how many there are. */
export async function listServices(
  read: Read,
  filter: ServiceQuestion & { year: number },
): Promise<KeyPage<ServiceView> & { total: number }> {
  const page = await pageOfServices(read, filter);
  const [all] = await read
    .select({ total: count() })
    .from(services)
    .leftJoin(families, eq(families.id, services.familyId))
    .where(conditionOf(filter.year, filter));
  return { ...page, total: all!.total };
}

/** `listServices` without the count. */
export async function pageOfServices(
  read: Read,
  { year, after, before, size = PAGE_SIZE, ...filter }: ServiceQuestion & { year: number; size?: number },
): Promise<KeyPage<ServiceView>> {
  const where = conditionOf(year, filter);
  return pageByKey({
    cursor: { after, before },
    order: ORDER,
    size,
    fetch: (part) => pageRows(read, { where, part }),
    keyOf: ({ servedOn, id }) => [servedOn, id],
  });
}

async function pageRows(
  read: Read,
  { where, part }: { where: SQL | undefined; part: Part },
): Promise<ServiceView[]> {
  const rows = await viewRows(read)
    .where(and(where, part.where))
    .orderBy(...part.orderBy)
    .limit(part.limit);
  return rows.map(shown);
}

function viewRows(read: Read) {
  return read
    .select({ service: services, fileNumber: families.fileNumber, recordedByName: staff.name })
    .from(services)
    .innerJoin(staff, eq(staff.id, services.recordedBy))
    .leftJoin(families, eq(families.id, services.familyId));
}

function shown({
  service,
  ...names
}: {
  service: Service;
  fileNumber: string | null;
  recordedByName: string;
}): ServiceView {
  return { ...service, ...names };
}

function conditionOf(
  year: number,
  { kind, month, search }: Pick<ServiceQuestion, 'kind' | 'month' | 'search'>,
): SQL | undefined {
  const pattern = `%${search.replace(/[!%_]/g, (wildcard) => `!${wildcard}`)}%`;
  return and(
    gte(services.servedOn, `${year}-01-01`),
    lte(services.servedOn, `${year}-12-31`),
    kind ? eq(services.kind, kind) : undefined,
    month ? like(services.servedOn, `${month}-%`) : undefined,
    search
      ? or(
          sql`${services.personName} like ${pattern} escape '!'`,
          sql`${services.content} like ${pattern} escape '!'`,
          sql`${families.fileNumber} like ${pattern.toUpperCase()} escape '!'`,
        )
      : undefined,
  );
}

/** How many services there were in a year up to a day, by kind and month; voided ones count no more. */
export async function serviceCounts(
  read: Read,
  { year, asOf }: { year: number; asOf?: string },
): Promise<ServiceCounts> {
  const month = sql<string>`substr(${services.servedOn}, 6, 2)`;
  const rows = await read
    .select({ kind: services.kind, month, services: count() })
    .from(services)
    .where(
      and(
        isNull(services.voidedAt),
        gte(services.servedOn, `${year}-01-01`),
        lte(services.servedOn, asOf && asOf < `${year}-12-31` ? asOf : `${year}-12-31`),
      ),
    )
    .groupBy(services.kind, month);
  const countOf = (matches: (row: (typeof rows)[number]) => boolean) =>
    rows.reduce((total, row) => (matches(row) ? total + row.services : total), 0);
  const kindsOf = (matches: (row: (typeof rows)[number]) => boolean) =>
    Object.fromEntries(
      SERVICE_KINDS.map((kind) => [kind, countOf((row) => row.kind === kind && matches(row))]),
    ) as Record<ServiceKind, number>;
  return {
    total: countOf(() => true),
    byKind: kindsOf(() => true),
    months: Array.from({ length: 12 }, (_, index) => {
      const isMonth = (row: (typeof rows)[number]) => Number(row.month) === index + 1;
      return { month: index + 1, total: countOf(isMonth), byKind: kindsOf(isMonth) };
    }),
  };
}
