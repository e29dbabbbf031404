import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { alias } from '../../db/engine/kit';
import { families, familyMembers, papers, staff } from '../../db/schema';
import { auditAll, audit } from '../audit/audit.server';
import { formatInstant } from '../calendar/instant';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { familyRow } from './familyRows.server';
import type { PaperKind } from './paper';
import type { PaperMediaType } from './paperContent';
import { soundBytes, type PaperStore } from './paperStore.server';
import { readOrRefuse, type ReadFile, type SentFile } from './sentFiles.server';
import { missingPapers, requiredPapers, type PaperFacts } from './requiredPapers';

/** The papers of a file: uploaded, looked at, taken out. The bytes never go; each step is audited with the family. */

export interface PaperUpload {
  familyId: string;
  kind: PaperKind;
  files: readonly SentFile[];
  papers: PaperStore;
}

/**
 * Keeps papers of one kind: all of those sent, or none. A paper that the file has under this kind already is not
 * added again, so that a form sent twice changes nothing.
 * @returns how many were added, and how many were there
 * @throws Refusal record.not_found, paper.refused {problems: JSON of PaperProblem[]} beside `files`
 */
export async function uploadPapers(
  { store, actor }: Desk,
  upload: PaperUpload,
): Promise<{ added: number; known: number }> {
  const files = readOrRefuse(upload.files);
  await store.read((read) => familyRow(read, upload.familyId));
  // The bytes come first: a record without bytes would be a loss, bytes without a record are only a few lost bytes.
  for (const { sha256, bytes } of files) await upload.papers.put(sha256, bytes);
  return store.write(async (write) => {
    const known = await knownHashes(write, upload);
    const fresh = files.filter(({ sha256 }, index) => {
      const isFirst = files.findIndex((one) => one.sha256 === sha256) === index;
      return isFirst && !known.has(sha256);
    });
    await insertPapers(write, { ...upload, files: fresh, actor });
    return { added: fresh.length, known: files.length - fresh.length };
  });
}

/**
 * The bytes of a paper, for somebody who looks at it now.
 * @throws Refusal record.not_found when the family has no such paper or it was taken out
 */
export async function viewPaper(
  { store, actor }: Desk,
  { familyId, paperId, papers: kept }: { familyId: string; paperId: string; papers: PaperStore },
): Promise<{ bytes: Uint8Array; fileName: string; mediaType: PaperMediaType }> {
  const paper = await store.read((read) => paperRow(read, { familyId, paperId }));
  const bytes = await soundBytes(kept, paper.sha256);
  await store.write((write) =>
    audit(write, actor, {
      action: 'family.paper_viewed',
      subject: { type: 'family', id: familyId },
      detail: told(paper),
    }),
  );
  return { bytes, fileName: paper.fileName, mediaType: paper.mediaType };
}

/**
 * Takes a paper out of the file, for a reason. Who takes it out again changes nothing.
 * @throws Refusal record.not_found
 */
export async function removePaper(
  { store, actor }: Desk,
  { familyId, paperId, reason }: { familyId: string; paperId: string; reason: string },
): Promise<void> {
  await store.write(async (write) => {
    const paper = await paperRow(write, { familyId, paperId, alsoRemoved: true });
    if (paper.removedAt) return;
    await write
      .update(papers)
      .set({ removedBy: actor.staffId, removedAt: new Date().toISOString(), removedReason: reason })
      .where(eq(papers.id, paperId));
    await audit(write, actor, {
      action: 'family.paper_removed',
      subject: { type: 'family', id: familyId },
      detail: { ...told(paper), reason },
    });
  });
}

export interface ShownPaper {
  id: string;
  kind: PaperKind;
  fileName: string;
  mediaType: PaperMediaType;
  sizeBytes: number;
  uploadedBy: string;
  /** By the clock in China. */
  uploadedAt: string;
  removed: { by: string; at: string; reason: string } | null;
}

export interface FamilyPapers {
  /** Every required paper, in the order of the checklist. */
  checklist: { kind: PaperKind; isThere: boolean }[];
  /** The newest first. */
  present: ShownPaper[];
  removed: ShownPaper[];
}

/**
 * What a file needs and has.
 * @throws Refusal record.not_found
 */
export async function papersOfFamily(read: Read, familyId: string): Promise<FamilyPapers> {
  const facts = (await paperFacts(read, [familyId])).get(familyId);
  if (!facts) throw new Refusal('record.not_found');
  const all = await shownPapers(read, { familyId });
  const present = all.filter(({ removed }) => removed === null);
  const there = new Set(present.map(({ kind }) => kind));
  return {
    checklist: requiredPapers(facts).map((kind) => ({ kind, isThere: there.has(kind) })),
    present,
    removed: all.filter(({ removed }) => removed !== null),
  };
}

/**
 * One paper that stands in the file.
 * @throws Refusal record.not_found
 */
