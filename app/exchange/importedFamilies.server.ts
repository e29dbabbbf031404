import type { Read, Write } from '../../db/client.server';
import { insertRows } from '../../db/engine/insertRows';
import { families, familyMembers } from '../../db/schema';
import { addMonths, businessDate, yearOf, type BusinessDate } from '../calendar/date';
import { auditAll, type Actor, type AuditEvent } from '../audit/audit.server';
import { proposeCategory, type Proposal } from '../families/classification';
import { lineOn, outermostSequence } from '../families/families.server';
import type { FamilyHukou } from '../families/family';
import { nameKeys, nameOrder, type NameKeys } from '../families/nameKeys.server';
import { maskIdNumber } from '../identity/idNumber';
import { fingerprint, sealer } from '../identity/sealing.server';
import { newId } from '../ids.server';
import { fen, ZERO } from '../money/fen';
import { convertedRemark, importedCategoryReason, NAME_SEPARATOR } from '../zh/familySheet';
import { CATEGORY_LABELS } from '../zh/families';
import type { SheetFamily } from './sheetFamily';
import type { SheetPerson } from './sheetPerson';
import { contentDigest, type FamilyContent } from './familyContent.server';

type FamilyColumns = typeof families.$inferInsert;
type MemberColumns = typeof familyMembers.$inferInsert;

/** A family of a register with the keys by which it is found again. */
export interface PreparedFamily {
  family: SheetFamily;
  content: FamilyContent;
  digest: string;
  /** Keyed hashes of the ID numbers, in the order of the persons. */
  idFingerprints: string[];
  /** What their names are found by. */
  nameKeys: NameKeys[];
}

/** Hashes what has to be compared, and reads names as they sound; done outside a write, for it takes time. */
export function prepareFamily(family: SheetFamily): PreparedFamily {
  const idFingerprints = family.persons.map(({ idNumber }) => fingerprint(idNumber));
  const content: FamilyContent = {
    status: family.status,
    category: family.status === 'draft' ? null : family.category,
    mainCause: family.mainCause,
    division: family.division,
    address: family.address,
    phone: family.phone,
    workUnit: family.workUnit,
    unionMember: family.unionMember,
    incomeFen: family.wagesFen + family.otherIncomeFen,
    bankName: family.account ? family.bankName : '',
    accountHolder: family.accountHolder,
    accountFingerprint: family.account && fingerprint(family.account),
    registeredOn: family.registeredOn,
    exitedOn: family.exitedOn,
    members: family.persons.map((person, index) => ({
      ...personColumns(person),
      idFingerprint: idFingerprints[index]!,
    })),
  };
  return {
    family,
    content,
    digest: contentDigest(content, family.fileNumber),
    idFingerprints,
    nameKeys: family.persons.map(({ name }) => nameKeys(name)),
  };
}

export interface Taking {
  actor: Actor & { staffId: string };
  importId: string;
  fileName: string;
  /** Who vouches for families that come onto the register; null where whoever runs the machine does. */
  approvedBy: { id: string; name: string } | null;
  today: BusinessDate;
}

/** Writes families that are new, and tells the audit of them. */
export async function insertFamilies(
  write: Write,
  prepared: readonly PreparedFamily[],
  taking: Taking,
): Promise<void> {
  if (prepared.length === 0) return;
  const shared = { taking, numbering: new Numbering(write), proposals: new Proposals(write), seal: sealer() };
  const files: FamilyColumns[] = [];
  for (const one of prepared) files.push(await fileColumns(one, shared));
  const events = files.map((columns, index) =>
    importedEvent(columns, { prepared: prepared[index]!, taking }),
  );
  // None waits for the other: the database is given the next statement while it is still at the last.
  await Promise.all([
    auditAll(write, taking.actor, events),
    insertRows(write, families, files),
    insertRows(
      write,
      familyMembers,
      prepared.flatMap((one, index) => memberColumns(one, { familyId: files[index]!.id, seal: shared.seal })),
    ),
  ]);
}

