import { setTimeout as sleep } from 'node:timers/promises';
import { sampleIdNumber } from '../../app/identity/idNumber';
import { businessDate } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { checkInvariants } from '../../app/integrity/invariants.server';
import { IMPORT_MODES } from '../../app/exchange/job';
import { paths } from '../../app/paths';
import { DEMO_STAFF } from '../../app/zh/demo';
import { registerWorkbook, sheetFamily } from '../../tests/factories/familySheet';
import { BENCH_PASSWORD, benchOffice, YEAR } from './campaignOffice';
import { ms, type Paper } from './paper';
import { quantilesOf } from './quantiles';
import type { Scratch } from './scratch';
import { serveProduct } from './served';
import { logIn, type Visitor } from './visitor';

/**
 * Twenty people at once, each with a session of its own over real HTTP: eight who read, three who register (one of them
 * also imports), and three cases under way at a time, each handed from a caseworker to finance, the head and back to
 * finance, which pays. Between two requests each looks at what came for a moment.
 */
export interface LoadOrder {
  families: number;
  seconds: number;
  /** The folder for a profile of the server's processor; null for none, which is how times are measured. */
  profile: string | null;
  /** What runs beside it: what it needs is made before, and what is answered then is begun with the load. */
  beside?: { name: string; ready: () => Promise<() => Promise<void>> };
}

const READERS = 8;
const REGISTRARS = 3;
const CASES = 3;
const LOOKS_MS = 400;
const EACH_YUAN = '100.00';
const ON = `${YEAR}-03-01`;
const PAID_ON = `${YEAR}-03-12`;

interface Load {
  scratch: Scratch;
  /** Logs in under a role. */
  enter: (role: string) => Promise<Visitor>;
  isOver: () => boolean;
}

/** Lets everybody work for so long, writes what it took, and recomputes every invariant. */
export async function measureLoad(scratch: Scratch, paper: Paper, order: LoadOrder): Promise<void> {
  await benchOffice(scratch.store, order.families);
  await scratch.settle();
  const served = await serveProduct(scratch.databaseUrl, order);
  const times: Took[] = [];
  const errors: string[] = [];
  let until = Number.POSITIVE_INFINITY;
  const load: Load = {
    scratch,
    isOver: () => performance.now() > until,
    enter: (role) =>
      logIn({
        ...{ url: served.url, username: role, password: BENCH_PASSWORD },
        watch: (request) => {
          if (until !== Number.POSITIVE_INFINITY) times.push({ ...request, at: performance.now() });
        },
      }),
  };
  try {
    const beside = await order.beside?.ready();
    const people = await everybody(load);
    const startedAt = performance.now();
    until = startedAt + order.seconds * 1000;
    const besideOver = beside?.().then(() => performance.now());
    await Promise.all(people.map((work) => untilOver(load, { work, errors })));
    report(paper, { times, errors, order, peak: served.peakMegabytes(), startedAt, until: await besideOver });
    await requireWhole(scratch, paper);
    if (errors.length > 0) throw new Error(`${errors.length} requests failed; the first: ${errors[0]}`);
  } finally {
    await served.stop();
  }
}

/** A request, and when it was answered. */
interface Took {
  name: string;
  ms: number;
  at: number;
}

type Work = (round: number) => Promise<void>;

/** Everybody is logged in before the first begins to work. */
async function everybody(load: Load): Promise<Work[]> {
  const families = await payees(load.scratch);
  const all: Work[] = [];
  for (let one = 0; one < READERS; one += 1) all.push(await reader(load, families));
  for (let one = 0; one < REGISTRARS; one += 1) all.push(await registrar(load, one));
  for (let one = 0; one < CASES; one += 1)
    all.push(await caseUnderWay(load, { families: families.filter((_, place) => place % CASES === one) }));
  return all;
}

async function untilOver(load: Load, { work, errors }: { work: Work; errors: string[] }): Promise<void> {
  for (let round = 0; !load.isOver(); round += 1) {
    try {
      await work(round);
    } catch (error) {
      errors.push((error as Error).message);
      await sleep(LOOKS_MS);
    }
  }
}

interface Payee {
  familyId: string;
  memberId: string;
  name: string;
}

async function payees(scratch: Scratch): Promise<Payee[]> {
  return (await scratch.bare(
    'select family_id as "familyId", id as "memberId", name from family_members where position = 0 order by id',
  )) as Payee[];
}

async function reader({ enter }: Load, families: readonly Payee[]): Promise<Work> {
  const visitor = await enter('head');
  return async (round) => {
    const { familyId, name } = families[(round * 7919) % families.length]!;
    const places = [
      paths.families(),
      paths.families({ search: name }),
      paths.family(familyId),
      paths.home,
      `/indicators/${YEAR}`,
      paths.payments({ year: YEAR }),
      paths.applications(),
      paths.fund(),
    ];
    for (const place of places) {
      await visitor.read(place);
      await look();
    }
  };
}

/** Every third round of one of them is a workbook of ten families. */
async function registrar({ enter }: Load, own: number): Promise<Work> {
  const visitor = await enter('caseworker');
  return async (round) => {
    if (own === 0 && round % 3 === 2) return imported(visitor, round);
    await visitor.read(paths.familyNew);
    await look();
    await visitor.send(paths.familyNew, newFamily(own * 100_000 + round));
    await look();
  };
}

