import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Store, Write } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import type { Actor } from '../audit/audit.server';
import { todayInChina, type BusinessDate } from '../calendar/date';
import { FAMILY_STATUS_LABELS } from '../zh/families';
import type { FamilyStatus } from '../families/family';
import { linesOf, type FamilyFile, type RowGroup } from './familyFile.server';
import type { FamilyImportNote, RowProblem, RowWarning } from './familyProblem';
import type { SheetColumn } from './familySheet';
import { standings, type Standing } from './familyStandings.server';
import { FamilyWarnings, knownHolders, type KnownHolders } from './familyWarnings.server';
import { insertFamilies, prepareFamily, type PreparedFamily, type Taking } from './importedFamilies.server';
import type { ImportMode, JobPhase } from './job';
import { arePeopleThere, peopleFirst } from '../peopleFirst.server';
import { ownCopy } from '../sheets/sheetRows.server';
import { readFamily, withOtherRows } from './sheetFamily';

/** What came of a register; the counts are of rows, that is of people. */
export interface FamiliesImportResult {
  rows: number;
  accepted: number;
  refused: number;
  unchanged: number;
  /** Families that went in (or would), and how many of them onto the register or off it again. */
  families: number;
  decidedFamilies: number;
  /** Whether anything was written: not by a check, and not when all or nothing was asked for and something is wrong. */
  isApplied: boolean;
  isCancelled: boolean;
  problems: RowProblem[];
  /** Families that come in and have the account or phone of another one; of many only the first are listed. */
  warnings: RowWarning[];
  warningCount: number;
  notes: Partial<Record<FamilyImportNote, number>>;
  unknownColumns: string[];
  missingColumns: SheetColumn[];
  sheetName: string;
}

/** How whoever runs an import hears of it. */
export interface ImportWatch {
  /** Inside the write of the families that it counts. */
  advanced?(write: Write, done: number): Promise<void>;
  /** Outside any write, now and then. */
  told?(phase: JobPhase, done: number): Promise<void>;
  isCancelled?(): Promise<boolean>;
}

export interface ImportOrder {
  store: Store;
  actor: Actor & { staffId: string };
  file: FamilyFile;
  mode: ImportMode;
  /** The job that brings the families; null only checks. */
  importId: string | null;
  fileName: string;
  approvedBy: Taking['approvedBy'];
  watch?: ImportWatch;
}

/** Of one write: so long the others wait. About 35 ms of a processor on SQLite, twice that on PostgreSQL. */
const FAMILIES_AT_ONCE = 125;
const FAMILIES_BESIDE_PEOPLE = 40;
const FAMILIES_IN_A_BREATH = 2;

/**
 * Takes a register over: every family whole or not at all, in chunks that may be interrupted and done again; or, as
 * asked, everything in one write after a check that found nothing wrong.
 */
export async function importFamilies(order: ImportOrder): Promise<FamiliesImportResult> {
  if (order.importId === null) return checked(order);
  if (order.mode === 'good_families') return taken(order, new Run(order));
  const check = await checked(order);
  if (check.refused > 0 || check.isCancelled) return { ...withheld(check), isApplied: false };
  return takenAtOnce(order);
}

/** With all or nothing, what is good stays out beside what is not. */
function withheld(check: FamiliesImportResult): FamiliesImportResult {
  return { ...check, accepted: 0, families: 0, decidedFamilies: 0, refused: check.rows - check.unchanged };
}

async function checked(order: ImportOrder): Promise<FamiliesImportResult> {
  const run = new Run(order);
  for (const chunk of run.chunks()) {
    if (await order.watch?.isCancelled?.()) return run.result({ isApplied: false, isCancelled: true });
    const found = await run.readSlowly(chunk);
    const prepared = found.good.map((one) => one.prepared);
    run.count(
      found,
      await order.store.read(async (read) => ({
        standing: await standings(read, prepared, order.importId),
        holders: await knownHolders(read, prepared, order.importId),
      })),
    );
    await order.watch?.told?.('checking', run.done);
  }
  return run.result({ isApplied: false, isCancelled: false });
}

async function taken(order: ImportOrder, run: Run): Promise<FamiliesImportResult> {
  const taking = takingOf(order, run.today);
  for await (const { found, prepared, holders } of readAhead(order, run)) {
    if (await order.watch?.isCancelled?.()) return run.result({ isApplied: true, isCancelled: true });
    await peopleFirst();
    const standing = await order.store.write(
      async (write) => {
        const all = await inserted(write, prepared, taking);
        await order.watch?.advanced?.(write, run.done + found.rowCount);
        return all;
      },
      // An import that was cut off is taken up again, and finds what it brought.
      { isRepeatable: true, givesWay: true },
    );
    run.count(found, { standing, holders });
  }
  return run.result({ isApplied: true, isCancelled: false });
}

