import { and, eq, getTableColumns, inArray, isNotNull } from 'drizzle-orm';
import type { Read, Store, Write } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { insertRows } from '../../db/engine/insertRows';
import { bankContradictions, bankResults } from '../../db/schema';
import { comparableReference } from '../fund/reference';
import { newId } from '../ids.server';
import type { ResultRow } from './bankResult';
import { isSameHolder, matchRows, type Doubt, type SentLine, type Verdict } from './bankResultMatch';
import { answeredLines, linesLike, sentLike, type BookedLine, type Line } from './answeredLines.server';
import { isStillSaid, placesOfWords, type WordPlace } from './bankWords.server';
import { isAfter, saidIn, type SaidBefore } from './severalLines';
import { comparedFiles, isReadable, type ComparedFile } from './comparedFiles.server';
import { recountFiles } from './uncheckedFiles.server';

/** Result files held against what is booked: what one says otherwise is kept, and after it every word about that line. */

type Kept = typeof bankContradictions.$inferSelect;
type Found = Omit<Kept, 'id' | 'settledBy' | 'settledAt' | 'settledReason'>;

interface Compared {
  batchId: string;
  /** Only this file, all but this file, only this line with those that files may not tell from it; as if this file had not come. */
  resultId?: string;
  exceptId?: string;
  lineId?: string;
  withoutId?: string;
}

type Scope = Omit<Compared, 'lineId'> & { lineIds?: readonly string[] };

/**
 * Holds the result files of a batch against its lines as they are booked now, and against what the files before them
 * said. What was found before and is found no
 * more, because the columns of a file are read otherwise, goes; what was settled stays settled while the file says it.
 * Then the rows are counted that wait to be looked at.
 */
export async function compareResults(write: Write, compared: Compared): Promise<void> {
  await keepDifferences(write, compared);
  await recountFiles(write, compared.batchId);
}

async function keepDifferences(write: Write, compared: Compared): Promise<void> {
  const { files, missing, gone, otherwise } = await differencesIn(write, compared);
  for (const chunk of chunksOf(gone.map(({ id }) => id)))
    await write.delete(bankContradictions).where(inArray(bankContradictions.id, chunk));
  for (const { id, saidFen, possibleLines } of otherwise)
    await write
      .update(bankContradictions)
      .set({ saidFen, possibleLines })
      .where(eq(bankContradictions.id, id));
  const unsettled = { settledBy: null, settledAt: null, settledReason: null };
  await insertRows(
    write,
    bankContradictions,
    missing.map((one) => ({ id: newId(), ...one, ...unsettled })),
  );
  for (const chunk of chunksOf(files)) {
    await write
      .update(bankResults)
      .set({ isCompared: true })
      .where(and(inArray(bankResults.id, chunk), eq(bankResults.isCompared, false)));
  }
  // Once a file has said otherwise of a line, what the others say of it counts too.
  if (isPart(compared) && missing.length > 0) await keepDifferences(write, { batchId: compared.batchId });
}

function isPart({ resultId, exceptId }: Compared): boolean {
  return resultId !== undefined || exceptId !== undefined;
}

/**
 * Holds the files of a batch against what was entered from one of them. Where every row of that one was entered it agrees
 * with the books, and is large: it is read again only where another file has said otherwise.
 */
export async function compareEntered(
  write: Write,
  { batchId, resultId, isWhole }: { batchId: string; resultId: string; isWhole: boolean },
): Promise<void> {
  await keepDifferences(write, { batchId, exceptId: resultId });
  const words = isWhole ? await placesOfWords(write, { batchId }) : null;
  if (words?.length !== 0) await keepDifferences(write, { batchId, resultId });
  await recountFiles(write, batchId, isWhole ? { enteredWhole: resultId } : {});
}

/** What is kept of some files beside what they say of the lines as booked now. */
export interface KeptDifferences {
  /** The files that can be read, by id. */
  files: string[];
  missing: Found[];
  gone: Kept[];
  /** Those kept otherwise than they are said, as they are said: of before this was kept. */
  otherwise: Kept[];
  /** All that is said of the lines, what files say that are not looked at too. */
  said: SaidBefore[];
}

