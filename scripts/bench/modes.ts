import { parseArgs } from 'node:util';
import { listFamilies } from '../../app/families/families.server';
import { findFamilies } from '../../app/families/familySearch.server';
import type { Store } from '../../db/client.server';
import { fillYears, measureDay } from './indicators';
import { measureLists } from './lists';
import { measureCampaign, type Measure } from './campaign';
import { profiled } from './profile';
import { memoryPeak } from './memory';
import { backupAndImport, measureBankAnswer, measureImport } from './exchange';
import { measureLoad } from './load';
import { measurePages } from './pages';
import { paperOf, type Paper } from './paper';
import { openScratch, type Scratch } from './scratch';
import { fillRegister, type Sample } from './register';
import { command, CommandRefused } from '../command';

/**
 * `npm run --silent bench`: the whole table over HTTP, for registers of 16,000, 131,000 and 1,000,000 members; with
 * `--short` the first alone, with `--members 131000` only the pages of such a register, with `--files` only the files
 * sent in (`--profile FOLDER` lays a profile of the server while the bank answers); with `--out FILE` also as markdown. `--families 100000` instead asks the functions behind the
 * list, each against the bare SQL that it comes down to; `--campaign 20000` takes every step of a campaign of so many
 * payees, with `--profile FOLDER` a profile of each; `--indicators 1000000` counts the indicators of a year over so many
 * payments; `--load` lets 20 people work at once, and again beside a backup and an import, with `--profile FOLDER` a
 * profile of the server in each.
 */
const ROUNDS = 15;
const WIDTHS = [34, 8, 14, 14, 14];

interface Question {
  name: string;
  /** The answer of the palette, which shows a few. */
  palette?: () => Promise<unknown>;
  /** The answer of the list: the page, the total and the count of every status. */
  list: () => Promise<{ total: number }>;
  bare: [text: string, ...values: (string | number)[]];
}

/** Does what the options ask for. */
export async function measure(): Promise<void> {
  await command(async (args) => {
    const { families, campaign, indicators, members, profile, out, short, load, files } = wanted(args);
    if (families !== undefined) return inScratch((scratch) => measureFinding(scratch, families));
    if (campaign !== undefined)
      return inScratch((scratch) => measurePayees(scratch, { count: campaign, profile: profile ?? null }));
    if (indicators !== undefined) return inScratch((scratch) => measureIndicators(scratch, indicators));
    const paper = paperOf(out ?? null);
    if (load) return measureLoads(paper, { seconds: short ? 30 : 120, profile: profile ?? null });
    const size = short ? SHORT : FULL;
    if (members !== undefined) return measureRegisters(paper, { ...size, registers: [members] });
    if (!files) await measureRegisters(paper, size);
    await measureFiles(paper, { ...size, profile });
  });
}

/** Whole families of three: the most that one file may have is 100,000 people. */
const MOST_IMPORT_ROWS = 99_999;
const SHORT = { registers: [16_000], importRows: 9_000, bankLines: 10_000, rounds: 20 };
const FULL = {
  registers: [16_000, 131_000, 1_000_000],
  importRows: MOST_IMPORT_ROWS,
  bankLines: 10_000,
  rounds: 100,
};
/** Twenty payments each: a million of them. */
const MOST_PAID_FAMILIES = 50_000;

async function measureRegisters(paper: Paper, { registers, rounds }: typeof FULL): Promise<void> {
  for (const members of registers)
    await inScratch((scratch) =>
      measurePages(scratch, paper, { members, paidFamilies: MOST_PAID_FAMILIES, rounds }),
    );
}

async function measureFiles(
  paper: Paper,
  { importRows, bankLines, profile = null }: typeof FULL & { profile?: string | null },
): Promise<void> {
  paper.heading('Files of an office');
  paper.header(['file', 'rows', 'seconds', 'rows/s', 'the library alone, seconds']);
  await inScratch((scratch) => measureImport(scratch, paper, importRows));
  paper.heading(`A result file of ${bankLines} lines`);
  await inScratch((scratch) => measureBankAnswer(scratch, paper, { lines: bankLines, profile }));
}

/** Once by itself, and once while a backup and an import of as many rows as a file may have run. */
async function measureLoads(paper: Paper, how: { seconds: number; profile: string | null }): Promise<void> {
  const order = { families: LOAD_FAMILIES, ...how };
  await inScratch((scratch) => measureLoad(scratch, paper, order));
  await inScratch((scratch) =>
    measureLoad(scratch, paper, {
      ...order,
      beside: {
        name: `a backup and an import of ${FULL.importRows} rows`,
        ready: () => backupAndImport(scratch, FULL.importRows),
      },
    }),
  );
}

