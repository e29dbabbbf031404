import { eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { programmes } from '../../db/schema';
import { addDays, type BusinessDate } from '../calendar/date';
import { fundBalance, projectOfYear, type Project } from '../fund/fund.server';
import { fundOutlook, fundStand, type FundStand } from '../fund/fundDetail.server';
import type { Outlook } from '../fund/plan';
import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import { waitingCampaigns, type WaitingCampaign } from '../relief/campaignQueries.server';
import { together } from '../together';
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
import { overviewOn, yearGround, type YearGround } from './yearFigures.server';

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
  const project = await projectOfYear(read, year);
  const projectId = project.id;
  const { stand, money, moneyBefore, late, campaigns } = await together({
    stand: withBefore(read, project, { asOf, weekAgo }),
    money: fundStand(read, project, asOf),
    moneyBefore: fundBalance(read, { projectId, asOf: weekAgo }),
    late: lateRecords(read, { projectId, since: weekAgo, until: asOf }),
    campaigns: waitingCampaigns(read, projectId),
  });
  const { figures, now, before, outlook, forecast, plans } = stand;
  const { coverage, timeliness } = figures;
  return {
    year,
    asOf,
    endOn: project.endOn,
    weekAgo,
    money,
    grown: grownOf(moneyBefore, money),
    now,
    changes: changesOf(before.indicators, now),
    late,
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
    campaigns,
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
  { year, asOf }: { year: number; asOf: BusinessDate },
): Promise<YearOutlook> {
  const project = await projectOfYear(read, year);
  const { now, outlook, forecast } = await standOn(read, project, {
    asOf,
    ground: yearGround(read, { year, asOf }),
  });
  return { project, now, outlook, forecast };
}

/** The same with what it was counted from, and the indicators of a week before from the same ground. */
async function withBefore(
  read: Read,
  project: Project,
  { asOf, weekAgo }: { asOf: BusinessDate; weekAgo: BusinessDate },
) {
  const ground = yearGround(read, { year: project.year, asOf });
  const { stand, before } = await together({
    stand: standOn(read, project, { asOf, ground }),
    before: ground.then((laid) => overviewOn(read, laid, weekAgo)),
  });
  return { ...stand, before };
}

async function standOn(
  read: Read,
  project: Project,
  { asOf, ground }: { asOf: BusinessDate; ground: Promise<YearGround> },
) {
  const { counted, outlook, planned } = await together({
    counted: ground.then((laid) => overviewOn(read, laid, asOf)),
    outlook: fundOutlook(read, project, asOf),
    planned: plannedPeople(read, project.id),
  });
  const { head, figures, indicators: now } = counted;
  const plans = typePlans(planned, outlook);
  return { figures, now, outlook, plans, forecast: forecastOf(head, { figures, plans }) };
}

type Planned = Pick<typeof programmes.$inferSelect, 'type' | 'plannedPeople' | 'perHeadFen'>;

async function plannedPeople(read: Read, projectId: string): Promise<Planned[]> {
  return read
    .select({
      type: programmes.type,
      plannedPeople: programmes.plannedPeople,
      perHeadFen: programmes.perHeadFen,
    })
    .from(programmes)
    .where(eq(programmes.projectId, projectId));
}

function typePlans(planned: readonly Planned[], outlook: Outlook): TypePlan[] {
  return planned.map((row) => ({
    ...row,
    plannedFen: outlook.planned[row.type],
    paidFen: outlook.paidByType[row.type],
    projectedFen: outlook.projected[row.type],
  }));
}
