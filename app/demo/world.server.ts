import { randomBytes } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import type { Read, Store, Write } from '../../db/client.server';
import { families, indicators, projects } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { addDays, businessDate } from '../calendar/date';
import {
  recordFamily,
  rejectFamily,
  returnFamily,
  submitFamily,
  visitFamily,
} from '../families/families.server';
import { exitFamily } from '../relief/exits.server';
import { addSampleLines } from '../families/lines.server';
import { earliestApproval } from '../families/workflow';
import { assessIndicator } from '../fund/assessments.server';
import { projectYears, recordReceipt } from '../fund/fund.server';
import type { ReceiptSource } from '../fund/project';
import { importTargets } from '../fund/targetUploads.server';
import { newId } from '../ids.server';
import { fen } from '../money/fen';
import type { Role } from '../staff/role';
import { isEmpty, setUp, staffActor, type NewStaff } from '../staff/staff.server';
import {
  CAMPAIGNS,
  DEMO_CENTRE,
  DEMO_GRADES,
  DEMO_REASONS,
  DEMO_STAFF,
  DEMO_TARGET_FORM,
  RECEIPT_VOUCHERS,
} from '../zh/demo';
import {
  DEMO_YEAR as YEAR,
  medicalCases,
  openBatches,
  proposeForReturned,
  runCampaign,
  type DemoOffice,
} from './campaigns.server';
import { keepSampleBytes, uploadSamplePapers } from './papers.server';
import { inventFamily, type PersonCounter } from './people';
import {
  demoVisit,
  noticeWithObjections,
  publiciseAndApprove,
  reopenOne,
  reviewSome,
  type VisitedFamily,
} from './register.server';
import { chanceFrom, type Chance } from './random';
import { askAndServe } from './voices.server';

/** The demo: one invented centre and its whole year 2019, made through the functions that the screens use. */

export interface DemoAccount {
  username: string;
  name: string;
  roles: Role[];
  password: string;
}

const SEED = 2019;
const FAMILIES_BEFORE = 960;
const FAMILIES_DURING = 120;
const FAMILIES_UNDER_WAY = 12;
const FAMILIES_EXITING = 14;
const STUDENT_EVERY = 11;
const REGISTER_FIRST = businessDate('2018-03-01');

const ROLES: Record<keyof DemoOffice, Role[]> = {
  admin: ['admin'],
  head: ['head'],
  caseworker: ['caseworker'],
  secondCaseworker: ['caseworker'],
  finance: ['finance'],
  auditor: ['auditor'],
};

/** Whether nothing was entered yet: neither an account nor, by the command line, a project-year. */
export async function isBlank(read: Read): Promise<boolean> {
  return (await isEmpty(read)) && (await projectYears(read)).length === 0;
}

/**
 * Loads the demo into an empty database: all of it or nothing.
 * @returns the accounts with the passwords that were made for them, which are kept nowhere else
 * @throws Refusal setup.done
 */
export async function loadDemo(store: Store): Promise<DemoAccount[]> {
  const accounts = demoAccounts();
  await keepSampleBytes();
  await store.write(async (write) => {
    const inside = insideOf(write);
    const office = await openOffice(inside, accounts);
    await fillYear(office, write);
    await audit(write, office.admin.actor, {
      action: 'demo.loaded',
      subject: { type: 'centre', id: 'centre' },
    });
  });
  return accounts;
}

/** A store whose reads and writes are part of one write that is under way: the whole demo lands in one piece. */
function insideOf(write: Write): Store {
  return {
    read: (work) => work(write),
    write: (work) => work(write),
    close: async () => undefined,
    copyBeforeUpgrade: null,
  };
}

function demoAccounts(): (NewStaff & { key: keyof DemoOffice })[] {
  return (Object.keys(ROLES) as (keyof DemoOffice)[]).map((key) => ({
    key,
    username: key.toLowerCase(),
    name: DEMO_STAFF[key],
    roles: ROLES[key],
    password: `Demo-${randomBytes(6).toString('hex')}`,
  }));
}

