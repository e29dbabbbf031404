import { eq, inArray } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { familyMembers, payments, surveyAnswers, surveyPeople } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { todayInChina } from '../calendar/date';
import { keptFileName } from '../identity/fileName';
import { fingerprint } from '../identity/sealing.server';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import { isNobodyRow } from '../sheets/nobodyRow';
import { openSheets, SheetUnreadable } from '../sheets/sheetRows.server';
import type { Desk } from '../staff/staff.server';
import {
  answerCells,
  answerHeader,
  MOST_ANSWER_ROWS,
  readAnswer,
  type AnswerCells,
  type AnswerHeader,
  type AnswerProblem,
  type AnswerProblemCode,
  type ReadAnswer,
  type SheetField,
} from './answerSheet';
import { isSame, requireAnswerDay } from './answers.server';
import { standingRound, type Answer, type Round } from './rounds.server';

const MOST_TITLE_ROWS = 30;

/** A row that was not taken, as it stood. */
export interface RefusedAnswer {
  /** As Excel shows it. */
  row: number;
  /** All that is wrong with it, in the order of the columns. */
  problems: AnswerProblem[];
  texts: Partial<Record<SheetField, string>>;
}

export interface AnswersImport {
  rows: number;
  accepted: number;
  /** Of those accepted: the same person answers on a later day in this round, which is what counts. */
  outdated: number;
  unchanged: number;
  refused: RefusedAnswer[];
  isCheckOnly: boolean;
}

/**
 * Takes the answers of a workbook into a round: the good rows in one write, the others come back with their reasons.
 * A row whose answer is there already changes nothing, so that the same file may be sent again.
 * @throws Refusal record.not_found, survey.withdrawn, survey.file_unreadable {problem}, survey.columns_missing {columns},
 * survey.too_many_rows {most}
 */
export async function importAnswers(
  { store, actor }: Desk,
  order: { roundId: string; bytes: Uint8Array; fileName: string; isCheckOnly: boolean },
): Promise<AnswersImport> {
  const lines = await linesOf(order.bytes);
  return store.write(async (write) => {
    const { round } = await standingRound(write, order.roundId);
    const sorted = await sortLines(write, { round, lines });
    const { accepted, outdated, unchanged, refused } = sorted;
    const result = {
      rows: lines.length,
      accepted: accepted.length,
      outdated,
      unchanged,
      refused,
      isCheckOnly: order.isCheckOnly,
    };
    if (order.isCheckOnly || accepted.length === 0) return result;
    await insertAnswers(write, { round, accepted, staffId: actor.staffId });
    await audit(write, actor, {
      action: 'survey.imported',
      subject: { type: 'survey', id: round.id },
      detail: {
        fileName: keptFileName(order.fileName),
        rows: result.rows,
        accepted: result.accepted,
        refused: refused.length,
        unchanged,
      },
    });
    return result;
  });
}

interface Line {
  row: number;
  cells: AnswerCells;
}

async function linesOf(bytes: Uint8Array): Promise<Line[]> {
  try {
    const found = await firstSheet(Buffer.from(bytes));
    if (!found) throw new Refusal('survey.columns_missing', {}, 'file');
    return found;
  } catch (error) {
    if (!(error instanceof SheetUnreadable)) throw error;
    throw new Refusal('survey.file_unreadable', { problem: error.problem }, 'file');
  }
}

async function firstSheet(bytes: Buffer): Promise<Line[] | null> {
  for (const sheet of await openSheets(bytes)) {
    let header: AnswerHeader | null = null;
    const lines: Line[] = [];
    for await (const row of sheet.rows()) {
      if (header) {
        const cells = answerCells(row, header);
        if (Object.keys(cells).length > 0 && !isNobodyRow(row, cells)) lines.push({ row: row.number, cells });
        if (lines.length > MOST_ANSWER_ROWS)
          throw new Refusal('survey.too_many_rows', { most: MOST_ANSWER_ROWS }, 'file');
        continue;
      }
      const found = row.number <= MOST_TITLE_ROWS ? answerHeader(row) : null;
      if (found?.missing.length === 0) header = found.header;
    }
    if (header) return lines;
  }
  return null;
}

interface AcceptedAnswer extends ReadAnswer {
  personId: string;
}

interface Sorted {
  accepted: AcceptedAnswer[];
  outdated: number;
  unchanged: number;
  refused: RefusedAnswer[];
}

async function sortLines(
  read: Read,
  { round, lines }: { round: Round; lines: readonly Line[] },
): Promise<Sorted> {
  const sample = await sampleByFingerprint(read, round.id);
  const known = await everyAnswer(read, round.id);
  const strangers = await strangersOf(read, { lines, sample });
  const sorted: Sorted = { accepted: [], outdated: 0, unchanged: 0, refused: [] };
  const firstRows = new Map<string, { row: number; answer: ReadAnswer }>();
  for (const line of lines) {
    const verdict = judge(line, { round, sample, strangers });
    if (Array.isArray(verdict)) {
      sorted.refused.push(refusedLine(line, verdict));
      continue;
    }
    const key = `${verdict.personId} ${verdict.answeredOn}`;
    const first = firstRows.get(key);
    const isKnown = known.get(verdict.personId)?.some((one) => isSame(one, verdict)) ?? false;
    if (isKnown || (first && isSame(first.answer, verdict))) sorted.unchanged += 1;
    else if (first) {
      sorted.refused.push(refusedLine(line, [{ code: 'duplicate_row', data: { row: first.row } }]));
    } else sorted.accepted.push(verdict);
    if (!first) firstRows.set(key, { row: line.row, answer: verdict });
  }
  return { ...sorted, outdated: outdatedOf(sorted.accepted, known) };
}

