import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { awards, families, familyMembers, payments } from '../../db/schema';
import type { BusinessDate } from '../calendar/date';
import { lineOn, onRegisterOn } from '../families/families.server';
import type { ReliefType } from '../fund/project';
import { fen, sumFen, type Fen } from '../money/fen';
import { Refusal } from '../refusal';
import { amountOf, type ReliefCase } from './cases.server';
import { capOf, type CapAnswer, type MedicalBill, type Standard } from './standards';
import { confirmedStandards } from './standardSets.server';
import { makerFault, stepFrom, type ApplicationAction } from './workflow';

/** What stands in the way of reviewing or deciding applications; asked by the screens before and by the rules during the act. */

export interface Act {
  action: ApplicationAction;
  on: string;
  staffId: string;
}

/** The reason against each application that cannot be acted on, by id; empty when nothing stands in the way. */
export async function obstaclesTo(
  read: Read,
  cases: readonly ReliefCase[],
  act: Act,
): Promise<Map<string, Refusal>> {
  const obstacles = new Map<string, Refusal>();
  for (const one of cases) {
    const obstacle = stepObstacle(one, act);
    if (obstacle) obstacles.set(one.id, obstacle);
  }
  if (!ASKING_RELIEF.includes(act.action)) return obstacles;
  const open = cases.filter(({ id }) => !obstacles.has(id));
  for (const [id, obstacle] of await reliefObstacles(read, open, act)) obstacles.set(id, obstacle);
  return obstacles;
}

/** The steps that say yes: no other asks about the cap. */
const ASKING_RELIEF: readonly ApplicationAction[] = ['pass', 'approve', 'confirm'];

/**
 * Refuses an act that something stands in the way of: the first reason, and of several applications whom it is about.
 * @throws Refusal
 */
export function refuseObstacles(cases: readonly ReliefCase[], obstacles: ReadonlyMap<string, Refusal>): void {
  const first = cases.find(({ id }) => obstacles.has(id));
  if (!first) return;
  const { code, data, field } = obstacles.get(first.id)!;
  if (cases.length === 1) throw new Refusal(code, data, field);
  const { name, fileNumber } = first;
  throw new Refusal(code, { ...data, name, fileNumber, more: obstacles.size - 1 });
}

function stepObstacle(one: ReliefCase, { action, on, staffId }: Act): Refusal | null {
  if (!stepFrom(one.status, action)) return new Refusal('application.wrong_status', { status: one.status });
  const fault = makerFault(action, staffId, one);
  if (fault) return new Refusal(`application.${fault}`);
  const earliestOn = earliestStepOn(one);
  if (earliestOn && on < earliestOn) return new Refusal('relief.date_before', { earliestOn }, 'on');
  return null;
}

/** The day of the step before the next one. */
export function earliestStepOn({
  status,
  appliedOn,
  reviewedOn,
  decidedOn,
}: Pick<ReliefCase, 'status' | 'appliedOn' | 'reviewedOn' | 'decidedOn'>): string | null {
  if (status === 'confirming') return decidedOn;
  return status === 'reviewed' ? reviewedOn : appliedOn;
}

async function reliefObstacles(
  read: Read,
  cases: readonly ReliefCase[],
  { on, action }: Act,
): Promise<Map<string, Refusal>> {
  // A review may come before the paper that a decision needs; what is too much is too much at once.
  const isReview = action === 'pass';
  const faults = await reliefFaults(read, cases, { on, isReview });
  return new Map([...faults].map(([id, [first]]) => [id, first!]));
}

/**
 * All that the rules have against helping, by id, the gravest first. What has only `tolerated` faults counts as
 * awarded for those after it.
 */
export async function reliefFaults(
  read: Read,
  cases: readonly ReliefCase[],
  {
    on,
    isReview = false,
    tolerated = () => false,
  }: { on: string; isReview?: boolean; tolerated?: (code: string) => boolean },
): Promise<Map<string, Refusal[]>> {
  const found = new Map<string, Refusal[]>();
  const onRegister = isReview ? null : await familiesOnRegister(read, cases, on);
  const facts = {
    on,
    earlier: await earlierAwards(read, cases),
    lines: linesOn(read, on),
    standards: await confirmedStandards(read),
  };
  for (const one of cases) {
    const offRegister =
      onRegister && !onRegister.has(one.familyId)
        ? [new Refusal('relief.not_on_register', { on }, 'on')]
        : [];
    const faults = [...offRegister, ...(await faultsOf(one, facts, { withoutGaps: isReview }))];
    if (faults.length > 0) found.set(one.id, faults);
    if (faults.every(({ code }) => tolerated(code)))
      facts.earlier.add(one, { approvedOn: on, amountFen: amountOf(one) });
  }
  return found;
}

