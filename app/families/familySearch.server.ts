import { and, asc, eq, gte, inArray, lt, ne, or, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Read } from '../../db/client.server';
import { families, familyMembers } from '../../db/schema';
import { todayInChina } from '../calendar/date';
import { fingerprint } from '../identity/sealing.server';
import type { FamilyStatus } from './family';
import { afterPrefix, FEWEST_DIGITS, isHit, soughtIn, type Findable, type Sought } from './familySearch';

/** Reads a search text as of today. */
export function soughtNow(text: string | undefined): Sought {
  return soughtIn(text ?? '', todayInChina(new Date()));
}

/** The files that a search finds, by any member or by the file itself. A condition for queries; undefined for an empty search. */
export function searchFilter(read: Read, sought: Sought): SQL | undefined {
  if (sought.by === 'nothing') return undefined;
  const byMember = waysByMember(sought).map(({ where }) =>
    inArray(
      families.id,
      read.select({ familyId: familyMembers.familyId }).from(familyMembers).where(where),
    ),
  );
  const byFile = waysByFile(sought).map((where) =>
    inArray(families.id, read.select({ id: families.id }).from(families).where(where)),
  );
  return or(...byMember, ...byFile);
}

/** What tells which member a search hit. */
export const FINDABLE = {
  name: familyMembers.name,
  namePinyin: familyMembers.namePinyin,
  nameInitials: familyMembers.nameInitials,
  idMasked: familyMembers.idMasked,
  idLast4: familyMembers.idLast4,
  birthOn: familyMembers.birthOn,
  idFingerprint: familyMembers.idFingerprint,
} as const;

/** Whether a search hits a member. */
export function isFound(sought: Sought, member: Findable & { idFingerprint: string }): boolean {
  return sought.by === 'id_number'
    ? member.idFingerprint === fingerprint(sought.idNumber)
    : isHit(sought, member);
}

export interface FoundFamily {
  id: string;
  fileNumber: string;
  status: FamilyStatus;
  division: string;
  mainPerson: string;
  /** The member that the search hit, when it is not the main person. */
  member: string | null;
}

const FOUND_AT_MOST = 8;
/** Looked at, so that the best come first. */
const CANDIDATES = 40;

/** The first few files that a search finds, those that fit best first. Answers at once, also among very many. */
export async function findFamilies(
  read: Read,
  text: string,
  limit = FOUND_AT_MOST,
): Promise<FoundFamily[]> {
  const sought = soughtNow(text);
  const ids = new Set<string>();
  for (const { where, orderBy } of waysByMember(sought)) {
    const rows = await read
      .select({ id: familyMembers.familyId })
      .from(familyMembers)
      .where(where)
      .orderBy(...orderBy)
      .limit(CANDIDATES);
    for (const { id } of rows) ids.add(id);
  }
  for (const where of waysByFile(sought)) {
    const rows = await read.select({ id: families.id }).from(families).where(where).limit(CANDIDATES);
    for (const { id } of rows) ids.add(id);
  }
  const found = await candidates(read, { ids: [...ids], sought });
  return found
    .sort((one, other) => one.rank - other.rank)
    .slice(0, limit)
    .map(({ rank: _, ...family }) => family);
}

type Candidate = FoundFamily & { rank: number };

async function candidates(
  read: Read,
  { ids, sought }: { ids: string[]; sought: Sought },
): Promise<Candidate[]> {
  if (ids.length === 0) return [];
  const rows = await read
    .select({
      id: families.id,
      fileNumber: families.fileNumber,
      status: families.status,
      division: families.division,
      position: familyMembers.position,
      ...FINDABLE,
    })
    .from(families)
    .innerJoin(familyMembers, eq(familyMembers.familyId, families.id))
    .where(inArray(families.id, ids))
    .orderBy(asc(familyMembers.position));
  const byFamily = new Map<string, typeof rows>();
  for (const row of rows) byFamily.set(row.id, [...(byFamily.get(row.id) ?? []), row]);
  return ids.flatMap((id) => {
    const members = byFamily.get(id);
    if (!members) return [];
    const [main] = members;
    const { fileNumber, status, division, name } = main!;
    const hit = members.find((member) => isFound(sought, member));
    const member = hit && hit.position > 0 ? hit.name : null;
    return [
      { id, fileNumber, status, division, mainPerson: name, member, rank: rankOf({ sought, hit, status }) },
    ];
  });
}

