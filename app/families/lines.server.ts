import { and, asc, desc, eq, inArray, lte } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { staff, subsistenceLines } from '../../db/schema';
import { audit, type Actor } from '../audit/audit.server';
import { businessDate, type BusinessDate } from '../calendar/date';
import { newId } from '../ids.server';
import { fen, type Fen } from '../money/fen';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { SAMPLE_LINE_DOCUMENT } from '../zh/families';
import type { Line } from './classification';
import type { FamilyHukou, HukouKind } from './family';
import { CITY_REGION, SAMPLE_LINES, type LineInput } from './sampleLines';

export interface LineRow extends Line {
  id: string;
  /** The name of who confirmed it; null for an example. */
  confirmedBy: string | null;
}

type StoredLine = typeof subsistenceLines.$inferSelect;

/**
 * The subsistence line in force on a day: the latest row of the division itself, or of the city when the division has
 * none of its own by then; null when there is neither.
 */
export async function lineOn(
  read: Read,
  { division, hukouKind, on }: { division: string; hukouKind: FamilyHukou; on: BusinessDate },
): Promise<Line | null> {
  const rows = await read
    .select()
    .from(subsistenceLines)
    .where(
      and(
        inArray(subsistenceLines.region, [division, division.slice(0, CITY_REGION.length)]),
        eq(subsistenceLines.hukouKind, lineKind(hukouKind)),
        lte(subsistenceLines.effectiveOn, on),
      ),
    )
    .orderBy(desc(subsistenceLines.effectiveOn));
  const row = rows.find(({ region }) => region === division) ?? rows[0];
  return row ? lineOf(row) : null;
}

/** A family whose land became town lives by the line of the town. */
function lineKind(hukou: FamilyHukou): HukouKind {
  return hukou === 'converted' ? 'urban' : hukou;
}

/** Every row, by region, kind, and newest first. */
export async function listLines(read: Read): Promise<LineRow[]> {
  const rows = await read
    .select({ line: subsistenceLines, confirmedBy: staff.name })
    .from(subsistenceLines)
    .leftJoin(staff, eq(staff.id, subsistenceLines.confirmedBy))
    .orderBy(
      asc(subsistenceLines.region),
      desc(subsistenceLines.hukouKind),
      desc(subsistenceLines.effectiveOn),
    );
  return rows.map(({ line, confirmedBy }) => ({ ...lineOf(line), id: line.id, confirmedBy }));
}

/**
 * One row.
 * @throws Refusal record.not_found
 */
export async function lineRow(read: Read, id: string): Promise<LineRow> {
  const found = (await listLines(read)).find((line) => line.id === id);
  if (!found) throw new Refusal('record.not_found');
  return found;
}

/**
 * Enters a row that whoever enters it vouches for.
 * @returns its id
 * @throws Refusal line.taken for the same region, kind and day
 */
export async function recordLine({ store, actor }: Desk, line: LineInput): Promise<string> {
  return store.write((write) => insertLine(write, actor, { ...line, confirmedBy: actor.staffId }));
}

/**
 * Confirms a row with its true amount and document; later proposals use it, decided categories stay as they are.
 * @throws Refusal record.not_found
 */
export async function confirmLine(
  { store, actor }: Desk,
  { id, monthlyFen, document }: { id: string; monthlyFen: Fen; document: string },
): Promise<void> {
  await store.write(async (write) => {
    const before = await lineRow(write, id);
    await write
      .update(subsistenceLines)
      .set({ monthlyFen, document, confirmedBy: actor.staffId })
      .where(eq(subsistenceLines.id, id));
    await audit(write, actor, {
      action: 'line.confirmed',
      subject: { type: 'line', id },
      detail: {
        region: before.region,
        hukouKind: before.hukouKind,
        effectiveOn: before.effectiveOn,
        before: { monthlyFen: before.monthlyFen, document: before.document },
        after: { monthlyFen, document },
      },
    });
  });
}

/** Enters the example rows, unconfirmed, leaving alone what exists. For a new installation. */
export async function addSampleLines(write: Write, actor: Actor): Promise<void> {
  for (const line of SAMPLE_LINES) {
    if (await isTaken(write, line)) continue;
    await insertLine(write, actor, { ...line, document: SAMPLE_LINE_DOCUMENT, confirmedBy: null });
  }
}

async function insertLine(
  write: Write,
  actor: Actor,
  { confirmedBy, ...line }: LineInput & { confirmedBy: string | null },
): Promise<string> {
  if (await isTaken(write, line))
    throw new Refusal('line.taken', { effectiveOn: line.effectiveOn }, 'effectiveOn');
  const id = newId();
  await write
    .insert(subsistenceLines)
    .values({ id, ...line, confirmedBy, recordedAt: new Date().toISOString() });
  await audit(write, actor, { action: 'line.recorded', subject: { type: 'line', id }, detail: { ...line } });
  return id;
}

async function isTaken(read: Read, line: Omit<LineInput, 'document'>): Promise<boolean> {
  const rows = await read
    .select({ id: subsistenceLines.id })
    .from(subsistenceLines)
    .where(
      and(
        eq(subsistenceLines.region, line.region),
        eq(subsistenceLines.hukouKind, line.hukouKind),
        eq(subsistenceLines.effectiveOn, line.effectiveOn),
      ),
    );
  return rows.length > 0;
}

function lineOf(row: StoredLine): Line {
  return {
    monthlyFen: fen(row.monthlyFen),
    region: row.region,
    hukouKind: row.hukouKind,
    effectiveOn: businessDate(row.effectiveOn),
    document: row.document,
    isConfirmed: row.confirmedBy !== null,
  };
}
