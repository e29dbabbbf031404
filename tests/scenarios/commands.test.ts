import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INVARIANT_CODES } from '../../app/integrity/invariant';
import type { YearJson } from '../../app/indicators/json';
import { archiveTexts, unescapedXml } from '../archive';

/** The commands as whoever runs the machine calls them: real processes on a DATA_DIR of their own. */

const TARGETS = 'tests/fixtures/targetForm.txt';
const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-commands-'));
const demo = path.join(folder, 'demo');

let seeded: Ran;

beforeAll(async () => {
  seeded = await run('seed', [], demo);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('seed', () => {
  it('loads the demo into an empty folder and prints accounts that work', () => {
    expect(seeded).toMatchObject({ status: 0, stderr: '' });
    const accounts = [...seeded.stdout.matchAll(/^ {2}(\S+) +(\S{10,}) +\S+$/gm)].map(([, name]) => name);
    expect(accounts).toEqual(['admin', 'head', 'caseworker', 'secondcaseworker', 'finance', 'auditor']);
  });

  it('refuses a folder that holds something', async () => {
    expectRefused(await run('seed', [], demo), /不是空的/);
  });
});

describe('import', () => {
  const data = path.join(folder, 'imported');

  it('makes a target form a project-year, once', async () => {
    const imported = await run('import', ['targets', TARGETS, '--new'], data);
    expect(imported).toMatchObject({ status: 0, stdout: '已导入 2021 年度绩效目标。\n' });
    expect(imported.stderr).toMatch(/已建立新的数据库/);
    expectRefused(await run('import', ['targets', TARGETS], data), /2021 年度已有项目/);

    const { stdout } = await run('report', ['--year', '2021', '--json'], data);
    const { budget, indicators, totalScore } = JSON.parse(stdout) as YearJson;
    expect(budget).toEqual({
      ...{ budgetFen: 86_000_000, receivedFen: 0 },
      ...{ committedFen: 0, committedAwards: 0, paidFen: 0 },
    });
    expect(indicators.length).toBeGreaterThan(10);
    expect(indicators.reduce((sum, { weight }) => sum + weight * 100, 0)).toBe(10_000);
    expect(totalScore).toBe(0);
    expectRefused(await run('seed', [], data), /不是空的/);
  }, 60_000);

  it.each([
    ['nothing', [], /用法/],
    ['another kind', ['people', TARGETS], /用法/],
    ['no file', ['targets'], /用法/],
    ['a file that is not there', ['targets', 'nowhere.txt'], /读不到文件「nowhere.txt」/],
    ['a file that is no target form', ['targets', 'package.json'], /./],
  ])('refuses %s', async (_, args, sentence) => {
    expectRefused(await run('import', args, data), sentence);
  });
});

describe('report', () => {
  it('prints one JSON object whose figures are those of the records', async () => {
    const { status, stdout, stderr } = await run('report', ['--year', '2019', '--json'], demo);
    expect([status, stderr]).toEqual([0, '']);
    const report = JSON.parse(stdout) as YearJson;
    expect(Object.keys(report)).toEqual(['year', 'asOf', 'budget', 'indicators', 'totalScore']);
    expect(report.asOf).toBe('2019-12-31');
    expect(report.budget).toMatchObject(sumsOf(demo, '9999-12-31'));

    for (const indicator of report.indicators) expect(Object.keys(indicator)).toEqual(KEYS);
    expect(report.indicators.map(({ weight }) => weight).reduce((sum, weight) => sum + weight)).toBe(100);
    const scores = report.indicators.map(({ score }) => Math.round((score ?? 0) * 100));
    expect(scores.reduce((sum, score) => sum + score)).toBe(Math.round(report.totalScore * 100));

    const living = report.indicators.find(({ metric }) => metric === 'people_helped.living')!;
    expect(living.target).toEqual({ operator: '=', value: 2000, unit: '人', text: '=2000人' });
    expect(living.actual.value).toBe(living.counts!.persons);
    expect(living.counts!.personTimes).toBeGreaterThan(living.counts!.persons);
    const coverage = report.indicators.find(({ metric }) => metric === 'coverage')!;
    expect(coverage.actual.value).toMatch(/^0\.\d{6,}$/);
    expect(Number(coverage.actual.value)).toBeCloseTo(coverage.numerator! / coverage.denominator!, 6);
  });

  it('takes the day', async () => {
    const { stdout } = await run('report', ['--year', '2019', '--as-of', '2019-06-30', '--json'], demo);
    const { asOf, budget } = JSON.parse(stdout) as YearJson;
    expect(asOf).toBe('2019-06-30');
    expect(budget).toMatchObject(sumsOf(demo, '2019-06-30'));
  });

  it.each(['docx', 'xlsx'])('writes the report as %s', async (kind) => {
    const file = path.join(folder, `report.${kind}`);
    const day = ['--year', '2019', '--as-of', '2019-12-31'];
    const written = await run('report', [...day, `--${kind}`, file], demo);
    expect(written).toMatchObject({ status: 0, stderr: '' });
    const text = unescapedXml([...(await archiveTexts(readFileSync(file))).values()].join('\n'));
    const { stdout } = await run('report', [...day, '--json'], demo);
    const { indicators } = JSON.parse(stdout) as YearJson;
    expect(indicators.filter(({ actual }) => !text.includes(actual.text))).toEqual([]);
  });

  it.each([
    ['no year', ['--json'], /没有给出年度/],
    ['a year that is none', ['--year', '19', '--json'], /四位数字/],
    ['a year without a project', ['--year', '2018', '--json'], /还没有 2018 年度的项目/],
    ['no output', ['--year', '2019'], /须给出一个/],
    ['two outputs', ['--year', '2019', '--json', '--docx', 'x.docx'], /只能一个/],
    ['an option nobody knows', ['--year', '2019', '--json', '--fast'], /参数不对/],
    ['a word too many', ['2019', '--year', '2019', '--json'], /参数不对/],
    ['a day that is none', ['--year', '2019', '--as-of', '2019-02-30', '--json'], /不是有效日期/],
    ['a day to come', ['--year', '2019', '--as-of', '2999-01-01', '--json'], /还没有到/],
    ['a file it cannot write', ['--year', '2019', '--xlsx', '/nowhere/report.xlsx'], /写不了文件/],
  ])('refuses %s', async (_, args, sentence) => {
    expectRefused(await run('report', args, demo), sentence);
  });
});

describe('verify', () => {
  it('recomputes every invariant and prints each with its count', async () => {
    const { status, stdout, stderr } = await run('verify', [], demo);
    expect([status, stderr]).toEqual([0, '']);
    const printed = stdout.split('\n').map((line) => line.split('\t'));
    const codes = printed.filter(([verdict]) => verdict === '通过').map(([, code]) => code);
    expect(codes).toEqual([...INVARIANT_CODES]);
    const countOf = (wanted: string) => Number(printed.find(([, code]) => code === wanted)?.[2]);
    expect(countOf('payment.matches_award')).toBe(oneOf(demo, 'select count(*) from payments'));
    expect(countOf('audit.chain')).toBe(oneOf(demo, 'select count(*) from audit_entries'));
  });

  it('finds what was changed beside the product, and names it', async () => {
    const lessened = oneOf(demo, `select min(id) from payments where kind = 'payment' and type = 'living'`);
    const raised = oneOf(demo, `select min(id) from payments where kind = 'payment' and type = 'medical'`);
    const sequence = oneOf(
      demo,
      `select sequence from audit_entries where action = 'family.approved' limit 1`,
    );
    corrupt(demo, ['payments_no_update', 'audit_entries_no_update'], (database) => {
      database.prepare('update payments set amount_fen = amount_fen - 1 where id = ?').run(lessened);
      database.prepare('update payments set amount_fen = amount_fen * 2 where id = ?').run(raised);
      database.prepare(`update audit_entries set staff_name = '别人' where sequence = ?`).run(sequence);
    });
    const { status, stdout, stderr } = await run('verify', [], demo);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^\d+ 项中有 \d+ 项不符合/);
    const found = offendingIn(stdout);
    expect(found['money.as_audited']).toEqual(expect.arrayContaining([lessened, raised]));
    expect(found['payment.within_award']).toHaveLength(1);
    expect(found['audit.chain']).toEqual([String(sequence)]);
    expect(found['payment.matches_award']).toBeUndefined();
  });
});

it('nothing that reads or checks makes a database where there is none', async () => {
  const place = path.join(tmpdir(), `bangfu-mistyped-${process.pid}`);
  const given = [['verify'], ['backup'], ['rotate-key'], ['report', '--year', '2019', '--json']];
  const refused = await Promise.all(given.map(([name, ...args]) => run(name!, args, place)));
  for (const one of refused) expectRefused(one, /里没有数据库/);
  expect(existsSync(place)).toBe(false);
}, 60_000);

describe('a database whose key is not there', () => {
  const given = [
    ['verify'],
    ['report', '--year', '2019', '--xlsx', path.join(folder, 'never.xlsx')],
    ['rotate-key'],
    ['unlock', 'head'],
    ['close-account', 'head', '已离职'],
    ['backup'],
    ['import', 'targets', TARGETS],
  ];

  it.each(given)('is left alone by %s, and no key is made', async (name, ...args) => {
    expectRefused(await run(name, args, demo, { BANGFU_KEY: '' }), /没有找到密钥文件/);
    expect(existsSync(path.join(demo, 'key'))).toBe(false);
  });

  it.each(given)('is left alone by %s with the key of another', async (name, ...args) => {
    const other = { BANGFU_KEY: randomBytes(32).toString('base64') };
    expectRefused(await run(name, args, demo, other), /不是这个数据库所用的密钥/);
    expect(existsSync(path.join(demo, 'backups'))).toBe(false);
  });
});

it('what a later program wrote is not backed up as if it were damaged', async () => {
  const later = path.join(folder, 'later');
  cpSync(demo, later, { recursive: true });
  withDatabase(later, (database) =>
    database.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)').run('later', 9e15),
  );
  expectRefused(await run('backup', [], later), /由更新版本的程序写成/);
  expect(existsSync(path.join(later, 'backups'))).toBe(false);
});

