import { setTimeout as sleep } from 'node:timers/promises';
import { desc, eq } from 'drizzle-orm';
import { paths } from '../../app/paths';
import { families, jobs } from '../../db/schema';
import { BENCH_PASSWORD, benchPeople } from './campaignOffice';
import { ms, type Paper } from './paper';
import { fillPayments, PAYMENTS_A_FAMILY } from './payments';
import { quantilesOf, timesOf } from './quantiles';
import { fillRegister, type Sample } from './register';
import { sameDocument, sameWorkbook } from './reportFiles';
import type { Scratch } from './scratch';
import { serveProduct, type Served } from './served';
import { logIn, type Visitor } from './visitor';
import { rewritten } from './workbooks';

/** Pages and files of one register, asked of the real server over HTTP, each beside the query that it comes down to. */

export interface PagesOrder {
  members: number;
  /** Families that were paid for five years. */
  paidFamilies: number;
  rounds: number;
}

interface Bench {
  scratch: Scratch;
  paper: Paper;
  served: Served;
  visitor: Visitor;
  sample: Sample;
  rounds: number;
}

interface Question {
  name: string;
  ask: () => Promise<unknown>;
  /** The query by hand. */
  bare?: [text: string, ...values: (string | number)[]];
  /** The same file by the library alone. */
  alone?: () => Promise<unknown>;
}

const YEAR = 2019;
const LETS_NOTICE_MS = 100;
const FLOOR = 'query by hand, file by the library alone, p50';
const ORDERED = 'order by file_year desc, file_sequence desc limit 31';

/** Fills the register, starts the server and writes a table of what it answers in which time. */
export async function measurePages(
  scratch: Scratch,
  paper: Paper,
  { members, paidFamilies, rounds }: PagesOrder,
): Promise<void> {
  const startedAt = performance.now();
  const office = await benchPeople(scratch.store);
  const count = Math.ceil(members / 3);
  const approvedBy = office.head.actor.staffId;
  const sample = await scratch.atOnce(async () => {
    const filled = await fillRegister(scratch.store, count, approvedBy);
    await fillPayments(scratch, { approvedBy, families: Math.min(count, paidFamilies) });
    return filled;
  });
  await scratch.settle();
  const payments = Math.min(count, paidFamilies) * PAYMENTS_A_FAMILY;
  paper.heading(`${sample.members} members in ${count} families, ${payments} payments, ${scratch.engine}`);
  paper.note(`Filled in ${((performance.now() - startedAt) / 1000).toFixed(0)} s.`);
  const served = await serveProduct(scratch.databaseUrl);
  try {
    const visitor = await logIn({ url: served.url, username: 'head', password: BENCH_PASSWORD });
    const bench = { scratch, paper, served, visitor, sample, rounds };
    await tableOfPages(bench);
    await tableOfExport(bench);
    paper.note(
      `Cold start to the first answer ${(served.coldStartMs / 1000).toFixed(1)} s; most memory of the server ${served.peakMegabytes() ?? '–'} MB.`,
    );
  } finally {
    await served.stop();
  }
}

async function tableOfPages(bench: Bench): Promise<void> {
  const { paper, scratch, rounds } = bench;
  paper.header(['page over HTTP, ms', 'p50', 'p95', 'p99', FLOOR, 'page ÷ empty page']);
  const empty = quantilesOf(await timesOf(rounds, () => bench.visitor.read(paths.accountPassword)));
  paper.row(['empty page (form of the password)', ms(empty.p50), ms(empty.p95), ms(empty.p99), '–', '1.0']);
  for (const { name, ask, bare, alone = bare && (() => scratch.bare(...bare)) } of await questionsOf(bench)) {
    const page = quantilesOf(await timesOf(rounds, ask));
    const floor = alone && quantilesOf(await timesOf(rounds, alone));
    // This held the process up: a connection that was closed meanwhile is noticed before the next page.
    if (alone) await sleep(LETS_NOTICE_MS);
    const ratio = (page.p50 / empty.p50).toFixed(1);
    paper.row([name, ms(page.p50), ms(page.p95), ms(page.p99), floor ? ms(floor.p50) : '–', ratio]);
  }
}

