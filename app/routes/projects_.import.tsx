import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { Form, useActionData } from '@remix-run/react';
import { UploadForm } from '../fund/project.form';
import { uploadTargetForm } from '../fund/targetUploads.server';
import { guard } from '../http/guard.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { FileLimit } from '../rules/FileLimit';
import { MOST_FILE_BYTES } from '../sheets/sheet';
import { ErrorSummary, FileField, FormActions, LinkButton, Page, Section, SubmitButton } from '../ui';

export const meta: MetaFunction = () => [{ title: '上传绩效目标表 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await guard(request, 'project.edit');
  return null;
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'project.edit');
  return submit(request, UploadForm, async ({ file }) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return redirect(paths.projectUpload(await uploadTargetForm(desk, { bytes, fileName: file.name })));
  });
}

export default function ImportProject() {
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(UploadForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: UploadForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Page
      title="上传绩效目标表"
      subtitle="先上传，再核对系统读到的内容，确认之后才会建立或更新年度项目。"
      crumbs={[{ to: paths.projects, label: '年度目标' }]}
    >
      <Section
        title="选择文件"
        description="财政批复的“支出项目绩效目标表”。读取项目名称、年度、金额、项目构成、实施计划和三级指标。"
      >
        <Form method="post" encType="multipart/form-data" {...getFormProps(form)}>
          <ErrorSummary form={form} />
          <div className="max-w-prose">
            <FileField
              field={fields.file}
              label="绩效目标表"
              hint={
                <>
                  Excel 工作簿（.xlsx），或以制表符分隔的文本文件（.txt，UTF-8 或 GBK 编码），
                  <FileLimit bytes={MOST_FILE_BYTES} />
                </>
              }
              accept=".xlsx,.txt,.tsv"
            />
          </div>
          <FormActions>
            <SubmitButton icon="upload" pendingText="正在读取…">
              上传并核对
            </SubmitButton>
            <LinkButton to={paths.projects}>取消</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}
