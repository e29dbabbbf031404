import { and, asc, eq, gte, inArray, lt, ne, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Read } from '../../db/client.server';
import { families, familyMembers } from '../../db/schema';
import { todayInChina } from '../calendar/date';
import { openedText } from '../identity/heldText.server';
import { fingerprint } from '../identity/sealing.server';
import type { FamilyStatus } from './family';
import { soundOf } from './nameKeys.server';
import { afterPrefix, FEWEST_DIGITS, isHit, soughtIn, type Findable, type Sought } from './familySearch';

/** Reads a search text as of today. */
export function soughtNow(text: string | undefined): Sought {
  return soughtIn(openedText(text ?? ''), todayInChina(new Date()));
}

/** The files that a search finds, as a condition for queries; undefined for an empty search. */
export async function searchFilter(read: Read, sought: Sought): Promise<SQL | undefined> {
  if (sought.by === 'nothing') return undefined;
  const { ways, ids, isAll } = await firstFound(read, { sought, limit: FEW });
  if (ids.length === 0) return sql`1 = 0`;
  if (isAll) return inArray(families.id, paddedToPowerOfTwo(ids));
  const found = ways.map((way) => idsBy(read, way).getSQL());
  return sql`${families.id} in (${sql.join(found, sql` union `)})`;
}

/** Fewer files than this by each way are named one by one to the queries that follow, instead of being looked for again. */
const FEW = 128;

/** Few lengths, so that few statements are made and kept. */
function paddedToPowerOfTwo(ids: readonly string[]): string[] {
  const length = 2 ** Math.ceil(Math.log2(ids.length));
  return Array.from({ length }, (_, index) => ids[Math.min(index, ids.length - 1)]!);
}

/** The files that ways find, as far as they were asked for. */
interface Found {
  ways: Way[];
  ids: string[];
  isAll: boolean;
}

/** The first files by each way that an index serves; when these find nothing, by those that look through everything. */
async function firstFound(read: Read, { sought, limit }: { sought: Sought; limit: number }): Promise<Found> {
  const found = await firstBy(read, { ways: waysByIndex(sought), limit });
  return found.ids.length > 0 ? found : firstBy(read, { ways: waysThrough(sought), limit });
}

async function firstBy(read: Read, { ways, limit }: { ways: Way[]; limit: number }): Promise<Found> {
  const ids = new Set<string>();
  let isAll = true;
  for (const way of ways) {
    const rows = await idsBy(read, way)
      .orderBy(...way.orderBy)
      .limit(limit);
    // Two members of one file are two rows: how many there are tells whether there may be more, not the files.
    if (rows.length === limit) isAll = false;
    for (const { id } of rows) ids.add(id);
  }
  return { ways, ids: [...ids], isAll };
}

function idsBy(read: Read, { of, where }: Way) {
  return of === 'member'
    ? read.select({ id: familyMembers.familyId }).from(familyMembers).where(where).$dynamic()
    : read.select({ id: families.id }).from(families).where(where).$dynamic();
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
export async function findFamilies(read: Read, text: string, limit = FOUND_AT_MOST): Promise<FoundFamily[]> {
  const sought = soughtNow(text);
  const { ids } = await firstFound(read, { sought, limit: CANDIDATES });
  const found = await candidates(read, { ids, sought });
  return found
    .sort((one, other) => one.rank - other.rank)
    .slice(0, limit)
    .map(({ family }) => family);
}

interface Candidate {
  family: FoundFamily;
  rank: number;
}

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
    const family = { id, fileNumber, status, division, mainPerson: name, member };
    return [{ family, rank: rankOf({ sought, hit, status }) }];
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

/** One way to look files up, by their members or by themselves. */
interface Way {
  of: 'member' | 'file';
  where: SQL;
  /** The order in which its index gives them. */
  orderBy: SQL[];
}

const byMember = (where: SQL, orderBy: SQL[] = []): Way => ({ of: 'member', where, orderBy });
const byFile = (where: SQL): Way => ({ of: 'file', where, orderBy: [] });

function waysByIndex(sought: Sought): Way[] {
  switch (sought.by) {
    case 'id_number':
      return [byMember(eq(familyMembers.idFingerprint, fingerprint(sought.idNumber)))];
    case 'digits':
      return [
        ...idEnd(sought.digits).map((where) => byMember(where)),
        ...phoneStart(sought.digits).map(byFile),
        ...runningNumber(sought.digits).map(byFile),
      ];
    case 'letters':
      return [familyMembers.nameInitials, familyMembers.namePinyin].map((column) =>
        byMember(startsWith(column, sought.letters), [asc(column)]),
      );
    case 'file_number':
      return [byFile(eq(families.fileNumber, sought.part))];
    case 'name':
      return nameBySound(sought.part);
    case 'nothing':
      return [];
  }
}

/** What no order of an index serves: parts of names further in than the third character, parts of file numbers. */
function waysThrough(sought: Sought): Way[] {
  switch (sought.by) {
    case 'name':
      return nameFurtherIn(sought.part);
    case 'digits':
      return sought.digits.length < FEWEST_DIGITS
        ? []
        : [byFile(contains(families.fileNumber, sought.digits))];
    case 'file_number':
      return [byFile(contains(families.fileNumber, sought.part)), ...landline(sought.part).map(byFile)];
    case 'letters':
    case 'id_number':
    case 'nothing':
      return [];
  }
}

/** A part of a name sounds like one of the three beginnings that are kept; only those that sound so are compared. */
function nameBySound(part: string): Way[] {
  const sound = soundOf(part);
  if (sound === '') return [];
  return [familyMembers.nameSound, familyMembers.nameSound2, familyMembers.nameSound3].map((column) =>
    byMember(and(startsWith(column, sound), contains(familyMembers.name, part))!),
  );
}

/** Only names of more than three characters have such parts; all are looked through for a part without a sound. */
function nameFurtherIn(part: string): Way[] {
  if (soundOf(part) === '') return [byMember(contains(familyMembers.name, part))];
  return [byMember(and(gte(familyMembers.longName, ''), contains(familyMembers.longName, part))!)];
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

/** The running number of a file, with or without its zeros. */
function runningNumber(digits: string): SQL[] {
  return /^\d{1,9}$/.test(digits) ? [eq(families.fileSequence, Number(digits))] : [];
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
