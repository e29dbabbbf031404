import { METRICS } from '../../app/fund/target';
import type { Scratch } from './scratch';

/**
 * Five years of awards and payments, written straight into the tables for a register of payees: three living campaigns
 * a year for each of so many families; in the fourth, schooling for one child in five, medical relief for one family in a
 * hundred, and living relief for the rest. Of a hundred awards one is not paid yet and one was released; of fifty
 * payments one came back, and every other of those was paid again.
 */
export const BENCH_YEARS = [2015, 2016, 2017, 2018, 2019] as const;
/** Payments that each family of the register comes to. */
export const PAYMENTS_A_FAMILY = BENCH_YEARS.length * 4;

const BUDGET_FEN = 1_000_000_000_000;
const WINDOWS = [
  ['living', '01-01', '12-31'],
  ['schooling', '10-01', '10-31'],
  ['medical', '06-01', '12-31'],
] as const;
/** Who recorded the applications, which somebody else approves. */
const MAKER = 'bench-maker';
const AT = '2015-01-01T00:00:00.000Z';

/** The projects are `bench-YEAR`; their sums are those of payments that were recorded. */
export async function fillPayments(
  scratch: Pick<Scratch, 'change'>,
  { approvedBy, families }: { approvedBy: string; families: number },
): Promise<void> {
  await scratch.change(
    `insert into staff (id, username, name, password_hash, active, failed_logins, created_at)
      select '${MAKER}', '${MAKER}', '${MAKER}', '', 1 = 0, 0, '${AT}'
      where not exists (select 1 from staff where id = '${MAKER}')`,
  );
  await scratch.change(`update family_members set employment = 'student' where position = 2`);
  await scratch.change(`${PEOPLE} order by families.file_year, families.file_sequence limit ${families}`);
  for (const year of BENCH_YEARS) {
    for (const statement of yearOf(year, approvedBy)) await scratch.change(statement);
  }
  await scratch.change('drop table bench_cases');
  await scratch.change('drop table bench_people');
}

const PEOPLE = `create table bench_people as
  select row_number() over (order by families.file_year, families.file_sequence) as n, families.id as family_id,
    worker.id as worker_id, child.id as child_id, spouse.id as spouse_id
  from families
  join family_members as worker on worker.family_id = families.id and worker.position = 0
  join family_members as spouse on spouse.family_id = families.id and spouse.position = 1
  join family_members as child on child.family_id = families.id and child.position = 2`;

/** What is decided of a family in each of its four cases of a year: the type, who gets it, and when. */
const CASES = [
  { of: 'living', who: 'worker_id', fen: 60_000, month: '02', paid: '03', only: '1 = 1' },
  { of: 'living', who: 'worker_id', fen: 50_000, month: '05', paid: '06', only: '1 = 1' },
  { of: 'living', who: 'worker_id', fen: 80_000, month: '11', paid: '12', only: '1 = 1' },
  { of: 'schooling', who: 'child_id', fen: 300_000, month: '09', paid: '10', only: 'n % 5 = 0' },
  { of: 'medical', who: 'spouse_id', fen: 450_000, month: '07', paid: '08', only: 'n % 100 = 11' },
  {
    of: 'living',
    who: 'worker_id',
    fen: 30_000,
    month: '08',
    paid: '09',
    only: 'n % 5 <> 0 and n % 100 <> 11',
  },
];

