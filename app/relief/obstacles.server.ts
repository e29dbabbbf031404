import { and, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { families } from '../../db/schema';
import type { BusinessDate } from '../calendar/date';
import { onRegisterOn } from '../families/families.server';
import type { ReliefType } from '../fund/project';
import { Refusal } from '../refusal';
import { capAnswer, linesOn, type ReliefFacts } from './caps.server';
import { amountOf, type ReliefCase } from './cases.server';
import { earlierAwards } from './earlierAwards.server';
import type { CapAnswer } from './standards';
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