const LOAD_FAMILIES = 5_000;

async function inScratch(work: (scratch: Scratch) => Promise<void>): Promise<void> {
  const scratch = await openScratch();
  try {
    await work(scratch);
  } finally {
    await scratch.remove();
  }
}

interface Wanted {
  families?: number;
  campaign?: number;
  indicators?: number;
  members?: number;
  /** Where the profiles of the steps of a campaign, or of the server under load, are laid. */
  profile?: string;
  /** Where the tables are laid as markdown. */
  out?: string;
  short?: boolean;
  load?: boolean;
  files?: boolean;
}

function wanted(args: string[]): Wanted {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      families: text,
      campaign: text,
      indicators: text,
      members: text,
      profile: text,
      out: text,
      short: { type: 'boolean' },
      load: { type: 'boolean' },
      files: { type: 'boolean' },
    },
  });
  const count = (given: string | undefined): number | undefined => {
    if (given === undefined) return undefined;
    if (/^\d+$/.test(given) && Number(given) >= 100) return Number(given);
    throw new CommandRefused(
      '用法：npm run --silent bench -- --short，或 -- --families 100000，或 -- --campaign 20000，或 -- --indicators 1000000，或 -- --members 131000（至少 100）',
    );
  };
  const { families, campaign, indicators, members, ...others } = values;
  return {
    ...others,
    families: count(families),
    campaign: count(campaign),
    indicators: count(indicators),
    members: count(members),
  };
}

/** As of the end of the last year, in the middle of it, and for the first year of which four later ones are kept. */
async function measureIndicators(scratch: Scratch, wish: number): Promise<void> {
  const startedAt = performance.now();
  const { payments } = await fillYears(scratch, wish);
  say(`五年共 ${payments} 条发放记录，写入 ${seconds(startedAt)} 秒（${scratch.engine}）。`);
  say('一个年度的全部指标，毫秒（中位数）；裸 SQL 直接数当年的记录，两边的数字先核对一致。');
  say(row(['截至', '程序', '裸 SQL', '程序÷裸SQL', '']));
  for (const day of ['2019-12-31', '2019-06-30', '2015-12-31']) {
    const { productMs, bareMs, ratio } = await measureDay(scratch, day);
    say(row([day, productMs.toFixed(0), bareMs.toFixed(0), ratio.toFixed(3), '']));
  }
  say('一项指标的逐行记录和应补未补名单的第一页，处理器毫秒（中位数）；裸 SQL 数出、排出同样的行。');
  say(row(['名单', '行数', '程序', '裸 SQL', '']));
  for (const { name, rows, productMs, bareMs } of await measureLists(scratch, '2019-12-31')) {
    say(row([name, String(rows), productMs.toFixed(0), bareMs === null ? '—' : bareMs.toFixed(0), '']));
  }
}

async function measureFinding(scratch: Scratch, families: number): Promise<void> {
  const startedAt = performance.now();
  const sample = await scratch.atOnce(() => fillRegister(scratch.store, families));
  await scratch.settle();
  say(`${families} 户、${sample.members} 人，写入 ${seconds(startedAt)} 秒（${scratch.engine}）。`);
  say('每项各问 15 次，毫秒：中位数／最慢一次。面板＝前 8 户；列表＝一页、总数和各状态户数。');
  say(row(['查找', '户数', '面板', '列表', '裸 SQL']));
  for (const question of questions(scratch, sample)) say(row(await measured(scratch, question)));
}

async function measurePayees(
  scratch: Scratch,
  { count, profile }: { count: number; profile: string | null },
): Promise<void> {
  say(`一次活动 ${count} 人（${scratch.engine}），每步一次。`);
  say(row(['步骤', '秒', '处理器秒', '峰值内存']));
  const peak = memoryPeak();
  const measure: Measure = async (name, work) => {
    peak.begin();
    const startedAt = performance.now();
    const before = process.cpuUsage();
    const done = await (profile ? profiled(profile, name, work) : work());
    const { user, system } = process.cpuUsage(before);
    const cpuSeconds = ((user + system) / 1_000_000).toFixed(1);
    say(row([name, seconds(startedAt), cpuSeconds, `${peak.megabytes()} MB`]));
    return done;
  };
  try {
    await measureCampaign(scratch.store, { count, measure, settle: () => scratch.settle() });
  } finally {
    await peak.end();
  }
}