interface ReliefFacts {
  on: string;
  earlier: EarlierAwards;
  lines: Lines;
  standards: readonly Standard[];
}

async function faultsOf(
  one: ReliefCase,
  facts: ReliefFacts,
  { withoutGaps }: { withoutGaps: boolean },
): Promise<Refusal[]> {
  const [before] = one.type === 'schooling' ? facts.earlier.of(one) : [];
  const twice = before && { approvedOn: before.approvedOn, amountFen: before.amountFen };
  const fault = capFault(await capAnswer(one, facts), { type: one.type, withoutGaps });
  return [...(twice ? [new Refusal('relief.duplicate_schooling', twice)] : []), ...(fault ? [fault] : [])];
}

function capFault(
  answer: CapAnswer,
  { type, withoutGaps }: { type: ReliefType; withoutGaps: boolean },
): Refusal | null {
  if (!answer.ok) return withoutGaps ? null : new Refusal(`relief.${answer.gap}`);
  const { capFen, earlierFen, amountFen, overFen } = answer.cap;
  if (overFen === 0) return null;
  return new Refusal('relief.over_cap', { type, capFen, earlierFen, amountFen, overFen });
}

/** The cap of one application as of a day, with the figures that explain it. */
export async function capFor(read: Read, one: CapCase, on: string): Promise<CapAnswer> {
  return capAnswer(one, {
    on,
    earlier: await earlierAwards(read, [one]),
    lines: linesOn(read, on),
    standards: await confirmedStandards(read),
  });
}

/** `capFor` for somebody who has no application yet; the amount counts, and everything awarded before. */
export type ProspectiveCase = Pick<
  ReliefCase,
  'id' | 'projectId' | 'type' | 'familyId' | 'fingerprint' | 'division' | 'hukouKind'
> & { amountFen: Fen };

/** The ids of those among these that would be above their cap. */
export async function overCapAmong(
  read: Read,
  prospects: readonly ProspectiveCase[],
  on: string,
): Promise<Set<string>> {
  const lines = linesOn(read, on);
  const earlier = await earlierAwards(read, prospects);
  const standards = await confirmedStandards(read);
  const found = new Set<string>();
  for (const one of prospects) {
    const answer = await capAnswer(
      {
        ...one,
        reviewedFen: null,
        requestedFen: one.amountFen,
        medicalTotalFen: null,
        medicalReimbursedFen: null,
      },
      { on, earlier, lines, standards },
    );
    if (answer.ok && answer.cap.overFen > 0) found.add(one.id);
  }
  return found;
}

type CapCase = Pick<
  ReliefCase,
  | 'id'
  | 'projectId'
  | 'type'
  | 'familyId'
  | 'fingerprint'
  | 'division'
  | 'hukouKind'
  | 'reviewedFen'
  | 'requestedFen'
  | 'medicalTotalFen'
  | 'medicalReimbursedFen'
>;

async function capAnswer(one: CapCase, { on, earlier, lines, standards }: ReliefFacts): Promise<CapAnswer> {
  const facts = {
    type: one.type,
    on,
    amountFen: amountOf(one),
    earlierFen: sumFen(earlier.of(one).map(({ amountFen }) => fen(amountFen))),
    lineMonthlyFen: one.type === 'medical' ? null : await lines(one),
    medical: billOf(one),
  };
  return capOf(facts, standards);
}

/** The bill of a medical application. */
export function billOf({
  medicalTotalFen,
  medicalReimbursedFen,
}: Pick<ReliefCase, 'medicalTotalFen' | 'medicalReimbursedFen'>): MedicalBill | null {
  if (medicalTotalFen === null || medicalReimbursedFen === null) return null;
  return { totalFen: fen(medicalTotalFen), reimbursedFen: fen(medicalReimbursedFen) };
}

async function familiesOnRegister(
  read: Read,
  cases: readonly ReliefCase[],
  on: string,
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const ids of chunksOf([...new Set(cases.map(({ familyId }) => familyId))])) {
    const rows = await read
      .select({ id: families.id })
      .from(families)
      .where(and(inArray(families.id, ids), onRegisterOn(on as BusinessDate)));
    for (const { id } of rows) found.add(id);
  }
  return found;
}

type Lines = (one: Pick<ReliefCase, 'division' | 'hukouKind'>) => Promise<Fen | null>;

/** The subsistence line of a region and kind on a day, each looked up once. */
function linesOn(read: Read, on: string): Lines {
  const known = new Map<string, Fen | null>();
  return async ({ division, hukouKind }) => {
    const key = `${division} ${hukouKind}`;
    if (!known.has(key)) {
      const line = await lineOn(read, { division, hukouKind, on: on as BusinessDate });
      known.set(key, line?.monthlyFen ?? null);
    }
    return known.get(key) ?? null;
  };
}

