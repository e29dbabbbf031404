import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { LedgerReleaseForm } from '../exchange/exchange.form';
import { ledgerJobView, releaseLedger } from '../exchange/ledgerJobs.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  CheckboxField,
  ErrorSummary,
  FormActions,
  LinkButton,
  Page,
  Section,
  SubmitButton,
  TextField,
} from '../ui';
import { wakeWorker } from '../worker.server';

export const meta: MetaFunction = () => [{ title: '核准发放台账 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'ledger.override');
  const job = await orExplained(store.read((read) => ledgerJobView(read, actor, params.jobId!)));
  if (!job.offered.release || !job.outcome) throw redirect(paths.ledger(job.id));
  const { fileName, staffName, outcome } = job;
  const { accepted, awards, refused, overridable } = outcome;
  return { id: job.id, fileName, staffName, accepted, awards, refused, overridable };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'ledger.override');
  const id = params.jobId!;
  return submit(request, LedgerReleaseForm, async ({ isOverriding, reason }) => {
    await orNotFound(releaseLedger(desk, { id, overrideReason: isOverriding ? reason : null }));
    wakeWorker();
    return redirectWithNotice(paths.ledger(id), 'import.released');
  });
}

export default function ReleaseLedger() {
  const { id, fileName, staffName, accepted, awards, refused, overridable } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(LedgerReleaseForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: LedgerReleaseForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Page
      title="核准发放台账"
      subtitle={`${fileName}，${staffName}上传`}
      crumbs={[
        { to: paths.payments(), label: '发放记录' },
        { to: paths.ledger(id), label: '检查结果' },
      ]}
    >
      <Section
        title="核准并导入"
        description="请对照当时的审批材料核对。核准后，这些核定以您为核准人登记，原审核、审批人仍以纸质材料为准。"
      >
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={{ reason: '放行原因' }} />
          <p>
            可导入 {accepted} 行，核定 {awards} 笔；退回 {refused} 行。
          </p>
          {overridable > 0 ? (
            <div className="mt-4 grid max-w-prose gap-4">
              <Alert tone="warning" title={`${overridable} 行违反救助规定`}>
                批准当天不在册、同一学生年内重复助学、超过救助上限的旧账，可以由您注明原因后放行。放行的会一直带有标记，列入合规检查。资金、预算和流水对不上的不能放行。
                <RuleLink rule="file-first" of="在册" /> <RuleLink rule="duplicate" of="重复助学" />{' '}
                <RuleLink rule="cap" of="上限" />
              </Alert>
              <CheckboxField field={fields.isOverriding} label="放行这些违规的旧账" />
              <TextField field={fields.reason} label="放行原因" hint="例如：已在某年审计中处理，文号。" />
            </div>
          ) : null}
          <FormActions>
            <SubmitButton icon="check">核准并导入</SubmitButton>
            <LinkButton to={paths.ledger(id)}>返回</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}