function questions({ store }: Scratch, sample: Sample): Question[] {
  const search = (name: string, text: string, bare: Question['bare']): Question => ({
    name: `${name} ${text}`,
    palette: () => store.read((read) => findFamilies(read, text)),
    list: () => store.read((read) => listFamilies(read, { search: text })),
    bare,
  });
  const byPrefix = (column: string, [from, to]: [string, string]): Question['bare'] => [
    `select distinct family_id from family_members where ${column} >= ? and ${column} < ?`,
    from,
    to,
  ];
  const byName = (text: string): Question['bare'] => [
    'select distinct family_id from family_members where name like ?',
    `%${text}%`,
  ];
  return [
    search('姓名', sample.name, byName(sample.name)),
    search('名字的一部分', sample.name.slice(1), byName(sample.name.slice(1))),
    search('只有姓', sample.name.slice(0, 1), byName(sample.name.slice(0, 1))),
    search('查无此人', '查无此人', byName('查无此人')),
    search('拼音', sample.pinyin, byPrefix('name_pinyin', [sample.pinyin, `${sample.pinyin}{`])),
    search('首字母', sample.initials, byPrefix('name_initials', [sample.initials, `${sample.initials}{`])),
    search('证件末四位', sample.idNumber.slice(-4), [
      'select distinct family_id from family_members where id_last4 = ?',
      sample.idNumber.slice(-4),
    ]),
    search('证件末八位', sample.idNumber.slice(-8), [
      'select distinct family_id from family_members where id_last4 = ?',
      sample.idNumber.slice(-4),
    ]),
    search('完整证件号', sample.idNumber, [
      'select family_id from family_members where id_fingerprint = ?',
      sample.fingerprint,
    ]),
    search('电话', sample.phone, ['select id from families where phone = ?', sample.phone]),
    search('电话开头', sample.phone.slice(0, 7), [
      'select id from families where phone >= ? and phone < ?',
      sample.phone.slice(0, 7),
      `${sample.phone.slice(0, 7)}:`,
    ]),
    search('档案编号', sample.fileNumber, [
      'select id from families where file_number = ?',
      sample.fileNumber,
    ]),
    search('档案编号一部分', sample.fileNumber.slice(4), [
      'select id from families where file_number like ?',
      `%${sample.fileNumber.slice(4)}%`,
    ]),
    ...pages(store, sample),
  ];
}

function pages(store: Store, sample: Sample): Question[] {
  const page = (name: string, filter: Parameters<typeof listFamilies>[1], bare: Question['bare']) => ({
    name,
    list: () => store.read((read) => listFamilies(read, filter)),
    bare,
  });
  const [year, sequence] = sample.middle;
  const ORDERED = 'order by file_year desc, file_sequence desc limit 31';
  return [
    page('第一页', {}, [`select * from families ${ORDERED}`]),
    page('正中一页', { after: `${year}_${sequence}` }, [
      `select * from families where (file_year, file_sequence) < (?, ?) ${ORDERED}`,
      year,
      sequence,
    ]),
    page('按姓名第一页', { sort: 'name' }, [
      'select * from families order by name_order, file_year, file_sequence limit 31',
    ]),
    page('待提交', { status: 'draft' }, [`select * from families where status = 'draft' ${ORDERED}`]),
    page('区划＋原因＋在册日期', { division: '410182', cause: 'accident', from: '2020-01-01' }, [
      `select * from families where division = '410182' and main_cause = 'accident' and registered_on >= '2020-01-01' ${ORDERED}`,
    ]),
    page('年审到期', { review: 'due' }, [
      `select * from families where status = 'approved' and review_due_on <= '2030-01-01' ${ORDERED}`,
    ]),
    page('没有账户', { account: 'none' }, [`select * from families where account_last4 is null ${ORDERED}`]),
  ];
}

async function measured(scratch: Scratch, { name, palette, list, bare }: Question): Promise<string[]> {
  const { total } = await list();
  return [
    name,
    String(total),
    palette ? await timed(palette) : '',
    await timed(list),
    await timed(() => scratch.bare(...bare)),
  ];
}

async function timed(work: () => Promise<unknown>): Promise<string> {
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAt = performance.now();
    await work();
    taken.push(performance.now() - startedAt);
  }
  taken.sort((one, other) => one - other);
  return `${taken[Math.floor(ROUNDS / 2)]!.toFixed(1)}／${taken.at(-1)!.toFixed(1)}`;
}

/** Chinese characters take two places on a terminal. */
function row(cells: string[]): string {
  return cells.map((cell, index) => padded(cell, WIDTHS[index]!)).join('');
}

function padded(text: string, width: number): string {
  const places = [...text].reduce((sum, one) => sum + (one.charCodeAt(0) > 0x2e80 ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(1, width - places));
}

function seconds(startedAt: number): string {
  return ((performance.now() - startedAt) / 1000).toFixed(1);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
