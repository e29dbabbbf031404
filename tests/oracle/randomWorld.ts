import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { addDays, businessDate } from '../../app/calendar/date';
import { GRADES, type ReceiptSource, type ServiceKind } from '../../app/fund/project';
import { USUAL_SCORING } from '../../app/fund/scoring';
import { parseTargetValue, type CountBasis, type Metric } from '../../app/fund/target';
import { SURVEY_OUTCOMES } from '../../app/surveys/survey';
import { COMMAND_LINE_ID, commandLineActor } from '../../app/staff/staff.server';
import type { Store, Write } from '../../db/client.server';
import * as schema from '../../db/schema';
import { anyScoring } from '../factories/scoring';

/**
 * Random worlds for the oracle: two project-years with families of a small town, so that people stand in several
 * files, payments come back over the end of the year, corrections are corrected, and every boundary is met.
 */

const TYPES = ['living', 'schooling', 'medical'] as const;

/** Days on which something changes, and their neighbours. */
const EDGES = [
  '2018-12-31',
  '2019-01-01',
  '2019-05-31',
  '2019-06-01',
  '2019-06-30',
  '2019-07-01',
  '2019-09-25',
  '2019-09-30',
  '2019-10-01',
  '2019-10-14',
  '2019-10-15',
  '2019-10-31',
  '2019-11-01',
  '2019-12-17',
  '2019-12-31',
  '2020-01-01',
  '2020-01-02',
  '2020-03-01',
];

