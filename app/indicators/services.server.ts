import { and, asc, between, count, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { families, familyMembers, services } from '../../db/schema';
import type { IndicatorFilter } from '../fund/indicatorFilter';
import type { ServiceFact } from './facts';
import type { SomeCounts } from './indicator';
import type { Counted } from './sumCounts.server';

/** The log of services as the indicators read it: what counts, and who is who (served.ts). */

/** Something of the one member of the file who has the name; null where none has, or several. */
function ofMember(column: typeof familyMembers.id | typeof familyMembers.idFingerprint): SQL<string | null> {
  return sql`(select case when count(*) = 1 then min(${column}) end from ${familyMembers} where ${familyMembers.familyId} = ${services.familyId} and ${familyMembers.name} = ${services.personName})`;
}

const PERSON = sql<string>`coalesce(${ofMember(familyMembers.idFingerprint)}, coalesce(${services.familyId}, '') || ' ' || ${services.personName})`;

/** How many were served on the days that count, of a kind and in the files of a division where these are named. */
export async function servedCounts(
  read: Read,
  { from, until }: Pick<Counted, 'from' | 'until'>,
  filter: Pick<IndicatorFilter, 'serviceKind' | 'division'> | null,
): Promise<SomeCounts> {
  const entries = read
    .select({ person: PERSON.as('person') })
    .from(services)
    .where(
      and(
        isNull(services.voidedAt),
        between(services.servedOn, from, until),
        filter?.serviceKind ? eq(services.kind, filter.serviceKind) : undefined,
        filter?.division ? inArray(services.familyId, filesOf(read, filter.division)) : undefined,
      ),
    )
    .as('entries');
  const [row] = await read
    .select({
      persons: sql<number>`count(distinct ${entries.person})`.mapWith(Number),
      personTimes: count(),
    })
    .from(entries);
  return row!;
}

function filesOf(read: Read, division: string) {
  return read.select({ id: families.id }).from(families).where(eq(families.division, division));
}

/** The entries of the log within some days, the voided too, by the day. */
export async function serviceFacts(
  read: Read,
  { startOn, endOn }: { startOn: string; endOn: string },
  fits?: SQL,
): Promise<ServiceFact[]> {
  const rows = await read
    .select({
      id: services.id,
      kind: services.kind,
      servedOn: services.servedOn,
      familyId: services.familyId,
      fileNumber: families.fileNumber,
      memberId: ofMember(familyMembers.id),
      personId: PERSON,
      personName: services.personName,
      voidedAt: services.voidedAt,
    })
    .from(services)
    .leftJoin(families, eq(families.id, services.familyId))
    .where(and(between(services.servedOn, startOn, endOn), fits))
    .orderBy(asc(services.servedOn), asc(services.id));
  return rows.map(({ voidedAt, ...row }) => ({ ...row, isVoided: voidedAt !== null }));
}
