import { sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { Seek } from '../../db/engine/keyset';
import { familyMembers } from '../../db/schema';
import type { Key } from '../cursor';

/**
 * The sums tell people apart by the fingerprint of the ID number, which stays out of addresses: there a person is named
 * by the first of the member rows with that number.
 */

/** The member row that names a person in an address. */
export function memberOf(personId: SQLWrapper): SQL<string> {
  return sql<string>`(select min(${familyMembers.id}) from ${familyMembers} where ${familyMembers.idFingerprint} = ${personId})`;
}

/** A key of day and member row as one of day and person. */
export function personKey({ from, ...seek }: Seek<Key>): Seek<(string | number | SQL)[]> {
  if (!from) return { ...seek, from };
  const [day, memberId] = from;
  const personId = sql`(select ${familyMembers.idFingerprint} from ${familyMembers} where ${familyMembers.id} = ${memberId})`;
  return { ...seek, from: [day!, personId] };
}