const anyDay = fc
  .integer({ min: Date.UTC(2018, 9, 1) / 86_400_000, max: Date.UTC(2020, 3, 30) / 86_400_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
const someDay = fc.oneof(fc.constantFrom(...EDGES), anyDay);

/** One time in three; `fc.option` with a freq of 1 would give nothing ever. */
const sometimes = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

const aFamily = fc.record({
  division: fc.constantFrom('410102', '410103'),
  registeredOn: fc.option(someDay, { freq: 6 }),
  exitedOn: sometimes(someDay),
  members: fc.uniqueArray(fc.record({ person: fc.nat({ max: 7 }), isStudent: fc.boolean() }), {
    selector: ({ person }) => person,
    minLength: 1,
    maxLength: 3,
  }),
});

const aStep = fc.record({
  /** Days after the step before. */
  gap: fc.oneof(fc.constantFrom(0, 1, 10, 14), fc.nat({ max: 120 })),
  /** Which row of the chain is corrected; null pays. */
  corrects: fc.option(fc.nat({ max: 3 }), { freq: 2 }),
  /** All of what is left, or a part. */
  all: fc.boolean(),
});

/** Paid, sent back, and the return was itself a mistake: the payment stands again. */
const standsAgain = [null, 0, 1].map((corrects) => ({ gap: 1, corrects, all: true }));

const anAward = fc.record({
  family: fc.nat(),
  member: fc.nat(),
  type: fc.constantFrom(...TYPES),
  amountFen: fc.integer({ min: 2, max: 1000 }),
  approvedOn: someDay,
  releasedOn: sometimes(someDay),
  /** A recovery released it once before, and was undone so many days later. */
  givenBackAfter: fc.option(fc.integer({ min: 1, max: 90 })),
  steps: fc.oneof(
    { weight: 5, arbitrary: fc.array(aStep, { maxLength: 6 }) },
    { weight: 1, arbitrary: fc.constant(standsAgain) },
  ),
});

const aWindow = fc.option(fc.tuple(someDay, someDay), { freq: 8 });

export const aRandomWorld = fc.record({
  /** One world in two has awards, and so payments, before the year. */
  startsEarly: fc.boolean(),
  currentFen: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20_000 })),
  windows: fc.oneof(
    fc.constant({
      living: ['2019-01-01', '2019-12-31'],
      schooling: ['2019-10-01', '2019-10-31'],
      medical: ['2019-06-01', '2019-12-31'],
    }),
    fc.record({ living: aWindow, schooling: aWindow, medical: aWindow }),
  ),
  families: fc.array(aFamily, { minLength: 1, maxLength: 8 }),
  awards: fc.array(anAward, { maxLength: 20 }),
  otherAwards: fc.array(anAward, { maxLength: 3 }),
  receipts: fc.array(
    fc.record({
      receivedOn: someDay,
      source: fc.constantFrom<ReceiptSource>('central', 'local'),
      amountFen: fc.integer({ min: 1, max: 9000 }),
      takenBackOn: fc.option(someDay),
    }),
    { maxLength: 4 },
  ),
  adjustments: fc.array(fc.record({ adjustedOn: someDay, amountFen: fc.integer({ min: 1, max: 5000 }) }), {
    maxLength: 3,
  }),
  targets: fc.record({
    rate: fc.constantFrom('=100%', '100%', '>90%', '≥33.3%', '≤50%', '<20%', '≥100%'),
    count: fc.constantFrom('=1人', '=3人', '>2人', '≥7人', '≤2人', '5人'),
    served: fc.constantFrom('≥3人次', '>1人', '=2', '≤4人次'),
    amount: fc.constantFrom('≥5元', '>0.0005万元', '≤12.5元', '=0.001万元', '7.25'),
    timeliness: fc.constantFrom('及时', '基本及时', '≥90%', '=100%'),
    basis: fc.constantFrom<CountBasis>('persons', 'person_times', 'families'),
    weight: fc.integer({ min: 1, max: 3000 }),
  }),
  /** Two worlds in three are scored by the usual rules. */
  scoring: sometimes(anyScoring),
  grading: sometimes(
    fc.record({
      grade: fc.constantFrom(...GRADES),
      ratioPercent: fc.option(fc.integer({ min: 0, max: 100 })),
    }),
  ),
  isRoundWithdrawn: fc.nat({ max: 3 }).map((one) => one === 0),
  answers: fc.array(
    fc.record({
      family: fc.nat(),
      member: fc.nat(),
      answeredOn: someDay,
      outcome: fc.constantFrom(...SURVEY_OUTCOMES),
      isOther: fc.boolean(),
      isReplaced: fc.nat({ max: 5 }).map((one) => one === 0),
    }),
    { maxLength: 12 },
  ),
  services: fc.array(
    fc.record({
      /** null of somebody without a file. */
      family: fc.option(fc.nat(), { freq: 3 }),
      member: fc.nat(),
      /** Whom the entry names: the member, or somebody of any name. */
      stranger: sometimes(fc.nat({ max: 3 })),
      kind: fc.constantFrom<ServiceKind>('training', 'legal_aid'),
      servedOn: someDay,
      isVoided: fc.nat({ max: 5 }).map((one) => one === 0),
    }),
    { maxLength: 10 },
  ),
});

export type RandomWorld = typeof aRandomWorld extends fc.Arbitrary<infer World> ? World : never;

const AT = '2019-01-01T00:00:00.000Z';

class TakenBack extends Error {}

/** Lets a world live in a write that is taken back: nothing of it reaches the next one. `staffId` recorded everything. */
export async function inRandomWorld(
  store: Store,
  { world, staffId }: { world: RandomWorld; staffId: string },
  work: (write: Write) => Promise<void>,
): Promise<void> {
  const written = store.write(async (write) => {
    await insertWorld(write, world, staffId);
    await work(write);
    throw new TakenBack();
  });
  await written.catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error;
  });
}

async function insertWorld(write: Write, world: RandomWorld, staffId: string): Promise<void> {
  await insertProjects(write, world, staffId);
  await commandLineActor(write);
  const families = await insertFamilies(write, world, staffId);
  if (families.length === 0) return;
  await insertAnswers(write, { world, families, staffId });
  await insertServices(write, { world, families, staffId });
  const awards = [
    ...world.awards.map((award) => ({ ...award, projectId: 'project' })),
    ...world.otherAwards.map((award) => ({ ...award, projectId: 'other project' })),
  ];
  for (const [index, award] of awards.entries()) {
    const approvedOn = world.startsEarly ? award.approvedOn : later('2019-01-01', award.approvedOn);
    await insertAward(write, {
      ...award,
      approvedOn,
      id: `award ${index}`,
      families,
      staffId,
      isOfMachine: index % 2 === 0,
    });
  }
}