async function openOffice(
  store: Store,
  accounts: (NewStaff & { key: keyof DemoOffice })[],
): Promise<DemoOffice> {
  const ids = await setUp(store, { centreName: DEMO_CENTRE, staff: accounts });
  const desks = await store.read((read) =>
    Promise.all(
      accounts.map(async ({ key }, index) => [key, { store, actor: (await staffActor(read, ids[index]!))! }]),
    ),
  );
  return Object.fromEntries(desks) as DemoOffice;
}

async function fillYear(office: DemoOffice, write: Write): Promise<void> {
  const chance = chanceFrom(SEED);
  await importTargets(office.head, {
    bytes: new TextEncoder().encode(DEMO_TARGET_FORM),
    fileName: '2019.txt',
  });
  await addSampleLines(write, office.head.actor);
  await registerFamilies(office, { chance, write });
  await uploadSamplePapers(office, write);
  await receiveFunds(office);
  await runCampaign(office, write, chance, {
    type: 'living',
    name: CAMPAIGNS.spring,
    amountFen: 30_000,
    startedOn: '2019-01-10',
    decidedOn: '2019-01-18',
    paidOn: ['2019-01-23'],
    returned: 11,
    notice: { on: '2019-01-21', takenDownOn: '2019-01-28' },
  });
  await exitSome(office, { chance, write });
  await runCampaign(office, write, chance, {
    type: 'living',
    name: CAMPAIGNS.summer,
    amountFen: 22_000,
    startedOn: '2019-06-24',
    decidedOn: '2019-07-03',
    paidOn: ['2019-07-10'],
    returned: 7,
    notice: { on: '2019-07-04', takenDownOn: '2019-07-11' },
  });
  await medicalCases(office, write);
  await runCampaign(office, write, chance, {
    type: 'schooling',
    name: CAMPAIGNS.autumn,
    amountFen: 100_000,
    startedOn: '2019-09-16',
    decidedOn: '2019-09-29',
    paidOn: ['2019-10-11', '2019-10-25'],
    returned: 0,
    batches: { failed: 3 },
    notice: { on: '2019-09-30', takenDownOn: '2019-10-15' },
  });
  await runCampaign(office, write, chance, {
    type: 'living',
    name: CAMPAIGNS.winter,
    amountFen: 34_000,
    startedOn: '2019-11-25',
    decidedOn: '2019-12-06',
    paidOn: ['2019-12-16', '2019-12-27'],
    returned: 9,
    notice: { on: '2019-12-09', takenDownOn: '2019-12-16' },
  });
  await openBatches(office, write, {
    chance,
    plan: {
      type: 'living',
      name: CAMPAIGNS.newYear,
      amountFen: 10_000,
      startedOn: '2019-12-16',
      decidedOn: '2019-12-23',
      notice: { on: '2019-12-24', takenDownOn: null },
      divisions: ['410122'],
      causes: ['accident'],
    },
  });
  await proposeForReturned(office, write);
  await reviewSome(office, write);
  await reopenOne(office, write);
  await askAndServe(office, write);
  await gradeIndicators(office, write);
}

async function registerFamilies(
  office: DemoOffice,
  { chance, write }: { chance: Chance; write: Write },
): Promise<void> {
  const counter: PersonCounter = { people: 0, accounts: 0, idNumbers: new Set() };
  const before = Array.from({ length: FAMILIES_BEFORE }, () => addDays(REGISTER_FIRST, chance.whole(270)));
  const during = Array.from({ length: FAMILIES_DURING }, () =>
    addDays(businessDate('2019-01-04'), chance.whole(285)),
  );
  const waiting: VisitedFamily[] = [];
  for (const [index, appliedOn] of [...before, ...during].sort().entries()) {
    const hasStudent = index % STUDENT_EVERY === 0;
    waiting.push(
      await recordToVisit(office, chance, inventFamily(chance, { appliedOn, hasStudent, counter })),
    );
  }
  await publiciseAndApprove(office, write, waiting);
  await familiesUnderWay(office, { chance, counter });
}

