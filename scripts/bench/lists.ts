import { COUNT_BASES, METRICS, type CountBasis, type Metric } from '../../app/fund/target';
import { dueList } from '../../app/indicators/due.server';
import { evidencePage, type Evidence } from '../../app/indicators/evidence.server';
import type { Scratch } from './scratch';

/** The first page of the rows behind each figure, and of those who are due, beside bare SQL over the records of the year. */

const ROUNDS = 5;

export interface ListTimes {
  name: string;
  rows: number;
  /** Milliseconds of the processor, the median. */
  productMs: number;
  /** The same rows by hand; null where that is not one plain query. */
  bareMs: number | null;
}

interface List {
  name: string;
  ask: () => Promise<number>;
  bare?: string;
}

/** Each in turn; what does not add up to its figure stops the run. */
export async function measureLists(scratch: Scratch, day: string): Promise<ListTimes[]> {
  const times: ListTimes[] = [];
  for (const { name, ask, bare } of listsOf(scratch, day)) {
    const rows = await ask();
    times.push({
      name,
      rows,
      productMs: await processorMs(ask),
      bareMs: bare ? await processorMs(() => scratch.bare(bare)) : null,
    });
  }
  return times;
}

function listsOf({ store }: Scratch, day: string): List[] {
  const year = Number(day.slice(0, 4));
  const page = async (metric: Metric, basis?: CountBasis): Promise<Evidence> => {
    const question = { year, asOf: day, indicatorId: `bench-${year}-${metric}`, filter: {}, basis };
    const { evidence } = await store.read((read) => evidencePage(read, question));
    if (!evidence?.agrees) throw new Error(`${metric}: the rows do not add up to the figure`);
    return evidence;
  };
  const rowsOf = (metric: Metric, basis?: CountBasis) => async () => (await page(metric, basis)).total ?? 0;
  return [
    ...METRICS.filter((metric) => !metric.startsWith('people_helped')).map((metric): List => ({
      name: metric,
      ask: rowsOf(metric),
      ...BARE[metric]?.(year, day),
    })),
    ...COUNT_BASES.map((basis): List => ({
      name: `people_helped.living ${basis}`,
      ask: rowsOf('people_helped.living', basis),
      ...BARE[basis]?.(year, day),
    })),
    {
      name: 'due',
      ask: async () => (await store.read((read) => dueList(read, { year, asOf: day }))).total ?? 0,
      ...BARE.due?.(year, day),
    },
  ];
}

/** Counted and sorted by hand, with names for a page. */
const BARE: Partial<Record<string, (year: number, day: string) => { bare: string }>> = {
  budget_execution: (year, day) => ({
    bare: `select payments.id, payments.paid_on, payments.amount_fen, (select name from family_members where id = payments.member_id) as name,
        count(*) over () as found, sum(payments.amount_fen) over () as paid
      from payments where project_id = 'bench-${year}' and paid_on <= '${day}' order by paid_on, id limit 51`,
  }),
  persons: (year, day) => ({
    bare: `select id_fingerprint, min(paid_on), sum(amount_fen), count(*) over () as found from payments
      join family_members on family_members.id = payments.member_id
      where project_id = 'bench-${year}' and type = 'living' and paid_on <= '${day}'
      group by id_fingerprint having sum(amount_fen) > 0 order by min(paid_on), id_fingerprint limit 51`,
  }),
  person_times: (year, day) => ({
    bare: `select original_id, min(paid_on), sum(amount_fen), count(*) over () as found from payments
      where project_id = 'bench-${year}' and type = 'living' and paid_on <= '${day}'
      group by original_id having sum(amount_fen) > 0 order by min(paid_on), original_id limit 51`,
  }),
  families: (year, day) => ({
    bare: `select family_id, min(paid_on), sum(amount_fen), count(*) over () as found from payments
      where project_id = 'bench-${year}' and type = 'living' and paid_on <= '${day}'
      group by family_id having sum(amount_fen) > 0 order by min(paid_on), family_id limit 51`,
  }),
  due: (year, day) => ({
    bare: `select due.id_fingerprint, families.file_number, count(*) over () as found
      from family_members as due join families on families.id = due.family_id
      left join (
        select family_id from payments where project_id = 'bench-${year}' and type = 'living' and paid_on <= '${day}'
        group by family_id having sum(amount_fen) > 0
      ) as paid on paid.family_id = families.id
      where due.position = 0 and families.registered_on <= '${day}' and (families.exited_on is null or families.exited_on > '${day}')
        and paid.family_id is null
      order by families.file_number limit 51`,
  }),
};

async function processorMs(work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    taken.push((user + system) / 1_000);
  }
  return taken.sort((one, other) => one - other)[Math.floor(ROUNDS / 2)]!;
}