async function insertProjects(write: Write, world: RandomWorld, staffId: string): Promise<void> {
  const texts = [
    'centreName',
    'projectName',
    'unitCode',
    'useType',
    'leader',
    'contact',
    'phone',
    'overview',
    'basis',
  ];
  const more = ['necessity', 'measures', 'plan', 'remarks', 'overallGoal', 'annualGoal'];
  const blank = Object.fromEntries([...texts, ...more].map((name) => [name, ''])) as Record<
    'centreName',
    string
  >;
  const project = (id: string, year: number) =>
    ({
      ...blank,
      id,
      year,
      startOn: `${year}-01-01`,
      endOn: `${year}-12-31`,
      totalFen: world.currentFen,
      currentFen: world.currentFen,
      recordedBy: staffId,
      recordedAt: AT,
      version: 1,
    }) as typeof schema.projects.$inferInsert;
  await write.insert(schema.projects).values([project('project', 2019), project('other project', 2020)]);
  for (const type of TYPES) {
    const window = world.windows[type];
    if (!window) continue;
    const [windowStartOn, windowEndOn] = [...window].sort();
    await write.insert(schema.programmes).values({
      id: `programme ${type}`,
      projectId: 'project',
      type,
      windowStartOn: windowStartOn!,
      windowEndOn: windowEndOn!,
    });
  }
  await insertIndicators(write, world);
  await insertScoring(write, world, staffId);
  await insertMoney(write, world, staffId);
}

async function insertIndicators(write: Write, { targets }: RandomWorld): Promise<void> {
  const basisOf = (metric: Metric | null) => {
    if (metric === 'services_count') return targets.basis === 'families' ? 'person_times' : targets.basis;
    return metric?.startsWith('people_helped') ? targets.basis : null;
  };
  const row = (metric: Metric | null, text: string, position: number) => {
    const target = parseTargetValue(text);
    return {
      id: metric ? `${metric} ${position}` : 'graded',
      projectId: 'project',
      position,
      level1: '产出目标',
      level2: '数量',
      level3: metric ?? '健全性',
      kind: metric ? ('quantitative' as const) : ('qualitative' as const),
      metric,
      countBasis: basisOf(metric),
      operator: target.operator,
      targetValue: target.value,
      targetUnit: target.unit,
      targetText: target.text,
      weightHundredths: targets.weight,
    };
  };
  await write.insert(schema.indicators).values([
    row('people_helped.living', targets.count, 1),
    row('people_helped.schooling', targets.count, 2),
    row('people_helped.medical', targets.count, 3),
    row('budget_execution', targets.rate, 4),
    row('funds_in_place', targets.rate, 5),
    row('coverage', targets.rate, 6),
    row('timeliness', targets.timeliness, 7),
    row('satisfaction', targets.rate, 8),
    row(null, '健全', 9),
    { ...row('people_helped.living', targets.count, 10), filterDivision: '410103' },
    { ...row('people_helped.medical', targets.count, 11), filterDivision: '410102' },
    { ...row('coverage', targets.rate, 13), filterType: 'schooling' },
    { ...row('coverage', targets.rate, 14), filterDivision: '410102' },
    { ...row('coverage', targets.rate, 15), filterType: 'living', filterDivision: '410103' },
    { ...row('timeliness', targets.timeliness, 16), filterType: 'medical' },
    { ...row('timeliness', targets.timeliness, 17), filterType: 'living', filterDivision: '410102' },
    { ...row('satisfaction', targets.rate, 18), filterDivision: '410103' },
    row('people_helped.all', targets.count, 20),
    { ...row('people_helped.all', targets.count, 21), filterDivision: '410102' },
    row('paid_amount', targets.amount, 22),
    { ...row('paid_amount', targets.amount, 23), filterType: 'schooling' },
    { ...row('paid_amount', targets.amount, 24), filterType: 'living', filterDivision: '410103' },
    { ...row('paid_amount', targets.amount, 25), filterDivision: '410102' },
    row('received_amount', targets.amount, 26),
    { ...row('received_amount', targets.amount, 27), filterSource: 'central' },
    row('services_count', targets.served, 28),
    { ...row('services_count', targets.served, 29), filterServiceKind: 'training' },
    { ...row('services_count', targets.served, 30), filterDivision: '410102' },
    {
      ...row('services_count', targets.served, 31),
      filterServiceKind: 'legal_aid',
      filterDivision: '410103',
    },
    // The metrics cannot be narrowed by it: they count all.
    { ...row('received_amount', targets.amount, 32), filterType: 'living', filterServiceKind: 'training' },
    { ...row('funds_in_place', targets.rate, 12), filterSource: 'local' },
    { ...row('budget_execution', targets.rate, 19), filterDivision: '410103', filterType: 'living' },
  ]);
}

