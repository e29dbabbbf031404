import { eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { programmes } from '../../db/schema';
import { addDays, type BusinessDate } from '../calendar/date';
import { projectOfYear } from '../fund/fund.server';
import { fundOutlook, fundStand, type FundStand } from '../fund/fundDetail.server';
import type { Outlook } from '../fund/plan';
import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import { listCampaigns } from '../relief/campaignQueries.server';
import { OPEN } from './campaignWhatIf.server';
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
import { yearOverview } from './yearFigures.server';

const WEEK = 7;

export interface WaitingCampaign {
  id: string;
  name: string;
  applications: number;
  askedFen: number;
}

export interface Dashboard {
  year: number;
  asOf: BusinessDate;
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
 * What the head looks at, as of a day; beside it the same figures of seven days before.
 * @throws Refusal project.not_found
 */
export async function dashboardOf(
  read: Read,
  { year, asOf }: { year: number; asOf: BusinessDate },
): Promise<Dashboard> {
  const project = await projectOfYear(read, year);
  const weekAgo = addDays(asOf, -WEEK);
  const { head, figures, indicators } = await yearOverview(read, { year, asOf });
  const before = await yearOverview(read, { year, asOf: weekAgo });
  const money = await fundStand(read, project, asOf);
  const outlook = await fundOutlook(read, project, asOf);
  const plans = await typePlans(read, project.id, outlook);
  const { coverage, timeliness } = figures;
  return {
    year,
    asOf,
    weekAgo,
    money,
    grown: grownOf(await fundStand(read, project, weekAgo), money),
    now: indicators,
    changes: changesOf(before.indicators, indicators),
    late: await lateRecords(read, { projectId: project.id, since: weekAgo, until: asOf }),
    outlook,
    forecast: forecastOf(head, { figures, plans }),
    gaps: outputGaps(indicators.rows, plans),
    coverage: {
      ...overallCoverage(coverage),
      byType: RELIEF_TYPES.map((type) => ({
        type,
        unpaid: coverage[type].denominator - coverage[type].numerator,
      })),
    },
    timeliness,
    campaigns: await waitingCampaigns(read, year),
  };
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
    paidFen: outlook.paidByType[row.type],
    projectedFen: outlook.projected[row.type],
  }));
}

async function waitingCampaigns(read: Read, year: number): Promise<WaitingCampaign[]> {
  const rows = await listCampaigns(read, year);
  return rows.flatMap(({ campaign, byStatus, askedFen, awardedFen }) => {
    const waiting = OPEN.reduce((total, status) => total + byStatus[status], 0);
    if (waiting === 0) return [];
    return [{ id: campaign.id, name: campaign.name, applications: waiting, askedFen: askedFen - awardedFen }];
  });
}