const KEYS = [
  'level1',
  'level2',
  'level3',
  'metric',
  'target',
  'actual',
  'counts',
  'numerator',
  'denominator',
  'weight',
  'score',
];

interface Ran {
  status: number;
  stdout: string;
  stderr: string;
}

async function run(
  name: string,
  args: string[],
  dataDir: string,
  environment: Record<string, string> = {},
): Promise<Ran> {
  const child = spawn(process.execPath, ['scripts/run.mjs', name, ...args], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      NODE_ENV: 'production',
      INIT_CWD: process.cwd(),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ran = { status: 0, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ran.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ran.stderr += text));
  const [status] = (await once(child, 'close')) as [number];
  return { ...ran, status };
}

/** A wrong use: nothing printed, Chinese sentences and no stack on standard error, a status that is not 0. */
function expectRefused({ status, stdout, stderr }: Ran, sentence: RegExp): void {
  expect(status).toBeGreaterThan(0);
  expect(stdout).toBe('');
  expect(stderr).toMatch(sentence);
  const lines = stderr.trimEnd().split('\n');
  expect(lines.filter((line) => !/[一-鿿]/.test(line))).toEqual([]);
}

function withDatabase<T>(dataDir: string, work: (database: Database.Database) => T): T {
  const database = new Database(path.join(dataDir, 'bangfu.db'));
  try {
    return work(database);
  } finally {
    database.close();
  }
}

function oneOf(dataDir: string, statement: string, ...values: string[]): unknown {
  return withDatabase(dataDir, (database) =>
    database
      .prepare(statement)
      .pluck()
      .get(...values),
  );
}

function sumsOf(dataDir: string, asOf: string) {
  const sum = (of: string) => oneOf(dataDir, `select sum(amount_fen) from ${of} <= ?`, asOf);
  return { receivedFen: sum('receipts where received_on'), paidFen: sum('payments where paid_on') };
}

function corrupt(dataDir: string, triggers: string[], work: (database: Database.Database) => void): void {
  withDatabase(dataDir, (database) => {
    for (const trigger of triggers) database.exec(`drop trigger ${trigger}`);
    work(database);
  });
}

/** The ids under each invariant that does not hold. */
function offendingIn(stdout: string): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  let code = '';
  for (const line of stdout.split('\n')) {
    const [verdict, second] = line.split('\t');
    if (verdict) code = second ?? '';
    else if (second) found[code] = [...(found[code] ?? []), second];
  }
  return found;
}
