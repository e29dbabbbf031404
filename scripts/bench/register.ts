import { CATEGORIES, CAUSES, FAMILY_STATUSES } from '../../app/families/family';
import { nameKeys, nameOrder } from '../../app/families/nameKeys.server';
import { divisions } from '../../app/identity/division';
import { maskIdNumber, sampleIdNumber } from '../../app/identity/idNumber';
import { fingerprint, seal } from '../../app/identity/sealing.server';
import { addDays, businessDate } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { commandLineDesk } from '../../app/staff/staff.server';
import { GIVEN_CHILD, GIVEN_FEMALE, GIVEN_MALE, SURNAMES } from '../../app/zh/demo';
import type { Store, Write } from '../../db/client.server';
import { insertRows } from '../../db/engine/insertRows';
import { families, familyMembers } from '../../db/schema';

/** What the questions are asked about: one person in the middle of the register, and the place of that file. */
export interface Sample {
  members: number;
  name: string;
  pinyin: string;
  initials: string;
  idNumber: string;
  fingerprint: string;
  phone: string;
  fileNumber: string;
  middle: [year: number, sequence: number];
}

type FamilyRow = typeof families.$inferInsert;
type MemberRow = typeof familyMembers.$inferInsert;

const FILES_A_YEAR = 5000;
const FIRST_YEAR = 2006;
/** A statement takes so many; a write several of them. */
const FAMILIES_AT_ONCE = 250;
const FAMILIES_A_WRITE = 10_000;
const MEMBERS = ['self', 'spouse', 'child'] as const;
const GIVEN = [...GIVEN_FEMALE, ...GIVEN_MALE, ...GIVEN_CHILD];

/**
 * Writes an invented register straight into the tables: three people a family, nobody's names and numbers. The files
 * are in every status; with an approver all are on the register, with accounts, and can be paid.
 */
export async function fillRegister(
  store: Store,
  count: number,
  approvedBy: string | null = null,
): Promise<Sample> {
  const { staffId } = (await commandLineDesk(store)).actor;
  for (let start = 0; start < count; start += FAMILIES_A_WRITE) {
    await store.write((write) =>
      fillPart(write, { start, end: Math.min(start + FAMILIES_A_WRITE, count), staffId, approvedBy }),
    );
  }
  return sampleAt(Math.floor(count / 2), count);
}

async function fillPart(
  write: Write,
  {
    start,
    end,
    staffId,
    approvedBy,
  }: { start: number; end: number; staffId: string; approvedBy: string | null },
): Promise<void> {
  for (let first = start; first < end; first += FAMILIES_AT_ONCE) {
    const places = Array.from({ length: Math.min(FAMILIES_AT_ONCE, end - first) }, (_, one) => first + one);
    const rows = places.map((place) => ({
      ...familyAt(place, staffId),
      ...(approvedBy ? payeeAt(place, approvedBy) : {}),
    }));
    const people = rows.flatMap(({ id }, one) =>
      membersAt(places[one]!, { familyId: id, isSealed: approvedBy !== null }),
    );
    await insertRows(write, families, rows);
    await insertRows(write, familyMembers, people);
  }
}

/** The same register every time, without a pattern that an index could profit from. */
function chosen<T>(all: readonly T[], place: number, salt: number): T {
  return all[(((place + 1) * (salt * 2 + 1) * 2_654_435_761) % 4_294_967_296) % all.length]!;
}

