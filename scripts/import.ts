import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { callersFolder } from '../app/config.server';
import { importTargets } from '../app/fund/targetUploads.server';
import { keptFileName } from '../app/identity/fileName';
import { giveWayToPeople } from '../app/peopleFirst.server';
import { commandLineDesk } from '../app/staff/staff.server';
import { doubtSentence } from '../app/zh/targetForm';
import { writeBeside } from '../db/client.server';
import { command, CommandRefused } from './command';
import { importFamilyFile, type FamilyImportOptions } from './import/families';
import { importLedgerFile, type LedgerImportOptions } from './import/ledgers';
import { importStore } from './import/place';
import { importSurveyFile, type SurveyImportOptions } from './import/surveys';
import type { LedgerKind } from '../app/exchange/ledgerSheet';

/**
 * `npm run --silent import -- targets FILE`: the finance bureau's target form becomes a project-year.
 * `npm run --silent import -- families FILE.xlsx …`: the families of an earlier register.
 * `npm run --silent import -- payments|receipts FILE.xlsx …`: an old ledger.
 * `npm run --silent import -- surveys FILE.xlsx …`: the answers of a satisfaction survey.
 */
const USAGE = [
  '用法：npm run --silent import -- targets 绩效目标表文件（文本或 xlsx） [--new（还没有数据库时建立新的）]',
  '　或：npm run --silent import -- families 登记册.xlsx [--dry-run（只检查）] [--all-or-nothing（全部正确才导入）]',
  '　　　[--approved-by 核准人用户名] [--refused 退回的行.xlsx（另存到）] [--json（输出 JSON）]',
  '　或：npm run --silent import -- receipts 到账台账.xlsx [--dry-run] [--refused 退回的行.xlsx] [--json]',
  '　或：npm run --silent import -- payments 发放台账.xlsx [--dry-run] [--refused 退回的行.xlsx] [--json]',
  '　　　[--override-by 中心主任用户名 --reason 原因（放行已知的旧违规）]',
  '　或：npm run --silent import -- surveys 满意度评价.xlsx [--dry-run] [--round 调查名称] [--refused 退回的行.xlsx] [--json]',
  '各种导入都可以加 --new；不加的，只导入已有的数据库。',
].join('\n');

await command(async ([kind, ...rest]) => {
  giveWayToPeople();
  if (kind === 'targets') return importTargetFile(rest);
  if (kind === 'families') return importFamilyRegister(rest);
  if (kind === 'payments' || kind === 'receipts') return importOldLedger(kind, rest);
  if (kind === 'surveys') return importSurveyAnswers(rest);
  throw new CommandRefused(USAGE);
});

async function importTargetFile(args: string[]): Promise<void> {
  const { file, isNew } = targetOptions(args);
  const bytes = await contentOf(file);
  const desk = await commandLineDesk(await importStore({ isCheck: false, isNew }));
  const { year, doubts } = await importTargets(desk, { bytes, fileName: nameOf(file) });
  for (const doubt of doubts) process.stderr.write(`请核对：${doubtSentence(doubt)}\n`);
  process.stdout.write(`已导入 ${year} 年度绩效目标。\n`);
}

async function importFamilyRegister(args: string[]): Promise<void> {
  const { file, isNew, ...options } = familyOptions(args);
  const bytes = await contentOf(file);
  writeBeside();
  const { text, notes, refused, isWithheld } = await importFamilyFile(
    await importStore({ isCheck: options.isDryRun, isNew }),
    {
      ...options,
      bytes,
      fileName: nameOf(file),
    },
  );
  for (const note of notes) process.stderr.write(`${note}\n`);
  if (options.refusedFile && refused) await saved(options.refusedFile, refused);
  for (const piece of text) process.stdout.write(piece);
  if (isWithheld) process.exitCode = 1;
}