/** How many of the answers are of an earlier day than another one of the same person, of the file or there before. */
function outdatedOf(
  accepted: readonly AcceptedAnswer[],
  known: ReadonlyMap<string, readonly Answer[]>,
): number {
  const lastDays = new Map<string, string>();
  const told = [...accepted, ...[...known.values()].flat()];
  for (const { personId, answeredOn } of told)
    if (answeredOn > (lastDays.get(personId) ?? '')) lastDays.set(personId, answeredOn);
  return accepted.filter(({ personId, answeredOn }) => answeredOn < lastDays.get(personId)!).length;
}

/** The answer that a row holds, or all that is wrong with it. */
function judge(
  { cells }: Line,
  {
    round,
    sample,
    strangers,
  }: {
    round: Round;
    sample: ReadonlyMap<string, string>;
    strangers: ReadonlyMap<string, AnswerProblemCode>;
  },
): AcceptedAnswer | AnswerProblem[] {
  const reading = readAnswer(cells, { today: todayInChina(new Date()), usualMethod: round.method });
  const { idNumber, answeredOn, answer } = reading;
  const person = idNumber && fingerprint(idNumber);
  const personId = person ? sample.get(person) : undefined;
  if (answer && personId && !problemOfDay(round, answer.answeredOn)) return { ...answer, personId };
  const stranger = person && !personId ? (strangers.get(person) ?? 'person_unknown') : null;
  // Of one cell there is one thing wrong: what cannot be read is held against nothing.
  return [
    ...(stranger ? [{ code: stranger, data: {} }] : []),
    ...((answeredOn && problemOfDay(round, answeredOn)) ?? []),
    ...reading.problems,
  ];
}

function problemOfDay(round: Round, on: string): AnswerProblem[] | null {
  try {
    requireAnswerDay(round, on);
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { startOn, endOn } = round;
    const isLate = error.code === 'survey.date_in_future';
    return [{ code: isLate ? 'date_in_future' : 'date_outside', data: { startOn, endOn } }];
  }
}

function refusedLine({ row, cells }: Line, problems: AnswerProblem[]): RefusedAnswer {
  const texts = Object.fromEntries(Object.entries(cells).map(([field, { text }]) => [field, text]));
  return { row, problems, texts };
}

/** The ids in the sample of a round by the fingerprint of the ID number. */
async function sampleByFingerprint(read: Read, roundId: string): Promise<Map<string, string>> {
  const rows = await read
    .select({ id: surveyPeople.id, person: familyMembers.idFingerprint })
    .from(surveyPeople)
    .innerJoin(familyMembers, eq(familyMembers.id, surveyPeople.memberId))
    .where(eq(surveyPeople.roundId, roundId));
  return new Map(rows.map(({ id, person }) => [person, id]));
}

/** All answers of a round, also those that others replaced: a file that is sent again brings none of them back. */
async function everyAnswer(read: Read, roundId: string): Promise<Map<string, Answer[]>> {
  const rows = await read.select().from(surveyAnswers).where(eq(surveyAnswers.roundId, roundId));
  const byPerson = new Map<string, Answer[]>();
  for (const row of rows) byPerson.set(row.personId, [...(byPerson.get(row.personId) ?? []), row]);
  return byPerson;
}

/** Why each person of the file who is not in the sample is not: never paid, or not drawn. */
async function strangersOf(
  read: Read,
  { lines, sample }: { lines: readonly Line[]; sample: ReadonlyMap<string, string> },
): Promise<Map<string, AnswerProblemCode>> {
  const today = todayInChina(new Date());
  const people = new Set<string>();
  for (const { cells } of lines) {
    const { idNumber } = readAnswer(cells, { today, usualMethod: 'phone' });
    if (idNumber) people.add(fingerprint(idNumber));
  }
  const found = new Map<string, AnswerProblemCode>();
  for (const chunk of chunksOf([...people].filter((person) => !sample.has(person)))) {
    const members = await read
      .select({ person: familyMembers.idFingerprint, payment: payments.id })
      .from(familyMembers)
      .leftJoin(payments, eq(payments.memberId, familyMembers.id))
      .where(inArray(familyMembers.idFingerprint, chunk));
    for (const { person, payment } of members) {
      if (payment !== null) found.set(person, 'not_in_sample');
      else if (!found.has(person)) found.set(person, 'person_unpaid');
    }
  }
  return found;
}

async function insertAnswers(
  write: Write,
  { round, accepted, staffId }: { round: Round; accepted: readonly AcceptedAnswer[]; staffId: string },
): Promise<void> {
  const recordedAt = new Date().toISOString();
  const rows = accepted.map(({ personId, answeredOn, method, outcome, opinion }) => ({
    id: newId(),
    roundId: round.id,
    personId,
    answeredOn,
    method,
    outcome,
    opinion,
    recordedBy: staffId,
    recordedAt,
  }));
  for (const chunk of chunksOf(rows)) await write.insert(surveyAnswers).values(chunk);
}
