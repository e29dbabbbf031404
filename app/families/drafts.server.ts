import { and, eq, gt, ne } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { formDrafts, staff } from '../../db/schema';
import { seal, unseal } from '../identity/sealing.server';
import { newId } from '../ids.server';
import type { Desk } from '../staff/staff.server';
import { familyOfDraft, type DraftInput } from './draft.form';
import { lastChange } from './recentChanges.server';
import { familyRow } from './familyRows.server';

/**
 * What people typed and have not sent yet, so that a crash, an ended login or the back button loses nothing. Each person
 * has one draft a form, seen by nobody else, sealed since ID numbers are in it. It is scratch paper and no record: saving
 * it is not audited, the file that it becomes is.
 */

const EDITING_MINUTES = 10;

export interface KeptDraft {
  savedAt: string;
  /** Who changed the file since it was opened here; null when nobody did. */
  changedBy: string | null;
}

/**
 * Keeps what was typed, in place of what was kept before.
 * @throws Refusal record.not_found for a file that does not exist
 */
export async function keepDraft(
  { store, actor }: Desk,
  { form, content, version }: DraftInput,
): Promise<KeptDraft> {
  return store.write(async (write) => {
    const savedAt = new Date().toISOString();
    const familyId = familyOfDraft(form);
    const family = familyId ? await familyRow(write, familyId) : null;
    const values = { contentSealed: seal(content), savedAt };
    const mine = draftIs({ staffId: actor.staffId, form });
    const [kept] = await write.select({ id: formDrafts.id }).from(formDrafts).where(mine);
    if (kept) await write.update(formDrafts).set(values).where(eq(formDrafts.id, kept.id));
    else await write.insert(formDrafts).values({ id: newId(), staffId: actor.staffId, form, ...values });
    const isBehind = family !== null && version !== undefined && version < family.version;
    return { savedAt, changedBy: isBehind ? await lastChange(write, family.id) : null };
  });
}

export interface FoundDraft {
  /** The form as the browser would have posted it. */
  content: string;
  savedAt: string;
}

/** What somebody left unsent in a form, or null. */
export async function draftIn(
  read: Read,
  { staffId, form }: { staffId: string; form: string },
): Promise<FoundDraft | null> {
  const [row] = await read.select().from(formDrafts).where(draftIs({ staffId, form }));
  return row ? { content: unseal(row.contentSealed), savedAt: row.savedAt } : null;
}

/** Throws away what somebody left unsent in a form: it was sent, or is not wanted. */
export async function dropDraft({ store, actor }: Desk, form: string): Promise<void> {
  await store.write((write) => write.delete(formDrafts).where(draftIs({ staffId: actor.staffId, form })));
}

/** Names of the others who typed in this form within the last minutes. */
export async function othersTyping(
  read: Read,
  { staffId, form }: { staffId: string; form: string },
): Promise<string[]> {
  const since = new Date(Date.now() - EDITING_MINUTES * 60_000).toISOString();
  const rows = await read
    .select({ name: staff.name })
    .from(formDrafts)
    .innerJoin(staff, eq(staff.id, formDrafts.staffId))
    .where(and(eq(formDrafts.form, form), ne(formDrafts.staffId, staffId), gt(formDrafts.savedAt, since)));
  return rows.map(({ name }) => name);
}

function draftIs({ staffId, form }: { staffId: string; form: string }) {
  return and(eq(formDrafts.staffId, staffId), eq(formDrafts.form, form));
}

/** What a form is told of its draft. The content is sent only when the address asks for it: `?draft=restore`. */
export async function draftForForm(
  { store, actor }: Desk,
  { form, url }: { form: string; url: string },
): Promise<{ savedAt: string; content: string | null } | null> {
  const found = await store.read((read) => draftIn(read, { staffId: actor.staffId, form }));
  if (!found) return null;
  const isWanted = new URL(url).searchParams.get('draft') === 'restore';
  return { savedAt: found.savedAt, content: isWanted ? found.content : null };
}
