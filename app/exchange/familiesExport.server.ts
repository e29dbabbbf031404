import type { Readable } from 'node:stream';
import { asc, inArray } from 'drizzle-orm';
import type { Read, Store } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { families, familyMembers } from '../../db/schema';
import { formatInstant } from '../calendar/instant';
import { FAMILY_STATUSES } from '../families/family';
import { matchingFamilies } from '../families/familyList.server';
import type { FamilyFilters } from '../families/familyFilter';
import { maskAccount } from '../identity/bankAccount';
import { maskPhone } from '../identity/phone';
import { unseal } from '../identity/sealing.server';
import { peopleFirst } from '../peopleFirst.server';
import { fen } from '../money/fen';
import { plainYuan } from '../money/yuan';
import { exportFooter, YES_NO_WORDS } from '../zh/familySheet';
import {
  CATEGORY_LABELS,
  CAUSE_LABELS,
  EDUCATION_STAGE_LABELS,
  EMPLOYMENT_LABELS,
  FAMILY_STATUS_LABELS,
  HEALTH_LABELS,
  RELATION_LABELS,
} from '../zh/families';
import { regionLabel } from '../zh/families';
import { sexLabels } from '../zh/identity';
import type { SheetColumn } from './familySheet';
import { peopleWorkbook } from './familyWorkbook.server';
import { offeredWords } from './sheetCells';

const FAMILIES_AT_ONCE = 200;
const MOST_FAMILIES = 200_000;

export interface FamiliesExport {
  store: Store;
  filters: FamilyFilters;
  /** With whole ID numbers, accounts and phone numbers, so that the file can be imported again. */
  isFull: boolean;
  who: string;
  /** Takes the workbook as it is made. */
  keep(workbook: Readable): Promise<void>;
  told?(done: number, total: number): Promise<void>;
  isCancelled?(): Promise<boolean>;
}

/** The families that a filter leaves, one row a person, in the columns of the import; null when it was cancelled, and what was kept is no workbook. */
export async function exportFamilies(
  order: FamiliesExport,
): Promise<{ families: number; rows: number } | null> {
  const { ids } = await order.store.read((read) =>
    matchingFamilies(read, order.filters, { statuses: FAMILY_STATUSES, limit: MOST_FAMILIES }),
  );
  const passage = { done: 0, rows: 0, isCancelled: false };
  async function* people() {
    for (const chunk of chunksOf(ids, FAMILIES_AT_ONCE)) {
      passage.isCancelled = (await order.isCancelled?.()) ?? false;
      if (passage.isCancelled) return;
      await peopleFirst();
      const rows = await order.store.read((read) => personRows(read, chunk, order.isFull));
      yield* rows;
      passage.done += chunk.length;
      passage.rows += rows.length;
      await order.told?.(passage.done, ids.length);
    }
  }
  const footer = exportFooter(order.who, formatInstant(new Date().toISOString()), ids.length);
  await order.keep(await peopleWorkbook(people(), footer));
  return passage.isCancelled ? null : { families: ids.length, rows: passage.rows };
}

type SheetTexts = Partial<Record<SheetColumn, string>>;

/** What a sheet shows of a file; the others of its many columns would only take their time. */
const FILE_COLUMNS = {
  id: families.id,
  fileNumber: families.fileNumber,
  status: families.status,
  category: families.category,
  mainCause: families.mainCause,
  division: families.division,
  address: families.address,
  phone: families.phone,
  workUnit: families.workUnit,
  unionMember: families.unionMember,
  wagesFen: families.wagesFen,
  businessFen: families.businessFen,
  propertyFen: families.propertyFen,
  transferFen: families.transferFen,
  otherIncomeFen: families.otherIncomeFen,
  bankName: families.bankName,
  accountHolder: families.accountHolder,
  accountSealed: families.accountSealed,
  registeredOn: families.registeredOn,
  exitedOn: families.exitedOn,
};
const MEMBER_COLUMNS = {
  familyId: familyMembers.familyId,
  position: familyMembers.position,
  relation: familyMembers.relation,
  name: familyMembers.name,
  idSealed: familyMembers.idSealed,
  idMasked: familyMembers.idMasked,
  sex: familyMembers.sex,
  birthOn: familyMembers.birthOn,
  ethnicGroup: familyMembers.ethnicGroup,
  employment: familyMembers.employment,
  health: familyMembers.health,
  educationStage: familyMembers.educationStage,
  school: familyMembers.school,
  monthlyIncomeFen: familyMembers.monthlyIncomeFen,
  incomeUnstated: familyMembers.incomeUnstated,
};
type FileRow = Pick<typeof families.$inferSelect, keyof typeof FILE_COLUMNS>;
type MemberRow = Pick<typeof familyMembers.$inferSelect, keyof typeof MEMBER_COLUMNS>;

