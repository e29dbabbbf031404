import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { roundView } from '../surveys/rounds.server';
import { WithdrawForm } from '../surveys/survey.form';
import { withdrawRound } from '../surveys/withdrawals.server';
import { ErrorSummary, FormActions, LinkButton, Page, Section, SubmitButton, TextAreaField } from '../ui';
import { ROUND_LABELS as LABELS } from '../zh/surveys';

export const meta: MetaFunction = () => [{ title: '作废满意度调查 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'survey.manage');
  return orExplained(store.read((read) => roundView(read, params.roundId!)));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'survey.manage');
  return submit(request, WithdrawForm, async ({ reason }) => {
    const { name } = await orNotFound(withdrawRound(desk, { id: params.roundId!, reason }));
    return redirectWithNotice(paths.survey(params.roundId!), 'survey.withdrawn', { name });
  });
}

export default function WithdrawSurvey() {
  const { round, year, counts } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(WithdrawForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: WithdrawForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Page
      title="作废满意度调查"
      crumbs={[
        { to: paths.surveys(year), label: `${year} 年满意度调查` },
        { to: paths.survey(round.id), label: round.name },
      ]}
    >
      <Section
        title={`作废「${round.name}」`}
        description={`样本 ${counts.sample} 人，有效评价 ${counts.answered} 份。作废后仍然可以查看，但不再计入满意度，也不能再登记；作废不能撤回，可以重新抽样另做一轮。`}
      >
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={LABELS} />
          <TextAreaField
            field={fields.reason}
            label={LABELS.reason}
            hint="例如：抽样范围选错、问卷内容有误。"
            rows={2}
          />
          <FormActions>
            <SubmitButton tone="danger">作废</SubmitButton>
            <LinkButton to={paths.survey(round.id)}>取消</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}
