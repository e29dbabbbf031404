import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { RuleLink } from '../rules/RuleLink';
import { ErrorSummary, FormActions, FormGrid, LinkButton, Section, SubmitButton, TextAreaField } from '../ui';
import { RevealForm } from './family.form';

interface ReasonFormProps {
  /** What came of the form when it was sent without a reason. */
  lastResult: SubmissionResult | undefined;
  title: string;
  /** What will be shown, before the sentence about the log. */
  shows: string;
  /** 查看 or 打印, in the sentence about the log. */
  act: string;
  hint: string;
  submitLabel: string;
  back: { to: string; label: string };
}

/** Whole numbers are shown against a reason, which is logged. */
export function ReasonForm({ lastResult, title, shows, act, hint, submitLabel, back }: ReasonFormProps) {
  const [form, fields] = useForm({
    lastResult,
    constraint: getZodConstraint(RevealForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: RevealForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Section
      title={title}
      description={
        <>
          {shows}谁在什么时候为什么{act}，会记入操作日志和办理经过。
          <RuleLink rule="masking" of="遮盖" />
        </>
      }
    >
      <Form method="post" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={{ reason: '用途' }} />
        <FormGrid>
          <TextAreaField field={fields.reason} label="用途" hint={hint} wide />
        </FormGrid>
        <FormActions>
          <SubmitButton>{submitLabel}</SubmitButton>
          <LinkButton to={back.to}>{back.label}</LinkButton>
        </FormActions>
      </Form>
    </Section>
  );
}
