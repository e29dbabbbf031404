import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { thePaperStore } from '../families/paperStore.server';
import { projectYears } from '../fund/fund.server';
import { presentYear } from '../fund/project';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { LARGEST_TEMPLATE_BYTES, TemplateForm } from '../reports/template.form';
import { TemplateFields } from '../reports/TemplateFields';
import { templateVersions, uploadTemplate } from '../reports/templates.server';
import { TemplateTable } from '../reports/TemplateTable';
import { FileLimit } from '../rules/FileLimit';
import { ErrorSummary, FileField, FormActions, LinkButton, Page, Section, Stack, SubmitButton } from '../ui';
import { TEMPLATE_LABELS as LABELS } from '../zh/reportTemplate';

export const meta: MetaFunction = () => [{ title: '自评报告模板 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'report.template');
  return store.read(async (read) => ({
    versions: await templateVersions(read),
    year: presentYear(await projectYears(read), todayInChina(new Date())),
  }));
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'report.template');
  return submit(request, TemplateForm, async ({ file }) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const sent = { bytes, fileName: file.name, papers: thePaperStore() };
    const { version, isKnown } = await uploadTemplate(desk, sent);
    const code = isKnown ? 'report.template_known' : 'report.template_uploaded';
    return redirectWithNotice(paths.reportTemplate, code, { version });
  });
}

export default function ReportTemplatePage() {
  const { versions, year } = useLoaderData<typeof loader>();
  return (
    <Page
      title="自评报告模板"
      subtitle="用单位自己的 Word 版式出绩效自评报告：下载默认模板，在 Word 或 WPS 里改好，再上传、预览、启用。"
      crumbs={[{ to: paths.reportsHome, label: '绩效报告' }]}
      actions={
        <LinkButton to={paths.reportTemplateFile('default')} reloadDocument icon="download">
          下载默认模板
        </LinkButton>
      }
    >
      <Stack>
        <Section
          title="各版模板"
          description="版本不会丢失；已定稿的报告保持定稿时的版式。"
          flush={versions.length > 0}
        >
          <TemplateTable versions={versions} year={year} />
        </Section>
        <Upload />
        <Section
          title="可以使用的占位符"
          description="写在一对英文大括号里。重复的部分以 {#名称} 开始、{/名称} 结束；其余文字、字体、页眉页脚随意改。"
          flush
        >
          <TemplateFields />
        </Section>
      </Stack>
    </Page>
  );
}

function Upload() {
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm({
    lastResult: answer?.lastResult,
    constraint: getZodConstraint(TemplateForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: TemplateForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Section
      title="上传新版"
      description="上传时检查每个占位符；上传后先预览再启用，在启用之前不影响任何报告。"
    >
      <Form method="post" encType="multipart/form-data" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={LABELS} />
        <div className="max-w-prose">
          <FileField
            field={fields.file}
            label={LABELS.file}
            hint={
              <>
                Word 文档（.docx），不含宏，
                <FileLimit bytes={LARGEST_TEMPLATE_BYTES} />
              </>
            }
            accept=".docx"
          />
        </div>
        <FormActions>
          <SubmitButton icon="upload" pendingText="正在检查…">
            上传并检查
          </SubmitButton>
        </FormActions>
      </Form>
    </Section>
  );
}
