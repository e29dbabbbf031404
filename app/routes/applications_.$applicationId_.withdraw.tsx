import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { withdrawApplication } from '../relief/applications.server';
import { ApplicationStepPage } from '../relief/ApplicationStepPage';
import { applicationStep } from '../relief/applicationSteps.server';
import { WithdrawalForm } from '../relief/relief.form';
import { TextAreaField } from '../ui';
import { WITHDRAWAL_LABELS as LABELS } from '../zh/relief';

export const meta: MetaFunction = () => [{ title: '撤回申请 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'relief.apply');
  const question = { id: params.applicationId!, action: 'withdraw', staffId: actor.staffId } as const;
  return orExplained(store.read((read) => applicationStep(read, question)));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'relief.apply');
  return submit(request, WithdrawalForm, async ({ reason }) => {
    const id = params.applicationId!;
    await withdrawApplication(desk, { id, reason });
    return redirectWithNotice(paths.application(id), 'application.withdrawn');
  });
}

export default function WithdrawApplication() {
  const { page, barrier } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(WithdrawalForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: WithdrawalForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <ApplicationStepPage
      page={page}
      step="withdraw"
      form={form}
      labels={LABELS}
      barrier={barrier}
      submitLabel="撤回申请"
      isDangerous
      explanation="撤回后这件申请不再办理，记录保留。没有审核的和退回补正的申请可以撤回。"
    >
      <TextAreaField field={fields.reason} label={LABELS.reason} hint="会记入操作日志。" rows={2} />
    </ApplicationStepPage>
  );
}
