import { and, asc, desc, eq, inArray, ne, notInArray } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { families, familyMembers } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { todayInChina, yearOf } from '../calendar/date';
import { maskIdNumber, parseIdNumber } from '../identity/idNumber';
import { fingerprint, seal, unseal } from '../identity/sealing.server';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import {
  bankColumns,
  exclusionsOf,
  fileColumns,
  givenExclusions,
  keptOrNewBank,
  memberColumns,
  writeExclusions,
} from './familyColumns.server';
import type { ContactChange, FamilyChange, FamilyInput, MemberInput } from './family.form';
import { changedFields } from './familyChanges';
import { familyProblems, type CheckedFamily } from './familyProblems';
import {
  familyRow,
  memberRows,
  proposalOf,
  requireAllowed,
  requireStepDate,
  type FamilyRow,
  type MemberRow,
} from './familyRows.server';
import { nameOrder } from './nameKeys.server';
import { CLOSED_STATUSES } from './workflow';

export { familyHistory } from './familyHistory.server';
export { countByStatus, listFamilies } from './familyList.server';
export { familyPage, familyView, isOnRegister, onRegisterOn } from './familyQueries.server';
export { approveFamily, rejectFamily, returnFamily, submitFamily, visitFamily } from './familySteps.server';
export { lineOn, recordLine } from './lines.server';
export { publiciseFamily } from './notices.server';

/** The columns of a member that come from the form or, for a number left empty, from the file. */
type MemberValues = Omit<MemberRow, 'id' | 'familyId' | 'position'>;

/**
 * Opens a file as a draft. The first member is the main person; birth date and sex come from the ID number; the
 * category that the rules propose is noted.
 * @throws Refusal family.in_future, a code of familyProblems, family.id_invalid, family.id_elsewhere
 */
export async function recordFamily(
  { store, actor }: Desk,
  input: FamilyInput,
): Promise<{ id: string; fileNumber: string }> {
  requireFit(input);
  requireStepDate(input.appliedOn, { field: 'appliedOn' });
  return store.write(async (write) => {
    const members = input.members.map(newMember);
    await requireUniqueIds(write, { members, familyId: null });
    const id = newId();
    const file = await nextFileNumber(write, yearOf(input.appliedOn));
    const columns = fileColumns(input);
    const { ruleSet, category } = await proposalOf(write, columns, members);
    await write.insert(families).values({
      id,
      ...file,
      ...columns,
      ...bankColumns(input.bank),
      nameOrder: nameOrder(members[0]!),
      status: 'draft',
      ruleSet,
      category,
      recordedBy: actor.staffId,
      recordedAt: new Date().toISOString(),
      version: 1,
    });
    await insertMembers(write, { familyId: id, members: members.map((values) => ({ id: newId(), values })) });
    await writeExclusions(write, { familyId: id, exclusions: input.exclusions });
    await audit(write, actor, {
      action: 'family.recorded',
      subject: { type: 'family', id },
      detail: { fileNumber: file.fileNumber, members: members.length },
    });
    return { id, fileNumber: file.fileNumber };
  });
}

/**
 * Changes a draft or returned file. A member with `memberId` and no ID number keeps the number on file, and an empty
 * account keeps the account on file.
 * @returns whether anything is other than it was
 * @throws Refusal family.not_now, record.changed when the version is no longer the one that was read, and as recordFamily
 */
