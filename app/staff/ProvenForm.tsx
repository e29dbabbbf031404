import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { ErrorSummary, FormActions, PasswordField, Stack, SubmitButton } from '../ui';

interface ProvenFormFieldsProps {
  lastResult: SubmissionResult | undefined;
  button: string;
}

/** One button that asks for the password once more. */
export function ProvenFormFields({ lastResult, button }: ProvenFormFieldsProps) {
  const [form, fields] = useForm<{ current: string }>({ lastResult });
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <ErrorSummary form={form} />
        <PasswordField field={fields.current} label="当前密码" required autoComplete="current-password" />
        <FormActions>
          <SubmitButton>{button}</SubmitButton>
        </FormActions>
      </Stack>
    </Form>
  );
}