/** Compares without writing. */
export async function differencesIn(read: Read, { lineId, ...ofBatch }: Compared): Promise<KeptDifferences> {
  const files = await comparedFiles(read, ofBatch);
  if (files.length === 0) return { files: [], missing: [], gone: [], otherwise: [], said: [] };
  const compared: Scope = lineId ? { ...ofBatch, lineIds: await linesLike(read, lineId) } : ofBatch;
  const known = await knownOf(read, { ...compared, files });
  const lines = await answeredLines(read, compared);
  const words = await placesOfWords(read, { ...compared, notIn: files.map(({ id }) => id) });
  const about = { ...compared, lines, words, files };
  const otherwiseSaid = await allSaid(read, { ...about, disputed: linesOf(words) });
  const disputed = linesOf([...words, ...otherwiseSaid]);
  const found = otherwiseSaid.length === 0 ? [] : await allSaid(read, { ...about, disputed });
  const cleared = await clearedUp(read, found);
  const said = new Map(found.map((one) => [saying(one), one]));
  const kept = new Set(known.map(saying));
  return {
    files: files.map(({ id }) => id),
    missing: found.filter((one) => !kept.has(saying(one)) && !isCleared(one, cleared)),
    gone: known.filter((one) => !said.has(saying(one))),
    otherwise: known.flatMap((one) => {
      const { saidFen, possibleLines } = said.get(saying(one)) ?? one;
      const isSame = saidFen === one.saidFen && possibleLines === one.possibleLines;
      return isSame ? [] : [{ ...one, saidFen, possibleLines }];
    }),
    said: [...words, ...found.map(({ saidOn: on, ...one }) => ({ ...one, on }))],
  };
}

interface About {
  batchId: string;
  lines: readonly Line[];
  files: readonly ComparedFile[];
  /** What the files say that are not looked at. */
  words: readonly WordPlace[];
  /** The lines of which some file says otherwise than what is booked: whatever is said of them counts. */
  disputed: ReadonlySet<string>;
}

async function allSaid(read: Read, { files, words, ...about }: About): Promise<Found[]> {
  const found: Found[] = [];
  const all = [...words];
  for (const file of files) {
    const before = all.filter((word) => isEarlier(word, file));
    const said = await saidAgainst(read, { ...about, before, file });
    found.push(...said);
    all.push(...said.map(({ saidOn: on, ...one }) => ({ ...one, on, uploadedAt: file.uploadedAt })));
  }
  return found;
}

function linesOf(words: readonly { lineId: string }[]): Set<string> {
  return new Set(words.map(({ lineId }) => lineId));
}

/** Compares the files that came before contradictions were kept, a batch at a time. */
export async function compareOldResults(store: Store): Promise<void> {
  const old = await store.read((read) =>
    read
      .selectDistinct({ batchId: bankResults.batchId })
      .from(bankResults)
      .where(and(isReadable(), eq(bankResults.isCompared, false))),
  );
  for (const { batchId } of old) await store.write((write) => compareResults(write, { batchId }));
}

function isEarlier({ resultId, uploadedAt }: WordPlace, file: ComparedFile): boolean {
  return uploadedAt < file.uploadedAt || (uploadedAt === file.uploadedAt && resultId < file.id);
}

interface Held extends Omit<About, 'files' | 'words'> {
  /** What earlier files have said. */
  before: readonly WordPlace[];
  file: ComparedFile;
}