export async function changeFamily(
  { store, actor }: Desk,
  change: FamilyChange & { id: string },
): Promise<boolean> {
  requireStepDate(change.appliedOn, { field: 'appliedOn' });
  return store.write(async (write) => {
    const row = await familyRow(write, change.id);
    requireAllowed(row, 'change');
    requireVersion(row, change.version);
    const before = await memberRows(write, row.id);
    const members = change.members.map((one, index) => knownMember(one, { index, before }));
    requireFit({
      members: members.map(({ values }) => ({ ...values, idNumber: values.idFingerprint })),
      bank: { ...change.bank, account: change.bank.account || (row.accountSealed ? 'kept' : '') },
    });
    await requireUniqueIds(write, { members: members.map(({ values }) => values), familyId: row.id });
    const columns = { ...fileColumns(change), ...keptOrNewBank(change.bank) };
    const { ruleSet, category } = await proposalOf(
      write,
      columns,
      members.map(({ values }) => values),
    );
    const stated = members.map(({ id, values }) => ({ ...values, id }));
    const detail = changedFields(
      { ...row, members: before, exclusions: await exclusionsOf(write, row.id) },
      { ...row, ...columns, members: stated, exclusions: givenExclusions(change.exclusions) },
    );
    const isSame =
      detail.fields.length === 0 &&
      isSameRow(row, { ...columns, ruleSet, category }) &&
      stated.every(({ id }, place) => id === before[place]?.id);
    if (isSame) return false;
    await write
      .update(families)
      .set({
        ...columns,
        ...{ ruleSet, category, version: row.version + 1 },
        nameOrder: nameOrder(members[0]!.values),
      })
      .where(eq(families.id, row.id));
    await write.delete(familyMembers).where(eq(familyMembers.familyId, row.id));
    await insertMembers(write, { familyId: row.id, members });
    await writeExclusions(write, { familyId: row.id, exclusions: change.exclusions });
    await audit(write, actor, {
      action: 'family.changed',
      subject: { type: 'family', id: row.id },
      detail,
    });
    return true;
  });
}

/** Sealed again, the same account reads otherwise: its fingerprint tells. */
function isSameRow(row: FamilyRow, columns: Partial<FamilyRow>): boolean {
  const names = Object.keys(columns) as (keyof FamilyRow)[];
  return names.every((name) => name === 'accountSealed' || row[name] === (columns[name] ?? null));
}

/**
 * Changes how a family on the register is reached.
 * @returns whether anything is other than it was
 * @throws Refusal family.not_now, record.changed
 */
export async function changeContact(
  { store, actor }: Desk,
  { id, version, ...contact }: ContactChange & { id: string },
): Promise<boolean> {
  return store.write(async (write) => {
    const row = await familyRow(write, id);
    requireAllowed(row, 'change_contact');
    requireVersion(row, version);
    const { address, phone, workUnit } = contact;
    const columns = { address, phone, workUnit };
    const detail = changedFields({ ...row, members: [] }, { ...row, ...columns, members: [] });
    if (detail.fields.length === 0) return false;
    await write
      .update(families)
      .set({ ...columns, version: row.version + 1 })
      .where(eq(families.id, row.id));
    await audit(write, actor, {
      action: 'family.changed',
      subject: { type: 'family', id: row.id },
      detail,
    });
    return true;
  });
}

export interface RevealedFamily {
  members: { name: string; idNumber: string }[];
  phone: string;
  account: string | null;
}

/**
 * The full ID numbers, phone number and account of a file, for a reason that the audit keeps.
 * @throws Refusal record.not_found, family.nothing_left
 */
export async function revealFamily(
  { store, actor }: Desk,
  { id, reason }: { id: string; reason: string },
): Promise<RevealedFamily> {
  return store.write(async (write) => {
    const row = await familyRow(write, id);
    if (row.erasedAt) throw new Refusal('family.nothing_left');
    const members = await memberRows(write, id);
    await audit(write, actor, {
      action: 'family.revealed',
      subject: { type: 'family', id },
      detail: { reason },
    });
    return {
      members: members.map(({ name, idSealed }) => ({ name, idNumber: unseal(idSealed) })),
      phone: row.phone,
      account: row.accountSealed && unseal(row.accountSealed),
    };
  });
}

function requireFit(family: CheckedFamily): void {
  const [problem] = familyProblems(family);
  if (problem) throw new Refusal(problem.code, problem.data, fieldName(problem.path));
}

/** The field of a form as conform names it: `members[2].idNumber`. */
function fieldName(path: (string | number)[]): string {
  return path.reduce<string>(
    (name, part) => (typeof part === 'number' ? `${name}[${part}]` : name ? `${name}.${part}` : part),
    '',
  );
}

function requireVersion(row: FamilyRow, version: number): void {
  if (row.version !== version) throw new Refusal('record.changed');
}

