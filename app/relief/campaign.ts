import type { ReliefType } from '../fund/project';

/** Codes of a relief campaign (专项救助活动); the Chinese terms stand in app/zh/relief.ts. */

/** Medical relief follows a bill, so it is never given to many at once. */
export const CAMPAIGN_TYPES = ['living', 'schooling'] as const satisfies readonly ReliefType[];
export type CampaignType = (typeof CAMPAIGN_TYPES)[number];

/** Why somebody who fits the rule of a campaign is left out. */
export const LEFT_OUT_REASONS = ['already_awarded', 'open_application', 'listed_twice'] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];