/** Rules that were set once and then others: the later ones count. */
async function insertScoring(
  write: Write,
  { scoring, grading }: RandomWorld,
  staffId: string,
): Promise<void> {
  const set = { projectId: 'project', setBy: staffId, setAt: AT };
  if (scoring) {
    const first = { ...USUAL_SCORING, timely: 9999 };
    await write.insert(schema.scoringRules).values({ id: 'rules 1', position: 1, ...first, ...set });
    await write.insert(schema.scoringRules).values({ id: 'rules 2', position: 2, ...scoring, ...set });
  }
  if (grading) {
    const said = { indicatorId: 'graded', sentence: '', recordedBy: staffId, recordedAt: AT };
    await write.insert(schema.indicatorAssessments).values({ ...grading, ...said });
  }
}

async function insertMoney(write: Write, world: RandomWorld, staffId: string): Promise<void> {
  const common = { recordedBy: staffId, recordedAt: AT };
  for (const [index, { receivedOn, amountFen, takenBackOn, source }] of world.receipts.entries()) {
    const receipt = { projectId: 'project', source, voucher: '', remarks: '', ...common };
    const id = `receipt ${index}`;
    await write.insert(schema.receipts).values({ ...receipt, id, receivedOn, amountFen });
    if (takenBackOn === null) continue;
    const correction = {
      id: `${id} back`,
      receivedOn: later(receivedOn, takenBackOn),
      amountFen: -amountFen,
    };
    await write.insert(schema.receipts).values({ ...receipt, ...correction, correctsId: id });
  }
  for (const [index, { adjustedOn, amountFen }] of world.adjustments.entries()) {
    await write.insert(schema.budgetAdjustments).values({
      id: `adjustment ${index}`,
      projectId: 'project',
      adjustedOn,
      amountFen,
      document: '',
      reason: '',
      ...common,
    });
  }
}

interface Inserted {
  id: string;
  memberIds: string[];
  names: string[];
}

async function insertFamilies(write: Write, world: RandomWorld, staffId: string): Promise<Inserted[]> {
  const inserted: Inserted[] = [];
  for (const [index, { registeredOn, exitedOn, members, division }] of world.families.entries()) {
    const id = `family ${index}`;
    await write.insert(schema.families).values({
      id,
      fileNumber: `F${index}`,
      fileYear: 2018,
      fileSequence: index,
      status: 'approved',
      ruleSet: '2015',
      division,
      hukouKind: 'urban',
      address: '',
      phone: '',
      workUnit: '',
      unionMember: true,
      wagesFen: 0,
      businessFen: 0,
      propertyFen: 0,
      transferFen: 0,
      otherIncomeFen: 0,
      rigidExpenseFen: 0,
      bankName: '',
      accountHolder: '',
      remarks: '',
      appliedOn: '2018-01-01',
      registeredOn,
      exitedOn: registeredOn && exitedOn ? later(registeredOn, exitedOn) : null,
      recordedBy: staffId,
      recordedAt: AT,
      version: 1,
    });
    const rows = members.map(({ person, isStudent }, position) => ({
      id: `${id} member ${position}`,
      familyId: id,
      position,
      relation: position === 0 ? ('self' as const) : ('child' as const),
      // Two of one family may have one name.
      name: `person ${person % 5}`,
      idSealed: '',
      idFingerprint: `person ${person}`,
      idMasked: '',
      sex: 'female' as const,
      birthOn: '2000-01-01',
      employment: isStudent ? ('student' as const) : ('employed' as const),
      health: 'good' as const,
      school: '',
      monthlyIncomeFen: 0,
    }));
    await write.insert(schema.familyMembers).values(rows);
    inserted.push({ id, memberIds: rows.map((row) => row.id), names: rows.map(({ name }) => name) });
  }
  return inserted;
}