/** Few lines are near a row that says the opposite: these alone are unsealed, with those of the same accounts. */
async function saidAgainst(read: Read, { batchId, lines, before, disputed, file }: Held): Promise<Found[]> {
  const { id: resultId, uploadedAt, lastAt } = file;
  // The same file once more says nothing new, but of what was reversed as a whole since it came last.
  const open = lastAt === null ? lines : lines.filter((line) => isReversedIn(line, { lastAt, uploadedAt }));
  if (open.length === 0) return [];
  const rows = await file.rows();
  const told = rowsByKey(rows);
  const near = open.filter((line) => {
    const { accountLast4: account, lineNumber, isPaid, isTakenOut, amountFen, failedOn, reversedAt } = line;
    const isTold = (outcome: Found['outcome'], isNews: (row: ResultRow) => boolean = () => true) =>
      keysOf(outcome, { account, lineNumber }).some((key) => told.get(key)?.some(isNews));
    const isDisputed = disputed.has(line.id) || isBefore(reversedAt, uploadedAt);
    if (isPaid)
      return isTold('failed') || isTold('succeeded', (row) => isDisputed || row.amountFen !== amountFen);
    if (isTakenOut) return isTold('succeeded');
    return isTold('succeeded') || isTold('failed', (row) => isDisputed || isAfter(row, failedOn));
  });
  if (near.length === 0) return [];
  const known = new Map(near.map((line) => [line.id, line]));
  const sent = await sentLike(read, { batchId, near });
  const isNews = (verdict: Verdict<BookedLine>) =>
    lastAt !== null
      ? isAgreed(verdict)
      : isOpposite(verdict) ||
        isOtherAmount(verdict, uploadedAt) ||
        isBackAgain(verdict, { line: known.get(verdict.line!.id)!, disputed, uploadedAt });
  const found = saidIn(matchRows(rows, sent).verdicts, { sent, before }).flatMap((word): Found[] => {
    const { line, row, possibleLines } = word;
    if (!line || !known.has(line.id) || !isNews(word)) return [];
    const { outcome, on: saidOn, reference, amountFen: saidFen } = row;
    return [{ resultId, lineId: line.id, outcome: outcome!, saidOn, reference, saidFen, possibleLines }];
  });
  // Of several rows that say the same of a line the last amount counts.
  return [...new Map(found.map((one) => [answer(one), one])).values()];
}

function rowsByKey(rows: readonly ResultRow[]): Map<string, ResultRow[]> {
  const found = new Map<string, ResultRow[]>();
  for (const row of rows) {
    for (const key of row.outcome ? keysOf(row.outcome, row) : []) {
      const same = found.get(key);
      if (same) same.push(row);
      else found.set(key, [row]);
    }
  }
  return found;
}

/** What a row and a line that may be about each other have in common, whatever is hidden or wrong in the row. */
function keysOf(
  outcome: Found['outcome'],
  { account, lineNumber }: Pick<ResultRow, 'account' | 'lineNumber'>,
): string[] {
  return [`${outcome} ${account.slice(-4)}`, ...(lineNumber === null ? [] : [`${outcome} #${lineNumber}`])];
}

/** A row may prove nothing and yet say the opposite of what is booked: whoever pays again asks the bank first. */
const UNPROVEN: readonly (Doubt | null)[] = [
  'account_masked',
  'digits_lost',
  'paid_less',
  'amount_differs',
  'line_differs',
];

function isOpposite({ kind, doubt, line, row }: Verdict<SentLine>): boolean {
  // Another payment than the one that was taken back.
  if (kind === 'differing' || doubt === 'answered_otherwise') return true;
  if (row.outcome === null || line === null || row.outcome === line.status) return false;
  // Of what was never sent only that it was paid is against the books.
  if (line.status === 'withdrawn')
    return doubt === 'withdrawn' && row.outcome === 'succeeded' && isSameHolder(row.holder, line.holder);
  return UNPROVEN.includes(doubt) || isToAnotherAccount({ doubt, line, row });
}

/** Number, name and amount of a line that failed, under another account: the bank may have put the number right. */
function isToAnotherAccount({
  doubt,
  line,
  row,
}: Pick<Verdict<SentLine>, 'doubt' | 'line' | 'row'>): boolean {
  if (doubt !== 'account_differs' || row.outcome !== 'succeeded' || row.holder === '') return false;
  return row.amountFen === line!.amountFen && isSameHolder(row.holder, line!.holder);
}

/**
 * Another amount of what was booked as paid, by the same paper: of its number or its day. A file about other payments to
 * the same people has neither. What was booked once the file had come is what it told, put right, where it has its number;
 * else it may be a second payment.
 */
