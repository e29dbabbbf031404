import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { yearOfAddress } from '../fund/project';
import { CopyForm } from '../fund/project.form';
import { copyProject, proposedCopy } from '../fund/projects.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { ErrorSummary, FormActions, LinkButton, NumberField, Page, Section, SubmitButton } from '../ui';

export const meta: MetaFunction = () => [{ title: '复制年度项目 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'project.edit');
  return orExplained(store.read((read) => proposedCopy(read, yearOfAddress(params.year))));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'project.edit');
  const fromYear = yearOfAddress(params.year);
  return submit(request, CopyForm, async ({ year }) => {
    await copyProject(desk, { fromYear, toYear: year });
    return redirectWithNotice(paths.project(year), 'project.copied', { fromYear, year });
  });
}

export default function CopyProject() {
  const { fromYear, projectName, year } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(CopyForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: CopyForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { year },
  });
  return (
    <Page
      title={`复制 ${fromYear} 年度`}
      subtitle={projectName}
      crumbs={[
        { to: paths.projects, label: '年度目标' },
        { to: paths.project(fromYear), label: `${fromYear} 年度` },
      ]}
    >
      <Section
        title="复制到哪一年"
        description="复制项目信息、金额、指标（含计算范围）、分值和发放计划，日期顺延到新年度；不复制到账、救助、发放记录和指标评定。"
      >
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} />
          <div className="max-w-[12rem]">
            <NumberField field={fields.year} label="新年度" />
          </div>
          <FormActions>
            <SubmitButton>复制</SubmitButton>
            <LinkButton to={paths.project(fromYear)}>取消</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}
