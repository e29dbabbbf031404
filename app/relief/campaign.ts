import type { ReliefType } from '../fund/project';
import { may } from '../staff/permission';
import type { Role } from '../staff/role';
import type { ApplicationStatus } from './application';

/** Codes of a relief campaign (专项救助活动); the Chinese terms stand in app/zh/relief.ts. */

/** Medical relief follows a bill, so it is never given to many at once. */
export const CAMPAIGN_TYPES = ['living', 'schooling'] as const satisfies readonly ReliefType[];
export type CampaignType = (typeof CAMPAIGN_TYPES)[number];

/** Why somebody who fits the rule of a campaign is left out. */
export const LEFT_OUT_REASONS = ['already_awarded', 'open_application', 'listed_twice'] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** The steps of a whole campaign. */
export const CAMPAIGN_STEPS = ['review', 'decide'] as const;
export type CampaignStep = (typeof CAMPAIGN_STEPS)[number];

interface OpenCampaign {
  recordedBy: string;
  byStatus: Record<ApplicationStatus, number>;
}

/** The steps that this person is offered: something waits for them, and whoever started a campaign takes none. */
export function campaignStepsFor(
  { recordedBy, byStatus }: OpenCampaign,
  { staffId, roles }: { staffId: string; roles: readonly Role[] },
): CampaignStep[] {
  if (staffId === recordedBy) return [];
  const waiting = { review: byStatus.submitted, decide: byStatus.reviewed };
  return CAMPAIGN_STEPS.filter((step) => waiting[step] > 0 && may(roles, `relief.${step}`));
}
