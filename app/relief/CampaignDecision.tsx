import { useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { DateField, FormGrid, HiddenField, RadioField, TextAreaField } from '../ui';
import {
  CONFIRMATION_LABELS,
  CONFIRMATION_OUTCOME_LABELS,
  DECISION_LABELS,
  DECISION_OUTCOME_LABELS,
} from '../zh/relief';
import { CampaignActPage } from './CampaignActPage';
import type { CampaignAct } from './campaignActs.server';
import { CampaignConfirmationForm, CampaignDecisionForm, tickOf } from './relief.form';
import { CONFIRMATION_OUTCOMES, DECISION_OUTCOMES } from './workflow';

const STEPS = {
  decide: {
    schema: CampaignDecisionForm,
    labels: DECISION_LABELS,
    usual: 'approve',
    options: DECISION_OUTCOMES.map((value) => ({ value, label: DECISION_OUTCOME_LABELS[value] })),
    explanation: '批准后生成核定、占用资金，等待财务发放。审批人不能是提交人或审核人。',
  },
  confirm: {
    schema: CampaignConfirmationForm,
    labels: CONFIRMATION_LABELS,
    usual: 'confirm',
    options: CONFIRMATION_OUTCOMES.map((value) => ({ value, label: CONFIRMATION_OUTCOME_LABELS[value] })),
    explanation:
      '这些申请的金额超过本年度设定的数额，须由另一位审批人确认；同意后才生成核定、占用资金。提交、审核、审批和二级审批由四个人分别办理。',
  },
} as const;

interface CampaignDecisionProps {
  step: keyof typeof STEPS;
  act: CampaignAct;
  typed: { outcome: string | undefined; note: string | undefined };
  commandId: string;
  lastResult: SubmissionResult | undefined;
}

/** The first head's decision on a whole campaign, and the second head's word on what is above the extra level. */
export function CampaignDecision({ step, act, typed, commandId, lastResult }: CampaignDecisionProps) {
  const { schema, labels, usual, options, explanation } = STEPS[step];
  const [form, fields] = useForm({
    lastResult,
    constraint: getZodConstraint(schema),
    defaultValue: {
      commandId,
      on: act.on,
      outcome: typed.outcome ?? usual,
      note: typed.note,
      except: act.ticked.map(tickOf),
    },
  });
  return (
    <CampaignActPage
      act={act}
      step={step}
      form={form}
      labels={labels}
      ticks={[fields.except.initialValue ?? []].flat().map(String)}
      explanation={explanation}
    >
      <HiddenField field={fields.commandId} />
      <FormGrid>
        <RadioField field={fields.outcome} label={labels.outcome} options={options} />
        <DateField field={fields.on} label={labels.on} max={act.latestOn} />
        <TextAreaField
          field={fields.note}
          label={labels.note}
          hint="写入每一件申请。退回或不予救助时必填。"
          rows={2}
          wide
        />
      </FormGrid>
    </CampaignActPage>
  );
}
