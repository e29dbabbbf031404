import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { ErrorSummary, FormActions, LinkButton, Stack, SubmitButton, TextField } from '../ui';
import type { StaffNoteForm, StaffReasonForm } from './staff.form';

interface ReasonedFormProps {
  lastResult: SubmissionResult | undefined;
  schema: typeof StaffReasonForm | typeof StaffNoteForm;
  label: string;
  hint?: string;
  button: string;
  /** Where it is sent, unless to the page that it stands on. */
  action?: string;
  isDangerous?: boolean;
  back: string;
  /** Hidden fields. */
  children?: ReactNode;
}

/** One act on an account, asked for before it is done, with its reason. */
export function ReasonedForm(props: ReasonedFormProps) {
  const { lastResult, schema, label, hint, button, action, isDangerous, back, children } = props;
  const [form, fields] = useForm<{ reason?: string }>({
    lastResult,
    constraint: getZodConstraint(schema),
    onValidate: ({ formData }) => parseWithZod(formData, { schema }),
  });
  return (
    <Form method="post" action={action} {...getFormProps(form)} className="max-w-prose">
      <Stack>
        <ErrorSummary form={form} labels={{ reason: label }} />
        {children}
        <TextField field={fields.reason} label={label} {...(hint ? { hint } : {})} />
        <FormActions>
          <SubmitButton {...(isDangerous ? { tone: 'danger' as const } : {})}>{button}</SubmitButton>
          <LinkButton to={back}>取消</LinkButton>
        </FormActions>
      </Stack>
    </Form>
  );
}
