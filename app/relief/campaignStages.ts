import { isListOpen } from './campaign';
import type { CampaignProgress } from './campaignQueries.server';

/** The way of a campaign, from its list to the bank. */
export const CAMPAIGN_STAGES = ['list', 'review', 'decide', 'notice', 'batch'] as const;
export type CampaignStage = (typeof CAMPAIGN_STAGES)[number];

interface StageFacts extends Pick<CampaignProgress, 'byStatus' | 'awardCount' | 'paidCount'> {
  noticedOn: string | null;
}

export interface StageState {
  stage: CampaignStage;
  state: 'done' | 'current' | 'todo';
  /** How many wait for it. */
  waiting: number;
  /** Of them, how many for a second head's word. */
  confirming: number;
}

/** Where a campaign stands on its way: a stage is the present one as long as something waits for it. */
export function campaignStages({ byStatus, awardCount, paidCount, noticedOn }: StageFacts): StageState[] {
  const { submitted, reviewed, confirming, approved } = byStatus;
  const decided = approved + confirming;
  const stateOf = (waiting: number, passed: number): StageState['state'] => {
    if (waiting > 0) return 'current';
    return passed > 0 ? 'done' : 'todo';
  };
  const unpaid = awardCount - paidCount;
  return [
    { stage: 'list', state: isListOpen(byStatus) ? 'current' : 'done', waiting: 0, confirming: 0 },
    {
      stage: 'review',
      state: stateOf(submitted, reviewed + decided + byStatus.rejected),
      waiting: submitted,
      confirming: 0,
    },
    {
      stage: 'decide',
      state: stateOf(reviewed + confirming, approved),
      waiting: reviewed + confirming,
      confirming,
    },
    { stage: 'notice', state: stateOf(noticedOn ? 0 : awardCount, awardCount), waiting: 0, confirming: 0 },
    { stage: 'batch', state: stateOf(unpaid, paidCount), waiting: unpaid, confirming: 0 },
  ];
}
