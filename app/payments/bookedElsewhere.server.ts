import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { batches, instructions } from '../../db/schema';
import { comparableReference } from '../fund/reference';
import { fingerprint } from '../identity/sealing.server';
import { isBeforeSending, type ResultRow } from './bankResult';
import { standingByIds } from './usedReference.server';

/** The line of another batch as which a row of a file is booked. */
export interface BookedPlace {
  batch: { id: string; number: string; title: string };
  lineNumber: number;
}

interface Asked {
  batchId: string;
  /** When the batch went to the bank. */
  sentOn: string | null;
  rows: readonly ResultRow[];
}

/**
 * The rows that other batches are answered by: to the account, with the amount, the outcome, the day and the number of one
 * of their lines, whose payment stands. Where one of the two has no number, a day before this batch went to the bank tells
 * as much. Of alike rows that are more than such lines none is.
 */
export async function bookedElsewhere(
  read: Read,
  { batchId, sentOn, rows }: Asked,
): Promise<Map<ResultRow, BookedPlace>> {
  const dated = rows.filter(
    ({ accountReading, amountFen, outcome, on }) =>
      accountReading === 'whole' && amountFen !== null && outcome !== null && on !== null,
  );
  const byKey = new Map<string, BookedLine[]>();
  for (const line of await bookedLines(read, { batchId, rows: dated })) {
    const key = keyOf(line.account, line);
    byKey.set(key, [...(byKey.get(key) ?? []), line]);
  }
  const groups = new Map<string, ResultRow[]>();
  for (const row of dated) {
    const key = `${keyOf(fingerprint(row.account), row)} ${comparableReference(row.reference)}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const taken = new Set<BookedLine>();
  const places = new Map<ResultRow, BookedPlace>();
  for (const group of groups.values()) {
    const [first] = group;
    const lines = (byKey.get(keyOf(fingerprint(first!.account), first!)) ?? []).filter(
      (line) => !taken.has(line) && isBookedAs(first!, { line, sentOn }),
    );
    if (group.length > lines.length) continue;
    for (const [index, row] of group.entries()) {
      const line = lines[index]!;
      taken.add(line);
      places.set(row, { batch: line.batch, lineNumber: line.lineNumber });
    }
  }
  return places;
}

interface BookedLine extends BookedPlace {
  account: string;
  amountFen: number;
  outcome: string;
  on: string | null;
  /** Empty where the bank did not say one. */
  reference: string;
}

type Said = Pick<ResultRow, 'amountFen' | 'on'> & { outcome: string | null };

function keyOf(account: string, { amountFen, outcome, on }: Said): string {
  return `${account} ${amountFen} ${outcome} ${on}`;
}

function isBookedAs(
  { on, reference }: ResultRow,
  { line, sentOn }: { line: BookedLine; sentOn: string | null },
): boolean {
  const said = comparableReference(reference);
  const booked = comparableReference(line.reference);
  return said === '' || booked === '' ? isBeforeSending(on, sentOn) : said === booked;
}

/** The answered lines of other batches to the accounts of some rows, as far as what was paid of them stands. */
async function bookedLines(
  read: Read,
  { batchId, rows }: Pick<Asked, 'batchId' | 'rows'>,
): Promise<BookedLine[]> {
  const accounts = [...new Set(rows.map(({ account }) => fingerprint(account)))];
  const found: (BookedLine & { paymentId: string | null })[] = [];
  for (const chunk of chunksOf(accounts)) {
    const lines = await read
      .select({
        batch: { id: batches.id, number: batches.number, title: batches.title },
        lineNumber: instructions.lineNumber,
        account: instructions.accountFingerprint,
        amountFen: instructions.amountFen,
        outcome: instructions.status,
        on: instructions.resultOn,
        reference: instructions.bankReference,
        paymentId: instructions.paymentId,
      })
      .from(instructions)
      .innerJoin(batches, eq(batches.id, instructions.batchId))
      .where(
        and(
          inArray(instructions.accountFingerprint, chunk),
          inArray(instructions.status, ['succeeded', 'failed']),
          ne(instructions.batchId, batchId),
        ),
      );
    for (const { reference, ...line } of lines) {
      // The number of the batch stands for a number that the bank did not say.
      const isNone = reference === null || reference === line.batch.number;
      found.push({ ...line, reference: isNone ? '' : reference });
    }
  }
  const standing = await standingByIds(
    read,
    found.flatMap(({ paymentId }) => paymentId ?? []),
  );
  return found.filter(({ paymentId }) => paymentId === null || standing.has(paymentId));
}
