import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import {
  DateField,
  ErrorSummary,
  FormActions,
  FormGrid,
  MoneyField,
  Section,
  SelectField,
  SubmitButton,
  TextField,
} from '../ui';
import { HUKOU_KIND_LABELS, LINE_FIELD_LABELS as LABELS, regionLabel } from '../zh/families';
import { HUKOU_KINDS } from './family';
import { LINE_REGIONS, LineForm } from './line.form';
import { CITY_REGION } from './sampleLines';

/** The form of a new row of the subsistence line. */
export function NewLine({ lastResult }: { lastResult: SubmissionResult | undefined }) {
  const [form, fields] = useForm({
    lastResult,
    constraint: getZodConstraint(LineForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: LineForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { region: CITY_REGION, hukouKind: 'urban' },
  });
  return (
    <Section title="登记低保标准" description="按民政部门公布的文件登记，登记后即为已确认。">
      <Form method="post" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={LABELS} />
        <FormGrid columns={3}>
          <SelectField
            field={fields.region}
            label={LABELS.region}
            options={LINE_REGIONS.map((region) => ({ value: region, label: regionLabel(region) }))}
          />
          <SelectField
            field={fields.hukouKind}
            label={LABELS.hukouKind}
            options={HUKOU_KINDS.map((kind) => ({ value: kind, label: HUKOU_KIND_LABELS[kind] }))}
          />
          <DateField field={fields.effectiveOn} label={LABELS.effectiveOn} />
          <MoneyField field={fields.monthlyFen} label={LABELS.monthlyFen} />
          <TextField field={fields.document} label={LABELS.document} hint="文件名称和文号" wide />
        </FormGrid>
        <FormActions>
          <SubmitButton>登记</SubmitButton>
        </FormActions>
      </Form>
    </Section>
  );
}
