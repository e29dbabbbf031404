import { and, asc, eq, inArray, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { alias } from '../../db/engine/kit';
import {
  applications,
  awards,
  campaigns,
  families,
  familyMembers,
  payments,
  projects,
} from '../../db/schema';
import type { BusinessDate } from '../calendar/date';
import { fundBalance, fundCash } from '../fund/fund.server';
import { Refusal } from '../refusal';
import { amountColumn } from '../relief/cases.server';
import { campaignMoney, type CampaignMoney } from './campaignMoney';
import { figuresOf, indicatorsOf, type Figures } from './compute';
import { awardFacts, divisionsOf, fileFacts, paymentFacts, type YearHead } from './facts.server';
import type { YearFacts } from './facts';
import type { YearIndicators } from './indicator';
import { figuresChanged, withWishes, type Wish } from './whatIf';
import { yearOverview } from './yearFigures.server';

/** Not decided yet; a campaign with one of these still waits for somebody. */
const OPEN = ['submitted', 'reviewed', 'confirming'] as const;

export interface CampaignWhatIf {
  campaign: { id: string; name: string };
  year: number;
  /** First and last day of the project: what is paid on another is no part of the year's figures. */
  startOn: string;
  endOn: string;
  people: number;
  amountFen: number;
  money: CampaignMoney;
  now: YearIndicators;
  /** Once its open applications are approved, and once they are paid too. */
  approved: YearIndicators;
  paid: YearIndicators;
}

/**
 * What the year would look like if the open applications of a campaign were approved today. The year's figures come
 * from the sums; only the records of the campaign's own families are read, to see how its awards change them.
 * @throws Refusal campaign.not_found
 */
export async function campaignWhatIf(
  read: Read,
  { id, asOf }: { id: string; asOf: BusinessDate },
): Promise<CampaignWhatIf> {
  const [campaign] = await read.select().from(campaigns).where(eq(campaigns.id, id));
  if (!campaign) throw new Refusal('campaign.not_found');
  const [project] = await read.select().from(projects).where(eq(projects.id, campaign.projectId));
  const { head, figures, indicators } = await yearOverview(read, { year: project!.year, asOf });
  const wishes = await openWishes(read, id);
  const amountFen = wishes.reduce((total, wish) => total + wish.amountFen, 0);
  const cash = await fundCash(read, project!.id);
  const theirs = await factsAround(read, head, openOf(id));
  const before = figuresOf(theirs);
  const changed = (until: 'approved' | 'paid'): Figures =>
    figuresChanged(figures, { before, after: figuresOf(withWishes(theirs, wishes, until)) });
  return {
    campaign: { id, name: campaign.name },
    year: head.project.year,
    startOn: head.project.startOn,
    endOn: head.project.endOn,
    people: new Set(wishes.map(({ personId }) => personId)).size,
    amountFen,
    money: campaignMoney(await fundBalance(read, { projectId: project!.id }), { amountFen, cash }),
    now: indicators,
    approved: indicatorsOf(head, changed('approved')),
    paid: indicatorsOf(head, changed('paid')),
  };
}

function openOf(campaignId: string): SQL {
  return and(eq(applications.campaignId, campaignId), inArray(applications.status, [...OPEN]))!;
}

/** What reviewers propose, or else what was asked for. */
async function openWishes(read: Read, campaignId: string): Promise<Wish[]> {
  return read
    .select({
      id: applications.id,
      type: applications.type,
      familyId: applications.familyId,
      memberId: applications.memberId,
      personId: familyMembers.idFingerprint,
      amountFen: amountColumn,
    })
    .from(applications)
    .innerJoin(familyMembers, eq(familyMembers.id, applications.memberId))
    .where(openOf(campaignId))
    .orderBy(asc(applications.id));
}

const relatives = alias(familyMembers, 'relatives');

/**
 * All that decides about whoever an open application may change: everybody in its families, every file in which one of
 * them stands, and what those files were awarded and paid. Of anybody else it may hold a part, which is the same
 * before and after.
 */
async function factsAround(read: Read, head: YearHead, isOpen: SQL): Promise<YearFacts> {
  const projectId = head.project.id;
  const asking = read.select({ id: applications.familyId }).from(applications).where(isOpen);
  const people = read
    .select({ id: relatives.idFingerprint })
    .from(relatives)
    .where(inArray(relatives.familyId, asking));
  const theirs = inArray(familyMembers.idFingerprint, people);
  const files = read
    .select({ id: relatives.familyId })
    .from(relatives)
    .where(inArray(relatives.idFingerprint, people));
  return {
    ...head,
    awards: await awardFacts(read, { projectId, fits: inArray(awards.familyId, files) }),
    payments: await paymentFacts(read, { projectId, fits: inArray(payments.familyId, files) }),
    files: await fileFacts(read, theirs),
    answers: [],
    services: [],
    divisions: await divisionsOf(read, head, inArray(families.id, files)),
  };
}