/** Two rounds of this year and one of the next, each with everybody who was asked in it. */
async function insertAnswers(
  write: Write,
  { world, families, staffId }: { world: RandomWorld; families: Inserted[]; staffId: string },
): Promise<void> {
  const common = { recordedBy: staffId, recordedAt: AT };
  for (const [id, projectId] of [
    ['round 0', 'project'],
    ['round 1', 'project'],
    ['other round', 'other project'],
  ] as const) {
    await write.insert(schema.surveyRounds).values({
      id,
      projectId,
      name: id,
      method: 'phone',
      startOn: '2019-01-01',
      endOn: '2019-12-31',
      paidUntilOn: '2019-12-31',
      sampleWish: 1,
      sampleUnit: 'people',
      seed: 1,
      drawnFrom: 1,
      ...common,
    });
  }
  if (world.isRoundWithdrawn) {
    const withdrawn = { roundId: 'round 0', reason: '样例', withdrawnBy: staffId, withdrawnAt: AT };
    await write.insert(schema.surveyWithdrawals).values(withdrawn);
  }
  for (const [index, answer] of world.answers.entries()) {
    const family = families[answer.family % families.length]!;
    const memberId = family.memberIds[answer.member % family.memberIds.length]!;
    const roundId = answer.isOther && index % 3 === 0 ? 'other round' : `round ${index % 2}`;
    const personId = `asked ${index}`;
    await write
      .insert(schema.surveyPeople)
      .values({ id: personId, roundId, position: index + 1, memberId, familyId: family.id });
    await write.insert(schema.surveyAnswers).values({
      id: `answer ${String(index).padStart(2, '0')}`,
      roundId,
      personId,
      answeredOn: answer.answeredOn,
      method: 'phone',
      outcome: answer.outcome,
      opinion: '',
      replacedAt: answer.isReplaced ? AT : null,
      ...common,
    });
  }
}

/** Of members, of names that are not in the file, and of strangers; the members of two files may share a name. */
async function insertServices(
  write: Write,
  { world, families, staffId }: { world: RandomWorld; families: Inserted[]; staffId: string },
): Promise<void> {
  for (const [index, service] of world.services.entries()) {
    const { kind, servedOn, isVoided, stranger } = service;
    const family = service.family === null ? null : families[service.family % families.length]!;
    const name = family?.names[service.member % family.names.length];
    await write.insert(schema.services).values({
      id: `service ${index}`,
      kind,
      servedOn,
      familyId: family?.id ?? null,
      personName: stranger !== null || name === undefined ? `person ${stranger ?? 1}` : name,
      content: '',
      outcome: '',
      recordedBy: staffId,
      recordedAt: AT,
      voidedAt: isVoided ? AT : null,
      voidReason: isVoided ? '' : null,
      version: 1,
    });
  }
}

type AwardPlan = RandomWorld['awards'][number] & {
  id: string;
  projectId: string;
  families: Inserted[];
  staffId: string;
  /** Whether the machine's owner brought it, and vouches for it. */
  isOfMachine: boolean;
};

