import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { ImportForm } from '../exchange/exchange.form';
import { IMPORT_MODES, MOST_IMPORT_BYTES, MOST_IMPORT_ROWS, MOST_ROWS_AT_ONCE } from '../exchange/job';
import { RecentImports } from '../exchange/ImportViews';
import { latestImports, orderImport } from '../exchange/jobs.server';
import { withUpload } from '../exchange/uploads.server';
import { guard } from '../http/guard.server';
import { formOf } from '../http/multipart.server';
import { submitForm } from '../http/submit.server';
import { paths } from '../paths';
import { FileLimit } from '../rules/FileLimit';
import {
  CheckboxField,
  EmptyState,
  ErrorSummary,
  FileField,
  FormActions,
  LinkButton,
  Page,
  RadioField,
  Section,
  SubmitButton,
} from '../ui';
import { allOrNothingHint, IMPORT_MODE_LABELS } from '../zh/jobs';
import { wakeWorker } from '../worker.server';

export const meta: MetaFunction = () => [{ title: '导入家庭档案 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.import');
  return { jobs: await store.read((read) => latestImports(read, actor)) };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.import');
  return withUpload(async (upload) =>
    submitForm(await formOf(request, upload.keep), ImportForm, async ({ file, ...order }) => {
      const id = await orderImport(desk, { ...order, upload, fileName: file.name });
      wakeWorker();
      return redirect(paths.job(id));
    }),
  );
}

export default function ImportFamilies() {
  const { jobs } = useLoaderData<typeof loader>();
  return (
    <Page
      title="导入家庭档案"
      subtitle="把原有登记册的 Excel 文件整批导入。每人一行，一户整户导入；已有的家庭不会重复，也不会被改动。"
      crumbs={[{ to: paths.families(), label: '家庭档案' }]}
      actions={
        <LinkButton to={paths.familiesTemplate} reloadDocument icon="download">
          下载模板
        </LinkButton>
      }
    >
      <Upload />
      <Section title="最近的导入">
        {jobs.length === 0 ? (
          <EmptyState title="还没有导入过">上传的文件和导入结果会列在这里。</EmptyState>
        ) : (
          <RecentImports
            jobs={jobs}
            to={paths.job}
            countsOf={({ importOutcome }) => importOutcome}
            rowsLabel="人数"
          />
        )}
      </Section>
    </Page>
  );
}

function Upload() {
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(ImportForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ImportForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { mode: 'good_families' },
  });
  return (
    <Section
      title="选择文件"
      description="列名可以任意排列，表头上面可以有标题行。含“在册”或“已退出”家庭的文件，检查后须由另一位有审批权限的人核准才导入；只有草稿的直接导入。"
    >
      <Form method="post" encType="multipart/form-data" {...getFormProps(form)}>
        <ErrorSummary form={form} />
        <div className="grid max-w-prose gap-4">
          <FileField
            field={fields.file}
            label="登记册"
            hint={
              <>
                Excel 工作簿（.xlsx），
                <FileLimit bytes={MOST_IMPORT_BYTES} rows={MOST_IMPORT_ROWS} unit="人" />
              </>
            }
            accept=".xlsx"
          />
          <RadioField
            field={fields.mode}
            label="有问题时"
            inline={false}
            options={IMPORT_MODES.map((mode) => ({
              value: mode,
              label: IMPORT_MODE_LABELS[mode],
              hint: mode === 'all_or_nothing' ? allOrNothingHint(MOST_ROWS_AT_ONCE) : undefined,
            }))}
          />
          <CheckboxField field={fields.isCheckOnly} label="只检查，不导入" />
        </div>
        <FormActions>
          <SubmitButton icon="upload" pendingText="正在上传…">
            上传
          </SubmitButton>
          <LinkButton to={paths.families()}>取消</LinkButton>
        </FormActions>
      </Form>
    </Section>
  );
}
