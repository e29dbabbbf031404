import { addDays, businessDate } from '../../app/calendar/date';
import { isWorkingDay } from '../../app/calendar/workingDays';
import type {
  awards,
  budgetAdjustments,
  endedReleases,
  families,
  familyMembers,
  indicatorAssessments,
  payments,
  programmes,
  projects,
  receipts,
  scoringRules,
  services,
  surveyAnswers,
  surveyPeople,
  surveyRounds,
  surveyWithdrawals,
} from '../../db/schema';

/**
 * The indicators once more, slowly: plain loops over raw rows, written from the definitions alone and sharing
 * nothing with the engine but the calendar. The engine is right when both agree.
 */

export interface RawRows {
  projects: (typeof projects.$inferSelect)[];
  programmes: (typeof programmes.$inferSelect)[];
  adjustments: (typeof budgetAdjustments.$inferSelect)[];
  receipts: (typeof receipts.$inferSelect)[];
  families: (typeof families.$inferSelect)[];
  members: (typeof familyMembers.$inferSelect)[];
  awards: (typeof awards.$inferSelect)[];
  endedReleases: (typeof endedReleases.$inferSelect)[];
  payments: (typeof payments.$inferSelect)[];
  rounds: (typeof surveyRounds.$inferSelect)[];
  asked: (typeof surveyPeople.$inferSelect)[];
  answers: (typeof surveyAnswers.$inferSelect)[];
  withdrawals: (typeof surveyWithdrawals.$inferSelect)[];
  scoring: (typeof scoringRules.$inferSelect)[];
  assessments: (typeof indicatorAssessments.$inferSelect)[];
  services: (typeof services.$inferSelect)[];
}

type ReliefType = 'living' | 'schooling' | 'medical';
type Payment = RawRows['payments'][number];
type Award = RawRows['awards'][number];

export interface SlowFigures {
  budgetFen: number;
  receivedFen: number;
  committedFen: number;
  committedAwards: number;
  paidFen: number;
  living: SlowCounts;
  schooling: SlowCounts;
  medical: SlowCounts;
  /** Over the three types together. */
  all: SlowCounts;
  /** Numerator and denominator. */
  coverage: [number, number];
  coverageOf: Record<ReliefType, [number, number]>;
  timeliness: [number, number];
  satisfaction: [number, number];
  served: { persons: number; personTimes: number };
  /** People whose net is above 0, whatever the type. */
  paidPeople: number;
}

export interface SlowCounts {
  persons: number;
  personTimes: number;
  families: number;
}

/** The rows that an indicator is about which counts a part; of a type only the awards and payments. */
export function slowPart(
  rows: RawRows,
  {
    type,
    division,
    source,
    serviceKind,
  }: Record<'type' | 'division' | 'source' | 'serviceKind', string | null>,
): RawRows {
  const isIn = (familyId: string) =>
    division === null || rows.families.find(({ id }) => id === familyId)!.division === division;
  const served = rows.services.filter(({ kind }) => serviceKind === null || kind === serviceKind);
  const asked = rows.asked.filter(({ familyId }) => isIn(familyId));
  return {
    ...rows,
    families: rows.families.filter(({ id }) => isIn(id)),
    members: rows.members.filter(({ familyId }) => isIn(familyId)),
    awards: rows.awards.filter((row) => isIn(row.familyId) && (type === null || row.type === type)),
    payments: rows.payments.filter((row) => isIn(row.familyId) && (type === null || row.type === type)),
    asked,
    answers: rows.answers.filter(({ personId }) => asked.some(({ id }) => id === personId)),
    receipts: rows.receipts.filter((row) => source === null || row.source === source),
    services: served.filter(({ familyId }) => (familyId === null ? division === null : isIn(familyId))),
  };
}

