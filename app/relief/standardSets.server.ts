import { asc, eq, isNotNull } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { alias } from '../../db/engine/kit';
import { reliefStandardAmounts, reliefStandards, staff } from '../../db/schema';
import { audit } from '../audit/audit.server';
import type { BusinessDate } from '../calendar/date';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { SHIPPED_STANDARD, type Standard, type StandardAmounts } from './standards';

/** The sets of caps and usual amounts that the head enters; a set counts from the moment it is confirmed. */

export interface StandardRow extends Standard {
  /** Null for the shipped set. */
  id: string | null;
  recordedBy: string | null;
  confirmedBy: string | null;
  confirmedAt: string | null;
}

export interface NewStandard {
  effectiveOn: BusinessDate;
  document: string;
  livingMonths: number;
  schoolingMonths: number;
  amounts: StandardAmounts;
}

const confirmer = alias(staff, 'confirmer');

/** Every set, the shipped one and drafts among them, in the order of their days. */
export async function listStandards(read: Read): Promise<StandardRow[]> {
  const rows = await read
    .select({ standard: reliefStandards, recordedBy: staff.name, confirmedBy: confirmer.name })
    .from(reliefStandards)
    .innerJoin(staff, eq(staff.id, reliefStandards.recordedBy))
    .leftJoin(confirmer, eq(confirmer.id, reliefStandards.confirmedBy))
    .orderBy(asc(reliefStandards.effectiveOn));
  const amounts = await read.select().from(reliefStandardAmounts);
  const entered = rows.map(({ standard, recordedBy, confirmedBy }) => ({
    ...standardFrom(standard, amounts),
    id: standard.id,
    recordedBy,
    confirmedBy,
    confirmedAt: standard.confirmedAt,
  }));
  const shipped = { ...SHIPPED_STANDARD, id: null, recordedBy: null, confirmedBy: null, confirmedAt: null };
  return [shipped, ...entered].sort((left, right) => (left.effectiveOn < right.effectiveOn ? -1 : 1));
}

/** The sets that count: the shipped one and those that were confirmed, in the order of their days. */
export async function confirmedStandards(read: Read): Promise<Standard[]> {
  const rows = await read
    .select()
    .from(reliefStandards)
    .where(isNotNull(reliefStandards.confirmedBy))
    .orderBy(asc(reliefStandards.effectiveOn));
  if (rows.length === 0) return [SHIPPED_STANDARD];
  const amounts = await read.select().from(reliefStandardAmounts);
  const sets = [SHIPPED_STANDARD, ...rows.map((row) => standardFrom(row, amounts))];
  return sets.sort((left, right) => (left.effectiveOn < right.effectiveOn ? -1 : 1));
}

/**
 * One set that was entered.
 * @throws Refusal record.not_found
 */
export async function standardRow(read: Read, id: string): Promise<StandardRow> {
  const found = (await listStandards(read)).find((one) => one.id === id);
  if (!found) throw new Refusal('record.not_found');
  return found;
}

/**
 * Enters a set as a draft; a draft of the same day is replaced.
 * @returns its id
 * @throws Refusal standard.taken for the day of a set that counts
 */
export async function recordStandard({ store, actor }: Desk, standard: NewStandard): Promise<string> {
  const { amounts, ...columns } = standard;
  return store.write(async (write) => {
    await dropDraftOf(write, standard.effectiveOn);
    const id = newId();
    await write.insert(reliefStandards).values({
      id,
      ...columns,
      medicalPercent: amounts.medicalPercent,
      recordedBy: actor.staffId,
      recordedAt: new Date().toISOString(),
    });
    const rows = amountRows(id, amounts);
    if (rows.length > 0) await write.insert(reliefStandardAmounts).values(rows);
    await audit(write, actor, {
      action: 'standard.recorded',
      subject: { type: 'standard', id },
      detail: { ...columns, ...amounts },
    });
    return id;
  });
}

/**
 * Puts a set in force from its day on; who vouches for it is kept.
 * @throws Refusal record.not_found, standard.confirmed
 */
export async function confirmStandard({ store, actor }: Desk, id: string): Promise<void> {
  await store.write(async (write) => {
    const { confirmedBy, effectiveOn, document } = await standardRow(write, id);
    if (confirmedBy) throw new Refusal('standard.confirmed', { confirmedBy });
    await write
      .update(reliefStandards)
      .set({ confirmedBy: actor.staffId, confirmedAt: new Date().toISOString() })
      .where(eq(reliefStandards.id, id));
    await audit(write, actor, {
      action: 'standard.confirmed',
      subject: { type: 'standard', id },
      detail: { effectiveOn, document },
    });
  });
}

async function dropDraftOf(write: Write, effectiveOn: string): Promise<void> {
  const [same] = await write
    .select()
    .from(reliefStandards)
    .where(eq(reliefStandards.effectiveOn, effectiveOn));
  if (same?.confirmedBy || effectiveOn === SHIPPED_STANDARD.effectiveOn)
    throw new Refusal('standard.taken', { effectiveOn }, 'effectiveOn');
  if (!same) return;
  await write.delete(reliefStandardAmounts).where(eq(reliefStandardAmounts.standardId, same.id));
  await write.delete(reliefStandards).where(eq(reliefStandards.id, same.id));
}

function amountRows(standardId: string, { living, schooling }: StandardAmounts) {
  const none = { category: null, stage: null };
  return [
    ...entriesOf(living).map(([category, amountFen]) => ({ ...none, category, amountFen })),
    ...entriesOf(schooling).map(([stage, amountFen]) => ({ ...none, stage, amountFen })),
  ].map((row) => ({ id: newId(), standardId, ...row }));
}

function entriesOf<Key extends string>(amounts: Partial<Record<Key, number>>): [Key, number][] {
  return Object.entries(amounts) as [Key, number][];
}

function standardFrom(
  row: typeof reliefStandards.$inferSelect,
  amounts: readonly (typeof reliefStandardAmounts.$inferSelect)[],
): Standard {
  const own = amounts.filter(({ standardId }) => standardId === row.id);
  const keyed = (key: 'category' | 'stage') =>
    Object.fromEntries(own.flatMap((one) => (one[key] ? [[one[key], one.amountFen]] : [])));
  return {
    code: row.id,
    effectiveOn: row.effectiveOn as BusinessDate,
    document: row.document,
    caps: {
      living: { basis: 'line_months', months: row.livingMonths },
      schooling: { basis: 'line_months', months: row.schoolingMonths },
      medical: { basis: 'self_paid' },
    },
    amounts: {
      living: keyed('category'),
      schooling: keyed('stage'),
      medicalPercent: row.medicalPercent,
    },
  };
}