/** What the families of one write share. */
interface Inserting {
  taking: Taking;
  numbering: Numbering;
  proposals: Proposals;
  seal: (text: string) => string;
}

const MONTHS_TO_REVIEW = 12;

async function fileColumns(
  { family, digest, content, nameKeys: [keys] }: PreparedFamily,
  { taking, numbering, proposals, seal }: Inserting,
): Promise<FamilyColumns> {
  const { status, registeredOn, account } = family;
  const appliedOn = registeredOn ?? taking.today;
  const isDecided = status !== 'draft';
  const hukouKind = hukouOf(family);
  const proposal = await proposals.of(family, { appliedOn, hukouKind });
  return {
    id: newId(),
    ...(await numbering.numberFor(family.fileNumber, yearOf(appliedOn))),
    nameOrder: nameOrder({ name: family.persons[0]!.name, ...keys! }),
    status,
    ruleSet: proposal.ruleSet,
    category: isDecided ? family.category : (proposal.category ?? family.category),
    overrideReason: isDecided ? overrideReason(family, proposal) : null,
    mainCause: family.mainCause,
    division: family.division,
    hukouKind,
    address: family.address,
    phone: family.phone,
    workUnit: family.workUnit,
    unionMember: family.unionMember,
    wagesFen: family.wagesFen,
    businessFen: 0,
    propertyFen: 0,
    transferFen: 0,
    otherIncomeFen: family.otherIncomeFen,
    rigidExpenseFen: 0,
    bankName: family.bankName,
    accountHolder: family.accountHolder,
    accountSealed: account && seal(account),
    accountFingerprint: content.accountFingerprint,
    accountLast4: account && account.slice(-4),
    remarks: remarksOf(family),
    appliedOn,
    registeredOn: isDecided ? registeredOn : null,
    reviewDueOn: status === 'approved' ? addMonths(appliedOn, MONTHS_TO_REVIEW) : null,
    exitedOn: family.exitedOn,
    exitReason: status === 'exited' ? 'other' : null,
    recordedBy: taking.actor.staffId,
    approvedBy: isDecided ? (taking.approvedBy?.id ?? null) : null,
    recordedAt: new Date().toISOString(),
    importId: taking.importId,
    importDigest: digest,
    version: 1,
  };
}

/** The sheet does not say which: migrant workers come from the country, everybody else is taken for a townsman. */
function hukouOf({ persons }: SheetFamily): FamilyHukou {
  return persons[0]!.employment === 'migrant_worker' ? 'rural' : 'urban';
}

function overrideReason({ category }: SheetFamily, { code, category: proposed }: Proposal): string | null {
  if (code === 'no_line') return importedCategoryReason.noLine;
  if (code === 'income_unstated') return importedCategoryReason.unstated;
  if (proposed === category) return null;
  return importedCategoryReason.differs(proposed && CATEGORY_LABELS[proposed]);
}

function remarksOf({ persons }: SheetFamily): string {
  const converted = persons.filter(({ isConverted }) => isConverted).map(({ name }) => name);
  return converted.length > 0 ? convertedRemark(converted.join(NAME_SEPARATOR)) : '';
}

function memberColumns(
  { family, idFingerprints, nameKeys: keys }: PreparedFamily,
  { familyId, seal }: Pick<Inserting, 'seal'> & { familyId: string },
): MemberColumns[] {
  return family.persons.map((person, position) => ({
    id: newId(),
    familyId,
    position,
    ...personColumns(person),
    incomeUnstated: person.monthlyIncomeFen === null,
    ...keys[position]!,
    idSealed: seal(person.idNumber),
    idFingerprint: idFingerprints[position]!,
    idMasked: maskIdNumber(person.idNumber),
    idLast4: person.idNumber.slice(-4),
    sex: person.sex,
    birthOn: person.birthOn,
  }));
}

