import { useForm, getFormProps } from '@conform-to/react';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { StandardFacts } from '../relief/StandardFacts';
import { confirmStandard, standardRow } from '../relief/standardSets.server';
import { RuleLink } from '../rules/RuleLink';
import { ErrorSummary, FormActions, LinkButton, Page, Section, SubmitButton } from '../ui';
import { standardDocument } from '../zh/relief';

export const meta: MetaFunction = () => [{ title: '确认救助标准 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'standard.edit');
  return { standard: await orExplained(store.read((read) => standardRow(read, params.standardId!))) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'standard.edit');
  return submit(request, z.object({}), async () => {
    await orNotFound(confirmStandard(desk, params.standardId!));
    return redirectWithNotice(paths.standards, 'standard.confirmed');
  });
}

export default function ConfirmStandard() {
  const { standard } = useLoaderData<typeof loader>();
  const [form] = useForm({ lastResult: useActionData<typeof action>()?.lastResult });
  return (
    <Page title="确认救助标准" crumbs={[{ to: paths.standards, label: '救助标准' }]}>
      <Section
        title={`${standard.effectiveOn} 起，${standardDocument(standard.document)}`}
        description={
          <>
            请对照文件核对。确认后从执行日期起按这一套计算上限和建议金额，不能再改；确认人会记入操作日志。{' '}
            <RuleLink rule="cap" of="上限" />
          </>
        }
      >
        <StandardFacts standard={standard} />
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={{}} />
          <FormActions>
            {standard.confirmedBy ? null : <SubmitButton>确认执行</SubmitButton>}
            <LinkButton to={paths.standards}>返回救助标准</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}