/** One ID number stands in only one file that is neither rejected nor exited. */
export async function requireUniqueIds(
  read: Read,
  {
    members,
    familyId,
  }: { members: readonly Pick<MemberValues, 'name' | 'idFingerprint'>[]; familyId: string | null },
): Promise<void> {
  const [taken] = await read
    .select({
      idFingerprint: familyMembers.idFingerprint,
      fileNumber: families.fileNumber,
      status: families.status,
    })
    .from(familyMembers)
    .innerJoin(families, eq(families.id, familyMembers.familyId))
    .where(
      and(
        inArray(
          familyMembers.idFingerprint,
          members.map(({ idFingerprint }) => idFingerprint),
        ),
        notInArray(families.status, [...CLOSED_STATUSES]),
        familyId ? ne(families.id, familyId) : undefined,
      ),
    )
    .limit(1);
  if (!taken) return;
  const index = members.findIndex(({ idFingerprint }) => idFingerprint === taken.idFingerprint);
  const { fileNumber, status } = taken;
  throw new Refusal(
    'family.id_elsewhere',
    { name: members[index]!.name, fileNumber, status },
    `members[${index}].idNumber`,
  );
}

/**
 * The lowest or highest number in a year's files, 0 without any. Asked for as the first of an order: for a min or max
 * PostgreSQL reads all files of a year that it takes for an empty one.
 */
export async function outermostSequence(
  read: Read,
  fileYear: number,
  which: 'lowest' | 'highest',
): Promise<number> {
  const order = which === 'lowest' ? asc : desc;
  const [row] = await read
    .select({ sequence: families.fileSequence })
    .from(families)
    .where(eq(families.fileYear, fileYear))
    .orderBy(order(families.fileSequence))
    .limit(1);
  return row?.sequence ?? 0;
}

/** The number after the last one of a year. */
export async function nextFileNumber(read: Read, fileYear: number) {
  // Files of an earlier register, numbered its way, stand below zero.
  const fileSequence = Math.max(0, await outermostSequence(read, fileYear, 'highest')) + 1;
  const fileNumber = `KN${fileYear}-${String(fileSequence).padStart(5, '0')}`;
  // Looking for it by its keys lets PostgreSQL tell two that are opened at once apart, and run one of them again.
  await read
    .select({ id: families.id })
    .from(families)
    .where(and(eq(families.fileYear, fileYear), eq(families.fileSequence, fileSequence)));
  await read.select({ id: families.id }).from(families).where(eq(families.fileNumber, fileNumber));
  return { fileYear, fileSequence, fileNumber };
}

async function insertMembers(
  write: Write,
  { familyId, members }: { familyId: string; members: { id: string; values: MemberValues }[] },
): Promise<void> {
  await write
    .insert(familyMembers)
    .values(members.map(({ id, values }, position) => ({ ...values, id, familyId, position })));
}

function newMember({ idNumber, ...rest }: MemberInput, index: number): MemberValues {
  const parsed = parseIdNumber(idNumber, { today: todayInChina(new Date()) });
  if (!parsed.ok) throw new Refusal('family.id_invalid', { name: rest.name }, `members[${index}].idNumber`);
  return {
    ...memberColumns(rest),
    idSealed: seal(parsed.idNumber),
    idFingerprint: fingerprint(parsed.idNumber),
    idMasked: maskIdNumber(parsed.idNumber),
    idLast4: parsed.idNumber.slice(-4),
    sex: parsed.sex,
    birthOn: parsed.birthDate,
  };
}

/** A member keeps its row's id across changes: by the id the form carried, or by the ID number. */
function knownMember(
  { memberId, idNumber, ...rest }: FamilyChange['members'][number],
  { index, before }: { index: number; before: readonly MemberRow[] },
): { id: string; values: MemberValues } {
  const known = before.find(({ id }) => id === memberId);
  if (memberId && !known) throw new Refusal('record.changed');
  if (idNumber) {
    const values = newMember({ ...rest, idNumber }, index);
    const same = before.find((row) => row.idFingerprint === values.idFingerprint);
    return { id: same?.id ?? newId(), values };
  }
  if (!known) throw new Refusal('family.id_invalid', { name: rest.name }, `members[${index}].idNumber`);
  const { idSealed, idFingerprint, idMasked, idLast4, sex, birthOn } = known;
  return {
    id: known.id,
    values: { ...memberColumns(rest), idSealed, idFingerprint, idMasked, idLast4, sex, birthOn },
  };
}
