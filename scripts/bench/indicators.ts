import { dueDatesOf } from '../../app/indicators/timeliness';
import { yearOverview } from '../../app/indicators/yearFigures.server';
import { newId } from '../../app/ids.server';
import { setUp, staffActor } from '../../app/staff/staff.server';
import { DEMO_CENTRE, DEMO_STAFF } from '../../app/zh/demo';
import { fillPayments, PAYMENTS_A_FAMILY } from './payments';
import { fillRegister } from './register';
import type { Scratch } from './scratch';

/** All indicators of a year, as the pages ask for them, beside bare SQL over the records of that year. */

const ROUNDS = 9;
/** The bare SQL takes nearly all of the time. */
const BARE_ROUNDS = 3;

export interface IndicatorTimes {
  day: string;
  /** Milliseconds, the median. */
  productMs: number;
  bareMs: number;
  ratio: number;
}

/** Five years of so many payments, one after the other kept, and the times at the end of each of two years. */
export async function fillYears(scratch: Scratch, payments: number): Promise<{ payments: number }> {
  const { store } = scratch;
  const [head] = await setUp(store, {
    centreName: DEMO_CENTRE,
    staff: [{ username: 'head', name: DEMO_STAFF.head, roles: ['head'], password: `Bench-${newId()}` }],
  });
  const actor = (await store.read((read) => staffActor(read, head!)))!;
  const families = Math.ceil(payments / PAYMENTS_A_FAMILY);
  await scratch.atOnce(async () => {
    await fillRegister(store, families, actor.staffId);
    await fillPayments(scratch, { approvedBy: actor.staffId, families });
  });
  await scratch.settle();
  const [row] = (await scratch.bare('select count(*) as made from payments')) as { made: number | string }[];
  return { payments: Number(row!.made) };
}

/** Asks both, and whether they agree. */
export async function measureDay(scratch: Scratch, day: string): Promise<IndicatorTimes> {
  const year = Number(day.slice(0, 4));
  const ask = () => scratch.store.read((read) => yearOverview(read, { year, asOf: day }));
  const { head, figures } = await ask();
  const days = new Set(
    (
      (await scratch.bare(
        'select distinct type, approved_on from awards where project_id = ?',
        head.project.id,
      )) as { type: 'living'; approved_on: string }[]
    ).map(({ type, approved_on }) => JSON.stringify({ type, approvedOn: approved_on })),
  );
  const dueOf = dueDatesOf(head);
  const due = [...days]
    .map((one) => JSON.parse(one) as { type: 'living'; approvedOn: string })
    .map((one) => `('${one.type}', '${one.approvedOn}', '${dueOf(one).dueOn}')`);
  const bare = async () => {
    const answers: Record<string, number>[] = [];
    for (const text of bareQuestions(head.project.id, { day, due: due.join(', ') }))
      answers.push(...((await scratch.bare(text)) as Record<string, number>[]));
    return Object.assign({}, ...answers) as Record<string, number | string>;
  };
  const answer = await bare();
  const { budget, counts, coverage, timeliness } = figures;
  const expected: Record<string, number> = {
    paid: budget.paidFen,
    committed: budget.committedFen,
    received: budget.receivedFen,
    living_persons: counts.living.persons,
    schooling_persons: counts.schooling.persons,
    medical_persons: counts.medical.persons,
    living_times: counts.living.personTimes,
    schooling_times: counts.schooling.personTimes,
    medical_times: counts.medical.personTimes,
    living_families: counts.living.families,
    schooling_families: counts.schooling.families,
    medical_families: counts.medical.families,
    all_families: counts.all.families,
    people: figures.heard.paid,
    living_covered: coverage.living.numerator,
    living_due: coverage.living.denominator,
    schooling_covered: coverage.schooling.numerator,
    schooling_due: coverage.schooling.denominator,
    medical_covered: coverage.medical.numerator,
    medical_due: coverage.medical.denominator,
    on_time: timeliness.numerator,
    timed: timeliness.denominator,
  };
  for (const [name, figure] of Object.entries(expected)) {
    if (Number(answer[name] ?? 0) !== figure)
      throw new Error(`${name} on ${day}: ${figure} counted, ${answer[name]} by bare SQL`);
  }
  const productMs = await median(ask, ROUNDS);
  const bareMs = await median(bare, BARE_ROUNDS);
  return { day, productMs, bareMs, ratio: productMs / bareMs };
}

async function median(work: () => Promise<unknown>, rounds: number): Promise<number> {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now();
    await work();
    taken.push(performance.now() - startedAt);
  }
  return taken.sort((one, other) => one - other)[Math.floor(rounds / 2)]!;
}