interface EarlierAward {
  approvedOn: string;
  /** Of a released award only what was paid. */
  amountFen: number;
}

type Recipient = Pick<ReliefCase, 'id' | 'type' | 'familyId' | 'fingerprint'>;

interface EarlierAwards {
  of(one: Recipient): EarlierAward[];
  /** Counts an award that is about to be made, for those after it in the same act. */
  add(one: Recipient, award: EarlierAward): void;
}

/**
 * What was awarded before in the same project-year and type: to the same person, told apart by ID number across
 * files, and for living relief to the same family as well.
 */
async function earlierAwards(
  read: Read,
  cases: readonly (Recipient & Pick<ReliefCase, 'projectId'>)[],
): Promise<EarlierAwards> {
  const known = new Map<string, Map<string, EarlierAward>>();
  const note = (one: Recipient, key: string, award: EarlierAward) => {
    for (const name of keysOf(one)) {
      if (!known.has(name)) known.set(name, new Map());
      known.get(name)!.set(key, award);
    }
  };
  for (const part of partsOf(cases)) {
    for (const row of await awardRows(read, part)) {
      const amountFen = row.releasedOn ? row.netFen : row.amountFen;
      if (amountFen > 0) note(row, row.id, { approvedOn: row.approvedOn, amountFen });
    }
  }
  return {
    of: (one) => {
      const found = new Map(keysOf(one).flatMap((name) => [...(known.get(name) ?? [])]));
      found.delete(one.id);
      return [...found.values()];
    },
    add: (one, award) => note(one, one.id, award),
  };
}

function keysOf({ type, familyId, fingerprint }: Recipient): string[] {
  const person = `${type} person ${fingerprint}`;
  return type === 'living' ? [person, `${type} family ${familyId}`] : [person];
}

interface Part {
  projectId: string;
  type: ReliefType;
  cases: Recipient[];
}

function partsOf(cases: readonly (Recipient & Pick<ReliefCase, 'projectId'>)[]): Part[] {
  const groups = new Map<string, Part>();
  for (const one of cases) {
    const key = `${one.projectId} ${one.type}`;
    if (!groups.has(key)) groups.set(key, { projectId: one.projectId, type: one.type, cases: [] });
    groups.get(key)!.cases.push(one);
  }
  return [...groups.values()];
}

/** Beyond this many it is quicker to read all awards of the year and type than to look for each person's. */
const MOST_LOOKED_FOR = 250;

/** Awards under the id of their application, so that an application is never counted against itself. */
async function awardRows(read: Read, { projectId, type, cases }: Part) {
  const ofThese =
    cases.length > MOST_LOOKED_FOR ? undefined : inArray(awards.id, await awardIdsOf(read, cases));
  return read
    .select({
      id: awards.applicationId,
      type: awards.type,
      familyId: awards.familyId,
      fingerprint: familyMembers.idFingerprint,
      approvedOn: awards.approvedOn,
      amountFen: awards.amountFen,
      releasedOn: awards.releasedOn,
      netFen: sql<number>`coalesce(sum(${payments.amountFen}), 0)`.mapWith(Number),
    })
    .from(awards)
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .leftJoin(payments, eq(payments.awardId, awards.id))
    .where(and(eq(awards.projectId, projectId), eq(awards.type, type), ofThese))
    .groupBy(
      awards.id,
      awards.applicationId,
      awards.type,
      awards.familyId,
      familyMembers.idFingerprint,
      awards.approvedOn,
      awards.amountFen,
      awards.releasedOn,
    );
}

/** The awards of some people and families: two short looks by their indexes, where one for both would read the year. */
async function awardIdsOf(read: Read, cases: readonly Recipient[]): Promise<string[]> {
  const fingerprints = [...new Set(cases.map(({ fingerprint }) => fingerprint))];
  const familyIds = [...new Set(cases.map(({ familyId }) => familyId))];
  const ofPeople = await read
    .select({ id: awards.id })
    .from(familyMembers)
    .innerJoin(awards, eq(awards.memberId, familyMembers.id))
    .where(inArray(familyMembers.idFingerprint, fingerprints));
  const ofFamilies = await read
    .select({ id: awards.id })
    .from(awards)
    .where(inArray(awards.familyId, familyIds));
  return [...new Set([...ofPeople, ...ofFamilies].map(({ id }) => id))];
}

/** The award for schooling that a student already has in a project-year, by ID number across files; null where there is none. */
export async function schoolingAward(
  read: Read,
  student: Pick<ReliefCase, 'projectId' | 'familyId' | 'fingerprint'> & { id: string },
): Promise<EarlierAward | null> {
  const one = { ...student, type: 'schooling' as const };
  return (await earlierAwards(read, [one])).of(one)[0] ?? null;
}