/** What a sheet says of a person besides the ID number; what it leaves out is taken for the commonest. */
function personColumns(person: SheetPerson) {
  return {
    relation: person.relation,
    name: person.name,
    ethnicGroup: person.ethnicGroup,
    employment: person.employment ?? 'other',
    health: person.health ?? 'good',
    educationStage: person.educationStage,
    school: person.school,
    monthlyIncomeFen: person.monthlyIncomeFen ?? ZERO,
  } as const;
}

function importedEvent(
  { id, fileNumber, category, registeredOn, overrideReason: reason }: FamilyColumns,
  { prepared: { family }, taking }: { prepared: PreparedFamily; taking: Taking },
): AuditEvent {
  return {
    action: 'family.imported',
    subject: { type: 'family', id },
    detail: {
      fileNumber,
      members: family.persons.length,
      category,
      on: registeredOn,
      overrideReason: reason,
      fileName: taking.fileName,
      import: taking.importId,
      ...(registeredOn && taking.approvedBy ? { approvedBy: taking.approvedBy.name } : {}),
    },
  };
}

const OWN_NUMBER = /^KN(\d{4})-(\d{5,7})$/;

/**
 * Gives file numbers within one write. A number of our own form keeps its place in its year; one of an earlier
 * register stands below zero there, where no number of ours comes.
 */
class Numbering {
  private readonly years = new Map<number, { lowest: number; highest: number }>();

  constructor(private readonly read: Read) {}

  async numberFor(given: string, year: number) {
    const [, ownYear, ownSequence] = OWN_NUMBER.exec(given) ?? [];
    if (ownYear && given === numberOf(Number(ownYear), Number(ownSequence)) && Number(ownSequence) > 0) {
      const range = await this.rangeOf(Number(ownYear));
      range.highest = Math.max(range.highest, Number(ownSequence));
      return { fileNumber: given, fileYear: Number(ownYear), fileSequence: Number(ownSequence) };
    }
    const range = await this.rangeOf(year);
    if (given) return { fileNumber: given, fileYear: year, fileSequence: (range.lowest -= 1) };
    range.highest += 1;
    return { fileNumber: numberOf(year, range.highest), fileYear: year, fileSequence: range.highest };
  }

  private async rangeOf(year: number) {
    const known = this.years.get(year);
    if (known) return known;
    const range = {
      lowest: Math.min(0, await outermostSequence(this.read, year, 'lowest')),
      highest: Math.max(0, await outermostSequence(this.read, year, 'highest')),
    };
    this.years.set(year, range);
    return range;
  }
}

function numberOf(year: number, sequence: number): string {
  return `KN${year}-${String(sequence).padStart(5, '0')}`;
}

/** What the rules propose within one write; lines are looked up once for each place, kind and day. */
class Proposals {
  private readonly lines = new Map<string, Awaited<ReturnType<typeof lineOn>>>();

  constructor(private readonly read: Read) {}

  async of(
    { division, mainCause, persons, wagesFen, otherIncomeFen }: SheetFamily,
    { appliedOn, hukouKind }: { appliedOn: BusinessDate; hukouKind: FamilyHukou },
  ): Promise<Proposal> {
    const on = businessDate(appliedOn);
    const key = `${division} ${hukouKind} ${on}`;
    if (!this.lines.has(key)) this.lines.set(key, await lineOn(this.read, { division, hukouKind, on }));
    const income = {
      wagesFen,
      businessFen: ZERO,
      propertyFen: ZERO,
      transferFen: ZERO,
      otherIncomeFen: fen(otherIncomeFen),
      rigidExpenseFen: ZERO,
    };
    const members = persons.map(({ relation, health }) => ({
      relation,
      health: health ?? ('good' as const),
    }));
    const isIncomeUnstated = persons[0]!.monthlyIncomeFen === null;
    return proposeCategory({
      facts: { income, mainCause, members, isIncomeUnstated },
      line: this.lines.get(key) ?? null,
      on,
    });
  }
}