async function insertAward(write: Write, plan: AwardPlan): Promise<void> {
  const { id, projectId, type, amountFen, approvedOn, staffId } = plan;
  const family = plan.families[plan.family % plan.families.length]!;
  const memberId = family.memberIds[plan.member % family.memberIds.length]!;
  const releasedOn = plan.releasedOn && later(approvedOn, plan.releasedOn);
  const common = { projectId, type, familyId: family.id, memberId, recordedAt: AT };
  await write.insert(schema.applications).values({
    ...common,
    id: `application of ${id}`,
    status: 'approved',
    appliedOn: approvedOn,
    requestedFen: amountFen,
    reason: '',
    recordedBy: plan.isOfMachine ? COMMAND_LINE_ID : staffId,
  });
  await write.insert(schema.awards).values({
    ...common,
    id,
    applicationId: `application of ${id}`,
    amountFen,
    approvedOn,
    approvedBy: COMMAND_LINE_ID,
    releasedOn,
  });
  const rows = paymentRows(plan, releasedOn);
  for (const row of rows) {
    const kept = { bankReference: '', remarks: '', commandId: row.id, recordedBy: staffId };
    await write.insert(schema.payments).values({ ...common, ...kept, ...row, awardId: id });
  }
  const recovery = rows.find(({ kind }) => kind === 'recovery');
  if (!recovery) return;
  await insertEndedRelease(write, plan, { rows, recovery });
  if (releasedOn === null) return;
  // As the desk does it: the release is not before anything else of the award.
  const takenBackOn = rows.reduce((last, { paidOn }) => later(last, paidOn), releasedOn);
  await write
    .update(schema.awards)
    .set({ releasedOn: takenBackOn, takenBackBy: recovery.id })
    .where(eq(schema.awards.id, id));
}

/** The release that a recovery came with; it ended before the award was released for good. */
async function insertEndedRelease(
  write: Write,
  { id, releasedOn, givenBackAfter }: AwardPlan,
  { rows, recovery }: { rows: readonly Row[]; recovery: Row },
): Promise<void> {
  if (givenBackAfter === null) return;
  const { paidOn: from } = recovery;
  const until = addDays(businessDate(from), givenBackAfter);
  const last = releasedOn && rows.reduce((last, { paidOn }) => later(last, paidOn), releasedOn);
  if (last !== null && last < until) return;
  await write.insert(schema.endedReleases).values({ awardId: id, releasedOn: from, givenBackOn: until });
}

interface Row {
  id: string;
  kind: 'payment' | 'return' | 'reversal' | 'recovery';
  correctsId: string | null;
  originalId: string;
  amountFen: number;
  paidOn: string;
}

/** Plays the steps of an award in order; what the rules of payment would refuse is left out. */
function paymentRows({ id, amountFen, approvedOn, steps }: AwardPlan, releasedOn: string | null): Row[] {
  const rows: Row[] = [];
  let day = Date.parse(approvedOn);
  for (const { gap, corrects, all } of steps) {
    day += gap * 86_400_000;
    const paidOn = new Date(day).toISOString().slice(0, 10);
    const restFen = amountFen - rows.reduce((total, row) => total + row.amountFen, 0);
    const next = { id: `${id} row ${rows.length}`, paidOn };
    if (corrects === null) {
      const paidFen = all ? restFen : Math.ceil(restFen / 2);
      if (paidFen <= 0 || (releasedOn !== null && paidOn > releasedOn)) continue;
      rows.push({ ...next, kind: 'payment', correctsId: null, originalId: next.id, amountFen: paidFen });
      continue;
    }
    const wrong = rows[corrects % Math.max(1, rows.length)];
    if (!wrong) continue;
    const corrected = rows.reduce((sum, row) => (row.correctsId === wrong.id ? sum + row.amountFen : sum), 0);
    const openFen = Math.abs(wrong.amountFen + corrected);
    const takenFen = all ? openFen : Math.ceil(openFen / 2);
    const sign = wrong.amountFen > 0 ? -1 : 1;
    if (takenFen === 0 || (sign > 0 && takenFen > restFen)) continue;
    const kind = (['return', 'reversal', 'recovery'] as const)[rows.length % 3]!;
    rows.push({
      ...next,
      kind,
      correctsId: wrong.id,
      originalId: wrong.originalId,
      amountFen: sign * takenFen,
    });
  }
  return rows;
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}
