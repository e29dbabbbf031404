import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { CentreForm } from '../staff/staff.form';
import { centreName, renameCentre } from '../staff/staff.server';
import { ErrorSummary, FormActions, Page, Section, Stack, SubmitButton, TextField } from '../ui';

export const meta: MetaFunction = () => [{ title: '单位信息 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'centre.edit');
  return { name: await store.read(centreName) };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'centre.edit');
  return submit(request, CentreForm, async ({ centreName: name }) => {
    const isChanged = await renameCentre(desk, name);
    return redirectWithNotice(paths.centre, isChanged ? 'centre.changed' : 'record.unchanged');
  });
}

export default function Centre() {
  const { name } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(CentreForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: CentreForm }),
    defaultValue: { centreName: name },
  });
  return (
    <Page title="单位信息">
      <Section
        title="单位名称"
        description="显示在每个页面的顶部。年度目标表和绩效报告使用各年度自己的单位名称。"
      >
        <Form method="post" {...getFormProps(form)} className="max-w-xl">
          <Stack>
            <ErrorSummary form={form} />
            <TextField field={fields.centreName} label="单位名称" />
            <FormActions>
              <SubmitButton>保存</SubmitButton>
            </FormActions>
          </Stack>
        </Form>
      </Section>
    </Page>
  );
}
