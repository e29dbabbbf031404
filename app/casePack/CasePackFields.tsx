import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import type { z } from 'zod';
import { paths } from '../paths';
import {
  CheckboxField,
  ErrorSummary,
  FormActions,
  FormGrid,
  HiddenField,
  SubmitButton,
  TextAreaField,
} from '../ui';
import { CASE_PACK_LABELS as LABELS } from '../zh/casePack';
import { CasePackForm } from './casePack.form';

/** What a pack is asked for by: one payment, an award, or a list of numbers. */
export interface PackSubject {
  payment?: string;
  award?: string;
  numbers?: string;
  year?: string;
}

/** What the pack is for, and the button that makes it. */
export function CasePackFields({
  subject,
  mayReveal,
  lastResult,
}: {
  subject: PackSubject;
  mayReveal: boolean;
  lastResult?: SubmissionResult | undefined;
}) {
  const [form, fields] = useForm<z.input<typeof CasePackForm>, z.output<typeof CasePackForm>>({
    id: 'pack',
    lastResult,
    constraint: getZodConstraint(CasePackForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: CasePackForm }),
    defaultValue: subject,
    shouldRevalidate: 'onInput',
  });
  return (
    <Form method="post" action={paths.casePackNew()} {...getFormProps(form)}>
      <ErrorSummary form={form} labels={LABELS} />
      <HiddenField field={fields.payment} />
      <HiddenField field={fields.award} />
      <HiddenField field={fields.numbers} />
      <HiddenField field={fields.year} />
      <FormGrid>
        <TextAreaField
          field={fields.reason}
          label={LABELS.reason}
          hint="例如：审计局第 12 号抽查通知。会写进目录、操作日志和每一户的办理经过。"
          rows={2}
          wide
        />
        {mayReveal ? (
          <CheckboxField
            field={fields.isWhole}
            label="表格中显示完整的身份证号、电话和账号"
            hint="只在抽查方书面要求时勾选；逐户记入操作日志。"
            wide
          />
        ) : null}
      </FormGrid>
      <FormActions>
        <SubmitButton>做成资料包</SubmitButton>
      </FormActions>
    </Form>
  );
}