/** Every figure of a project-year as of a day, by the definitions. */
export function slowFigures(rows: RawRows, { year, asOf }: { year: number; asOf: string }): SlowFigures {
  const project = rows.projects.find((one) => one.year === year)!;

  let budgetFen = project.currentFen;
  for (const row of rows.adjustments) {
    if (row.projectId === project.id && row.adjustedOn <= asOf) budgetFen += row.amountFen;
  }
  let receivedFen = 0;
  for (const row of rows.receipts) {
    if (row.projectId === project.id && row.receivedOn <= asOf) receivedFen += row.amountFen;
  }

  const p: Payment[] = [];
  for (const row of rows.payments) {
    if (row.projectId !== project.id) continue;
    if (row.paidOn > asOf) continue;
    if (row.paidOn < project.startOn || row.paidOn > project.endOn) continue;
    p.push(row);
  }
  let paidFen = 0;
  for (const row of p) paidFen += row.amountFen;

  let committedFen = 0;
  let committedAwards = 0;
  for (const award of rows.awards) {
    if (award.projectId !== project.id || award.approvedOn > asOf) continue;
    if (slowRelease(rows, award, asOf)) continue;
    let openFen = award.amountFen;
    for (const row of rows.payments) {
      if (row.awardId === award.id && row.paidOn <= asOf) openFen -= row.amountFen;
    }
    committedFen += openFen;
    if (openFen > 0) committedAwards += 1;
  }

  const world = { rows, project, p, asOf };
  return {
    budgetFen,
    receivedFen,
    committedFen,
    committedAwards,
    paidFen,
    living: slowCounts(world, 'living'),
    schooling: slowCounts(world, 'schooling'),
    medical: slowCounts(world, 'medical'),
    all: slowCounts(world, null),
    coverage: slowCoverage(world),
    coverageOf: { living: slowLiving(world), schooling: slowSchooling(world), medical: slowMedical(world) },
    timeliness: slowTimeliness(world),
    satisfaction: slowSatisfaction(world),
    served: slowServed(world),
    paidPeople: slowPaidPeople(world),
  };
}

interface World {
  rows: RawRows;
  project: RawRows['projects'][number];
  p: Payment[];
  asOf: string;
}

function idNumberOf(world: World, memberId: string): string {
  for (const member of world.rows.members) if (member.id === memberId) return member.idFingerprint;
  throw new Error(`no member ${memberId}`);
}

function slowCounts(world: World, type: ReliefType | null): SlowCounts {
  const seenPeople: string[] = [];
  const seenFamilies: string[] = [];
  let persons = 0;
  let families = 0;
  let personTimes = 0;
  for (const row of world.p) {
    if (type !== null && row.type !== type) continue;

    const person = idNumberOf(world, row.memberId);
    if (!seenPeople.includes(person)) {
      seenPeople.push(person);
      let net = 0;
      for (const other of world.p) {
        if (type !== null && other.type !== type) continue;
        if (idNumberOf(world, other.memberId) === person) net += other.amountFen;
      }
      if (net > 0) persons += 1;
    }

    if (!seenFamilies.includes(row.familyId)) {
      seenFamilies.push(row.familyId);
      let net = 0;
      for (const other of world.p) {
        if (type !== null && other.type !== type) continue;
        if (other.familyId === row.familyId) net += other.amountFen;
      }
      if (net > 0) families += 1;
    }

    if (row.kind === 'payment' && slowNet(world.p, row) > 0) personTimes += 1;
  }
  return { persons, personTimes, families };
}

/** A row and everything that corrects it, followed link by link. */
function slowNet(rows: Payment[], row: Payment): number {
  let net = row.amountFen;
  for (const other of rows) {
    if (other.correctsId === row.id) net += slowNet(rows, other);
  }
  return net;
}

/** Each entry of the log is a case; two entries are of one person where nothing tells them apart. */
function slowServed({ rows, project, asOf }: World): { persons: number; personTimes: number } {
  const people: string[][] = [];
  let personTimes = 0;
  for (const { familyId, personName, servedOn, voidedAt } of rows.services) {
    if (voidedAt !== null || servedOn > asOf || servedOn < project.startOn || servedOn > project.endOn)
      continue;
    personTimes += 1;
    const named = [];
    for (const member of rows.members) {
      if (member.familyId === familyId && member.name === personName) named.push(member.idFingerprint);
    }
    const who = named.length === 1 ? ['number', named[0]!] : ['name', familyId ?? 'no file', personName];
    if (!people.some((other) => other.join('/') === who.join('/'))) people.push(who);
  }
  return { persons: people.length, personTimes };
}

function windowOf(world: World, type: ReliefType): { start: string; end: string } {
  for (const row of world.rows.programmes) {
    if (row.projectId === world.project.id && row.type === type) {
      return { start: row.windowStartOn, end: row.windowEndOn };
    }
  }
  return { start: world.project.startOn, end: world.project.endOn };
}

