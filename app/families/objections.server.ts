import { and, asc, eq, exists, inArray, isNull, notExists, or, type SQL } from 'drizzle-orm';
import { alias } from '../../db/engine/kit';
import type { Read } from '../../db/client.server';
import { families, objections, publicNotices, staff } from '../../db/schema';
import { audit } from '../audit/audit.server';
import type { BusinessDate } from '../calendar/date';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { familyRow, requireAllowed, requireStepDate } from './familyRows.server';
import type { ObjectionOutcome } from './notice';
import type { Handling } from './notice.form';

/** An objection as the page of its family shows it. */
export interface FamilyObjection {
  id: string;
  noticeNumber: string;
  receivedOn: string;
  content: string;
  recordedBy: string;
  recordedByName: string;
  handledOn: string | null;
  outcome: ObjectionOutcome | null;
  handling: string;
  handledByName: string | null;
}

/**
 * Takes down an objection to a family that is on public notice.
 * @throws Refusal family.not_now, family.in_future, family.before_previous_step
 */
export async function recordObjection(
  { store, actor }: Desk,
  { id: familyId, on, content }: { id: string; on: BusinessDate; content: string },
): Promise<{ id: string }> {
  return store.write(async (write) => {
    const row = await familyRow(write, familyId);
    requireAllowed(row, 'object');
    requireStepDate(on, { previousOn: row.publicisedOn });
    const id = newId();
    await write.insert(objections).values({
      id,
      familyId,
      noticeId: row.noticeId!,
      receivedOn: on,
      content,
      recordedBy: actor.staffId,
      recordedAt: new Date().toISOString(),
    });
    await audit(write, actor, {
      action: 'family.objected',
      subject: { type: 'family', id: familyId },
      detail: { on },
    });
    return { id };
  });
}

/**
 * Answers an objection, by another person than who took it down.
 * @throws Refusal record.not_found, family.not_now, objection.handled, objection.same_person, family.in_future,
 *   family.before_previous_step
 */
export async function handleObjection(
  { store, actor }: Desk,
  { familyId, id, on, outcome, handling }: Handling & { familyId: string; id: string },
): Promise<void> {
  await store.write(async (write) => {
    const row = await familyRow(write, familyId);
    const [objection] = await write
      .select()
      .from(objections)
      .where(and(eq(objections.id, id), eq(objections.familyId, familyId)));
    if (!objection) throw new Refusal('record.not_found');
    requireAllowed(row, 'handle_objection');
    if (objection.handledOn) throw new Refusal('objection.handled', { handledOn: objection.handledOn });
    if (objection.recordedBy === actor.staffId) throw new Refusal('objection.same_person');
    requireStepDate(on, { previousOn: objection.receivedOn });
    await write
      .update(objections)
      .set({ handledOn: on, outcome, handling, handledBy: actor.staffId })
      .where(eq(objections.id, id));
    await audit(write, actor, {
      action: 'family.objection_handled',
      subject: { type: 'family', id: familyId },
      detail: { on, outcome },
    });
  });
}

/** The objections to a family, over all its notices, in the order in which they came. */
export async function objectionsOfFamily(read: Read, familyId: string): Promise<FamilyObjection[]> {
  const recorder = alias(staff, 'recorder');
  const handler = alias(staff, 'handler');
  return read
    .select({
      id: objections.id,
      noticeNumber: publicNotices.number,
      receivedOn: objections.receivedOn,
      content: objections.content,
      recordedBy: objections.recordedBy,
      recordedByName: recorder.name,
      handledOn: objections.handledOn,
      outcome: objections.outcome,
      handling: objections.handling,
      handledByName: handler.name,
    })
    .from(objections)
    .innerJoin(publicNotices, eq(publicNotices.id, objections.noticeId))
    .innerJoin(recorder, eq(recorder.id, objections.recordedBy))
    .leftJoin(handler, eq(handler.id, objections.handledBy))
    .where(eq(objections.familyId, familyId))
    .orderBy(asc(objections.receivedOn), asc(objections.id));
}

export type ObjectionAgainst = 'family.objection_open' | 'family.objection_upheld';

/**
 * What an objection says against an approval: one that waits for an answer, or one to the present notice that was upheld.
 * @returns the code of the refusal, or null
 */
export async function objectionAgainstApproval(read: Read, id: string): Promise<ObjectionAgainst | null> {
  return (await objectionsAgainstApproval(read, [id])).get(id) ?? null;
}

/** The same of many files, by their ids; those that no objection stands against are left out. */
export async function objectionsAgainstApproval(
  read: Read,
  ids: readonly string[],
): Promise<Map<string, ObjectionAgainst>> {
  const rows = await read
    .select({ id: families.id, handledOn: objections.handledOn })
    .from(objections)
    .innerJoin(families, eq(families.id, objections.familyId))
    .where(and(inArray(objections.familyId, [...ids]), standsAgainst()));
  const against = new Map<string, ObjectionAgainst>();
  for (const { id, handledOn } of rows)
    if (handledOn === null) against.set(id, 'family.objection_open');
    else if (!against.has(id)) against.set(id, 'family.objection_upheld');
  return against;
}

/** The condition of files that an objection stands against. */
export function objectedTo(read: Read): SQL {
  return exists(againstFile(read));
}

/** The condition of files that none does. */
export function notObjectedTo(read: Read): SQL {
  return notExists(againstFile(read));
}

function againstFile(read: Read) {
  return read
    .select({ id: objections.id })
    .from(objections)
    .where(and(eq(objections.familyId, families.id), standsAgainst()));
}

/** Waits for an answer, or was upheld and is about the present notice of its file. */
function standsAgainst(): SQL {
  const isUpheld = and(eq(objections.noticeId, families.noticeId), eq(objections.outcome, 'upheld'));
  return or(isNull(objections.handledOn), isUpheld)!;
}
