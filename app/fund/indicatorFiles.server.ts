import { and, asc, eq, gt, isNull, lte, or } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { indicatorFiles, indicators, staff } from '../../db/schema';
import { audit, auditAll } from '../audit/audit.server';
import { formatInstant } from '../calendar/instant';
import type { PaperMediaType } from '../families/paperContent';
import { soundBytes, type PaperStore } from '../families/paperStore.server';
import { readOrRefuse, type SentFile } from '../families/sentFiles.server';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';

/** The files that prove the grade of an indicator: scans of rules, minutes, checks. The bytes never go. */

/**
 * Keeps files with an indicator: all of those sent, or none. One that it has already is not added again.
 * @returns how many were added, and how many were there
 * @throws Refusal indicator.not_found, paper.refused beside `files`
 */
export async function uploadIndicatorFiles(
  { store, actor }: Desk,
  {
    indicatorId,
    files: sent,
    papers,
  }: { indicatorId: string; files: readonly SentFile[]; papers: PaperStore },
): Promise<{ added: number; known: number }> {
  const files = readOrRefuse(sent);
  await store.read((read) => requireIndicator(read, indicatorId));
  // As with the papers of a family, the bytes come first.
  for (const { sha256, bytes } of files) await papers.put(sha256, bytes);
  return store.write(async (write) => {
    const known = new Set((await presentRows(write, indicatorId)).map(({ file }) => file.sha256));
    const fresh = new Map(
      files.filter(({ sha256 }) => !known.has(sha256)).map((file) => [file.sha256, file]),
    );
    const rows = [...fresh.values()].map(({ fileName, mediaType, sha256, bytes }) => ({
      id: newId(),
      indicatorId,
      fileName,
      mediaType,
      sizeBytes: bytes.byteLength,
      sha256,
      uploadedBy: actor.staffId,
      uploadedAt: new Date().toISOString(),
    }));
    if (rows.length > 0) await write.insert(indicatorFiles).values(rows);
    await auditAll(
      write,
      actor,
      rows.map(({ fileName, sha256 }) => ({
        action: 'indicator.file_uploaded' as const,
        subject: { type: 'indicator' as const, id: indicatorId },
        detail: { fileName, sha256 },
      })),
    );
    return { added: rows.length, known: files.length - rows.length };
  });
}

/**
 * The bytes of a file, for somebody who looks at it now.
 * @throws Refusal record.not_found
 */
export async function viewIndicatorFile(
  { store, actor }: Desk,
  { papers, ...asked }: { indicatorId: string; fileId: string; papers: PaperStore },
): Promise<{ bytes: Uint8Array; fileName: string; mediaType: PaperMediaType }> {
  const { sha256, fileName, mediaType } = await store.read((read) => fileRow(read, asked));
  const bytes = await soundBytes(papers, sha256);
  await store.write((write) =>
    audit(write, actor, {
      action: 'indicator.file_viewed',
      subject: { type: 'indicator', id: asked.indicatorId },
      detail: { fileName },
    }),
  );
  return { bytes, fileName, mediaType };
}

/**
 * Takes a file out, for a reason; its record and its bytes stay.
 * @throws Refusal record.not_found
 */
export async function removeIndicatorFile(
  { store, actor }: Desk,
  { reason, ...asked }: { indicatorId: string; fileId: string; reason: string },
): Promise<void> {
  await store.write(async (write) => {
    const { fileName } = await fileRow(write, asked);
    await write
      .update(indicatorFiles)
      .set({ removedBy: actor.staffId, removedAt: new Date().toISOString(), removedReason: reason })
      .where(eq(indicatorFiles.id, asked.fileId));
    await audit(write, actor, {
      action: 'indicator.file_removed',
      subject: { type: 'indicator', id: asked.indicatorId },
      detail: { fileName, reason },
    });
  });
}

export interface ShownFile {
  id: string;
  fileName: string;
  mediaType: PaperMediaType;
  sizeBytes: number;
  uploadedBy: string;
  /** By the clock in China. */
  uploadedAt: string;
}

/** The files that stand with an indicator, the oldest first. */
export async function filesOfIndicator(read: Read, indicatorId: string): Promise<ShownFile[]> {
  const rows = await presentRows(read, indicatorId);
  return rows.map(({ file: { id, fileName, mediaType, sizeBytes, uploadedAt }, uploadedBy }) => ({
    id,
    fileName,
    mediaType,
    sizeBytes,
    uploadedBy,
    uploadedAt: formatInstant(uploadedAt),
  }));
}

/**
 * The name of one file that stands with an indicator.
 * @throws Refusal record.not_found
 */
export async function indicatorFile(
  read: Read,
  asked: { indicatorId: string; fileId: string },
): Promise<string> {
  return (await fileRow(read, asked)).fileName;
}

/** A file that proves a grade, and of which indicator. */
export interface EvidenceFile {
  indicatorId: string;
  /** The place and the name of the indicator in the tree. */
  position: number;
  level3: string;
  fileName: string;
  mediaType: PaperMediaType;
  sha256: string;
}

/** The files that stand with the indicators of a project, or those that did at an instant, in the order of the tree. */
export async function evidenceOf(
  read: Read,
  { projectId, at }: { projectId: string; at?: string },
): Promise<EvidenceFile[]> {
  const { uploadedAt, removedAt } = indicatorFiles;
  const stands = at ? and(lte(uploadedAt, at), or(isNull(removedAt), gt(removedAt, at))) : isNull(removedAt);
  const rows = await read
    .select({
      indicatorId: indicators.id,
      position: indicators.position,
      level3: indicators.level3,
      fileName: indicatorFiles.fileName,
      mediaType: indicatorFiles.mediaType,
      sha256: indicatorFiles.sha256,
    })
    .from(indicatorFiles)
    .innerJoin(indicators, eq(indicators.id, indicatorFiles.indicatorId))
    .where(and(eq(indicators.projectId, projectId), stands))
    .orderBy(asc(indicators.position), asc(uploadedAt), asc(indicatorFiles.id));
  return rows.map(({ level3, ...file }) => ({ ...file, level3: level3 ?? '' }));
}

function presentRows(read: Read, indicatorId: string) {
  return read
    .select({ file: indicatorFiles, uploadedBy: staff.name })
    .from(indicatorFiles)
    .innerJoin(staff, eq(staff.id, indicatorFiles.uploadedBy))
    .where(and(eq(indicatorFiles.indicatorId, indicatorId), isNull(indicatorFiles.removedAt)))
    .orderBy(asc(indicatorFiles.uploadedAt), asc(indicatorFiles.id));
}

async function requireIndicator(read: Read, id: string): Promise<void> {
  const [row] = await read
    .select({ level3: indicators.level3 })
    .from(indicators)
    .where(eq(indicators.id, id));
  if (!row?.level3) throw new Refusal('indicator.not_found');
}

async function fileRow(read: Read, { indicatorId, fileId }: { indicatorId: string; fileId: string }) {
  const [row] = await read
    .select()
    .from(indicatorFiles)
    .where(
      and(
        eq(indicatorFiles.id, fileId),
        eq(indicatorFiles.indicatorId, indicatorId),
        isNull(indicatorFiles.removedAt),
      ),
    );
  if (!row) throw new Refusal('record.not_found');
  return row;
}