async function importOldLedger(kind: LedgerKind, args: string[]): Promise<void> {
  const { file, refusedFile, isNew, ...options } = ledgerOptions(kind, args);
  const bytes = await contentOf(file);
  const store = await importStore({ isCheck: options.isDryRun, isNew });
  const { text, notes, refused } = await importLedgerFile(store, {
    ...options,
    bytes,
    fileName: nameOf(file),
  });
  for (const note of notes) process.stderr.write(`${note}\n`);
  if (refusedFile && refused) await saved(refusedFile, refused);
  for (const piece of text) process.stdout.write(piece);
}

async function importSurveyAnswers(args: string[]): Promise<void> {
  const { file, refusedFile, isNew, ...options } = surveyOptions(args);
  const bytes = await contentOf(file);
  const store = await importStore({ isCheck: options.isDryRun, isNew });
  const told = await importSurveyFile(store, { ...options, bytes, fileName: nameOf(file) });
  for (const note of told.notes) process.stderr.write(`${note}\n`);
  if (refusedFile && told.refused) await saved(refusedFile, told.refused);
  for (const piece of told.text) process.stdout.write(piece);
}

/** As its records and the log name a file. */
function nameOf(file: string): string {
  return keptFileName(path.basename(file));
}

/** What every import is asked besides its own options. */
interface Asked {
  file: string;
  /** A place without a database gets one. */
  isNew: boolean;
}

function targetOptions(args: string[]): Asked {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { new: { type: 'boolean', default: false } },
    });
    return { file: onlyFile(positionals), isNew: values.new };
  } catch {
    throw new CommandRefused(USAGE);
  }
}

function onlyFile([file, ...more]: string[]): string {
  if (!file || more.length > 0) throw new CommandRefused(USAGE);
  return file;
}

function surveyOptions(args: string[]): SurveyImportOptions & Asked & { refusedFile?: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        new: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        refused: { type: 'string' },
        round: { type: 'string' },
      },
    });
    return {
      file: onlyFile(positionals),
      isNew: values.new,
      isDryRun: values['dry-run'],
      asJson: values.json,
      wantsRefused: values.refused !== undefined,
      round: values.round ?? null,
      refusedFile: values.refused,
    };
  } catch {
    throw new CommandRefused(USAGE);
  }
}

function ledgerOptions(
  kind: LedgerKind,
  args: string[],
): LedgerImportOptions & Asked & { refusedFile?: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        new: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        refused: { type: 'string' },
        'override-by': { type: 'string' },
        reason: { type: 'string', default: '' },
      },
    });
    return {
      kind,
      file: onlyFile(positionals),
      isNew: values.new,
      isDryRun: values['dry-run'],
      asJson: values.json,
      wantsRefused: values.refused !== undefined,
      overrideBy: values['override-by'] ?? null,
      reason: values.reason,
      refusedFile: values.refused,
    };
  } catch {
    throw new CommandRefused(USAGE);
  }
}

function familyOptions(args: string[]): FamilyImportOptions & Asked & { refusedFile?: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        new: { type: 'boolean', default: false },
        'all-or-nothing': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        'approved-by': { type: 'string' },
        refused: { type: 'string' },
      },
    });
    return {
      file: onlyFile(positionals),
      isNew: values.new,
      isDryRun: values['dry-run'],
      mode: values['all-or-nothing'] ? 'all_or_nothing' : 'good_families',
      asJson: values.json,
      wantsRefused: values.refused !== undefined,
      approvedBy: values['approved-by'] ?? null,
      refusedFile: values.refused,
    };
  } catch {
    throw new CommandRefused(USAGE);
  }
}

function contentOf(file: string): Promise<Buffer> {
  return readFile(path.resolve(callersFolder(), file)).catch(() => {
    throw new CommandRefused(`读不到文件「${file}」，请检查文件名和权限。`);
  });
}

function saved(file: string, bytes: Uint8Array): Promise<void> {
  return writeFile(path.resolve(callersFolder(), file), bytes).catch(() => {
    throw new CommandRefused(`写不了文件「${file}」，请检查路径和权限。`);
  });
}