/** Whole names before beginnings, main persons before members, files in use before closed ones. */
function rankOf({
  sought,
  hit,
  status,
}: {
  sought: Sought;
  hit: (Findable & { position: number }) | undefined;
  status: FamilyStatus;
}): number {
  const closed = status === 'exited' || status === 'rejected' ? 1 : 0;
  if (!hit) return 8 + closed;
  return fit(sought, hit) * 4 + (hit.position > 0 ? 2 : 0) + closed;
}

function fit(sought: Sought, { name, namePinyin, nameInitials }: Findable): number {
  if (sought.by === 'letters') return [namePinyin, nameInitials].includes(sought.letters) ? 0 : 1;
  if (sought.by !== 'name') return 0;
  if (name === sought.part) return 0;
  return name.startsWith(sought.part) ? 1 : 2;
}

/** One way to look members up, each by an index of its own, and the order in which that index gives them. */
interface Way {
  where: SQL;
  orderBy: SQL[];
}

function waysByMember(sought: Sought): Way[] {
  switch (sought.by) {
    case 'id_number':
      return [{ where: eq(familyMembers.idFingerprint, fingerprint(sought.idNumber)), orderBy: [] }];
    case 'digits':
      return idEnd(sought.digits).map((where) => ({ where, orderBy: [] }));
    case 'letters':
      return [familyMembers.nameInitials, familyMembers.namePinyin].map((column) => ({
        where: startsWith(column, sought.letters),
        orderBy: [asc(column)],
      }));
    case 'name':
      return [{ where: contains(familyMembers.name, sought.part), orderBy: [] }];
    default:
      return [];
  }
}

function waysByFile(sought: Sought): SQL[] {
  switch (sought.by) {
    case 'digits':
      return [...phoneStart(sought.digits), ...fileEnd(sought.digits)];
    case 'file_number':
      return [contains(families.fileNumber, sought.part), ...landline(sought.part)];
    default:
      return [];
  }
}

/** The end of an ID number: the last four characters by their index, what stands before them by birth date and area. */
function idEnd(digits: string): SQL[] {
  if (digits.length < FEWEST_DIGITS || digits.length > 17) return [];
  const rest = digits.slice(0, -4);
  const birth = rest.slice(-8);
  const area = rest.slice(0, -8);
  const conditions = [eq(familyMembers.idLast4, digits.slice(-4))];
  if (birth) conditions.push(sql`${familyMembers.birthOn} like ${`%${dashed(birth)}`}`);
  if (area) conditions.push(sql`${familyMembers.idMasked} like ${`${'_'.repeat(6 - area.length)}${area}%`}`);
  return [and(...conditions)!];
}

/** The end of a birth date of eight digits as dates are kept: `70105` as `7-01-05`. */
function dashed(end: string): string {
  const parts = [end.slice(-8, -4), end.slice(-4, -2), end.slice(-2)];
  return parts.filter((part, index) => part !== '' || index === 2).join('-');
}

function phoneStart(digits: string): SQL[] {
  return /^\d{4,11}$/.test(digits) ? [startsWith(families.phone, digits)] : [];
}

function landline(part: string): SQL[] {
  return /^0\d{2,3}-\d*$/.test(part) ? [sql`${families.phone} like ${`${part}%`}`] : [];
}

/** The running number with or without its zeros, or the end of a number that another centre gave. */
function fileEnd(digits: string): SQL[] {
  if (!/^\d{1,12}$/.test(digits)) return [];
  const bySequence = eq(families.fileSequence, Number(digits));
  if (digits.length < FEWEST_DIGITS) return [bySequence];
  return [or(bySequence, sql`${families.fileNumber} like ${`%${digits}`}`)!];
}

/** A range instead of a pattern: an index serves it on both engines. */
function startsWith(column: SQLiteColumn, prefix: string): SQL {
  const end = afterPrefix(prefix);
  return and(gte(column, prefix), end === null ? ne(column, '') : lt(column, end))!;
}

function contains(column: SQLiteColumn, text: string): SQL {
  const pattern = `%${text.replace(/[!%_]/g, (wildcard) => `!${wildcard}`)}%`;
  return sql`${column} like ${pattern} escape '!'`;
}
