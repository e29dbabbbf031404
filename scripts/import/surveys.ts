import type { Store } from '../../db/client.server';
import type { AnswerProblemCode, SheetField } from '../../app/surveys/answerSheet';
import {
  importAnswers,
  type AnswersImport,
  type RefusedAnswer,
} from '../../app/surveys/answersImport.server';
import { refusedAnswersWorkbook } from '../../app/surveys/answersWorkbook.server';
import { standingRounds, type Round } from '../../app/surveys/rounds.server';
import { commandLineDesk, type StaffActor } from '../../app/staff/staff.server';
import { ANSWER_TITLES, answerProblemText, outdatedText } from '../../app/zh/surveys';
import { CommandRefused } from '../command';

export interface SurveyImportOptions {
  isDryRun: boolean;
  asJson: boolean;
  wantsRefused: boolean;
  /** The name of the round; without one, that which takes most of the rows. */
  round: string | null;
}

interface Import extends SurveyImportOptions {
  bytes: Buffer;
  fileName: string;
}

interface Told {
  text: Iterable<string>;
  notes: string[];
  /** The refused rows as a workbook, when they are asked for and there are any. */
  refused: Uint8Array | null;
}

/** Checks or imports the answers of a survey as the command line does. A check writes nothing at all. */
export async function importSurveyFile(store: Store, order: Import): Promise<Told> {
  const round = await chosenRound(store, order);
  const { bytes, fileName, isDryRun } = order;
  const desk = isDryRun ? { store, actor: NOBODY } : await commandLineDesk(store);
  const result = await importAnswers(desk, { roundId: round.id, bytes, fileName, isCheckOnly: isDryRun });
  const hasRefused = order.wantsRefused && result.refused.length > 0;
  return {
    text: order.asJson ? jsonOf(result) : report(result),
    notes: [`满意度调查：「${round.name}」（${round.startOn} 至 ${round.endOn}）。`],
    refused: hasRefused ? await refusedAnswersWorkbook(result.refused) : null,
  };
}

const NOBODY: StaffActor = { staffId: '', name: '', username: '', roles: [] };

async function chosenRound(store: Store, { bytes, fileName, round: name }: Import): Promise<Round> {
  const rounds = await store.read(standingRounds);
  if (rounds.length === 0)
    throw new CommandRefused('还没有满意度调查。请先在「满意度调查」里新建一轮，抽取样本后再导入评价。');
  const named = name === null ? rounds : rounds.filter((round) => round.name === name);
  if (named.length === 0)
    throw new CommandRefused(
      `没有名为「${name}」的调查。已有：${rounds.map((round) => round.name).join('、')}。`,
    );
  let best = { round: named[0]!, taken: -1 };
  for (const round of named.length === 1 ? [] : named) {
    const check = { roundId: round.id, bytes, fileName, isCheckOnly: true };
    const { accepted, unchanged } = await importAnswers({ store, actor: NOBODY }, check);
    if (accepted + unchanged > best.taken) best = { round, taken: accepted + unchanged };
  }
  return best.round;
}

function* jsonOf({ rows, accepted, outdated, refused, unchanged }: AnswersImport): Generator<string> {
  const counts = {
    rows,
    accepted,
    refused: refused.length,
    unchanged,
    ...(outdated > 0 ? { outdated } : {}),
  };
  yield `${JSON.stringify({ ...counts, problems: refused.flatMap(problemsOf) })}\n`;
}

function* report({
  rows,
  accepted,
  outdated,
  refused,
  unchanged,
  isCheckOnly,
}: AnswersImport): Generator<string> {
  const done = isCheckOnly ? '检查完成，没有写入' : '导入完成';
  const taken = `${isCheckOnly ? '可导入' : '导入'} ${accepted} 条`;
  yield `${done}。共 ${rows} 行：${taken}，退回 ${refused.length} 行，已有未变 ${unchanged} 条。${outdatedText(outdated)}\n`;
  for (const { row, column, message } of refused.flatMap(problemsOf))
    yield `第 ${row} 行${column ? `「${column}」` : ''}：${message}\n`;
}

function problemsOf({ row, problems }: RefusedAnswer) {
  return problems.map((problem) => {
    const field = FIELDS[problem.code];
    return {
      row,
      column: field && ANSWER_TITLES[field],
      code: problem.code,
      message: answerProblemText(problem),
    };
  });
}

/** Which cell a problem is about; null where it is the row as a whole. */
const FIELDS: Record<AnswerProblemCode, SheetField | null> = {
  id_empty: 'idNumber',
  id_digits_lost: 'idNumber',
  id_invalid: 'idNumber',
  person_unknown: 'idNumber',
  person_unpaid: 'idNumber',
  not_in_sample: 'idNumber',
  date_invalid: 'answeredOn',
  date_outside: 'answeredOn',
  date_in_future: 'answeredOn',
  method_unknown: 'method',
  outcome_unknown: 'outcome',
  opinion_long: 'opinion',
  opinion_number: 'opinion',
  duplicate_row: null,
};