function newFamily(place: number): Record<string, string> {
  const idNumber = sampleIdNumber({
    areaCode: '999998',
    birthDate: businessDate(`${1950 + (Math.floor(place / 900) % 50)}-06-01`),
    sequence: place % 900,
  });
  return {
    appliedOn: ON,
    division: '410105',
    hukouKind: 'urban',
    mainCause: 'low_income',
    address: `样本路 ${place} 号`,
    phone: `138${String(place).padStart(8, '0')}`,
    'income.wagesFen': '12000',
    'members[0].relation': 'self',
    'members[0].name': DEMO_STAFF.caseworker,
    'members[0].idNumber': idNumber,
    'members[0].employment': 'laid_off',
    'members[0].health': 'good',
    'members[0].monthlyIncomeFen': '1000',
  };
}

async function imported(visitor: Visitor, round: number): Promise<void> {
  const people = Array.from({ length: 10 }, (_, index) => sheetFamily(900_000 + round * 10 + index)).flat();
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(await registerWorkbook(people))]), '登记册.xlsx');
  form.set('mode', IMPORT_MODES[0]);
  await visitor.send(paths.familiesImport, form);
  await look();
}

/** One case after the other, each by three people and four sessions' worth of steps. */
async function caseUnderWay({ enter, scratch }: Load, { families }: { families: Payee[] }): Promise<Work> {
  const caseworker = await enter('caseworker');
  const finance = await enter('finance');
  const head = await enter('head');
  return async (round) => {
    const { familyId, memberId } = families[round % families.length]!;
    await caseworker.read(paths.applicationNew(familyId, { type: 'living', year: YEAR }));
    await look();
    const { place } = await caseworker.send(paths.applicationNew(familyId, { type: 'living', year: YEAR }), {
      ...{ commandId: newId(), type: 'living', familyId, memberId, projectYear: String(YEAR) },
      ...{ appliedOn: ON, requestedFen: EACH_YUAN, reason: '样例', confirmed: 'on' },
    });
    const id = place.split('/')[2]!.split('?')[0]!;
    await finance.read(paths.applicationReview(id));
    await look();
    await finance.send(paths.applicationReview(id), { on: ON, outcome: 'pass', note: '' });
    await head.read(paths.applicationDecide(id));
    await look();
    await head.send(paths.applicationDecide(id), {
      ...{ commandId: newId(), on: ON, outcome: 'approve', note: '' },
    });
    await paid(finance, await awardOf(scratch, id));
  };
}

async function paid(finance: Visitor, awardId: string): Promise<void> {
  await finance.read(paths.paymentsRecord({ award: awardId }));
  await look();
  await finance.send(paths.paymentsRecord(), {
    ...{ commandId: newId(), paidOn: PAID_ON, bankReference: newId(), remarks: '' },
    ...{ 'lines[0].awardId': awardId, 'lines[0].amountFen': EACH_YUAN },
  });
}

async function awardOf(scratch: Scratch, applicationId: string): Promise<string> {
  const found = await scratch.bare('select id from awards where application_id = ?', applicationId);
  return (found as { id: string }[])[0]!.id;
}

function look(): Promise<void> {
  return sleep(LOOKS_MS * (0.5 + Math.random()));
}

interface Outcome {
  times: Took[];
  errors: string[];
  order: LoadOrder;
  peak: number | null;
  startedAt: number;
  /** When what ran beside it was done. */
  until: number | undefined;
}

function report(paper: Paper, { times, errors, order, peak, startedAt, until }: Outcome): void {
  const { seconds, beside } = order;
  paper.heading(`Twenty people at once, ${seconds} s${beside ? `, beside ${beside.name}` : ''}`);
  paper.header(['request', 'times', 'p50 ms', 'p95 ms', 'p99 ms', 'slowest ms']);
  const line = (name: string, own: Took[]) => {
    if (own.length === 0) return;
    const { p50, p95, p99, most } = quantilesOf(own.map((one) => one.ms));
    paper.row([name, String(own.length), ...[p50, p95, p99, most].map(ms)]);
  };
  line('all', times);
  if (until !== undefined) {
    const beside = times.filter(({ at }) => at <= until);
    line('all, until what ran beside was done', beside);
    line('all, after it', times.slice(beside.length));
  }
  const names = [...new Set(times.map(({ name }) => name))].sort();
  for (const name of names)
    line(
      name,
      times.filter((one) => one.name === name),
    );
  if (until !== undefined)
    paper.note(`What ran beside was done after ${((until - startedAt) / 1000).toFixed(0)} s.`);
  paper.note(`${errors.length} errors; most memory of the server ${peak ?? '–'} MB.`);
}

async function requireWhole({ store }: Scratch, paper: Paper): Promise<void> {
  const broken = (await store.read(checkInvariants)).filter(({ offending }) => offending.length > 0);
  if (broken.length > 0) throw new Error(`Broken: ${broken.map(({ code }) => code).join(', ')}.`);
  paper.note('Every invariant of `verify` holds afterwards.');
}