function slowCoverage(world: World): [number, number] {
  let due = 0;
  let paid = 0;
  for (const add of [slowLiving(world), slowSchooling(world), slowMedical(world)]) {
    paid += add[0];
    due += add[1];
  }
  return [paid, due];
}

function slowLiving(world: World): [number, number] {
  const { start, end } = windowOf(world, 'living');
  if (world.asOf < start) return [0, 0];
  const day = end < world.asOf ? end : world.asOf;
  let due = 0;
  let paid = 0;
  const done: string[] = [];
  for (const member of world.rows.members) {
    if (member.position !== 0 || done.includes(member.idFingerprint)) continue;
    done.push(member.idFingerprint);
    const files = [];
    for (const family of world.rows.families) {
      if (family.registeredOn === null) continue;
      for (const other of world.rows.members) {
        const isMain = other.familyId === family.id && other.position === 0;
        if (isMain && other.idFingerprint === member.idFingerprint) files.push(family);
      }
    }
    let net = 0;
    for (const row of world.p) {
      if (row.type !== 'living') continue;
      const ofFile = files.some((file) => file.id === row.familyId);
      if (ofFile || idNumberOf(world, row.memberId) === member.idFingerprint) net += row.amountFen;
    }
    const [isDue, isPaid] = dueAndPaid(files, { day, net });
    if (isDue) due += 1;
    if (isPaid) paid += 1;
  }
  return [paid, due];
}

function slowSchooling(world: World): [number, number] {
  const { start, end } = windowOf(world, 'schooling');
  if (world.asOf < start) return [0, 0];
  const day = end < world.asOf ? end : world.asOf;
  let due = 0;
  let paid = 0;
  const done: string[] = [];
  for (const member of world.rows.members) {
    if (member.employment !== 'student' || done.includes(member.idFingerprint)) continue;
    done.push(member.idFingerprint);
    const files = [];
    for (const family of world.rows.families) {
      for (const other of world.rows.members) {
        if (other.familyId !== family.id || other.idFingerprint !== member.idFingerprint) continue;
        if (other.employment === 'student') files.push(family);
      }
    }
    const net = netOfPerson(world, 'schooling', member.idFingerprint);
    const [isDue, isPaid] = dueAndPaid(files, { day, net });
    if (isDue) due += 1;
    if (isPaid) paid += 1;
  }
  return [paid, due];
}

/** On the register on the day, or entered by then, gone since and paid all the same. */
function dueAndPaid(
  files: RawRows['families'],
  { day, net }: { day: string; net: number },
): [boolean, boolean] {
  let onRegister = false;
  let entered = false;
  for (const file of files) {
    if (file.registeredOn === null || file.registeredOn > day) continue;
    entered = true;
    if (file.exitedOn === null || day < file.exitedOn) onRegister = true;
  }
  const isPaid = net > 0 && entered;
  return [onRegister || isPaid, isPaid];
}

function slowMedical(world: World): [number, number] {
  const { start, end } = windowOf(world, 'medical');
  if (world.asOf < start) return [0, 0];
  const day = end < world.asOf ? end : world.asOf;
  let due = 0;
  let paid = 0;
  const done: string[] = [];
  for (const award of world.rows.awards) {
    if (award.projectId !== world.project.id || award.type !== 'medical' || award.approvedOn > world.asOf)
      continue;
    const person = idNumberOf(world, award.memberId);
    if (done.includes(person)) continue;
    done.push(person);
    if (netOfPerson(world, 'medical', person) > 0) {
      due += 1;
      paid += 1;
      continue;
    }
    let waiting = false;
    for (const other of world.rows.awards) {
      if (other.projectId !== world.project.id || other.type !== 'medical' || other.approvedOn > world.asOf)
        continue;
      if (idNumberOf(world, other.memberId) !== person) continue;
      const released = slowRelease(world.rows, other, world.asOf) !== null;
      const family = world.rows.families.find((one) => one.id === other.familyId)!;
      const exited = family.exitedOn !== null && family.exitedOn <= day;
      if (!released && !exited) waiting = true;
    }
    if (waiting) due += 1;
  }
  return [paid, due];
}

function netOfPerson(world: World, type: ReliefType, idNumber: string): number {
  let net = 0;
  for (const row of world.p) {
    if (row.type === type && idNumberOf(world, row.memberId) === idNumber) net += row.amountFen;
  }
  return net;
}

