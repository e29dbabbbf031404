import { todayInChina, businessDate } from '../../app/calendar/date';
import { addSampleLines } from '../../app/families/lines.server';
import { recordReceipt } from '../../app/fund/fund.server';
import { createProject } from '../../app/fund/projects.server';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import { setUp, staffActor, type Desk } from '../../app/staff/staff.server';
import { DEMO_CENTRE, DEMO_STAFF } from '../../app/zh/demo';
import type { Store } from '../../db/client.server';
import { fillRegister } from './register';

/** The centre of a measured campaign: three people, one year with its money, and a register of payees. */

export const YEAR = 2019;
export const EACH_FEN = fen(60_000);

const PEOPLE = ['caseworker', 'finance', 'head'] as const;
export type BenchOffice = Record<(typeof PEOPLE)[number], Desk>;

export async function benchOffice(store: Store, families: number): Promise<BenchOffice> {
  const office = await benchPeople(store);
  await yearWithMoney(office, families);
  await fillRegister(store, families, office.head.actor.staffId);
  return office;
}

/** The password of everybody at such a centre, which lives as long as the measuring. */
export const BENCH_PASSWORD = `Bench-${newId()}`;

/** A centre with a caseworker, a finance officer and a head, who log in by the names of their roles. */
export async function benchPeople(store: Store): Promise<BenchOffice> {
  const ids = await setUp(store, {
    centreName: DEMO_CENTRE,
    staff: PEOPLE.map((role) => ({
      username: role,
      name: DEMO_STAFF[role],
      roles: [role],
      password: BENCH_PASSWORD,
    })),
  });
  const desks = await store.read(async (read) => {
    const entries: [string, Desk][] = [];
    for (const [index, role] of PEOPLE.entries()) {
      entries.push([role, { store, actor: (await staffActor(read, ids[index]!))! }]);
    }
    return entries;
  });
  const office = Object.fromEntries(desks) as BenchOffice;
  await store.write((write) => addSampleLines(write, office.head.actor));
  return office;
}

async function yearWithMoney({ head, finance }: BenchOffice, families: number): Promise<void> {
  const amountFen = fen(EACH_FEN * families);
  const startOn = businessDate(`${YEAR}-01-01`);
  await createProject(head, {
    year: YEAR,
    centreName: DEMO_CENTRE,
    projectName: DEMO_CENTRE,
    unitCode: '990001',
    useType: '',
    leader: DEMO_STAFF.head,
    contact: DEMO_STAFF.caseworker,
    phone: '0999-5550100',
    startOn,
    endOn: businessDate(`${YEAR}-12-31`),
    totalFen: amountFen,
    currentFen: amountFen,
    previousTotalFen: null,
    previousCurrentFen: null,
    texts: {
      overview: '',
      basis: '',
      necessity: '',
      measures: '',
      plan: '',
      remarks: '',
      overallGoal: '',
      annualGoal: '',
    },
    components: [{ subject: DEMO_CENTRE, amountFen }],
  });
  await recordReceipt(finance, {
    commandId: newId(),
    year: YEAR,
    source: 'local',
    receivedOn: startOn,
    amountFen,
    voucher: 'B-1',
    remarks: '',
  });
}

/** The day on which everything happens. */
export const today = () => todayInChina(new Date());
