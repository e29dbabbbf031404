import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  EmptyState,
  ErrorSummary,
  Figure,
  FigureRow,
  FormActions,
  FormGrid,
  HiddenField,
  Money,
  Section,
  Stack,
  SubmitButton,
  TextField,
} from '../ui';
import { CAMPAIGN_LABELS as LABELS, LEFT_OUT_LABELS } from '../zh/campaigns';
import { yuanText } from '../zh/relief';
import { LEFT_OUT_REASONS } from './campaign';
import { CampaignStartForm } from './campaign.form';
import { CampaignPreviewList, CampaignShares } from './CampaignPreviewList';
import type { CampaignPreview } from './campaigns.server';
import { PayWindowNote } from './PayWindowNote';
import { SampleLineNote } from './SampleLineNote';
import { AVAILABLE_LABEL } from '../zh/fund';

interface CampaignStartProps {
  /** The fields of the plan, as they were sent. */
  plan: readonly [string, string][];
  preview: CampaignPreview;
  /** The rule in words. */
  conditions: readonly string[];
  commandId: string;
  lastResult: SubmissionResult | undefined;
}

/** Whom the rule draws and what that costs, and the form that starts the campaign. */
export function CampaignStart(props: CampaignStartProps) {
  const { preview } = props;
  if (preview.count === 0) {
    return (
      <Section title="第二步：核对并启动">
        <Stack>
          <EmptyState title="按这些条件没有可以救助的人">
            请核对启动日期和范围：只有那一天在册、符合全部条件的家庭才会列入。
          </EmptyState>
          <LeftOut preview={preview} />
          <CampaignPreviewList preview={preview} plan={props.plan} />
        </Stack>
      </Section>
    );
  }
  return (
    <Section
      title="第二步：核对并启动"
      description={
        <>
          范围：{props.conditions.join('；') || '启动日期在册的全部家庭'}
          。金额在审批时才占用资金；以下按现在的记录计算。
          <RuleLink rule="budget" of="预算限制" />
        </>
      }
    >
      <Stack>
        <PreviewFigures preview={preview} />
        <Doubts preview={preview} />
        <SampleLineNote count={preview.onSampleLines} />
        <PayWindowNote windows={preview.windows} on={preview.startedOn} />
        <LeftOut preview={preview} />
        <CampaignShares preview={preview} />
        <StartForm {...props} />
        <CampaignPreviewList preview={preview} plan={props.plan} />
      </Stack>
    </Section>
  );
}

function PreviewFigures({ preview: { count, families, totalFen, availableFen } }: CampaignStartFigures) {
  const shortFen = totalFen - availableFen;
  return (
    <FigureRow>
      <Figure label="列入名单" value={count} unit="人" />
      <Figure label="涉及家庭" value={families} unit="户" />
      <Figure label="费用合计" value={<Money fen={totalFen} />} unit="元" />
      <Figure
        label={AVAILABLE_LABEL}
        value={<Money fen={availableFen} />}
        unit="元"
        tone={shortFen > 0 ? 'danger' : 'neutral'}
        note={shortFen > 0 ? `全部批准还差 ${yuanText(shortFen)}` : `全部批准后剩余 ${yuanText(-shortFen)}`}
      />
    </FigureRow>
  );
}

type CampaignStartFigures = Pick<CampaignStartProps, 'preview'>;

function Doubts({ preview: { totalFen, availableFen, overCap, withoutAccount } }: CampaignStartFigures) {
  const doubts = [
    totalFen > availableFen && '费用超出可用预算，全部批准时会被拒绝。请减少金额或范围，或先办理预算调整。',
    overCap > 0 && `${overCap} 人会超出救助上限，不能批准。请减少金额，或在审批时排除。`,
    withoutAccount > 0 && `${withoutAccount} 人的家庭没有登记银行账户，发放前须补充。`,
  ].filter((doubt) => doubt !== false);
  if (doubts.length === 0) return null;
  return (
    <Alert tone="warning" title="启动以前请注意">
      <ul className="list-disc pl-5">
        {doubts.map((doubt) => (
          <li key={doubt}>{doubt}</li>
        ))}
      </ul>
    </Alert>
  );
}

function LeftOut({ preview: { leftOut } }: CampaignStartFigures) {
  const reasons = LEFT_OUT_REASONS.filter((reason) => leftOut[reason] > 0);
  if (reasons.length === 0) return null;
  return (
    <Alert tone="info" title="没有列入名单的">
      {reasons.map((reason) => `${LEFT_OUT_LABELS[reason]} ${leftOut[reason]} 人`).join('；')}。
    </Alert>
  );
}

function StartForm({ plan, preview, commandId, lastResult }: CampaignStartProps) {
  const [form, fields] = useForm({
    id: 'start',
    lastResult,
    constraint: getZodConstraint(CampaignStartForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: CampaignStartForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { commandId },
  });
  return (
    <Form method="post" {...getFormProps(form)}>
      <ErrorSummary form={form} labels={LABELS} />
      <HiddenField field={fields.commandId} />
      {plan.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="expectedCount" value={preview.count} />
      <input type="hidden" name="expectedMark" value={preview.mark} />
      <FormGrid>
        <TextField
          field={fields.name}
          label={LABELS.name}
          hint="例如：2019 年春节送温暖。同一年度不能重名。"
        />
      </FormGrid>
      <FormActions>
        <SubmitButton>启动活动，生成 {preview.count} 件申请</SubmitButton>
      </FormActions>
    </Form>
  );
}