function slowSatisfaction(world: World): [number, number] {
  const { rounds, asked, answers, members } = world.rows;
  const inYear = answers.filter((answer) => {
    const round = rounds.find((one) => one.id === answer.roundId)!;
    if (round.projectId !== world.project.id || answer.replacedAt !== null) return false;
    if (world.rows.withdrawals.some(({ roundId }) => roundId === round.id)) return false;
    if (answer.outcome === 'unreached' || answer.outcome === 'declined') return false;
    return answer.answeredOn <= world.asOf;
  });
  inYear.sort((one, other) => (one.answeredOn + one.id < other.answeredOn + other.id ? 1 : -1));
  let satisfied = 0;
  let all = 0;
  for (const person of new Set(members.map((member) => member.idFingerprint))) {
    // The newest first: the first of a person is the last that counts.
    const last = inYear.find((answer) => {
      const { memberId } = asked.find((one) => one.id === answer.personId)!;
      return idNumberOf(world, memberId) === person;
    });
    if (!last) continue;
    all += 1;
    if (last.outcome === 'very_satisfied' || last.outcome === 'satisfied') satisfied += 1;
  }
  return [satisfied, all];
}

function slowPaidPeople(world: World): number {
  let people = 0;
  for (const person of new Set(world.rows.members.map((member) => member.idFingerprint))) {
    let net = 0;
    for (const row of world.p) if (idNumberOf(world, row.memberId) === person) net += row.amountFen;
    if (net > 0) people += 1;
  }
  return people;
}

/** How an award was released on a day. */
function slowRelease(rows: RawRows, award: Award, asOf: string): { on: string; isTakenBack: boolean } | null {
  for (const ended of rows.endedReleases) {
    if (ended.awardId !== award.id || ended.releasedOn > asOf || ended.givenBackOn <= asOf) continue;
    return { on: ended.releasedOn, isTakenBack: true };
  }
  if (award.releasedOn === null || award.releasedOn > asOf) return null;
  return { on: award.releasedOn, isTakenBack: award.takenBackBy !== null };
}

function slowTimeliness(world: World): [number, number] {
  let onTime = 0;
  let late = 0;
  for (const award of world.rows.awards) {
    if (award.projectId !== world.project.id || award.approvedOn > world.asOf) continue;
    const { start, end } = windowOf(world, award.type);
    const due = slowDueDate(award, end);
    const released = slowRelease(world.rows, award, world.asOf);
    if (released?.isTakenBack) {
      // Owed is what nobody took back: each yuan that was kept was paid in time, or not.
      let kept = 0;
      let keptInTime = 0;
      for (const row of world.rows.payments) {
        if (row.awardId !== award.id || row.paidOn > world.asOf) continue;
        const root = world.rows.payments.find((other) => other.id === row.originalId)!;
        kept += row.amountFen;
        if (root.paidOn >= start && root.paidOn <= due) keptInTime += row.amountFen;
      }
      if (kept === 0) continue;
      if (kept === keptInTime) onTime += 1;
      else late += 1;
      continue;
    }
    if (released && released.on <= due) continue;

    let standing = 0;
    let standingInTime = 0;
    for (const row of world.rows.payments) {
      if (row.awardId !== award.id || row.kind !== 'payment' || row.paidOn > world.asOf) continue;
      const known = world.rows.payments.filter((other) => other.paidOn <= world.asOf);
      if (slowNet(known, row) !== row.amountFen) continue;
      standing += row.amountFen;
      if (row.paidOn >= start && row.paidOn <= due) standingInTime += row.amountFen;
    }
    if (standingInTime === award.amountFen) onTime += 1;
    else if (due < world.asOf || standing === award.amountFen) late += 1;
  }
  return [onTime, onTime + late];
}

/** The 10th working day after the approval, or the end of the window where that is earlier and not over yet. */
export function slowDueDate(award: Award, windowEnd: string): string {
  let day = businessDate(award.approvedOn);
  let worked = 0;
  while (worked < 10) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) worked += 1;
  }
  return award.approvedOn > windowEnd || day < windowEnd ? day : windowEnd;
}

export interface SlowTarget {
  operator: string | null;
  /** Decimal text; percent where the unit is `%`. */
  value: string | null;
  unit: string | null;
  text: string;
}

