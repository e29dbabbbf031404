import { paths } from '../paths';
import { Steps, TextLink } from '../ui';
import { CAMPAIGN_STAGE_LABELS, noticeGapText } from '../zh/campaigns';
import { STEP_PAGE_LABELS } from '../zh/relief';
import type { CampaignStep } from './campaign';
import type { CampaignStage, StageState } from './campaignStages';
import type { NoticeGap } from './noticeGap';
import { CAMPAIGN_STEP_PATHS } from './stepPaths';

interface CampaignStagesProps {
  id: string;
  year: number;
  stages: readonly StageState[];
  /** The steps that the reader may take. */
  steps: readonly CampaignStep[];
  mayBatch: boolean;
  hasAwards: boolean;
  /** What the notice of recipients lacks before they are paid. */
  gap: { gap: NoticeGap; endsOn: string | null } | null;
}

/** The way of a campaign from its list to the bank, each stage with the screen on which it is done. */
export function CampaignStages(props: CampaignStagesProps) {
  return (
    <Steps
      label="办理步骤"
      items={props.stages.map(({ stage, state, waiting, confirming }) => ({
        label: CAMPAIGN_STAGE_LABELS[stage],
        state,
        note: (
          <>
            {waiting > 0 ? (
              <span className="mr-2 tabular-nums">
                {waiting.toLocaleString('zh-CN')} 件
                {confirming > 0 ? `（二级审批 ${confirming.toLocaleString('zh-CN')} 件）` : ''}
              </span>
            ) : null}
            <StageLink stage={stage} {...props} />
            {stage === 'batch' && props.gap ? (
              <span className="block text-warning-700">{noticeGapText(props.gap)}</span>
            ) : null}
          </>
        ),
      }))}
    />
  );
}

/** A second head's word belongs to the decision. */
const STAGE_OF: Record<CampaignStep, CampaignStage> = {
  review: 'review',
  decide: 'decide',
  confirm: 'decide',
};

function StageLink({
  stage,
  id,
  year,
  steps,
  mayBatch,
  hasAwards,
}: CampaignStagesProps & { stage: CampaignStage }) {
  switch (stage) {
    case 'list':
      return <TextLink to={paths.campaignList(id)}>查看名单</TextLink>;
    case 'review':
    case 'decide':
      return (
        <>
          {steps
            .filter((step) => STAGE_OF[step] === stage)
            .map((step) => (
              <TextLink key={step} to={CAMPAIGN_STEP_PATHS[step](id)} className="mr-2">
                {`${STEP_PAGE_LABELS[step]}全部`}
              </TextLink>
            ))}
        </>
      );
    case 'notice':
      return hasAwards ? <TextLink to={paths.campaignNotice(id)}>打印和登记</TextLink> : null;
    case 'batch':
      if (!hasAwards) return null;
      return mayBatch ? (
        <TextLink to={paths.batchNew({ campaign: id, year })}>做成发放批次</TextLink>
      ) : (
        <TextLink to={paths.awards({ year, campaign: id })}>查看核定</TextLink>
      );
  }
}
