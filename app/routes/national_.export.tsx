import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { Form, useActionData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { NationalExportForm } from '../exchange/national.form';
import { orderNationalExport } from '../exchange/nationalJobs.server';
import { guard } from '../http/guard.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { ErrorSummary, FormActions, LinkButton, Page, Section, SubmitButton, TextField } from '../ui';
import { nationalFileName } from '../zh/national';
import { wakeWorker } from '../worker.server';

export const meta: MetaFunction = () => [{ title: '导出给全国系统 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await guard(request, 'national.exchange');
  return null;
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'national.exchange');
  return submit(request, NationalExportForm, async ({ reason }) => {
    const id = await orderNationalExport(desk, {
      reason,
      fileName: nationalFileName(todayInChina(new Date())),
    });
    wakeWorker();
    return redirect(paths.job(id));
  });
}

export default function ExportNational() {
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(NationalExportForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: NationalExportForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Page title="导出给全国系统" crumbs={[{ to: paths.national, label: '全国系统' }]}>
      <Section
        title="全部在册家庭，每人一行"
        description="列按「列的设定」。身份证号、电话和银行账号是完整的，全国系统才认得；谁在什么时候为什么导出，会记入操作日志。"
      >
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={{ reason: '用途' }} />
          <div className="grid max-w-prose gap-4">
            <TextField field={fields.reason} label="用途" hint="例如「上报全国系统，10 月」。" />
          </div>
          <FormActions>
            <SubmitButton icon="download">导出</SubmitButton>
            <LinkButton to={paths.national}>取消</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}
