import type { ReliefType } from '../fund/project';
import { may, type Permission } from '../staff/permission';
import type { Role } from '../staff/role';
import type { ApplicationStatus } from './application';

/** Codes of a relief campaign (专项救助活动); the Chinese terms stand in app/zh/relief.ts. */

/** Medical relief follows a bill, so it is never given to many at once. */
export const CAMPAIGN_TYPES = ['living', 'schooling'] as const satisfies readonly ReliefType[];
export type CampaignType = (typeof CAMPAIGN_TYPES)[number];

/** Why somebody of the register is left out of a campaign: the first that holds, in the order of the rule. */
export const LEFT_OUT_REASONS = [
  'other_category',
  'other_cause',
  'other_division',
  'other_stage',
  'not_union_member',
  'not_migrant',
  'registered_later',
  'listed_twice',
  'already_paid',
  'already_awarded',
  'open_application',
] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** What no exception gets over: one person has schooling once a year, and stands in a list once. */
const NEVER_IN: readonly LeftOutReason[] = ['already_paid', 'already_awarded', 'listed_twice'];

/** Whether somebody whom the rule left out can be put on the list all the same. */
export function mayBeIncluded(type: ReliefType, reason: LeftOutReason | null): boolean {
  return !(type === 'schooling' && reason && NEVER_IN.includes(reason));
}

/** Which part of its list the preview of a campaign shows by name. */
export const PREVIEW_PARTS = ['in', 'over_cap', 'without_account', 'out'] as const;
export type PreviewPart = (typeof PREVIEW_PARTS)[number];

/** The steps of a whole campaign. */
export const CAMPAIGN_STEPS = ['review', 'decide', 'confirm'] as const;
export type CampaignStep = (typeof CAMPAIGN_STEPS)[number];

const STEP_PERMISSIONS: Record<CampaignStep, Permission> = {
  review: 'relief.review',
  decide: 'relief.decide',
  confirm: 'relief.decide',
};

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
  const waiting = { review: byStatus.submitted, decide: byStatus.reviewed, confirm: byStatus.confirming };
  return CAMPAIGN_STEPS.filter((step) => waiting[step] > 0 && may(roles, STEP_PERMISSIONS[step]));
}

/** Whether people may still be put on the list of a campaign: nobody of it was reviewed yet. */
export function isListOpen(byStatus: Record<ApplicationStatus, number>): boolean {
  const { submitted, returned, withdrawn, ...acted } = byStatus;
  return submitted + returned + withdrawn > 0 && Object.values(acted).every((count) => count === 0);
}
