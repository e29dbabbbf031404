import { eq } from 'drizzle-orm';
import type { Store, Write } from '../../db/client.server';
import { staff } from '../../db/schema';
import { importLedger, type LedgerOrder } from '../../app/exchange/ledgerImport.server';
import { LedgerRefused, readLedgerFile, type LedgerFile } from '../../app/exchange/ledgerFile.server';
import type { LedgerNote } from '../../app/exchange/ledgerProblem';
import type { LedgerResult } from '../../app/exchange/ledgerResult';
import type { LedgerKind } from '../../app/exchange/ledgerSheet';
import { refusedLedger } from '../../app/exchange/ledgerWorkbook.server';
import { finishOwnImport, startOwnImport } from '../../app/exchange/ownImport.server';
import { may } from '../../app/staff/permission';
import { COMMAND_LINE_ID, commandLineActor, commandLineDesk, staffActor } from '../../app/staff/staff.server';
import { COMMAND_LINE_NAME } from '../../app/zh/staff';
import {
  LEDGER_NOTE_LABELS,
  LEDGER_TITLES,
  ledgerFailureText,
  ledgerProblemText,
} from '../../app/zh/ledgerSheet';
import { CommandRefused } from '../command';

export interface LedgerImportOptions {
  kind: LedgerKind;
  isDryRun: boolean;
  asJson: boolean;
  wantsRefused: boolean;
  /** The username of the head who lets known violations in, and why. */
  overrideBy: string | null;
  reason: string;
}

interface Import extends LedgerImportOptions {
  bytes: Buffer;
  fileName: string;
}

interface Told {
  /** For standard output, piece by piece. */
  text: Iterable<string>;
  /** For standard error. */
  notes: string[];
  /** The refused rows as a workbook, when they are asked for and there are any. */
  refused: Buffer | null;
}

/** Checks or imports an old ledger as the command line does: whoever runs the machine is the maker. */
export async function importLedgerFile(store: Store, order: Import): Promise<Told> {
  const file = await readLedgerFile(order.kind, order.bytes).catch((error: unknown) => {
    throw error instanceof LedgerRefused ? new CommandRefused(ledgerFailureText(order.kind, error)) : error;
  });
  const override = order.overrideBy === null ? null : await releaser(store, order);
  const result = await (order.isDryRun
    ? importLedger({ ...given(store, { file, order, override }), importId: null })
    : taken(store, { file, order, override }));
  return {
    text: order.asJson ? jsonOf(result) : report(result, order),
    notes: notesOf(result),
    refused:
      order.wantsRefused && result.problems.length > 0 ? await refusedLedger(file, result.problems) : null,
  };
}

interface Asked {
  file: LedgerFile;
  order: Import;
  override: LedgerOrder['override'];
}

function given(store: Store, { file, order: { fileName }, override }: Asked) {
  const approvedBy = { id: COMMAND_LINE_ID, name: COMMAND_LINE_NAME };
  const actorIn = (write: Write) => commandLineActor(write);
  return { store, file, fileName, approvedBy, override, actorIn };
}

async function taken(store: Store, asked: Asked): Promise<LedgerResult> {
  const { file, order, override } = asked;
  const { fileName, kind } = order;
  const desk = await commandLineDesk(store);
  const importId = await startOwnImport(desk, {
    kind: `${kind}.import`,
    fileName,
    mode: 'good_families',
    releasedBy: override?.id ?? null,
    total: file.rowCount,
  });
  const result = await importLedger({ ...given(store, asked), importId });
  await finishOwnImport(desk, { importId, fileName, result });
  return result;
}

const LEAST_REASON = 4;

async function releaser(store: Store, { overrideBy, reason }: Import): Promise<LedgerOrder['override']> {
  const actor = await store.read(async (read) => {
    const [row] = await read
      .select({ id: staff.id })
      .from(staff)
      .where(eq(staff.username, overrideBy ?? ''));
    return row ? staffActor(read, row.id) : null;
  });
  if (!actor || !may(actor.roles, 'ledger.override'))
    throw new CommandRefused(`「${overrideBy}」不是中心主任的账号，不能放行违规的旧账。`);
  if ([...reason.trim()].length < LEAST_REASON)
    throw new CommandRefused('放行违规的旧账须用 --reason 写明原因，至少 4 个字。');
  return { id: actor.staffId, name: actor.name, reason: reason.trim() };
}

function* jsonOf({ kind, rows, accepted, refused, unchanged, problems }: LedgerResult): Generator<string> {
  const counts = JSON.stringify({ rows, accepted, refused, unchanged });
  yield `${counts.slice(0, -1)},"problems":[`;
  for (const [index, problem] of problems.entries())
    yield `${index > 0 ? ',' : ''}${JSON.stringify(problemOf(kind, problem))}`;
  yield ']}\n';
}

function* report(result: LedgerResult, { isDryRun }: Import): Generator<string> {
  const { kind, rows, accepted, refused, unchanged, awards, overridable } = result;
  const made = kind === 'payments' ? `（新增核定 ${awards} 笔）` : '';
  yield `${isDryRun ? '检查完成，没有写入' : '导入完成'}。共 ${rows} 行：${isDryRun ? '可导入' : '导入'} ${accepted} 行${made}，退回 ${refused} 行，已有未变 ${unchanged} 行。\n`;
  if (overridable > 0)
    yield `其中 ${overridable} 行是可由中心主任放行的旧违规：核实后加 --override-by 中心主任用户名 --reason 原因 再导入。\n`;
  for (const problem of result.problems) {
    const { row, column, message } = problemOf(kind, problem);
    yield `第 ${row} 行${column ? `「${column}」` : ''}：${message}\n`;
  }
}

function problemOf(kind: LedgerKind, { row, column, code, data }: LedgerResult['problems'][number]) {
  return {
    row,
    column: column && (LEDGER_TITLES[kind][column] ?? null),
    code,
    message: ledgerProblemText(code, data),
  };
}

function notesOf({ notes, unknownColumns, isApplied }: LedgerResult): string[] {
  const ignored = unknownColumns.length > 0 ? [`没有读取这些列：${unknownColumns.join('、')}。`] : [];
  const told = Object.entries(notes).map(([note, count]) =>
    LEDGER_NOTE_LABELS[note as LedgerNote](count, isApplied),
  );
  return [...ignored, ...told];
}
