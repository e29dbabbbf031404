import { randomBytes } from 'node:crypto';
import {
  and,
  asc,
  count,
  eq,
  inArray,
  isNotNull,
  isNull,
  lte,
  ne,
  notExists,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { alias } from '../../db/engine/kit';
import {
  accountChanges,
  applications,
  awards,
  bankContradictions,
  bankResults,
  campaignCandidates,
  duplicateVerdicts,
  families,
  familyExclusions,
  familyMembers,
  familyReviews,
  formDrafts,
  indicatorFiles,
  instructions,
  nationalItems,
  noticeFamilies,
  objections,
  papers,
  reportFreezes,
  services,
  surveyAnswers,
  surveyPeople,
} from '../../db/schema';
import { audit } from '../audit/audit.server';
import { addMonths, todayInChina, type BusinessDate } from '../calendar/date';
import { draftOfFamily } from '../families/draft.form';
import type { FamilyStatus } from '../families/family';
import { memberRows } from '../families/familyRows.server';
import type { PaperStore } from '../families/paperStore.server';
import { KEPT_YEARS, MOST_ERASED } from '../families/retention';
import { CLOSED_STATUSES } from '../families/workflow';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { ERASED } from '../zh/retention';
import { dropFinishedJobFiles, eraseFromJobs, marksOf } from './erasedJobs.server';

/**
 * The end of the years of keeping: a closed file is erased down to what statistics are made of. Its row, the dates,
 * category, amounts and every payment stay; names, numbers, addresses, notes and papers go. People are still told
 * apart, by a mark that nothing can be computed back from, so that the figures of past years stay as they were.
 */

const followers = alias(families, 'followers');

export interface ExpiredFile {
  id: string;
  fileNumber: string;
  status: FamilyStatus;
  name: string;
  closedOn: string;
}

/** The files that were closed long enough ago, the oldest first, and how many there are. */
export async function expiredFiles(
  read: Read,
  today: BusinessDate,
  limit = MOST_ERASED,
): Promise<{ rows: ExpiredFile[]; total: number }> {
  const where = isExpired(read, today);
  const rows = await read
    .select({
      id: families.id,
      fileNumber: families.fileNumber,
      status: families.status,
      name: familyMembers.name,
      closedOn: closedOn(families),
    })
    .from(families)
    .innerJoin(familyMembers, and(eq(familyMembers.familyId, families.id), eq(familyMembers.position, 0)))
    .where(where)
    .orderBy(asc(families.fileYear), asc(families.fileSequence))
    .limit(limit);
  const [counted] = await read.select({ count: count() }).from(families).where(where);
  return { rows, total: counted!.count };
}

/** A rejected file is kept as long as one that was left. */
function closedOn(file: typeof families | typeof followers): SQL<string> {
  return sql<string>`coalesce(${file.exitedOn}, ${file.rejectedOn})`;
}

/** Not while the file that continues it is open or younger: the two are one story. */
function isExpired(read: Read, today: BusinessDate): SQL {
  const lastDay = addMonths(today, -12 * KEPT_YEARS);
  const isKept = read
    .select({ id: followers.id })
    .from(followers)
    .where(
      and(
        eq(followers.previousFamilyId, families.id),
        or(isNull(closedOn(followers)), sql`${closedOn(followers)} > ${lastDay}`),
      ),
    );
  return and(
    inArray(families.status, [...CLOSED_STATUSES]),
    lte(closedOn(families), lastDay),
    isNull(families.erasedAt),
    notExists(isKept),
  )!;
}

/**
 * Erases files for good. The bytes of their papers go first: stopped between the two, the files are still listed, and
 * erasing them again finishes the work.
 * @throws Refusal family.kept_still for a file that is not due
 */
export async function eraseFamilies(
  { store, actor }: Desk,
  { ids, reason }: { ids: readonly string[]; reason: string },
  { paperStore, today = todayInChina(new Date()) }: { paperStore: PaperStore; today?: BusinessDate },
): Promise<void> {
  await store.read((read) => requireExpired(read, { ids, today }));
  for (const sha256 of await store.read((read) => bytesOf(read, ids))) await paperStore.remove(sha256);
  await store.read(dropFinishedJobFiles);
  await store.write(async (write) => {
    await requireExpired(write, { ids, today });
    const erasedAt = new Date().toISOString();
    for (const id of ids) {
      await eraseFromJobs(write, await marksOf(write, id));
      await erasePeople(write, id);
      await eraseFile(write, { id, erasedAt });
      await eraseCourse(write, id);
      await eraseRelief(write, id);
      await eraseBankLines(write, id);
      await eraseVoices(write, id);
      await eraseAccounts(write, id);
      await write
        .update(papers)
        .set({ fileName: '', sha256: '', removedBy: actor.staffId, removedAt: erasedAt })
        .where(eq(papers.familyId, id));
      await audit(write, actor, {
        action: 'family.erased',
        subject: { type: 'family', id },
        detail: { reason },
      });
    }
  });
}

/** To whom money went, as the bank was told; the payment records stay. */
async function eraseBankLines(write: Write, familyId: string): Promise<void> {
  const ofFamily = write.select({ id: awards.id }).from(awards).where(eq(awards.familyId, familyId));
  await write
    .update(instructions)
    .set({
      accountHolder: ERASED,
      bankName: '',
      accountSealed: '',
      accountFingerprint: '',
      accountLast4: '',
      failureText: null,
    })
    .where(inArray(instructions.awardId, ofFamily));
}

/** What a bank sent back about the family's lines, the whole file, and the changes of its account. */
async function eraseAccounts(write: Write, familyId: string): Promise<void> {
  const inBatches = write
    .select({ id: instructions.batchId })
    .from(instructions)
    .innerJoin(awards, eq(awards.id, instructions.awardId))
    .where(eq(awards.familyId, familyId));
  await write
    .update(bankResults)
    .set({ contentSealed: '', differingRows: null, unreadRows: null, seenWords: null })
    .where(inArray(bankResults.batchId, inBatches));
  await write
    .update(bankResults)
    .set({ voidReason: '' })
    .where(and(inArray(bankResults.batchId, inBatches), isNotNull(bankResults.voidedAt)));
  const ofFamily = write
    .select({ id: instructions.id })
    .from(instructions)
    .innerJoin(awards, eq(awards.id, instructions.awardId))
    .where(eq(awards.familyId, familyId));
  await write
    .update(bankContradictions)
    .set({ settledReason: '' })
    .where(and(inArray(bankContradictions.lineId, ofFamily), isNotNull(bankContradictions.settledAt)));
  await write
    .update(accountChanges)
    .set({
      ...{ accountHolder: ERASED, accountSealed: '', accountFingerprint: '', accountLast4: '', bankName: '' },
      ...{ oldAccountHolder: '', oldAccountFingerprint: null, oldAccountLast4: null, oldBankName: '' },
      ...{ reason: '', decisionNote: null, sharedReason: null, sharedConfirmed: null, noPaperReason: null },
    })
    .where(eq(accountChanges.familyId, familyId));
}

/** What people said in surveys, and what they were served with, without the words that point to them. */
async function eraseVoices(write: Write, familyId: string): Promise<void> {
  const ofFamily = write
    .select({ id: surveyPeople.id })
    .from(surveyPeople)
    .where(eq(surveyPeople.familyId, familyId));
  await write.update(surveyAnswers).set({ opinion: '' }).where(inArray(surveyAnswers.personId, ofFamily));
  await write
    .update(services)
    .set({ personName: ERASED, content: '', outcome: '' })
    .where(eq(services.familyId, familyId));
}

async function requireExpired(
  read: Read,
  { ids, today }: { ids: readonly string[]; today: BusinessDate },
): Promise<void> {
  for (const id of ids) {
    const [file] = await read
      .select({ fileNumber: families.fileNumber })
      .from(families)
      .where(eq(families.id, id));
    if (!file) throw new Refusal('record.not_found');
    const due = await read
      .select({ id: families.id })
      .from(families)
      .where(and(eq(families.id, id), isExpired(read, today)));
    if (due.length === 0) throw new Refusal('family.kept_still', { fileNumber: file.fileNumber });
  }
}

/** The bytes that no other file names. */
async function bytesOf(read: Read, ids: readonly string[]): Promise<string[]> {
  const rows = await read
    .select({ familyId: papers.familyId, sha256: papers.sha256 })
    .from(papers)
    .where(and(inArray(papers.familyId, [...ids]), ne(papers.sha256, '')));
  const hashes = [...new Set(rows.map(({ sha256 }) => sha256))];
  if (hashes.length === 0) return [];
  const naming = await read
    .select({ familyId: papers.familyId, sha256: papers.sha256 })
    .from(papers)
    .where(inArray(papers.sha256, hashes));
  const ofIndicators = await read
    .select({ sha256: indicatorFiles.sha256 })
    .from(indicatorFiles)
    .where(inArray(indicatorFiles.sha256, hashes));
  const frozen = await read.select({ model: reportFreezes.model }).from(reportFreezes);
  const ofOthers = naming.filter(({ familyId }) => !ids.includes(familyId));
  const kept = new Set([...ofOthers, ...ofIndicators].map(({ sha256 }) => sha256));
  const isFrozen = (sha256: string) => frozen.some(({ model }) => model.includes(sha256));
  return hashes.filter((sha256) => !kept.has(sha256) && !isFrozen(sha256));
}

async function erasePeople(write: Write, familyId: string): Promise<void> {
  for (const member of await memberRows(write, familyId)) {
    await write
      .update(familyMembers)
      .set({
        name: ERASED,
        idSealed: '',
        idMasked: '',
        idLast4: '',
        namePinyin: '',
        nameInitials: '',
        nameSound: '',
        nameSound2: '',
        nameSound3: '',
        longName: null,
        birthOn: `${member.birthOn.slice(0, 4)}-01-01`,
        school: '',
        illness: '',
        ethnicGroup: '',
      })
      .where(eq(familyMembers.id, member.id));
    await forgetComparisons(write, { ...member, familyId });
    await forgetNumber(write, { familyId, idFingerprint: member.idFingerprint });
  }
}

/** What comparisons with the national system found of a person, also where the number could not be read. */
async function forgetComparisons(
  write: Write,
  { familyId, idFingerprint, name }: { familyId: string; idFingerprint: string; name: string },
): Promise<void> {
  await write
    .delete(nationalItems)
    .where(
      or(
        eq(nationalItems.familyId, familyId),
        eq(nationalItems.idFingerprint, idFingerprint),
        and(eq(nationalItems.idFingerprint, ''), eq(nationalItems.name, name)),
      ),
    );
}

/**
 * Puts a random mark in place of the hash of an ID number, the same in every erased file of that person; while a file
 * that is kept holds the number, the hash stays, or the person would count twice.
 */
async function forgetNumber(
  write: Write,
  { familyId, idFingerprint }: { familyId: string; idFingerprint: string },
): Promise<void> {
  const kept = await write
    .select({ id: familyMembers.id })
    .from(familyMembers)
    .innerJoin(families, eq(families.id, familyMembers.familyId))
    .where(
      and(
        eq(familyMembers.idFingerprint, idFingerprint),
        isNull(families.erasedAt),
        ne(familyMembers.familyId, familyId),
      ),
    )
    .limit(1);
  if (kept.length > 0) return;
  await write
    .update(familyMembers)
    .set({ idFingerprint: randomBytes(32).toString('hex') })
    .where(eq(familyMembers.idFingerprint, idFingerprint));
}

async function eraseFile(write: Write, { id, erasedAt }: { id: string; erasedAt: string }): Promise<void> {
  await write
    .update(families)
    .set({
      erasedAt,
      nameOrder: null,
      ...{ address: '', phone: '', workUnit: '', postcode: '', otherContact: '', certificateNumber: '' },
      ...{
        bankName: '',
        accountHolder: '',
        accountSealed: null,
        accountFingerprint: null,
        accountLast4: null,
      },
      ...{ remarks: '', decisionNote: null, overrideReason: null, workingSinceOn: null },
      ...{ visitNote: null, visitors: null, visitHousing: null, visitResidents: null },
      version: sql`${families.version} + 1`,
    })
    .where(eq(families.id, id));
}

async function eraseCourse(write: Write, familyId: string): Promise<void> {
  await write.update(familyExclusions).set({ evidence: '' }).where(eq(familyExclusions.familyId, familyId));
  await write
    .update(noticeFamilies)
    .set({ shownName: ERASED, workUnit: '' })
    .where(eq(noticeFamilies.familyId, familyId));
  await write.update(objections).set({ content: '', handling: '' }).where(eq(objections.familyId, familyId));
  await write
    .update(familyReviews)
    .set({ note: '', overrideReason: null })
    .where(eq(familyReviews.familyId, familyId));
  await write
    .delete(duplicateVerdicts)
    .where(or(eq(duplicateVerdicts.firstFamilyId, familyId), eq(duplicateVerdicts.secondFamilyId, familyId)));
  await write.delete(formDrafts).where(eq(formDrafts.form, draftOfFamily(familyId)));
}

/** What was applied for and decided stays; what was written about the people goes. */
async function eraseRelief(write: Write, familyId: string): Promise<void> {
  await write
    .update(applications)
    .set({ reason: '', reviewNote: null, decisionNote: null })
    .where(eq(applications.familyId, familyId));
  // Empty rather than null: whether somebody was an exception still counts.
  await write
    .update(campaignCandidates)
    .set({ exceptionReason: '' })
    .where(and(eq(campaignCandidates.familyId, familyId), isNotNull(campaignCandidates.exceptionReason)));
  await write.update(awards).set({ releaseReason: null }).where(eq(awards.familyId, familyId));
}