/** From the application to the home visit, each step on a believable day. */
async function recordToVisit(
  office: DemoOffice,
  chance: Chance,
  input: ReturnType<typeof inventFamily>,
): Promise<VisitedFamily> {
  const recorder = chance.happens(50) ? office.caseworker : office.secondCaseworker;
  const { id } = await recordFamily(recorder, input);
  const submittedOn = addDays(input.appliedOn, 1);
  await submitFamily(recorder, { id, on: submittedOn });
  const visitedOn = addDays(submittedOn, 2 + chance.whole(8));
  await visitFamily(recorder, { id, ...demoVisit(chance, { on: visitedOn, by: recorder.actor.name }) });
  const publicisedOn = addDays(visitedOn, 1 + chance.whole(4));
  return { id, publicisedOn, approvedOn: addDays(earliestApproval(publicisedOn), chance.whole(3)) };
}

/** A dozen files in every other state of the workflow, so that each work list has something in it. */
async function familiesUnderWay(
  office: DemoOffice,
  { chance, counter }: { chance: Chance; counter: PersonCounter },
): Promise<void> {
  const maker = office.caseworker;
  const onNotice: string[] = [];
  for (let number = 0; number < 5 * FAMILIES_UNDER_WAY; number += 1) {
    const appliedOn = addDays(businessDate('2019-11-04'), chance.whole(25));
    const { id } = await recordFamily(maker, inventFamily(chance, { appliedOn, hasStudent: false, counter }));
    const state = number % 5;
    if (state === 0) continue;
    await submitFamily(maker, { id, on: addDays(appliedOn, 1) });
    if (state === 1) continue;
    if (state === 2) {
      await returnFamily(office.head, { id, reason: DEMO_REASONS.returned });
      continue;
    }
    const visit = demoVisit(chance, { on: addDays(appliedOn, 6), by: maker.actor.name });
    await visitFamily(maker, { id, ...visit });
    if (state === 3 && number % 2 === 0) continue;
    if (state === 3) {
      await rejectFamily(office.head, { id, on: addDays(appliedOn, 10), reason: DEMO_REASONS.rejected });
      continue;
    }
    onNotice.push(id);
  }
  await noticeWithObjections(office, onNotice);
}

async function receiveFunds(office: DemoOffice): Promise<void> {
  const receipts: [string, ReceiptSource, number][] = [
    ['2019-01-08', 'local', 40_000_000],
    ['2019-04-12', 'central', 20_000_000],
    ['2019-06-20', 'union', 15_000_000],
    ['2019-09-05', 'donation', 4_800_000],
    ['2019-11-20', 'local', 20_000_000],
    ['2019-12-21', 'interest', 200_000],
  ];
  for (const [index, [receivedOn, source, amountFen]] of receipts.entries()) {
    await recordReceipt(office.finance, {
      commandId: newId(),
      year: YEAR,
      source,
      receivedOn: businessDate(receivedOn),
      amountFen: fen(amountFen),
      voucher: RECEIPT_VOUCHERS[index]!,
      remarks: '',
    });
  }
}

async function exitSome(
  office: DemoOffice,
  { chance, write }: { chance: Chance; write: Write },
): Promise<void> {
  const registered = await write
    .select({ id: families.id })
    .from(families)
    .where(eq(families.status, 'approved'))
    .orderBy(asc(families.fileNumber));
  for (let number = 0; number < FAMILIES_EXITING; number += 1) {
    const [family] = registered.splice(chance.whole(FAMILIES_BEFORE - number), 1);
    await exitFamily(office.head, {
      id: family!.id,
      on: addDays(businessDate('2019-03-04'), number * 6),
      reason: chance.pick(['out_of_hardship', 'out_of_hardship', 'retired', 'transferred']),
    });
  }
}

/** The head has graded all but the last of the qualitative indicators. */
async function gradeIndicators(office: DemoOffice, write: Write): Promise<void> {
  const rows = await write
    .select({ id: indicators.id, name: indicators.level3 })
    .from(indicators)
    .innerJoin(projects, eq(indicators.projectId, projects.id))
    .where(eq(projects.year, YEAR))
    .orderBy(asc(indicators.position));
  for (const { id, name } of rows) {
    const graded = name && DEMO_GRADES[name];
    if (graded) await assessIndicator(office.head, { indicatorId: id, ...graded, seen: null });
  }
}