async function questionsOf(bench: Bench): Promise<Question[]> {
  const { scratch, visitor, sample } = bench;
  const page = (name: string, place: string, bare?: Question['bare']): Question => ({
    name,
    ask: () => visitor.read(place),
    bare,
  });
  const search = (name: string, text: string, bare: Question['bare']) =>
    page(`search by ${name}`, paths.families({ search: text }), bare);
  const [year, sequence] = sample.middle;
  const family = await familyOf(scratch, sample.fileNumber);
  return [
    page('list, first page', paths.families(), [`select * from families ${ORDERED}`]),
    page('list, middle page', paths.families({ after: `${year}_${sequence}` }), [
      `select * from families where (file_year, file_sequence) < (?, ?) ${ORDERED}`,
      ...[year, sequence],
    ]),
    page('list, last page', paths.families({ after: '2006_31' }), [
      `select * from families where (file_year, file_sequence) < (2006, 31) ${ORDERED}`,
    ]),
    ...(await sortedLists(bench)),
    page(
      'list, two filters and a day',
      paths.families({ division: '410182', cause: 'accident', from: '2006-01-01' }),
      [
        `select * from families where division = '410182' and main_cause = 'accident' and registered_on >= '2006-01-01' ${ORDERED}`,
      ],
    ),
    page('list, without account', paths.families({ account: 'none' }), [
      `select * from families where account_last4 is null ${ORDERED}`,
    ]),
    search('name', sample.name, [
      'select distinct family_id from family_members where name = ?',
      sample.name,
    ]),
    search('part of a name', sample.name.slice(1), [
      'select distinct family_id from family_members where name like ?',
      `%${sample.name.slice(1)}%`,
    ]),
    search('pinyin', sample.pinyin, [
      'select distinct family_id from family_members where name_pinyin >= ? and name_pinyin < ?',
      ...[sample.pinyin, `${sample.pinyin}{`],
    ]),
    search('last four of the ID number', sample.idNumber.slice(-4), [
      'select distinct family_id from family_members where id_last4 = ?',
      sample.idNumber.slice(-4),
    ]),
    {
      name: 'search by ID number (posted, then the list)',
      ask: () => visitor.send(paths.search(paths.families()), { search: sample.idNumber }),
      bare: ['select family_id from family_members where id_fingerprint = ?', sample.fingerprint],
    },
    page('family', paths.family(family), ['select * from family_members where family_id = ?', family]),
    page('dashboard', paths.home),
    page(`indicators of ${YEAR}`, `/indicators/${YEAR}`, [
      'select type, count(distinct family_id), sum(amount_fen) from payments where project_id = ? group by type',
      `bench-${YEAR}`,
    ]),
    {
      ...page('report, docx', paths.reportDocx(YEAR)),
      alone: sameDocument(await visitor.bytes(paths.reportDocx(YEAR))),
    },
    {
      ...page('report, xlsx', paths.reportXlsx(YEAR)),
      alone: await sameWorkbook(await visitor.bytes(paths.reportXlsx(YEAR))),
    },
    page('payments of the year', paths.payments({ year: YEAR }), [
      'select * from payments where project_id = ? order by paid_on desc limit 51',
      `bench-${YEAR}`,
    ]),
    page('same number in several files (duplicates)', paths.duplicates(), [
      'select id_fingerprint from family_members group by id_fingerprint having count(*) > 1',
    ]),
  ];
}

const BY_NAME = ['name_order', 'file_year', 'file_sequence'];

/** The same list in the order of names: its ends, about the middle of the alphabet, and what two filters leave. */
async function sortedLists({ scratch, visitor }: Bench): Promise<Question[]> {
  const key = BY_NAME.join(', ');
  const forwards = `order by ${key} limit 31`;
  const backwards = `order by ${BY_NAME.map((column) => `${column} desc`).join(', ')} limit 31`;
  const placeOf = (rows: unknown[]) => Object.values(rows.at(-1) as Record<string, string | number>);
  const middle = placeOf(
    await scratch.bare(`select ${key} from families where name_order > 'm' order by ${key} limit 1`),
  );
  const last = placeOf(await scratch.bare(`select ${key} from families ${backwards}`));
  const sorted = (name: string, filter: Parameters<typeof paths.families>[0], bare: Question['bare']) => ({
    name: `list sorted by name, ${name}`,
    ask: () => visitor.read(paths.families({ sort: 'name', ...filter })),
    bare,
  });
  const after = (name: string, [order, ...file]: (string | number)[]) =>
    sorted(name, { after: file.join('_') }, [
      `select * from families where (${key}) > (?, ?, ?) ${forwards}`,
      ...[order!, ...file],
    ]);
  return [
    sorted('first page', {}, [`select * from families ${forwards}`]),
    after('middle page', middle),
    after('last page', last),
    sorted('of a status', { status: 'approved' }, [
      `select * from families where status = 'approved' ${forwards}`,
    ]),
    sorted('two filters', { division: '410182', cause: 'accident' }, [
      `select * from families where division = '410182' and main_cause = 'accident' ${forwards}`,
    ]),
  ];
}

async function familyOf({ store }: Scratch, fileNumber: string): Promise<string> {
  const [found] = await store.read((read) =>
    read.select({ id: families.id }).from(families).where(eq(families.fileNumber, fileNumber)),
  );
  return found!.id;
}

/** Everybody as a workbook, from the click to the whole file, beside the library that writes as many cells. */
async function tableOfExport({ scratch, paper, visitor, sample }: Bench): Promise<void> {
  const startedAt = performance.now();
  const place = paths.familiesExport({});
  const { place: job } = await visitor.send(place, {});
  await untilDone(scratch);
  const madeSeconds = (performance.now() - startedAt) / 1000;
  const workbook = await visitor.bytes(`${job}/file`);
  const seconds = (performance.now() - startedAt) / 1000;
  const bareSeconds = await rewritten(workbook);
  paper.header(['file', 'rows', 'seconds', 'rows/s', 'the library alone, seconds']);
  const rate = (sample.members / seconds).toFixed(0);
  paper.row([
    `export of all (made after ${madeSeconds.toFixed(1)} s)`,
    ...[String(sample.members), seconds.toFixed(1), rate, bareSeconds.toFixed(1)],
  ]);
}

const LOOK_EVERY_MS = 100;

async function untilDone({ store }: Scratch): Promise<void> {
  for (;;) {
    const [job] = await store.read((read) => read.select().from(jobs).orderBy(desc(jobs.createdAt)).limit(1));
    if (job?.status === 'done') return;
    if (job?.status === 'failed') throw new Error(`The job failed: ${job.result ?? ''}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
