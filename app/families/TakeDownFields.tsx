import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { RuleLink } from '../rules/RuleLink';
import { DateField, ErrorSummary, FormActions, FormGrid, SubmitButton } from '../ui';
import { TakeDownForm } from './notice.form';

interface TakeDownProps {
  lastResult: SubmissionResult | undefined;
  /** The first day that is offered. */
  min: string;
  today: string;
  /** The way back. */
  children: ReactNode;
}

const LABELS = { on: '撤下日期' };

/** On which day a public notice came down. */
export function TakeDownFields({ lastResult, min, today, children }: TakeDownProps) {
  const [form, fields] = useForm({
    lastResult,
    constraint: getZodConstraint(TakeDownForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: TakeDownForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { on: today },
  });
  return (
    <Form method="post" {...getFormProps(form)}>
      <ErrorSummary form={form} labels={LABELS} />
      <FormGrid>
        <DateField
          field={fields.on}
          label={LABELS.on}
          min={min}
          max={today}
          hint={<RuleLink rule="notice" of="公示期" />}
        />
      </FormGrid>
      <FormActions>
        <SubmitButton>撤下公示</SubmitButton>
        {children}
      </FormActions>
    </Form>
  );
}
