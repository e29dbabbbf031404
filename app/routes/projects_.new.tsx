import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina, yearOf } from '../calendar/date';
import { EnterSubmits } from '../fund/cells';
import { NewProjectForm } from '../fund/project.form';
import { headLabels, ProjectFields } from '../fund/ProjectFields';
import { createProject, proposedHead } from '../fund/projects.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import {
  Alert,
  Card,
  ErrorSummary,
  FormActions,
  LinkButton,
  NumberField,
  Page,
  SubmitButton,
  TextLink,
} from '../ui';
import { formFieldLabels } from '../zh/targetForm';

export const meta: MetaFunction = () => [{ title: '新建年度项目 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'project.edit');
  return { proposed: await store.read((read) => proposedHead(read, yearOf(todayInChina(new Date())))) };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'project.edit');
  return submit(request, NewProjectForm, async (project) => {
    await createProject(desk, project);
    const { year } = project;
    return redirectWithNotice(paths.projectIndicators(year), 'project.created_from_scratch', { year });
  });
}

export default function NewProject() {
  const { proposed } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(NewProjectForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: NewProjectForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { ...proposed, components: [{ subject: '', amountFen: '' }] },
  });
  return (
    <Page
      title="新建年度项目"
      subtitle="先填项目信息和金额，保存后核对指标、目标值和分值。带 * 的为必填项。"
      crumbs={[{ to: paths.projects, label: '年度目标' }]}
    >
      <Alert tone="info">
        手里有财政绩效目标表时，<TextLink to={paths.projectImport}>上传</TextLink>比手工填写更快，也不会抄错。
      </Alert>
      <Card padded>
        <Form method="post" {...getFormProps(form)}>
          <EnterSubmits />
          <ErrorSummary form={form} labels={headLabels(fields.components.getFieldList().length)} />
          <div className="mb-4 max-w-[12rem]">
            <NumberField field={fields.year} label={formFieldLabels.year} />
          </div>
          <ProjectFields form={form} fields={fields} />
          <FormActions>
            <SubmitButton>保存并核对指标</SubmitButton>
            <LinkButton to={paths.projects}>取消</LinkButton>
          </FormActions>
        </Form>
      </Card>
    </Page>
  );
}
