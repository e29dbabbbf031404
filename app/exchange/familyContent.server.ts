import { asc, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { families, familyMembers } from '../../db/schema';
import { fingerprint } from '../identity/sealing.server';

/** What a sheet says of a family, without secrets: two families with the same content are the same. */
export interface FamilyContent {
  status: string;
  /** Decided; a draft has none. */
  category: string | null;
  mainCause: string | null;
  division: string;
  address: string;
  phone: string;
  workUnit: string;
  unionMember: boolean;
  incomeFen: number;
  /** With the holder only where there is an account. */
  bankName: string;
  accountHolder: string;
  accountFingerprint: string | null;
  registeredOn: string | null;
  exitedOn: string | null;
  members: {
    relation: string;
    name: string;
    idFingerprint: string;
    ethnicGroup: string;
    employment: string;
    health: string;
    educationStage: string | null;
    school: string;
    monthlyIncomeFen: number;
  }[];
}

/** Keyed hash of a content, with the file number that a sheet gives it. */
export function contentDigest(content: FamilyContent, fileNumber: string): string {
  const members = content.members.map((member) => [
    member.relation,
    member.name,
    member.idFingerprint,
    member.ethnicGroup,
    member.employment,
    member.health,
    member.educationStage,
    member.school,
    member.monthlyIncomeFen,
  ]);
  const fields = [
    fileNumber,
    content.status,
    content.category,
    content.mainCause,
    content.division,
    content.address,
    content.phone,
    content.workUnit,
    content.unionMember,
    content.incomeFen,
    content.bankName,
    content.accountHolder,
    content.accountFingerprint,
    content.registeredOn,
    content.exitedOn,
    members,
  ];
  return fingerprint(JSON.stringify(fields));
}

/** The contents of files by their id, as a sheet would say them. */
export async function storedContents(
  read: Read,
  ids: readonly string[],
): Promise<Map<string, FamilyContent>> {
  const contents = new Map<string, FamilyContent>();
  for (const chunk of chunksOf(ids)) {
    const rows = await read.select().from(families).where(inArray(families.id, chunk));
    const members = await read
      .select()
      .from(familyMembers)
      .where(inArray(familyMembers.familyId, chunk))
      .orderBy(asc(familyMembers.familyId), asc(familyMembers.position));
    const byFamily = new Map<string, typeof members>();
    for (const one of members) byFamily.set(one.familyId, [...(byFamily.get(one.familyId) ?? []), one]);
    for (const row of rows) contents.set(row.id, contentOf(row, byFamily.get(row.id) ?? []));
  }
  return contents;
}

function contentOf(
  row: typeof families.$inferSelect,
  members: (typeof familyMembers.$inferSelect)[],
): FamilyContent {
  const isDraft = row.status === 'draft';
  return {
    status: row.status,
    category: isDraft ? null : row.category,
    mainCause: row.mainCause,
    division: row.division,
    address: row.address,
    phone: row.phone,
    workUnit: row.workUnit,
    unionMember: row.unionMember,
    incomeFen: row.wagesFen + row.businessFen + row.propertyFen + row.transferFen + row.otherIncomeFen,
    bankName: row.accountFingerprint ? row.bankName : '',
    accountHolder: row.accountFingerprint ? row.accountHolder : '',
    accountFingerprint: row.accountFingerprint,
    registeredOn: row.registeredOn,
    exitedOn: row.exitedOn,
    members,
  };
}