export async function paperOfFamily(
  read: Read,
  { familyId, paperId }: { familyId: string; paperId: string },
): Promise<ShownPaper> {
  const [paper] = await shownPapers(read, { familyId, paperId });
  if (!paper || paper.removed) throw new Refusal('record.not_found');
  return paper;
}

/** The required papers that each of these files lacks, by its id. */
export async function missingOf(read: Read, familyIds: readonly string[]): Promise<Map<string, PaperKind[]>> {
  if (familyIds.length === 0) return new Map();
  const facts = await paperFacts(read, familyIds);
  const rows = await read
    .selectDistinct({ familyId: papers.familyId, kind: papers.kind })
    .from(papers)
    .where(and(inArray(papers.familyId, [...familyIds]), isNull(papers.removedAt)));
  const kindsOf = (id: string) => rows.filter(({ familyId }) => familyId === id).map(({ kind }) => kind);
  return new Map([...facts].map(([id, one]) => [id, missingPapers(one, kindsOf(id))]));
}

/**
 * Under which hash the bytes of a paper lie, also of one that was taken out since.
 * @throws Refusal record.not_found
 */
export async function paperHash(
  read: Read,
  { familyId, paperId }: { familyId: string; paperId: string },
): Promise<string> {
  return (await paperRow(read, { familyId, paperId, alsoRemoved: true })).sha256;
}

async function knownHashes(read: Read, { familyId, kind }: PaperUpload): Promise<Set<string>> {
  const rows = await read
    .select({ sha256: papers.sha256 })
    .from(papers)
    .where(and(eq(papers.familyId, familyId), eq(papers.kind, kind), isNull(papers.removedAt)));
  return new Set(rows.map(({ sha256 }) => sha256));
}

async function insertPapers(
  write: Write,
  {
    familyId,
    kind,
    files,
    actor,
  }: { familyId: string; kind: PaperKind; files: readonly ReadFile[]; actor: Desk['actor'] },
): Promise<void> {
  if (files.length === 0) return;
  const uploadedAt = new Date().toISOString();
  const rows = files.map(({ fileName, mediaType, sha256, bytes }) => ({
    id: newId(),
    familyId,
    kind,
    fileName,
    mediaType,
    sizeBytes: bytes.byteLength,
    sha256,
    uploadedBy: actor.staffId,
    uploadedAt,
  }));
  await write.insert(papers).values(rows);
  await auditAll(
    write,
    actor,
    rows.map((row) => ({
      action: 'family.paper_uploaded' as const,
      subject: { type: 'family' as const, id: familyId },
      detail: { ...told(row), sha256: row.sha256 },
    })),
  );
}

/** What the audit says of a paper. */
/** Not the name of the file, which often is that of the person: the audit is never erased, the file is. */
function told({ id, kind }: { id: string; kind: PaperKind }) {
  return { paperId: id, paperKind: kind };
}

/** A paper of another family is none of this one's, whoever asks. */
async function paperRow(
  read: Read,
  { familyId, paperId, alsoRemoved }: { familyId: string; paperId: string; alsoRemoved?: boolean },
) {
  const [paper] = await read
    .select()
    .from(papers)
    .where(and(eq(papers.id, paperId), eq(papers.familyId, familyId)));
  if (!paper || (paper.removedAt && !alsoRemoved)) throw new Refusal('record.not_found');
  return paper;
}

const remover = alias(staff, 'remover');

async function shownPapers(
  read: Read,
  { familyId, paperId }: { familyId: string; paperId?: string },
): Promise<ShownPaper[]> {
  const rows = await read
    .select({ paper: papers, uploader: staff.name, remover: remover.name })
    .from(papers)
    .innerJoin(staff, eq(papers.uploadedBy, staff.id))
    .leftJoin(remover, eq(papers.removedBy, remover.id))
    .where(and(eq(papers.familyId, familyId), paperId ? eq(papers.id, paperId) : undefined))
    .orderBy(desc(papers.uploadedAt), asc(papers.id));
  return rows.map(({ paper, uploader, remover: by }) => ({
    id: paper.id,
    kind: paper.kind,
    fileName: paper.fileName,
    mediaType: paper.mediaType,
    sizeBytes: paper.sizeBytes,
    uploadedBy: uploader,
    uploadedAt: formatInstant(paper.uploadedAt),
    removed: paper.removedAt
      ? { by: by ?? '', at: formatInstant(paper.removedAt), reason: paper.removedReason ?? '' }
      : null,
  }));
}

async function paperFacts(read: Read, familyIds: readonly string[]): Promise<Map<string, PaperFacts>> {
  const rows = await read
    .select({
      id: families.id,
      mainCause: families.mainCause,
      secondCause: families.secondCause,
      thirdCause: families.thirdCause,
      fourthCause: families.fourthCause,
      employment: familyMembers.employment,
    })
    .from(families)
    .leftJoin(familyMembers, and(eq(familyMembers.familyId, families.id), eq(familyMembers.relation, 'self')))
    .where(inArray(families.id, [...familyIds]));
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}
