import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFamilyFile } from '../../app/exchange/familyFile.server';
import { registerWorkbook, sheetFamily } from '../factories/familySheet';

/** `import -- families` as whoever runs the machine calls it: a real process on a DATA_DIR of its own. */

const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-import-command-'));
const good = path.join(folder, 'good.xlsx');
const mixed = path.join(folder, 'mixed.xlsx');

beforeAll(async () => {
  writeFileSync(good, await registerWorkbook([...sheetFamily(1), ...sheetFamily(2)], { more: ['序号'] }));
  const lines = [...sheetFamily(3), ...sheetFamily(4, { idNumber: 999999196201010000 })];
  writeFileSync(mixed, await registerWorkbook(lines, { titles: ['登记册'] }));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: string[]) {
  return ended(started(args));
}

function started(args: string[]) {
  return spawn(process.execPath, ['scripts/run.mjs', 'import', 'families', ...args], {
    env: { ...process.env, DATA_DIR: path.join(folder, 'data'), DATABASE_URL: '', INIT_CWD: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function ended(child: ReturnType<typeof started>) {
  const ran = { status: 0, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ran.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ran.stderr += text));
  const [status] = (await once(child, 'close')) as [number];
  return { ...ran, status };
}

const counts = (accepted: number, refused: number, unchanged: number) => ({
  rows: 6,
  accepted,
  refused,
  unchanged,
});

describe('import families', () => {
  it('checks without writing, takes in, and takes in nothing twice', async () => {
    const check = await run('good.xlsx', '--dry-run', '--json');
    expect([check.status, JSON.parse(check.stdout)]).toEqual([0, { ...counts(6, 0, 0), problems: [] }]);
    expect(check.stderr).toMatch(/按空的数据库检查[^]*没有读取这些列：序号/);
    expect(existsSync(path.join(folder, 'data'))).toBe(false);
    expect(await run('good.xlsx')).toMatchObject({
      ...{ status: 1, stdout: '' },
      stderr: expect.stringMatching(/data」里没有数据库[^]*加上 --new/) as string,
    });
    expect(existsSync(path.join(folder, 'data'))).toBe(false);
    const first = await run('good.xlsx', '--json', '--new');
    expect(JSON.parse(first.stdout)).toEqual({ ...counts(6, 0, 0), problems: [] });
    const again = await run(good, '--json');
    expect(JSON.parse(again.stdout)).toEqual({ ...counts(0, 0, 6), problems: [] });
  }, 60_000);

  it('ends quietly when nobody reads on', async () => {
    const child = started(['mixed.xlsx', '--dry-run']);
    child.stdout.destroy();
    const { status, stderr } = await ended(child);
    expect([status, stderr]).toEqual([0, expect.not.stringMatching(/EPIPE| at /)]);
  }, 60_000);

  it('names each refused row as Excel shows it, and hands it back', async () => {
    const nothing = await run('mixed.xlsx', '--all-or-nothing', '--json');
    expect([nothing.status, JSON.parse(nothing.stdout)]).toMatchObject([1, counts(0, 6, 0)]);
    const taken = await run('mixed.xlsx', '--json', '--refused', 'refused.xlsx');
    const told = JSON.parse(taken.stdout) as { problems: Record<string, unknown>[] };
    expect([taken.status, told]).toMatchObject([0, counts(3, 3, 0)]);
    expect(told.problems.map(({ row, column, code }) => [row, column, code])).toEqual([
      [6, '身份证号', 'cell.digits_lost'],
      [7, null, 'family.other_row'],
      [8, null, 'family.other_row'],
    ]);
    expect(told.problems[0]!.message).toMatch(/文本/);
    expect((await readFamilyFile(readFileSync(path.join(folder, 'refused.xlsx')))).rowCount).toBe(3);
  }, 60_000);

  it.each([
    ['no file', [], /用法/],
    ['a file that is not there', ['nowhere.xlsx'], /读不到文件/],
    ['an option nobody knows', ['good.xlsx', '--fast'], /用法/],
    ['a file that is no workbook', [path.resolve('package.json')], /文本文件.*另存为 .xlsx/],
    ['a voucher who is none', ['good.xlsx', '--approved-by', 'nobody'], /不能作为核准人/],
  ])('refuses %s', async (_, args, sentence) => {
    const { status, stdout, stderr } = await run(...args);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(sentence);
  });
});