interface ChunkAhead {
  found: ReadChunk;
  prepared: PreparedFamily[];
  holders: KnownHolders;
}

/** The chunks of a file; while one is written, which the database does beside this thread, the next is read. */
async function* readAhead({ store, importId }: ImportOrder, run: Run): AsyncGenerator<ChunkAhead> {
  const ahead = async (chunk: readonly RowGroup[]): Promise<ChunkAhead> => {
    const found = await run.readSlowly(chunk);
    const prepared = found.good.map((one) => one.prepared);
    // Outside the write, which others wait for; what this import brought is not looked for.
    const holders = await store.read((read) => knownHolders(read, prepared, importId));
    return { found, prepared, holders };
  };
  const begun = (chunk: readonly RowGroup[]) => {
    const reading = ahead(chunk);
    // Whoever takes it hears of a failure; where the write before it failed, nobody does.
    reading.catch(() => undefined);
    return reading;
  };
  let next: Promise<ChunkAhead> | undefined;
  for (const chunk of run.chunks()) {
    const before = await next;
    next = begun(chunk);
    if (before) yield before;
  }
  if (next) yield await next;
}

class Undone extends Error {}

/** One write for all of it; whoever else writes waits meanwhile. What was good at the check and no longer is undoes it. */
async function takenAtOnce(order: ImportOrder): Promise<FamiliesImportResult> {
  const taking = takingOf(order, todayInChina(new Date()));
  let result: FamiliesImportResult | undefined;
  try {
    await order.store.write(async (write) => {
      const run = new Run(order);
      let isCancelled = false;
      for (const chunk of run.chunks()) {
        isCancelled = (await order.watch?.isCancelled?.()) ?? false;
        if (isCancelled) break;
        const found = run.read(chunk);
        const prepared = found.good.map((one) => one.prepared);
        const standing = await inserted(write, prepared, taking);
        run.count(found, { standing, holders: await knownHolders(write, prepared, order.importId) });
      }
      result = run.result({ isApplied: true, isCancelled });
      if (isCancelled || result.refused > 0) throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
    return { ...withheld(result!), isApplied: false };
  }
  return result!;
}

/** Writes those that are new. @returns where all of them stood */
async function inserted(
  write: Write,
  prepared: readonly PreparedFamily[],
  taking: Taking,
): Promise<Standing[]> {
  const standing = await standings(write, prepared, taking.importId);
  await insertFamilies(
    write,
    prepared.filter((_, index) => standing[index]!.kind === 'new'),
    taking,
  );
  return standing;
}

function takingOf({ actor, importId, fileName, approvedBy }: ImportOrder, today: BusinessDate): Taking {
  return { actor, importId: importId!, fileName, approvedBy, today };
}

interface GoodFamily {
  prepared: PreparedFamily;
  rows: { row: number }[];
}

/** A chunk of families, read: the good ones are still to be held against the register. */
interface ReadChunk {
  rowCount: number;
  good: GoodFamily[];
  problems: RowProblem[];
  notes: FamilyImportNote[];
}

function emptyChunk(): ReadChunk {
  return { rowCount: 0, good: [], problems: [], notes: [] };
}

/** One passage through a file, and what it counts. */
class Run {
  readonly today = todayInChina(new Date());
  done = 0;
  private accepted = 0;
  private unchanged = 0;
  private families = 0;
  private decidedFamilies = 0;
  private readonly problems: RowProblem[] = [];
  private readonly warnings = new FamilyWarnings();
  private readonly notes: FamiliesImportResult['notes'] = {};
  private readonly file: FamilyFile;
  /** Where each ID number of an active family stands in this file. */
  private readonly rowOfId = new Map<string, number>();

  constructor({ file }: Pick<ImportOrder, 'file'>) {
    this.file = file;
  }

  /** Families with a file number come first: no number that is made may take theirs. */
  *chunks(): Generator<RowGroup[]> {
    const { groups } = this.file;
    const ordered = [
      ...groups.filter(({ isNumbered }) => isNumbered),
      ...groups.filter(({ isNumbered }) => !isNumbered),
    ];
    for (let from = 0, until = 0; from < ordered.length; from = until) {
      until = from + (arePeopleThere() ? FAMILIES_BESIDE_PEOPLE : FAMILIES_AT_ONCE);
      yield ordered.slice(from, until);
    }
  }

  /** `read`, again and again letting go for whatever waits. */
  async readSlowly(groups: readonly RowGroup[]): Promise<ReadChunk> {
    const chunk = emptyChunk();
    for (const some of chunksOf(groups, FAMILIES_IN_A_BREATH)) {
      this.readInto(chunk, some);
      await othersFirst();
      await peopleFirst();
    }
    return chunk;
  }

  read(groups: readonly RowGroup[]): ReadChunk {
    const chunk = emptyChunk();
    this.readInto(chunk, groups);
    return chunk;
  }

  private readInto(chunk: ReadChunk, groups: readonly RowGroup[]): void {
    for (const group of groups) {
      chunk.rowCount += group.rows.length;
      const lines = linesOf(group);
      const { family, problems, notes } = readFamily(lines, this.today);
      const own = family ? [...this.gapProblems(group), ...this.repeatedIds(family)] : [];
      if (!family || own.length > 0) {
        chunk.problems.push(...(own.length > 0 ? withOtherRows(lines, [...problems, ...own]) : problems));
        continue;
      }
      const named = new Set(problems.map(({ row }) => row));
      chunk.problems.push(...problems);
      chunk.notes.push(...notes);
      chunk.good.push({ prepared: prepareFamily(family), rows: lines.filter(({ row }) => !named.has(row)) });
    }
  }

  count(
    chunk: ReadChunk,
    { standing, holders }: { standing: readonly Standing[]; holders: KnownHolders },
  ): void {
    this.done += chunk.rowCount;
    this.problems.push(...chunk.problems);
    for (const note of chunk.notes) this.note(this.noteFor(note), 1);
    chunk.good.forEach((good, index) => {
      this.countFamily(good, standing[index]!);
      if (comesIn(standing[index]!)) this.warnings.add(good.prepared, holders);
    });
  }

  result(state: Pick<FamiliesImportResult, 'isApplied' | 'isCancelled'>): FamiliesImportResult {
    const { header, rowCount, skippedRows, sheetName } = this.file;
    if (skippedRows > 0) this.notes.lines_skipped = skippedRows;
    return {
      rows: rowCount,
      accepted: this.accepted,
      refused: new Set(this.problems.map(({ row }) => row)).size,
      unchanged: this.unchanged,
      families: this.families,
      decidedFamilies: this.decidedFamilies,
      ...state,
      problems: this.problems.sort((one, other) => one.row - other.row),
      warnings: this.warnings.list(),
      warningCount: this.warnings.count,
      notes: this.notes,
      unknownColumns: header.unknown,
      missingColumns: header.missing,
      sheetName,
    };
  }

  private gapProblems({ gapRow, rows }: RowGroup): RowProblem[] {
    if (gapRow === null) return [];
    return [{ row: rows[0]!.row, column: 'fileNumber', code: 'family.gap', data: { row: gapRow } }];
  }

  private repeatedIds({ status, persons }: PreparedFamily['family']): RowProblem[] {
    if (status === 'exited') return [];
    return persons.flatMap(({ idNumber, row }): RowProblem[] => {
      const first = this.rowOfId.get(idNumber);
      if (first === undefined) this.rowOfId.set(ownCopy(idNumber), row);
      else return [{ row, column: 'idNumber', code: 'family.id_twice_in_file', data: { first } }];
      return [];
    });
  }

  private countFamily({ prepared, rows }: GoodFamily, standing: Standing): void {
    if (standing.kind === 'unchanged') {
      this.unchanged += rows.length;
    } else if (comesIn(standing)) {
      this.accepted += rows.length;
      this.families += 1;
      if (prepared.family.status !== 'draft') this.decidedFamilies += 1;
    } else {
      this.problems.push(...withOtherRows(rows, standingProblems(prepared, standing)));
    }
  }

  /** A column that is there with nothing in it is another thing than none. */
  private noteFor(note: FamilyImportNote): FamilyImportNote {
    const hasColumn = !this.file.header.missing.includes('status');
    return note === 'status_missing' && hasColumn ? 'status_blank' : note;
  }

  private note(note: FamilyImportNote, count: number): void {
    this.notes[note] = (this.notes[note] ?? 0) + count;
  }
}

function comesIn(standing: Standing): standing is Extract<Standing, { kind: 'new' | 'brought' }> {
  return standing.kind === 'new' || standing.kind === 'brought';
}

function standingProblems(
  { family }: PreparedFamily,
  standing: Extract<Standing, { kind: 'elsewhere' | 'number_taken' }>,
): RowProblem[] {
  const { persons, fileNumber } = family;
  if (standing.kind === 'number_taken') {
    return [
      { row: persons[0]!.row, column: 'fileNumber', code: 'family.file_number_taken', data: { fileNumber } },
    ];
  }
  return standing.persons.map(({ index, fileNumber: number, status }) => ({
    row: persons[index]!.row,
    column: 'idNumber' as const,
    code: 'family.id_elsewhere' as const,
    data: { fileNumber: number, status: FAMILY_STATUS_LABELS[status as FamilyStatus] },
  }));
}