/** In hundredths of a percent, answers as a count; the usual ones where a year has no row or the row no such rule. */
export interface SlowRules {
  farAbove: number;
  executionExplained: number;
  timely: number;
  mostlyTimely: number;
  thinAnswers: number;
  thinShare: number;
  achievedFrom: number;
  partlyFrom: number;
}

export function slowRules({ scoring }: RawRows): SlowRules {
  let found: RawRows['scoring'][number] | null = null;
  for (const row of scoring) {
    if (row.projectId === 'project' && (found === null || row.position > found.position)) found = row;
  }
  if (found) return { ...found, thinAnswers: found.thinAnswers ?? 30, thinShare: found.thinShare ?? 500 };
  return {
    farAbove: 13000,
    executionExplained: 9000,
    timely: 9500,
    mostlyTimely: 8000,
    thinAnswers: 30,
    thinShare: 500,
    achievedFrom: 8000,
    partlyFrom: 6000,
  };
}

/** Whether too few were heard for a rate without a warning. */
export function slowThin(rows: RawRows, { answers, paid }: { answers: number; paid: number }): boolean {
  const { thinAnswers, thinShare } = slowRules(rows);
  if (answers < thinAnswers) return true;
  return BigInt(answers) * 10000n < BigInt(paid) * BigInt(thinShare);
}

/** Points in hundredths of a graded indicator, and whether the share lies outside its band; null without a grade. */
export function slowGrade(
  { assessments, scoring }: RawRows,
  { asOf, weightHundredths }: { asOf: string; weightHundredths: number },
): { score: number; outside: boolean } | null {
  const [given] = assessments;
  if (!given?.grade || given.recordedAt.slice(0, 10) > asOf) return null;
  const { achievedFrom, partlyFrom } = slowRules({ scoring } as RawRows);
  let [from, to, usual] = [achievedFrom, 10000, 10000];
  if (given.grade === 'partly')
    [from, to, usual] = [partlyFrom, achievedFrom, (partlyFrom + achievedFrom) / 2];
  if (given.grade === 'not_achieved') [from, to, usual] = [0, partlyFrom, 0];
  const share = given.ratioPercent === null ? usual : given.ratioPercent * 100;
  const score = Number((2n * BigInt(weightHundredths) * BigInt(share) + 10000n) / 20000n);
  return { score, outside: share < from || share > to };
}

/** Points in hundredths of a measured value against its target, in whole numbers only; null without a denominator. */
export function slowScore(
  [numerator, denominator]: [number, number],
  row: { target: SlowTarget; weightHundredths: number; metric: string | null },
  rules: SlowRules,
): { met: boolean; score: number; far: boolean; explain: boolean } | null {
  const { target, weightHundredths } = row;
  if (denominator === 0) return null;
  const words: Record<string, [bigint, bigint]> = {
    及时: [BigInt(rules.timely), 10000n],
    基本及时: [BigInt(rules.mostlyTimely), 10000n],
  };
  const [above, below] = target.value === null ? words[target.text]! : fraction(target.value, target.unit);
  // actual ? target, both multiplied with both (positive) denominators
  const actual = BigInt(numerator) * below;
  const wanted = above * BigInt(denominator);

  let met = actual >= wanted;
  if (target.operator === '>') met = actual > wanted;
  if (target.operator === '<') met = actual < wanted;
  if (target.operator === '<=') met = actual <= wanted;

  const lessIsBetter = target.operator === '<' || target.operator === '<=';
  const isAbove = !lessIsBetter && actual > wanted && wanted > 0n;
  const far = isAbove && actual * 10000n > wanted * BigInt(rules.farAbove);
  const isLow =
    row.metric === 'budget_execution' && numerator * 10000 < denominator * rules.executionExplained;
  const explain = !met || far || isLow || (isAbove && target.operator === '=');
  if (met) return { met, score: weightHundredths, far, explain };

  const top = (lessIsBetter ? wanted : actual) * BigInt(weightHundredths);
  const bottom = lessIsBetter ? actual : wanted;
  if (bottom <= 0n || top <= 0n) return { met, score: 0, far, explain };
  const rounded = Number((2n * top + bottom) / (2n * bottom));
  return { met, score: rounded < weightHundredths ? rounded : weightHundredths - 1, far, explain };
}

function fraction(text: string, unit: string | null): [bigint, bigint] {
  const [whole, decimals = ''] = text.split('.');
  const below = 10n ** BigInt(decimals.length);
  return [BigInt(whole! + decimals), unit === '%' ? below * 100n : below];
}
