import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { CATEGORIES } from '../families/family';
import { divisions } from '../identity/division';
import {
  DateField,
  ErrorSummary,
  FormActions,
  FormGrid,
  HiddenField,
  MoneyField,
  Section,
  SelectField,
  SubmitButton,
} from '../ui';
import { CATEGORY_LABELS } from '../zh/families';
import { divisionLabels } from '../zh/identity';
import { CAMPAIGN_LABELS as LABELS, CAMPAIGN_TYPE_LABELS } from '../zh/relief';
import { CAMPAIGN_TYPES } from './campaign';
import { CampaignPlanForm } from './relief.form';

interface CampaignPlanProps {
  years: readonly number[];
  today: string;
  lastResult: SubmissionResult | undefined;
  defaultValue: Partial<Record<keyof typeof LABELS, string>>;
}

/** Whom a campaign is for and how much each gets: sent by GET, so that looking changes nothing. */
export function CampaignPlan({ years, today, lastResult, defaultValue }: CampaignPlanProps) {
  const [form, fields] = useForm({
    id: 'plan',
    lastResult,
    constraint: getZodConstraint(CampaignPlanForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: CampaignPlanForm }),
    shouldRevalidate: 'onInput',
    defaultValue,
  });
  return (
    <Section title="第一步：范围和金额" description="名单从启动日期在册的家庭中产生。">
      <Form method="get" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={LABELS} />
        <FormGrid columns={3}>
          <SelectField
            field={fields.type}
            label={LABELS.type}
            options={CAMPAIGN_TYPES.map((value) => ({ value, label: CAMPAIGN_TYPE_LABELS[value] }))}
          />
          <MoneyField field={fields.amountFen} label={LABELS.amountFen} />
          <DateField field={fields.startedOn} label={LABELS.startedOn} max={today} />
          <SelectField
            field={fields.category}
            label={LABELS.category}
            placeholder="全部类别"
            options={CATEGORIES.map((value) => ({ value, label: CATEGORY_LABELS[value] }))}
          />
          <SelectField
            field={fields.division}
            label={LABELS.division}
            placeholder="全部区划"
            options={divisions.map((value) => ({ value, label: divisionLabels[value] }))}
          />
          {years.length > 1 ? (
            <SelectField
              field={fields.year}
              label={LABELS.year}
              placeholder={null}
              options={years.map((year) => ({ value: String(year), label: `${year} 年度` }))}
            />
          ) : (
            <HiddenField field={fields.year} />
          )}
        </FormGrid>
        <FormActions>
          <SubmitButton tone="plain" pendingText="正在计算…">
            查看名单人数和费用
          </SubmitButton>
        </FormActions>
      </Form>
    </Section>
  );
}
