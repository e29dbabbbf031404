import type { Read } from '../../db/client.server';
import { maxDate, minDate, todayInChina, type BusinessDate } from '../calendar/date';
import { fundBalance, projectOfYear, type Project } from '../fund/fund.server';
import type { Refusal } from '../refusal';
import { refusalText } from '../zh/refusals';
import { countOnSampleLines } from './caps.server';
import { campaignPage } from './campaignQueries.server';
import { amountOf, matchingCases, totalOf, type ReliefCase } from './cases.server';
import { proposedDay } from './days';
import { earliestStepOn, obstaclesTo } from './obstacles.server';
import { pagingOf } from './paging';
import type { PayWindow } from './payWindow';
import { payWindows } from './payWindows.server';
import { without } from './selectedCases.server';

/** Reviewing, deciding or confirming a campaign as a whole: what the page shows before the act. */

const ACTS = {
  review: { status: 'submitted', action: 'pass' },
  decide: { status: 'reviewed', action: 'approve' },
  /** A second head's word on those above the extra level. */
  confirm: { status: 'confirming', action: 'confirm' },
} as const;

export interface CampaignActQuestion {
  campaignId: string;
  step: keyof typeof ACTS;
  staffId: string;
  /** The day of the act; without one a day is proposed. */
  on: BusinessDate | null;
  /** The ids of those that are left out. */
  except: readonly string[];
  /** Whether those that something stands in the way of are left out as well. */
  withoutBlocked: boolean;
  page: number;
}

export interface CountAndSum {
  count: number;
  amountFen: number;
}

export interface CampaignActRow {
  id: string;
  familyId: string;
  name: string;
  fileNumber: string;
  amountFen: number;
  appliedOn: string;
  /** Why it cannot be passed or approved, in a sentence. */
  obstacle: string | null;
}

export interface CampaignAct {
  campaign: { id: string; name: string; amountFen: number; rule: string | null };
  year: number;
  on: BusinessDate;
  latestOn: BusinessDate;
  /** All that wait for this step. */
  waiting: CountAndSum;
  /** Those of them that can be chosen: all, or without the blocked ones. */
  listed: CountAndSum;
  /** Left out one by one. */
  ticked: { id: string; amountFen: number }[];
  /** What the act is about. */
  chosen: CountAndSum;
  blockedCount: number;
  /** When this person may do nothing with any of them: why. */
  barrier: string | null;
  withoutBlocked: boolean;
  /** How many of the chosen have a cap that rests on an example line. */
  onSampleLines: number;
  /** When the chosen are to be paid. */
  windows: PayWindow[];
  /** Those with an obstacle first. */
  rows: CampaignActRow[];
  page: number;
  pageCount: number;
  /** Where the fund stands before an approval, and what it would leave; short by −leftFen when negative. */
  fund: { availableFen: number; leftFen: number } | null;
}

/**
 * What one step of a whole campaign would be about, who is left out, and what stands in the way.
 * @throws Refusal campaign.not_found
 */
export async function campaignAct(read: Read, question: CampaignActQuestion): Promise<CampaignAct> {
  const { status, action } = ACTS[question.step];
  const { campaign, year } = await campaignPage(read, question.campaignId);
  const project = await projectOfYear(read, year);
  const waiting = await matchingCases(read, { year, campaignId: campaign.id }, status);
  const days = daysOf(waiting, { project, step: question.step });
  const on = question.on ?? days.proposedOn;
  const except = new Set(question.except);
  const untouched = without(waiting, except);
  const obstacles = await obstaclesTo(read, untouched, { action, on, staffId: question.staffId });
  const listed = question.withoutBlocked ? without(waiting, obstacles) : waiting;
  const chosen = without(listed, except);
  const { page, pageCount, limit, offset } = pagingOf(waiting.length, question.page);
  return {
    campaign: { id: campaign.id, name: campaign.name, amountFen: campaign.amountFen, rule: campaign.rule },
    year,
    on,
    latestOn: days.latestOn,
    waiting: countAndSum(waiting),
    listed: countAndSum(listed),
    ticked: waiting
      .filter(({ id }) => except.has(id))
      .map((one) => ({ id: one.id, amountFen: amountOf(one) })),
    chosen: countAndSum(chosen),
    blockedCount: obstacles.size,
    barrier: barrierTo(untouched, obstacles),
    withoutBlocked: question.withoutBlocked,
    onSampleLines: await countOnSampleLines(read, chosen, on),
    windows: await payWindows(read, chosen),
    rows: blockedFirst(waiting, obstacles)
      .slice(offset, offset + limit)
      .map((one) => rowOf(one, obstacles.get(one.id))),
    page,
    pageCount,
    fund: question.step === 'review' ? null : await fundAfter(read, project, totalOf(chosen)),
  };
}

function daysOf(
  cases: readonly ReliefCase[],
  { project, step }: { project: Project; step: CampaignActQuestion['step'] },
) {
  const today = todayInChina(new Date());
  const steps = cases.map((one) => (earliestStepOn(one) ?? one.appliedOn) as BusinessDate);
  const earliestOn = steps.length > 0 ? maxDate(steps[0]!, ...steps) : null;
  return {
    proposedOn: proposedDay(today, { earliestOn, project }),
    // Only an approval must lie within the project-year.
    latestOn: step === 'review' ? today : minDate(today, project.endOn as BusinessDate),
  };
}

function countAndSum(cases: readonly ReliefCase[]): CountAndSum {
  return { count: cases.length, amountFen: totalOf(cases) };
}

/** Maker ≠ checker stands against every outcome; the other obstacles only against passing and approving. */
function barrierTo(cases: readonly ReliefCase[], obstacles: ReadonlyMap<string, Refusal>): string | null {
  const [first] = obstacles.values();
  const isBarred = cases.every(({ id }) => obstacles.get(id)?.code.startsWith('application.'));
  return first && isBarred ? refusalText(first) : null;
}

function blockedFirst(cases: readonly ReliefCase[], obstacles: ReadonlyMap<string, Refusal>): ReliefCase[] {
  return [...cases.filter(({ id }) => obstacles.has(id)), ...without(cases, obstacles)];
}

function rowOf(one: ReliefCase, obstacle: Refusal | undefined): CampaignActRow {
  const { id, familyId, name, fileNumber, appliedOn } = one;
  return {
    id,
    familyId,
    name,
    fileNumber,
    amountFen: amountOf(one),
    appliedOn,
    obstacle: obstacle ? refusalText(obstacle) : null,
  };
}

async function fundAfter(read: Read, project: Project, amountFen: number) {
  const { availableFen } = await fundBalance(read, { projectId: project.id });
  return { availableFen, leftFen: availableFen - amountFen };
}