function familyAt(place: number, recordedBy: string): FamilyRow & { id: string } {
  const { fileYear, fileSequence, fileNumber } = fileAt(place);
  const status = place % 4 === 0 ? chosen(FAMILY_STATUSES, place, 1) : 'approved';
  const registeredOn = status === 'approved' || status === 'exited' ? `${fileYear}-03-01` : null;
  const hasAccount = place % 40 !== 0;
  const { name } = personAt(place, 0);
  return {
    id: newId(),
    ...{ fileYear, fileSequence, fileNumber, status, registeredOn, recordedBy },
    nameOrder: nameOrder({ name, ...keysOf(name) }),
    ruleSet: '2015',
    category: chosen(CATEGORIES, place, 2),
    mainCause: chosen(CAUSES, place, 3),
    division: chosen(divisions, place, 4),
    hukouKind: 'urban',
    address: `样本路 ${place} 号`,
    phone: phoneAt(place),
    workUnit: '样本机械厂',
    unionMember: true,
    wagesFen: 1_200_000,
    businessFen: 0,
    propertyFen: 0,
    transferFen: 0,
    otherIncomeFen: 0,
    rigidExpenseFen: 0,
    bankName: hasAccount ? '样本银行' : '',
    accountHolder: '',
    accountSealed: hasAccount ? 'x'.repeat(60) : null,
    accountLast4: hasAccount ? String(place % 10_000).padStart(4, '0') : null,
    remarks: '',
    appliedOn: `${fileYear}-01-15`,
    exitedOn: status === 'exited' ? `${fileYear}-12-01` : null,
    reviewDueOn: status === 'approved' ? `${fileYear + 20}-03-01` : null,
    recordedAt: `${fileYear}-01-15T01:00:00.000Z`,
    version: 1,
  };
}

/** On the register, with an account of its own. */
function payeeAt(place: number, approvedBy: string) {
  const account = accountAt(place);
  return {
    status: 'approved' as const,
    approvedBy,
    registeredOn: `${FIRST_YEAR}-03-01`,
    exitedOn: null,
    bankName: '样本银行',
    accountHolder: personAt(place, 0).name,
    accountSealed: seal(account),
    accountFingerprint: fingerprint(account),
    accountLast4: account.slice(-4),
  };
}

/** An account of nobody. */
function accountAt(place: number): string {
  return `9999${String(place).padStart(12, '0')}`;
}

function membersAt(
  place: number,
  { familyId, isSealed }: { familyId: string; isSealed: boolean },
): MemberRow[] {
  return MEMBERS.map((relation, position) => {
    const { name, idNumber } = personAt(place, position);
    return {
      id: newId(),
      ...{ familyId, position, relation, name, ...keysOf(name) },
      idSealed: isSealed ? seal(idNumber) : 'x'.repeat(80),
      idFingerprint: fingerprint(idNumber),
      idMasked: maskIdNumber(idNumber),
      idLast4: idNumber.slice(-4),
      sex: 'male',
      birthOn: birthAt(place, position),
      employment: 'other',
      health: 'good',
      school: '',
      monthlyIncomeFen: 0,
    };
  });
}

function fileAt(place: number) {
  const fileYear = FIRST_YEAR + Math.floor(place / FILES_A_YEAR);
  const fileSequence = (place % FILES_A_YEAR) + 1;
  return {
    fileYear,
    fileSequence,
    fileNumber: `KN${fileYear}-${String(fileSequence).padStart(5, '0')}`,
  };
}

function phoneAt(place: number): string {
  return `139${String((place * 7919) % 100_000_000).padStart(8, '0')}`;
}

/** Two given names joined make as many full names as a city has. */
function personAt(place: number, position: number) {
  const salt = position * 7;
  const given =
    chosen(GIVEN, place, salt + 5).slice(0, 1) + (place % 3 ? chosen(GIVEN, place, salt + 6).slice(-1) : '');
  const idNumber = sampleIdNumber({
    areaCode: '999999',
    birthDate: businessDate(birthAt(place, position)),
    sequence: (place * 3 + position) % 1000,
  });
  return { name: chosen(SURNAMES, place, salt + 4) + given, idNumber };
}

function birthAt(place: number, position: number): string {
  return addDays(
    businessDate('1950-01-01'),
    Math.floor((place * 3 + position) / 1000) * 37 + position * 9000,
  );
}

const known = new Map<string, ReturnType<typeof nameKeys>>();

function keysOf(name: string): ReturnType<typeof nameKeys> {
  const keys = known.get(name) ?? nameKeys(name);
  known.set(name, keys);
  return keys;
}

function sampleAt(place: number, count: number): Sample {
  const { name, idNumber } = personAt(place, 0);
  const { fileNumber, fileYear, fileSequence } = fileAt(place);
  const { namePinyin, nameInitials } = keysOf(name);
  return {
    members: count * MEMBERS.length,
    name,
    pinyin: namePinyin,
    initials: nameInitials,
    idNumber,
    fingerprint: fingerprint(idNumber),
    phone: phoneAt(place),
    fileNumber,
    middle: [fileYear, fileSequence],
  };
}
