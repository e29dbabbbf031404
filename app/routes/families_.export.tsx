import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { ExportForm } from '../exchange/exchange.form';
import { orderExport } from '../exchange/jobs.server';
import { listFamilies } from '../families/families.server';
import { familyFilters, isNarrowed } from '../families/familyFilter';
import { guard } from '../http/guard.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { may } from '../staff/permission';
import {
  CheckboxField,
  ErrorSummary,
  FormActions,
  LinkButton,
  Page,
  Section,
  SubmitButton,
  TextField,
} from '../ui';
import { exportFileName } from '../zh/jobs';
import { wakeWorker } from '../worker.server';

export const meta: MetaFunction = () => [{ title: '导出家庭档案 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.export');
  const filters = familyFilters(new URL(request.url).searchParams);
  return {
    filters,
    isNarrowed: isNarrowed(filters) || filters.status !== null,
    total: (await store.read((read) => listFamilies(read, filters))).total,
    mayReveal: may(actor.roles, 'identity.reveal'),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.export');
  const filters = familyFilters(new URL(request.url).searchParams);
  return submit(request, ExportForm, async (order) => {
    const fileName = exportFileName(todayInChina(new Date()));
    const id = await orderExport(desk, { ...order, filters, fileName });
    wakeWorker();
    return redirect(paths.job(id));
  });
}

export default function ExportFamilies() {
  const { filters, isNarrowed: narrowed, total, mayReveal } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(ExportForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ExportForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Page
      title="导出家庭档案"
      subtitle="生成 Excel 文件，每人一行，列与导入模板相同。"
      crumbs={[{ to: paths.families(filters), label: '家庭档案' }]}
    >
      <Section
        title={`${narrowed ? '符合条件的' : '全部'} ${total.toLocaleString('zh-CN')} 户`}
        description="导出会记入操作日志：谁、何时、为何用途。文件里有个人信息，请妥善保管，用毕删除。"
      >
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} />
          <div className="grid max-w-prose gap-4">
            {mayReveal ? (
              <CheckboxField
                field={fields.isFull}
                label="包含完整的身份证号、电话和银行卡号（不勾选则隐去中间各位）"
              />
            ) : null}
            <TextField
              field={fields.reason}
              label="用途"
              hint="导出完整号码时必填，例如「年度核对登记册」。"
            />
          </div>
          <FormActions>
            <SubmitButton icon="download">导出</SubmitButton>
            <LinkButton to={paths.families(filters)}>取消</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}
