import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { AuditEntryForm } from '../audit/auditEntry.form';
import { compareEntry } from '../audit/auditHead.server';
import { formatInstant } from '../calendar/instant';
import { guard } from '../http/guard.server';
import { parsedForm } from '../http/submit.server';
import { paths } from '../paths';
import {
  Alert,
  ErrorSummary,
  FormActions,
  FormGrid,
  Page,
  Section,
  Stack,
  SubmitButton,
  TextField,
} from '../ui';
import { AUDIT_ENTRY_LABELS as LABELS, auditEntryTexts as texts } from '../zh/auditHead';

export const meta: MetaFunction = () => [{ title: '核对某一条日志 - 困难职工帮扶' }];

/** Asked in the address: nothing is written, and who reads the log may look. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'audit.read');
  const given = new URL(request.url).searchParams;
  if (!given.has('sequence') && !given.has('hash')) return { lastResult: null, answer: null };
  const submission = parsedForm(given, AuditEntryForm);
  if (submission.status !== 'success') return { lastResult: submission.reply(), answer: null };
  const kept = submission.value;
  const compared = await store.read((read) => compareEntry(read, kept));
  return { lastResult: submission.reply(), answer: { kept, compared } };
}

export default function AuditEntry() {
  const { lastResult, answer } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult,
    constraint: getZodConstraint(AuditEntryForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: AuditEntryForm }),
    shouldRevalidate: 'onInput',
    defaultValue: answer?.kept,
  });
  return (
    <Page
      title="核对某一条日志"
      subtitle={texts.subtitle}
      crumbs={[
        { to: paths.audit, label: '操作日志' },
        { to: paths.auditCheck, label: '核对操作日志' },
      ]}
    >
      <Stack>
        {answer ? <Outcome {...answer} /> : null}
        <Section title="保存的序号和校验码" description={texts.where}>
          <Form method="get" {...getFormProps(form)}>
            <ErrorSummary form={form} labels={LABELS} />
            <FormGrid>
              <TextField
                field={fields.sequence}
                label={LABELS.sequence}
                hint="如 22757"
                inputMode="numeric"
              />
              <TextField
                field={fields.hash}
                label={LABELS.hash}
                hint="64 位，由数字和字母 a–f 组成"
                spellCheck={false}
                wide
              />
            </FormGrid>
            <FormActions>
              <SubmitButton>核对</SubmitButton>
            </FormActions>
          </Form>
        </Section>
      </Stack>
    </Page>
  );
}

type Answer = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['answer']>;

function Outcome({ kept: { sequence }, compared: { outcome, recordedAt, count } }: Answer) {
  const { tone, title, text } = texts.outcomes[outcome];
  return (
    <Alert tone={tone} title={title(sequence)} live>
      {text({ sequence, count, recordedAt: recordedAt ? formatInstant(recordedAt) : '' })}
    </Alert>
  );
}
