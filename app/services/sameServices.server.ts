import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { services } from '../../db/schema';
import { toPlainText } from '../plainText';
import { Refusal } from '../refusal';

type Service = typeof services.$inferSelect;

/** What tells one service from another. */
export type ServiceKey = Pick<Service, 'kind' | 'servedOn' | 'familyId' | 'personName' | 'content'>;

/**
 * Asks whoever records a service that stands in the log already: the same kind on the same day, for the same person,
 * in the same words. It may have been given twice, but mostly it is entered twice, and would be counted twice.
 * @param confirmed whether it was looked at; nobody is asked where it is left out
 * @returns what the audit keeps of it
 * @throws Refusal service.same_again {name, on, count}
 */
export async function requireAnotherService(
  read: Read,
  { id, key, confirmed }: { id: string; key: ServiceKey; confirmed: boolean | undefined },
): Promise<{ sameServices?: number }> {
  const count = await countSame(read, { id, key });
  if (count > 0 && confirmed === false)
    throw new Refusal('service.same_again', { name: key.personName, on: key.servedOn, count }, 'confirmed');
  return count > 0 ? { sameServices: count } : {};
}

async function countSame(read: Read, { id, key }: { id: string; key: ServiceKey }): Promise<number> {
  const { kind, servedOn, personName } = key;
  const rows = await read
    .select({ familyId: services.familyId, content: services.content })
    .from(services)
    .where(
      and(
        eq(services.servedOn, servedOn),
        eq(services.kind, kind),
        eq(services.personName, personName),
        isNull(services.voidedAt),
        ne(services.id, id),
      ),
    );
  return rows.filter((row) => isSamePerson(row, key) && bare(row.content) === bare(key.content)).length;
}

/** Two of one name in two files are two people; without a file nobody can tell. */
function isSamePerson(one: Pick<Service, 'familyId'>, other: Pick<Service, 'familyId'>): boolean {
  return one.familyId === null || other.familyId === null || one.familyId === other.familyId;
}

function bare(content: string): string {
  return toPlainText(content).replace(/\s/g, '');
}
