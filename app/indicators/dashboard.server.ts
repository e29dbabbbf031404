import { eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { programmes } from '../../db/schema';
import { addDays, type BusinessDate } from '../calendar/date';
import { fundBalance, projectOfYear, type Project } from '../fund/fund.server';
import { fundOutlook, fundStand, type FundStand } from '../fund/fundDetail.server';
import type { Outlook } from '../fund/plan';
import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import { waitingCampaigns, type WaitingCampaign } from '../relief/campaignQueries.server';
import { overallCoverage } from './compute';
import {
  changesOf,
  grownOf,
  forecastOf,
  outputGaps,
  type Changes,
  type Grown,
  type OutputGap,
  type TypePlan,
} from './dashboard';
import type { YearIndicators } from './indicator';
import { lateRecords, type LateRecords } from './lateRecords.server';
import type { Measure } from './score';
import { overviewOn, yearGround } from './yearFigures.server';

const WEEK = 7;

export interface Dashboard {
  year: number;
  asOf: BusinessDate;
  /** The last day of the project. */
  endOn: string;
  weekAgo: BusinessDate;
  /** All the project's money until the day, also what was paid outside the project's dates. */
  money: FundStand;
  grown: Grown;
  now: YearIndicators;
  changes: Changes;
  /** Recorded within the week and dated before it: the figures of both days have it already. */
  late: LateRecords;
  outlook: Outlook;
  /** As the year is expected to end. */
  forecast: YearIndicators;
  gaps: OutputGap[];
  coverage: Measure & { byType: { type: ReliefType; unpaid: number }[] };
  timeliness: Measure;
  campaigns: WaitingCampaign[];
}

/**
 * What the head looks at, as of a day; beside it what of it was there seven days before.
 * @throws Refusal project.not_found
 */
export async function dashboardOf(
  read: Read,
  { year, asOf }: { year: number; asOf: BusinessDate },
): Promise<Dashboard> {
  const weekAgo = addDays(asOf, -WEEK);
  const { project, ground, figures, now, outlook, forecast, plans } = await groundedOutlook(read, {
    year,
    asOf,
  });
  const before = await overviewOn(read, ground, weekAgo);
  const money = await fundStand(read, project, asOf);
  const { coverage, timeliness } = figures;
  return {
    year,
    asOf,
    endOn: project.endOn,
    weekAgo,
    money,
    grown: grownOf(await fundBalance(read, { projectId: project.id, asOf: weekAgo }), money),
    now,
    changes: changesOf(before.indicators, now),
    late: await lateRecords(read, { projectId: project.id, since: weekAgo, until: asOf }),
    outlook,
    forecast,
    gaps: outputGaps(now.rows, plans),
    coverage: {
      ...overallCoverage(coverage),
      byType: RELIEF_TYPES.map((type) => ({
        type,
        unpaid: coverage[type].denominator - coverage[type].numerator,
      })),
    },
    timeliness,
    campaigns: await waitingCampaigns(read, project.id),
  };
}

/** Where a year stands on a day, and how it is expected to end. */
export interface YearOutlook {
  project: Project;
  now: YearIndicators;
  outlook: Outlook;
  /** As the year is expected to end. */
  forecast: YearIndicators;
}

/**
 * The indicators of a year on a day and as it is expected to end.
 * @throws Refusal project.not_found
 */
export async function yearOutlook(
  read: Read,
  question: { year: number; asOf: BusinessDate },
): Promise<YearOutlook> {
  const { project, now, outlook, forecast } = await groundedOutlook(read, question);
  return { project, now, outlook, forecast };
}

/** The same with what it was counted from, for whoever goes on from there. */
async function groundedOutlook(read: Read, { year, asOf }: { year: number; asOf: BusinessDate }) {
  const project = await projectOfYear(read, year);
  const ground = await yearGround(read, { year, asOf });
  const { head, figures, indicators: now } = await overviewOn(read, ground, asOf);
  const outlook = await fundOutlook(read, project, asOf);
  const plans = await typePlans(read, project.id, outlook);
  return { project, ground, figures, now, outlook, plans, forecast: forecastOf(head, { figures, plans }) };
}

async function typePlans(read: Read, projectId: string, outlook: Outlook): Promise<TypePlan[]> {
  const rows = await read
    .select({
      type: programmes.type,
      plannedPeople: programmes.plannedPeople,
      perHeadFen: programmes.perHeadFen,
    })
    .from(programmes)
    .where(eq(programmes.projectId, projectId));
  return rows.map((row) => ({
    ...row,
    plannedFen: outlook.planned[row.type],
    paidFen: outlook.paidByType[row.type],
    projectedFen: outlook.projected[row.type],
  }));
}
