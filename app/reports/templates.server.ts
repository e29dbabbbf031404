import { asc, desc, eq } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { reportTemplates, reportTemplateUses, staff } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { formatInstant } from '../calendar/instant';
import { sha256Of, soundBytes, type PaperStore } from '../families/paperStore.server';
import { keptFileName } from '../identity/fileName';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { checkTemplate } from './officeTemplate.server';
import { safeFileName } from './printed';
import { LARGEST_TEMPLATE_BYTES, LARGEST_TEMPLATE_MB } from './template.form';

/** The office's own templates of the narrative report: versions that stay, and which of them is in use. */

export interface TemplateVersion {
  id: string;
  version: number;
  fileName: string;
  sizeBytes: number;
  sha256: string;
  uploadedBy: string;
  /** By the clock in China. */
  uploadedAt: string;
  isInUse: boolean;
}

/** Every version, the latest first. */
export async function templateVersions(read: Read): Promise<TemplateVersion[]> {
  const inUse = await usedId(read);
  const rows = await read
    .select({ template: reportTemplates, uploadedBy: staff.name })
    .from(reportTemplates)
    .innerJoin(staff, eq(staff.id, reportTemplates.uploadedBy))
    .orderBy(desc(reportTemplates.version));
  return rows.map(({ template: { uploadedAt, ...template }, uploadedBy }) => ({
    ...template,
    uploadedBy,
    uploadedAt: formatInstant(uploadedAt),
    isInUse: template.id === inUse,
  }));
}

/**
 * Keeps a document as the next version; the same document again is the version it was. It is not used by that.
 * @throws Refusal template.too_large, and those of `checkTemplate`
 */
export async function uploadTemplate(
  { store, actor }: Desk,
  { bytes, fileName, papers }: { bytes: Uint8Array; fileName: string; papers: PaperStore },
): Promise<{ version: number; isKnown: boolean }> {
  if (bytes.byteLength > LARGEST_TEMPLATE_BYTES)
    throw new Refusal('template.too_large', { mb: LARGEST_TEMPLATE_MB }, 'file');
  await checkTemplate(bytes);
  const sha256 = sha256Of(bytes);
  await papers.put(sha256, bytes);
  return store.write(async (write) => {
    const rows = await write.select().from(reportTemplates).orderBy(asc(reportTemplates.version));
    const known = rows.find((row) => row.sha256 === sha256);
    if (known) return { version: known.version, isKnown: true };
    const version = (rows.at(-1)?.version ?? 0) + 1;
    const id = newId();
    const name = safeFileName(keptFileName(fileName)).slice(0, LONGEST_NAME);
    await write.insert(reportTemplates).values({
      id,
      version,
      fileName: name,
      sizeBytes: bytes.byteLength,
      sha256,
      uploadedBy: actor.staffId,
      uploadedAt: new Date().toISOString(),
    });
    await audit(write, actor, {
      action: 'report.template_uploaded',
      subject: { type: 'template', id },
      detail: { fileName: name, version, sha256 },
    });
    return { version, isKnown: false };
  });
}

const LONGEST_NAME = 120;

/**
 * Uses a version from now on; null goes back to the product's own. Papers that are frozen stay as they are.
 * @returns the number of the version, 0 for the product's own
 * @throws Refusal record.not_found
 */
export async function applyTemplate({ store, actor }: Desk, templateId: string | null): Promise<number> {
  return store.write(async (write) => {
    const version = templateId === null ? 0 : (await templateRow(write, templateId)).version;
    const [last] = await write
      .select()
      .from(reportTemplateUses)
      .orderBy(desc(reportTemplateUses.position))
      .limit(1);
    if ((last?.templateId ?? null) === templateId) return version;
    await write.insert(reportTemplateUses).values({
      id: newId(),
      position: (last?.position ?? 0) + 1,
      templateId,
      chosenBy: actor.staffId,
      chosenAt: new Date().toISOString(),
    });
    await audit(write, actor, {
      action: 'report.template_used',
      subject: { type: 'template', id: templateId ?? DEFAULT_ID },
      detail: { version },
    });
    return version;
  });
}

/** Stands for the product's own template where an id is asked for. */
export const DEFAULT_ID = 'default';

/** The bytes of the template in use; null for the product's own. */
export async function templateInUse(read: Read, papers: PaperStore): Promise<Uint8Array | null> {
  const id = await usedId(read);
  if (id === null) return null;
  return soundBytes(papers, (await templateRow(read, id)).sha256);
}

/**
 * A version with its bytes; that it was taken out or looked at is audited.
 * @throws Refusal record.not_found
 */
export async function takenTemplate(
  { store, actor }: Desk,
  { id, papers }: { id: string; papers: PaperStore },
): Promise<{ bytes: Uint8Array; fileName: string; version: number }> {
  const { sha256, fileName, version } = await store.read((read) => templateRow(read, id));
  const bytes = await soundBytes(papers, sha256);
  await store.write((write) =>
    audit(write, actor, {
      action: 'report.template_taken',
      subject: { type: 'template', id },
      detail: { version, sha256 },
    }),
  );
  return { bytes, fileName, version };
}

async function usedId(read: Read): Promise<string | null> {
  const [last] = await read
    .select({ templateId: reportTemplateUses.templateId })
    .from(reportTemplateUses)
    .orderBy(desc(reportTemplateUses.position))
    .limit(1);
  return last?.templateId ?? null;
}

async function templateRow(read: Read | Write, id: string) {
  const [row] = await read.select().from(reportTemplates).where(eq(reportTemplates.id, id));
  if (!row) throw new Refusal('record.not_found');
  return row;
}
