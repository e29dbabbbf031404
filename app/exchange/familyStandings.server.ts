import { and, eq, inArray, notInArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { families, familyMembers } from '../../db/schema';
import { CLOSED_STATUSES } from '../families/workflow';
import { contentDigest, storedContents, type FamilyContent } from './familyContent.server';
import type { PreparedFamily } from './importedFamilies.server';

/** What the register already knows of the families of a sheet. */

/** What the register of the product already knows of a family of the sheet. */
export type Standing =
  | { kind: 'new' }
  /** This very import brought it, before it was interrupted. */
  | { kind: 'brought' }
  | { kind: 'unchanged' }
  /** Persons that stand in another file, by their index. */
  | { kind: 'elsewhere'; persons: { index: number; fileNumber: string; status: string }[] }
  | { kind: 'number_taken' };

/** Looks up a few hundred families at once. */
export async function standings(
  read: Read,
  prepared: readonly PreparedFamily[],
  importId: string | null,
): Promise<Standing[]> {
  const [imports, active, numbers] = await Promise.all([
    importsByDigest(read, prepared),
    activeFiles(read, prepared),
    takenNumbers(read, prepared),
  ]);
  const left = prepared.flatMap(({ family }) =>
    family.status === 'exited' ? (numbers.get(family.fileNumber) ?? []) : [],
  );
  const contents = await storedContents(read, [
    ...new Set([...[...active.values()].map(({ familyId }) => familyId), ...left]),
  ]);
  const isSame = (familyId: string | undefined, content: FamilyContent) => {
    const stored = contents.get(familyId ?? '');
    return stored !== undefined && contentDigest(stored, '') === contentDigest(content, '');
  };
  return prepared.map(({ family, content, digest, idFingerprints }): Standing => {
    if (imports.has(digest)) {
      return { kind: importId !== null && imports.get(digest) === importId ? 'brought' : 'unchanged' };
    }
    const found =
      family.status === 'exited' ? [] : idFingerprints.flatMap((id, index) => hit(active.get(id), index));
    if (found.length > 0)
      return isSame(found[0]!.familyId, content)
        ? { kind: 'unchanged' }
        : { kind: 'elsewhere', persons: found };
    // Of families that left, only the file number says which of several files of theirs is meant.
    const byNumber = numbers.get(family.fileNumber);
    if (family.status === 'exited' && isSame(byNumber, content)) return { kind: 'unchanged' };
    return { kind: byNumber === undefined ? 'new' : 'number_taken' };
  });
}

interface ActiveFile {
  familyId: string;
  fileNumber: string;
  status: string;
}

function hit(file: ActiveFile | undefined, index: number): (ActiveFile & { index: number })[] {
  return file ? [{ ...file, index }] : [];
}

async function importsByDigest(
  read: Read,
  prepared: readonly PreparedFamily[],
): Promise<Map<string, string | null>> {
  const found = new Map<string, string | null>();
  for (const chunk of chunksOf(prepared.map(({ digest }) => digest))) {
    const rows = await read
      .select({ digest: families.importDigest, importId: families.importId })
      .from(families)
      .where(inArray(families.importDigest, chunk));
    for (const { digest, importId } of rows) found.set(digest!, importId);
  }
  return found;
}

async function activeFiles(
  read: Read,
  prepared: readonly PreparedFamily[],
): Promise<Map<string, ActiveFile>> {
  const found = new Map<string, ActiveFile>();
  for (const chunk of chunksOf(prepared.flatMap(({ idFingerprints }) => idFingerprints))) {
    const rows = await read
      .select({
        idFingerprint: familyMembers.idFingerprint,
        familyId: families.id,
        fileNumber: families.fileNumber,
        status: families.status,
      })
      .from(familyMembers)
      .innerJoin(families, eq(families.id, familyMembers.familyId))
      .where(
        and(inArray(familyMembers.idFingerprint, chunk), notInArray(families.status, [...CLOSED_STATUSES])),
      );
    for (const { idFingerprint, ...file } of rows) found.set(idFingerprint, file);
  }
  return found;
}

/** The files that have the numbers, by number. */
async function takenNumbers(read: Read, prepared: readonly PreparedFamily[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const chunk of chunksOf(prepared.flatMap(({ family }) => family.fileNumber || []))) {
    const rows = await read
      .select({ id: families.id, fileNumber: families.fileNumber })
      .from(families)
      .where(inArray(families.fileNumber, chunk));
    for (const { id, fileNumber } of rows) found.set(fileNumber, id);
  }
  return found;
}