/** The same counts by hand over the records: nobody on the invented register has two files or has left it. */
function bareQuestions(projectId: string, { day, due }: { day: string; due: string }): string[] {
  const counted = `payments.project_id = '${projectId}' and payments.paid_on <= '${day}'`;
  const open = `awards.project_id = '${projectId}' and awards.approved_on <= '${day}' and (awards.released_on is null or awards.released_on > '${day}')`;
  const types = ['living', 'schooling', 'medical'];
  const byType = (name: string, of: string) =>
    types.map((type) => `sum(case when type = '${type}' then 1 else 0 end) as ${type}_${name}`).join(', ') +
    ` from (${of} having sum(payments.amount_fen) > 0) as units`;
  const person = 'join family_members on family_members.id = payments.member_id';
  const register = (type: string, who: string, start: string) => `
    select count(*) as ${type}_due, sum(case when paid.person is null then 0 else 1 end) as ${type}_covered from (
      select distinct family_members.id_fingerprint as person from family_members join families on families.id = family_members.family_id
      where families.registered_on <= '${day}' and (families.exited_on is null or families.exited_on > '${day}') and family_members.${who} and '${day}' >= '${start}'
    ) as due left join (
      select family_members.id_fingerprint as person from payments ${person}
      where ${counted} and payments.type = '${type}' group by family_members.id_fingerprint having sum(payments.amount_fen) > 0
    ) as paid on paid.person = due.person`;
  const year = day.slice(0, 4);
  return [
    `select sum(amount_fen) as paid from payments where ${counted}`,
    `select sum(amount_fen) as received from receipts where project_id = '${projectId}' and received_on <= '${day}'`,
    `select sum(awards.amount_fen - coalesce(paid.amount_fen, 0)) as committed from awards
      left join (select award_id, sum(amount_fen) as amount_fen from payments where ${counted} group by award_id) as paid on paid.award_id = awards.id
      where ${open}`,
    `select ${byType('persons', `select payments.type from payments ${person} where ${counted} group by payments.type, family_members.id_fingerprint`)}`,
    `select ${byType('times', `select payments.type from payments where ${counted} group by payments.type, payments.original_id`)}`,
    `select ${byType('families', `select payments.type from payments where ${counted} group by payments.type, payments.family_id`)}`,
    `select count(*) as all_families from (select 1 from payments where ${counted} group by payments.family_id having sum(payments.amount_fen) > 0) as units`,
    `select count(*) as people from (select 1 from payments ${person} where ${counted} group by family_members.id_fingerprint having sum(payments.amount_fen) > 0) as units`,
    register('living', 'position = 0', `${year}-01-01`),
    register('schooling', `employment = 'student'`, `${year}-10-01`),
    `select count(*) as medical_due, sum(case when paid > 0 then 1 else 0 end) as medical_covered from (
      select family_members.id_fingerprint, max(case when awards.released_on is null or awards.released_on > '${day}' then 1 else 0 end) as waiting,
        coalesce(sum(paid.amount_fen), 0) as paid
      from awards join family_members on family_members.id = awards.member_id
      left join (select award_id, sum(amount_fen) as amount_fen from payments where ${counted} group by award_id) as paid on paid.award_id = awards.id
      where awards.project_id = '${projectId}' and awards.type = 'medical' and awards.approved_on <= '${day}' and '${day}' >= '${year}-06-01'
      group by family_members.id_fingerprint
    ) as approved where waiting = 1 or paid > 0`,
    `with due (type, approved_on, due_on) as (values ${due})
    select sum(case when in_time >= amount_fen then 1 else 0 end) as on_time,
      sum(case when in_time >= amount_fen or standing >= amount_fen or due_on < '${day}' then 1 else 0 end) as timed
    from (
      select awards.id, awards.amount_fen, awards.released_on, due.due_on, coalesce(sum(standing.amount_fen), 0) as standing,
        coalesce(sum(case when standing.paid_on <= due.due_on and standing.paid_on >= case awards.type when 'schooling' then '${year}-10-01' when 'medical' then '${year}-06-01' else '${year}-01-01' end then standing.amount_fen end), 0) as in_time
      from awards join due on due.type = awards.type and due.approved_on = awards.approved_on
      left join (
        select award_id, min(paid_on) as paid_on, sum(amount_fen) as amount_fen from payments where project_id = '${projectId}' and paid_on <= '${day}'
        group by award_id, original_id having sum(amount_fen) = max(amount_fen)
      ) as standing on standing.award_id = awards.id
      where awards.project_id = '${projectId}' and awards.approved_on <= '${day}'
      group by awards.id, awards.amount_fen, awards.released_on, due.due_on
    ) as timed where released_on is null or released_on > '${day}' or released_on > due_on`,
  ];
}