function isOtherAmount({ doubt, line, row }: Verdict<BookedLine>, uploadedAt: string): boolean {
  if (doubt !== 'paid_less' && doubt !== 'amount_differs') return false;
  if (row.outcome !== 'succeeded' || line?.status !== 'succeeded' || line.booked === null) return false;
  if (line.recordedAt === null) return false;
  const { reference, on } = line.booked;
  const [said, known] = [comparableReference(row.reference), comparableReference(reference)];
  const isOfDay = row.on !== null && row.on === on;
  const isOfNumber = said !== '' && said === known;
  return line.recordedAt > uploadedAt ? isOfDay && !isOfNumber : isOfDay || isOfNumber;
}

/**
 * What is booked, said once more where another file says otherwise, or after it was reversed; or that it failed, on a
 * later day. Whether it is news, the ledger says: it may have been booked as that other file said.
 */
function isBackAgain(
  { kind, row }: Verdict<SentLine>,
  { line, disputed, uploadedAt }: { line: Line; disputed: ReadonlySet<string>; uploadedAt: string },
): boolean {
  if (kind !== 'applied') return false;
  if (disputed.has(line.id)) return true;
  return row.outcome === 'failed' ? isAfter(row, line.failedOn) : isBefore(line.reversedAt, uploadedAt);
}

/** What is booked as paid, said once more. */
function isAgreed({ kind, row }: Verdict<SentLine>): boolean {
  return kind === 'applied' && row.outcome === 'succeeded';
}

function isReversedIn(
  { isPaid, reversedAt }: Line,
  { lastAt, uploadedAt }: { lastAt: string; uploadedAt: string },
): boolean {
  return !isPaid && isBefore(reversedAt, uploadedAt) && !isBefore(reversedAt, lastAt);
}

function isBefore(at: string | null, uploadedAt: string): boolean {
  return at !== null && at <= uploadedAt;
}

async function knownOf(
  read: Read,
  { lineIds, files }: Scope & { files: readonly ComparedFile[] },
): Promise<Kept[]> {
  const known: Kept[] = [];
  for (const chunk of chunksOf(files.map(({ id }) => id))) {
    const rows = await read
      .select()
      .from(bankContradictions)
      .where(
        and(
          inArray(bankContradictions.resultId, chunk),
          lineIds ? inArray(bankContradictions.lineId, lineIds) : undefined,
        ),
      );
    known.push(...rows);
  }
  return known;
}

/** What was settled of these lines, by answer: the very one in another file says nothing new. */
async function clearedUp(read: Read, found: readonly Found[]): Promise<Map<string, Kept[]>> {
  const cleared = new Map<string, Kept[]>();
  for (const chunk of chunksOf(found.map(({ lineId }) => lineId))) {
    const rows = await read
      .select(getTableColumns(bankContradictions))
      .from(bankContradictions)
      .innerJoin(bankResults, eq(bankResults.id, bankContradictions.resultId))
      .where(
        and(
          inArray(bankContradictions.lineId, chunk),
          isNotNull(bankContradictions.settledAt),
          isStillSaid(),
        ),
      );
    for (const row of rows) {
      // Without day and number nobody can tell that it is the same.
      if (row.saidOn === null && row.reference === '') continue;
      cleared.set(answer(row), [...(cleared.get(answer(row)) ?? []), row]);
    }
  }
  return cleared;
}

function isCleared(one: Found, cleared: ReadonlyMap<string, Kept[]>): boolean {
  const same = cleared.get(answer(one)) ?? [];
  return same.some(({ saidFen }) => saidFen === null || saidFen === one.saidFen);
}

function answer({
  lineId,
  outcome,
  saidOn,
  reference,
}: Pick<Found, 'lineId' | 'outcome' | 'saidOn' | 'reference'>): string {
  return JSON.stringify([lineId, outcome, saidOn, comparableReference(reference)]);
}

function saying(one: Found): string {
  return `${one.resultId} ${answer(one)}`;
}
