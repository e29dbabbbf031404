import { and, asc, eq, exists, gt, inArray, isNull, ne, notExists, or, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { alias } from '../../db/engine/kit';
import { pageByKey, type KeyOrder, type Part } from '../../db/engine/keyset';
import { duplicateVerdicts, families, familyMembers } from '../../db/schema';
import { audit } from '../audit/audit.server';
import type { Cursor, KeyPage } from '../cursor';
import { parseBankAccount } from '../identity/bankAccount';
import { parseIdNumber } from '../identity/idNumber';
import { parsePhone } from '../identity/phone';
import { fingerprint } from '../identity/sealing.server';
import { todayInChina } from '../calendar/date';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { together } from '../together';
import { DUPLICATE_SIGNS, pairOf, type DuplicateSign, type DuplicateVerdict } from './duplicate';
import type { TypedPerson } from './duplicate.form';
import type { FamilyStatus } from './family';
import { familyRow } from './familyRows.server';
import { CLOSED_STATUSES } from './workflow';

/**
 * Files that look like one family's: the same account, phone, name and birth date, or ID number (which may stand in one
 * open file only, but also in closed ones). A person compares them and decides; until then the pair is undecided. A
 * pair of closed files, or of a file and the one it continues, is no question any more.
 */

const MOST_ALIKE = 20;
const PAIRS_A_PAGE = 30;

/** A file as a note about it shows it. */
export interface AlikeFile {
  id: string;
  fileNumber: string;
  status: FamilyStatus;
  name: string;
}

export interface Alike extends AlikeFile {
  signs: DuplicateSign[];
}

/** The files that have something of what was typed; what is not whole yet is not looked for. */
export async function lookAlikes(read: Read, typed: TypedPerson): Promise<Alike[]> {
  const conditions = typedConditions(typed);
  const found = new Map<string, DuplicateSign[]>();
  for (const [sign, where] of Object.entries(conditions) as [DuplicateSign, SQL][]) {
    const rows = await read
      .selectDistinct({ id: families.id })
      .from(families)
      .innerJoin(familyMembers, eq(familyMembers.familyId, families.id))
      .where(and(where, ne(families.id, typed.except), isNull(families.erasedAt)))
      .limit(MOST_ALIKE);
    for (const { id } of rows) found.set(id, [...(found.get(id) ?? []), sign]);
  }
  const files = await filesOf(read, [...found.keys()]);
  return files.map((file) => ({ ...file, signs: found.get(file.id)! }));
}

function typedConditions(typed: TypedPerson): Partial<Record<DuplicateSign, SQL>> {
  const id = parseIdNumber(typed.idNumber, { today: todayInChina(new Date()) });
  const account = parseBankAccount(typed.account);
  const phone = parsePhone(typed.phone);
  const birthOn = id.ok ? id.birthDate : typed.birthOn;
  return {
    ...(id.ok ? { id_number: eq(familyMembers.idFingerprint, fingerprint(id.idNumber)) } : {}),
    ...(account.ok ? { account: eq(families.accountFingerprint, fingerprint(account.account)) } : {}),
    ...(phone.ok ? { phone: eq(families.phone, phone.phone) } : {}),
    ...(typed.name && birthOn
      ? { name_birth: and(eq(familyMembers.name, typed.name), eq(familyMembers.birthOn, birthOn))! }
      : {}),
  };
}

export interface DuplicateOf extends Alike {
  /** What was decided; null while nobody did. */
  verdict: DuplicateVerdict | null;
}

const other = alias(families, 'other');
const otherMembers = alias(familyMembers, 'other_members');

/** The files that look like a stored one, with what was decided; pairs that are no question are left out. */
export async function duplicatesOf(read: Read, familyId: string): Promise<DuplicateOf[]> {
  const pairs = await Promise.all(
    DUPLICATE_SIGNS.map((sign) =>
      pairsBy(read, sign, {
        where: and(eq(families.id, familyId), ne(other.id, families.id), isQuestion()),
        orderBy: [asc(other.id)],
        limit: MOST_ALIKE,
      }),
    ),
  );
  const found = new Map<string, DuplicateSign[]>();
  for (const [place, sign] of DUPLICATE_SIGNS.entries())
    for (const { secondId } of pairs[place]!) found.set(secondId, [...(found.get(secondId) ?? []), sign]);
  const ids = [...found.keys()];
  const { verdicts, files } = await together({
    verdicts: verdictsOn(read, { familyId, ids }),
    files: filesOf(read, ids),
  });
  return files.map((file) => ({
    ...file,
    signs: found.get(file.id)!,
    verdict: verdicts.get(file.id) ?? null,
  }));
}

/** Those that somebody has yet to look at, or that are one person in two open files. */
export function openDuplicates(all: DuplicateOf[]): DuplicateOf[] {
  return all.filter(({ verdict }) => verdict !== 'other_person');
}

/** Which of some files look like another one that they were not told apart from; the same of each as `openDuplicates`. */
export async function withOpenDuplicates(read: Read, ids: readonly string[]): Promise<Set<string>> {
  const alike = or(...DUPLICATE_SIGNS.map((sign) => looksLikeAnother(read, sign)));
  const found = new Set<string>();
  for (const chunk of chunksOf([...ids])) {
    const rows = await read
      .select({ id: families.id })
      .from(families)
      .where(and(inArray(families.id, chunk), alike));
    for (const { id } of rows) found.add(id);
  }
  return found;
}

/** Of a query over families: one that has something in common with another and was not told apart from it. */
function looksLikeAnother(read: Read, sign: DuplicateSign): SQL {
  const isOpenPair = and(isSame(sign), ne(other.id, families.id), isQuestion(), notToldApart(read));
  if (sign === 'account' || sign === 'phone')
    return exists(read.select({ id: other.id }).from(other).where(isOpenPair));
  return exists(
    read
      .select({ id: other.id })
      .from(familyMembers)
      .innerJoin(otherMembers, ne(otherMembers.familyId, familyMembers.familyId))
      .innerJoin(other, eq(other.id, otherMembers.familyId))
      .where(and(eq(familyMembers.familyId, families.id), isOpenPair)),
  );
}

export interface Pair {
  first: AlikeFile;
  second: AlikeFile;
}

const ORDER: KeyOrder = { columns: [families.id, other.id], shape: ['text', 'text'], direction: 'asc' };

/** One page of the pairs of the whole register that have one thing in common and that nobody has decided on. */
export async function undecidedPairs(
  read: Read,
  { sign, after, before, size = PAIRS_A_PAGE }: { sign: DuplicateSign; size?: number } & Cursor,
): Promise<KeyPage<Pair>> {
  const page = await pageByKey({
    cursor: { after, before },
    order: ORDER,
    size,
    fetch: (part) =>
      pairsBy(read, sign, {
        ...part,
        where: and(
          gt(other.id, families.id),
          isShared(read, sign),
          isQuestion(),
          undecided(read),
          part.where,
        ),
      }),
    keyOf: ({ firstId, secondId }) => [firstId, secondId],
  });
  const files = await filesOf(
    read,
    page.rows.flatMap(({ firstId, secondId }) => [firstId, secondId]),
  );
  const byId = new Map(files.map((file) => [file.id, file]));
  const rows = page.rows.map(({ firstId, secondId }) => ({
    first: byId.get(firstId)!,
    second: byId.get(secondId)!,
  }));
  return { ...page, rows };
}

/** What stands twice at all, account, phone, number, or name and birth date: found in an index before anything is joined. */
function isShared(read: Read, sign: DuplicateSign): SQL {
  const { accountFingerprint, phone } = families;
  const { idFingerprint, birthOn, name } = familyMembers;
  const stands = sql`count(*) > 1`;
  if (sign === 'account' || sign === 'phone') {
    const column = sign === 'account' ? accountFingerprint : phone;
    return inArray(column, read.select({ column }).from(families).groupBy(column).having(stands));
  }
  if (sign === 'id_number') {
    const shared = read.select({ idFingerprint }).from(familyMembers).groupBy(idFingerprint).having(stands);
    return inArray(idFingerprint, shared);
  }
  const shared = read.select({ birthOn, name }).from(familyMembers).groupBy(birthOn, name).having(stands);
  return sql`(${birthOn}, ${name}) in ${shared}`;
}

async function pairsBy(read: Read, sign: DuplicateSign, { where, orderBy, limit }: Part) {
  const columns = { firstId: families.id, secondId: other.id };
  if (sign === 'account' || sign === 'phone') {
    return read
      .select(columns)
      .from(families)
      .innerJoin(other, isSame(sign))
      .where(where)
      .orderBy(...orderBy)
      .limit(limit);
  }
  return read
    .selectDistinct(columns)
    .from(families)
    .innerJoin(familyMembers, eq(familyMembers.familyId, families.id))
    .innerJoin(otherMembers, and(isSame(sign), ne(otherMembers.familyId, familyMembers.familyId)))
    .innerJoin(other, eq(other.id, otherMembers.familyId))
    .where(where)
    .orderBy(...orderBy)
    .limit(limit);
}

/** What two files have in common, or a member of each. */
function isSame(sign: DuplicateSign): SQL | undefined {
  const same: Record<DuplicateSign, SQL | undefined> = {
    account: eq(other.accountFingerprint, families.accountFingerprint),
    phone: and(eq(other.phone, families.phone), ne(families.phone, '')),
    id_number: eq(otherMembers.idFingerprint, familyMembers.idFingerprint),
    name_birth: and(
      eq(otherMembers.birthOn, familyMembers.birthOn),
      eq(otherMembers.name, familyMembers.name),
    ),
  };
  return same[sign];
}

/** At least one of the two is open, neither continues the other, neither was erased. */
function isQuestion(): SQL {
  const isOpen = (status: typeof families.status | typeof other.status) =>
    sql`${status} not in (${sql.join(
      CLOSED_STATUSES.map((one) => sql`${one}`),
      sql`, `,
    )})`;
  return and(
    or(isOpen(families.status), isOpen(other.status)),
    sql`coalesce(${families.previousFamilyId}, '') <> ${other.id}`,
    sql`coalesce(${other.previousFamilyId}, '') <> ${families.id}`,
    isNull(families.erasedAt),
    isNull(other.erasedAt),
  )!;
}

function undecided(read: Read): SQL {
  return notExists(
    read
      .select({ id: duplicateVerdicts.id })
      .from(duplicateVerdicts)
      .where(
        and(eq(duplicateVerdicts.firstFamilyId, families.id), eq(duplicateVerdicts.secondFamilyId, other.id)),
      ),
  );
}

/** Nobody decided that the two, in whatever order, are not one person. */
function notToldApart(read: Read): SQL {
  const { id, firstFamilyId, secondFamilyId, verdict } = duplicateVerdicts;
  return notExists(
    read
      .select({ id })
      .from(duplicateVerdicts)
      .where(
        and(
          eq(verdict, 'other_person'),
          or(
            and(eq(firstFamilyId, families.id), eq(secondFamilyId, other.id)),
            and(eq(firstFamilyId, other.id), eq(secondFamilyId, families.id)),
          ),
        ),
      ),
  );
}

async function filesOf(read: Read, ids: readonly string[]): Promise<AlikeFile[]> {
  if (ids.length === 0) return [];
  return read
    .select({
      id: families.id,
      fileNumber: families.fileNumber,
      status: families.status,
      name: familyMembers.name,
    })
    .from(families)
    .innerJoin(familyMembers, and(eq(familyMembers.familyId, families.id), eq(familyMembers.position, 0)))
    .where(inArray(families.id, [...ids]))
    .orderBy(families.fileYear, families.fileSequence);
}

async function verdictsOn(
  read: Read,
  { familyId, ids }: { familyId: string; ids: readonly string[] },
): Promise<Map<string, DuplicateVerdict>> {
  if (ids.length === 0) return new Map();
  const { firstFamilyId, secondFamilyId, verdict } = duplicateVerdicts;
  const rows = await read
    .select({ firstFamilyId, secondFamilyId, verdict })
    .from(duplicateVerdicts)
    .where(or(eq(firstFamilyId, familyId), eq(secondFamilyId, familyId)));
  return new Map(
    rows.map((row) => [row.firstFamilyId === familyId ? row.secondFamilyId : row.firstFamilyId, row.verdict]),
  );
}

export interface Decision {
  familyId: string;
  otherId: string;
  verdict: DuplicateVerdict;
  reason: string;
}

/**
 * Keeps what a person found out about two files; deciding again replaces it, and both stay in the audit.
 * @throws Refusal record.not_found for a file that does not exist, or for a file and itself
 */
export async function decideDuplicate({ store, actor }: Desk, decision: Decision): Promise<void> {
  const { familyId, otherId, verdict, reason } = decision;
  if (familyId === otherId) throw new Refusal('record.not_found');
  await store.write(async (write) => {
    const files = [await familyRow(write, familyId), await familyRow(write, otherId)] as const;
    const pair = pairOf(familyId, otherId);
    const values = { verdict, reason, recordedBy: actor.staffId, recordedAt: new Date().toISOString() };
    const known = await verdictOn(write, pair);
    if (known) {
      await write.update(duplicateVerdicts).set(values).where(eq(duplicateVerdicts.id, known.id));
    } else await write.insert(duplicateVerdicts).values({ id: newId(), ...pair, ...values });
    for (const [self, like] of [files, [files[1], files[0]] as const]) {
      await audit(write, actor, {
        action: 'family.compared',
        subject: { type: 'family', id: self.id },
        detail: { comparedWith: like.fileNumber, verdict, reason },
      });
    }
  });
}

/** What was decided of a pair, by whom is in the audit; null while nobody did. */
export async function verdictOn(read: Read, { firstFamilyId, secondFamilyId }: ReturnType<typeof pairOf>) {
  const [row] = await read
    .select()
    .from(duplicateVerdicts)
    .where(
      and(
        eq(duplicateVerdicts.firstFamilyId, firstFamilyId),
        eq(duplicateVerdicts.secondFamilyId, secondFamilyId),
      ),
    );
  return row ?? null;
}

/** Whether two files are paid to one account. */
export async function hasSameAccount(read: Read, familyId: string, otherId: string): Promise<boolean> {
  const [one, two] = [await familyRow(read, familyId), await familyRow(read, otherId)];
  return one.accountFingerprint === two.accountFingerprint;
}
