import { paths } from '../paths';
import type { CampaignStep } from './campaign';
import type { StepPage } from './workflow';

/** Where each step of an application is taken. */
export const STEP_PATHS: Record<StepPage, (id: string) => string> = {
  review: paths.applicationReview,
  decide: paths.applicationDecide,
  confirm: paths.applicationConfirm,
  edit: paths.applicationEdit,
  withdraw: paths.applicationWithdraw,
};

/** Where each step of a whole campaign is taken. */
export const CAMPAIGN_STEP_PATHS: Record<CampaignStep, (id: string) => string> = {
  review: paths.campaignReview,
  decide: paths.campaignDecide,
  confirm: paths.campaignConfirm,
};