async function personRows(read: Read, ids: readonly string[], isFull: boolean): Promise<SheetTexts[]> {
  const files = await read
    .select(FILE_COLUMNS)
    .from(families)
    .where(inArray(families.id, [...ids]));
  const members = await read
    .select(MEMBER_COLUMNS)
    .from(familyMembers)
    .where(inArray(familyMembers.familyId, [...ids]))
    .orderBy(asc(familyMembers.familyId), asc(familyMembers.position));
  const byId = new Map(files.map((file) => [file.id, file]));
  const byFamily = new Map<string, MemberRow[]>(ids.map((id) => [id, []]));
  for (const one of members) byFamily.get(one.familyId)!.push(one);
  return ids.flatMap((id) => {
    const file = byId.get(id);
    const own = byFamily.get(id) ?? [];
    return file
      ? own.map((member) => Object.assign(memberTexts(member, isFull), fileTexts(file, member, isFull)))
      : [];
  });
}

function memberTexts(member: MemberRow, isFull: boolean): SheetTexts {
  return {
    relation: RELATION_LABELS[member.relation],
    name: member.name,
    idNumber: isFull && member.idSealed ? unseal(member.idSealed) : member.idMasked,
    sex: sexLabels[member.sex],
    birthOn: isFull ? member.birthOn : '',
    ethnicGroup: member.ethnicGroup,
    employment: EMPLOYMENT_LABELS[member.employment],
    health: HEALTH_LABELS[member.health],
    educationStage: member.educationStage ? EDUCATION_STAGE_LABELS[member.educationStage] : '',
    school: member.school,
    monthlyIncome: member.incomeUnstated ? '' : plainYuan(fen(member.monthlyIncomeFen)),
  };
}

const [YES, NO] = offeredWords(YES_NO_WORDS);

/** What belongs to the family stands on the main person's row; the account on its holder's. */
function fileTexts(file: FileRow, member: MemberRow, isFull: boolean): SheetTexts {
  const { fileNumber } = file;
  const account = member.name === file.accountHolder ? accountTexts(file, isFull) : {};
  if (member.position > 0) return { fileNumber, ...account };
  return {
    fileNumber,
    ...account,
    phone: isFull ? file.phone : maskPhone(file.phone),
    category: file.category ? CATEGORY_LABELS[file.category] : '',
    mainCause: file.mainCause ? CAUSE_LABELS[file.mainCause] : '',
    address: file.address,
    division: regionLabel(file.division),
    workUnit: file.workUnit,
    yearlyIncome: plainYuan(
      fen(file.wagesFen + file.businessFen + file.propertyFen + file.transferFen + file.otherIncomeFen),
    ),
    unionMember: file.unionMember ? YES! : NO!,
    registeredOn: file.registeredOn ?? '',
    status: FAMILY_STATUS_LABELS[file.status],
    exitedOn: file.exitedOn ?? '',
  };
}

function accountTexts({ accountSealed, bankName }: FileRow, isFull: boolean): SheetTexts {
  if (!accountSealed) return { bankName };
  const account = unseal(accountSealed);
  return { bankName, account: isFull ? account : maskAccount(account) };
}