function yearOf(year: number, approvedBy: string): string[] {
  const cases = CASES.map(
    ({ of, who, fen, month, paid, only }, index) => `
    select n, ${year * 10 + index} as round, '${of}' as type, family_id, ${who} as member_id, ${fen} as amount_fen,
      '${year}-${month}-' || cast(10 + n % 15 as text) as approved_on,
      '${year}-${paid}-' || cast(10 + n % 11 as text) as paid_on
    from bench_people where ${only}`,
  );
  const id = (kind: number) =>
    `'0190000${kind}-0000-7000-8000-' || cast(round as text) || cast(10000000 + n as text)`;
  const texts =
    'centre_name, project_name, unit_code, use_type, leader, contact, phone, overview, basis, necessity, measures, plan, remarks, overall_goal, annual_goal';
  return [
    `insert into projects (id, year, ${texts}, start_on, end_on, total_fen, current_fen, recorded_by, recorded_at, version)
      values ('bench-${year}', ${year}, ${texts
        .split(', ')
        .map(() => `''`)
        .join(
          ', ',
        )}, '${year}-01-01', '${year}-12-31', ${BUDGET_FEN}, ${BUDGET_FEN}, '${approvedBy}', '${AT}', 1)`,
    ...WINDOWS.map(
      ([type, from, to]) => `insert into programmes (id, project_id, type, window_start_on, window_end_on)
      values ('bench-${year}-${type}', 'bench-${year}', '${type}', '${year}-${from}', '${year}-${to}')`,
    ),
    ...METRICS.map(
      (
        metric,
        position,
      ) => `insert into indicators (id, project_id, position, level1, level2, level3, kind, metric, count_basis, operator, target_value, target_unit, target_text, weight_hundredths)
      values ('bench-${year}-${metric}', 'bench-${year}', ${position}, '', '', '${metric}', 'quantitative', '${metric}', 'persons', '>=', '90', null, '', 1250)`,
    ),
    `insert into receipts (id, project_id, source, received_on, amount_fen, voucher, remarks, recorded_by, recorded_at)
      values ('bench-${year}', 'bench-${year}', 'local', '${year}-01-01', ${BUDGET_FEN}, '', '', '${approvedBy}', '${AT}')`,
    `drop table if exists bench_cases`,
    `create table bench_cases as ${cases.join(' union all ')}`,
    `insert into applications (id, project_id, type, family_id, member_id, status, applied_on, requested_fen, reason, recorded_by, recorded_at)
      select ${id(1)}, 'bench-${year}', type, family_id, member_id, 'approved', approved_on, amount_fen, '', '${MAKER}', '${AT}'
      from bench_cases`,
    `insert into awards (id, application_id, project_id, type, family_id, member_id, amount_fen, approved_on, approved_by, released_on, recorded_at)
      select ${id(2)}, ${id(1)}, 'bench-${year}', type, family_id, member_id, amount_fen, approved_on, '${approvedBy}',
        case when n % 100 = 3 then paid_on end, '${AT}'
      from bench_cases`,
    payment({ year, approvedBy, id: id(3), original: id(3), only: 'n % 100 not in (3, 7)', award: id(2) }),
    payment({
      ...{ year, approvedBy, award: id(2) },
      ...{ id: id(4), original: id(3), corrects: id(3) },
      only: 'n % 50 = 11',
    }),
    payment({
      year,
      approvedBy,
      id: id(5),
      original: id(5),
      only: 'n % 100 = 11',
      award: id(2),
      later: true,
    }),
  ];
}

interface PaymentRows {
  year: number;
  approvedBy: string;
  id: string;
  award: string;
  original: string;
  corrects?: string;
  only: string;
  later?: boolean;
}

function payment({ year, approvedBy, id, award, original, corrects, only, later }: PaymentRows): string {
  const kind = corrects ? 'return' : 'payment';
  const day = corrects || later ? `substr(paid_on, 1, 8) || '${later ? '28' : '25'}'` : 'paid_on';
  return `insert into payments (id, award_id, project_id, type, family_id, member_id, kind, corrects_id, original_id, amount_fen, paid_on,
      bank_reference, remarks, command_id, recorded_by, recorded_at)
    select ${id}, ${award}, 'bench-${year}', type, family_id, member_id, '${kind}', ${corrects ?? 'null'}, ${original},
      ${corrects ? '-amount_fen' : 'amount_fen'}, ${day}, '', '', '', '${approvedBy}', '${AT}'
    from bench_cases where ${only}`;
}
