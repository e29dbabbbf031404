import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { Form, useActionData } from '@remix-run/react';
import { MOST_IMPORT_BYTES, MOST_NATIONAL_ROWS } from '../exchange/job';
import { CompareForm } from '../exchange/national.form';
import { orderComparison } from '../exchange/nationalJobs.server';
import { guard } from '../http/guard.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { FileLimit } from '../rules/FileLimit';
import { ErrorSummary, FileField, FormActions, LinkButton, Page, Section, SubmitButton } from '../ui';
import { wakeWorker } from '../worker.server';

export const meta: MetaFunction = () => [{ title: '与全国系统比对 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await guard(request, 'national.exchange');
  return null;
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'national.exchange');
  return submit(request, CompareForm, async ({ file }) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const id = await orderComparison(desk, { bytes, fileName: file.name });
    wakeWorker();
    return redirect(paths.comparison(id));
  });
}

export default function CompareNational() {
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(CompareForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: CompareForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Page title="与全国系统比对" crumbs={[{ to: paths.national, label: '全国系统' }]}>
      <Section
        title="选择文件"
        description="按列名认列，顺序不限，表头上面可以有标题行；同一户的人要连在一起，档案主的身份证号读不出的户不核对谁在哪一户。只比对，不改动任何档案。"
      >
        <Form method="post" encType="multipart/form-data" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={{ file: '文件' }} />
          <div className="grid max-w-prose gap-4">
            <FileField
              field={fields.file}
              label="全国系统下载的在档名单"
              hint={
                <>
                  Excel 工作簿（.xlsx），
                  <FileLimit bytes={MOST_IMPORT_BYTES} rows={MOST_NATIONAL_ROWS} unit="人" />
                </>
              }
              accept=".xlsx"
            />
          </div>
          <FormActions>
            <SubmitButton icon="upload" pendingText="正在上传…">
              上传并比对
            </SubmitButton>
            <LinkButton to={paths.national}>取消</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}
