import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { EnterSubmits } from '../fund/cells';
import { yearOfAddress } from '../fund/project';
import { ProjectForm } from '../fund/project.form';
import { headLabels, headValue, ProjectFields } from '../fund/ProjectFields';
import { changeProject, projectPage } from '../fund/projects.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { FrozenTargets } from '../reports/FrozenYear';
import { isYearFrozen } from '../reports/freezes.server';
import { Card, ErrorSummary, FormActions, HiddenField, LinkButton, Page, SubmitButton } from '../ui';

export const meta: MetaFunction = () => [{ title: '修改年度项目 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'project.edit');
  const year = yearOfAddress(params.year);
  return orExplained(
    store.read(async (read) => ({
      project: await projectPage(read, year),
      isFrozen: await isYearFrozen(read, year),
    })),
  );
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'project.edit');
  const year = yearOfAddress(params.year);
  return submit(request, ProjectForm, async (head) => {
    const isChanged = await changeProject(desk, { year, ...head });
    return redirectWithNotice(paths.project(year), isChanged ? 'project.changed' : 'record.unchanged');
  });
}

export default function EditProject() {
  const { project, isFrozen } = useLoaderData<typeof loader>();
  const { draft, version } = project;
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(ProjectForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ProjectForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { ...headValue(draft), version },
  });
  return (
    <Page
      title="修改项目信息"
      subtitle="年中追加或调减预算请办理“预算调整”，这里只更正目标表本身。带 * 的为必填项。"
      crumbs={[
        { to: paths.projects, label: '年度目标' },
        { to: paths.project(draft.year), label: `${draft.year} 年度` },
      ]}
    >
      <FrozenTargets year={draft.year} isFrozen={isFrozen} />
      <Card padded>
        <Form method="post" {...getFormProps(form)}>
          <EnterSubmits />
          <ErrorSummary form={form} labels={headLabels(fields.components.getFieldList().length)} />
          <HiddenField field={fields.version} />
          <ProjectFields form={form} fields={fields} />
          <FormActions>
            <SubmitButton>保存修改</SubmitButton>
            <LinkButton to={paths.project(draft.year)}>取消</LinkButton>
          </FormActions>
        </Form>
      </Card>
    </Page>
  );
}
