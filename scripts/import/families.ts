import { eq } from 'drizzle-orm';
import type { Store } from '../../db/client.server';
import { staff } from '../../db/schema';
import { importFamilies, type FamiliesImportResult } from '../../app/exchange/familiesImport.server';
import {
  FileRefused,
  readFamilyFile,
  requireOneWrite,
  type FamilyFile,
} from '../../app/exchange/familyFile.server';
import { refusedWorkbook } from '../../app/exchange/familyWorkbook.server';
import type { FamilyImportNote } from '../../app/exchange/familyProblem';
import type { ImportMode } from '../../app/exchange/job';
import { finishOwnImport, startOwnImport } from '../../app/exchange/ownImport.server';
import { may } from '../../app/staff/permission';
import { commandLineDesk, staffActor } from '../../app/staff/staff.server';
import {
  COLUMN_TITLES,
  IMPORT_NOTE_LABELS,
  importProblemText,
  importWarningText,
  someWarningsText,
} from '../../app/zh/familySheet';
import { jobFailureText } from '../../app/zh/jobs';
import { CommandRefused } from '../command';

export interface FamilyImportOptions {
  isDryRun: boolean;
  mode: ImportMode;
  asJson: boolean;
  wantsRefused: boolean;
  /** The username of who vouches for families that come onto the register. */
  approvedBy: string | null;
}

interface Import extends FamilyImportOptions {
  bytes: Buffer;
  fileName: string;
}

interface Told {
  /** For standard output, piece by piece: a register may have as many problems as people. */
  text: Iterable<string>;
  /** For standard error. */
  notes: string[];
  /** The refused rows as a workbook, when they are asked for and there are any. */
  refused: Buffer | null;
  /** All or nothing was asked for, and it was nothing. */
  isWithheld: boolean;
}

/**
 * Checks or imports a register as the command line does: whoever runs the machine is the maker, and whoever is named
 * vouches. A check writes nothing at all.
 */
export async function importFamilyFile(store: Store, order: Import): Promise<Told> {
  const file = await fileOf(order).catch((error: unknown) => {
    throw error instanceof FileRefused ? new CommandRefused(jobFailureText(error)) : error;
  });
  const approvedBy = order.approvedBy === null ? null : await voucher(store, order.approvedBy);
  const result = await (order.isDryRun
    ? checked(store, file, order)
    : taken(store, file, { order, approvedBy }));
  return {
    text: order.asJson ? jsonOf(result) : report(result, order),
    notes: notesOf(result),
    refused:
      order.wantsRefused && result.problems.length > 0 ? await refusedWorkbook(file, result.problems) : null,
    isWithheld: !order.isDryRun && !result.isApplied,
  };
}

async function fileOf({ bytes, mode, isDryRun }: Import): Promise<FamilyFile> {
  const file = await readFamilyFile(bytes);
  if (!isDryRun) requireOneWrite(file, mode);
  return file;
}

const NOBODY = { staffId: '', name: '' };

function checked(store: Store, file: FamilyFile, { mode, fileName }: Import): Promise<FamiliesImportResult> {
  return importFamilies({ store, file, mode, fileName, actor: NOBODY, importId: null, approvedBy: null });
}

async function taken(
  store: Store,
  file: FamilyFile,
  {
    order: { mode, fileName },
    approvedBy,
  }: { order: Import; approvedBy: { id: string; name: string } | null },
): Promise<FamiliesImportResult> {
  const desk = await commandLineDesk(store);
  const importId = await startOwnImport(desk, {
    fileName,
    mode,
    releasedBy: approvedBy?.id ?? null,
    total: file.rowCount,
  });
  const result = await importFamilies({
    store,
    file,
    mode,
    fileName,
    actor: desk.actor,
    importId,
    approvedBy,
  });
  await finishOwnImport(desk, { importId, fileName, result });
  return result;
}

async function voucher(store: Store, username: string): Promise<{ id: string; name: string }> {
  const actor = await store.read(async (read) => {
    const [row] = await read.select({ id: staff.id }).from(staff).where(eq(staff.username, username));
    return row ? staffActor(read, row.id) : null;
  });
  if (!actor || !may(actor.roles, 'family.approve'))
    throw new CommandRefused(`「${username}」不是有审批家庭档案权限的账号，不能作为核准人。`);
  return { id: actor.staffId, name: actor.name };
}

function* jsonOf(result: FamiliesImportResult): Generator<string> {
  const { rows, accepted, refused, unchanged, problems, warnings } = result;
  const counts = JSON.stringify({ rows, accepted, refused, unchanged });
  yield `${counts.slice(0, -1)},"problems":[`;
  for (const [index, problem] of problems.entries())
    yield `${index > 0 ? ',' : ''}${JSON.stringify(problemOf(problem))}`;
  // The other keys are the contract of all imports.
  if (warnings.length > 0) yield `],"warnings":${JSON.stringify(warnings.map(warningOf))}}\n`;
  else yield `]}\n`;
}

function* report(result: FamiliesImportResult, { isDryRun }: Import): Generator<string> {
  const done = isDryRun ? '检查完成，没有写入' : result.isApplied ? '导入完成' : '有问题，一户也没有导入';
  const taken = `${isDryRun ? '可导入' : '导入'} ${result.accepted} 人（${result.families} 户）`;
  yield `${done}。共 ${result.rows} 人：${taken}，退回 ${result.refused} 人，已有未变 ${result.unchanged} 人。\n`;
  for (const problem of result.problems) {
    const { row, column, message } = problemOf(problem);
    yield `第 ${row} 行${column ? `「${column}」` : ''}：${message}\n`;
  }
  if (result.warnings.length === 0) return;
  yield `${isDryRun || !result.isApplied ? '可以导入' : '已经导入'}、但须核对的 ${result.warningCount} 处：\n`;
  for (const { row, column, message } of result.warnings.map(warningOf))
    yield `第 ${row} 行「${column}」：${message}\n`;
}

function problemOf({ row, column, code, data }: FamiliesImportResult['problems'][number]) {
  return { row, column: column && COLUMN_TITLES[column], code, message: importProblemText(code, data) };
}

function warningOf({ row, column, code, data }: FamiliesImportResult['warnings'][number]) {
  return { row, column: COLUMN_TITLES[column], code, message: importWarningText(code, data) };
}

function notesOf({ notes, unknownColumns, warnings, warningCount }: FamiliesImportResult): string[] {
  const ignored = unknownColumns.length > 0 ? [`没有读取这些列：${unknownColumns.join('、')}。`] : [];
  const told = Object.entries(notes).map(([note, count]) =>
    IMPORT_NOTE_LABELS[note as FamilyImportNote](count),
  );
  const more = warningCount > warnings.length ? [someWarningsText(warnings.length, warningCount)] : [];
  return [...ignored, ...told, ...more];
}
