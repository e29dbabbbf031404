import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { FilesForm, LARGEST_PAPER_BYTES, LARGEST_UPLOAD_BYTES } from '../families/paper.form';
import { thePaperStore } from '../families/paperStore.server';
import { assessedIndicator } from '../fund/assessments.server';
import { FileTable } from '../fund/FileTable';
import { filesOfIndicator, uploadIndicatorFiles } from '../fund/indicatorFiles.server';
import { yearOfAddress } from '../fund/project';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { FrozenFiles } from '../reports/FrozenFiles';
import { FrozenReport } from '../reports/FrozenYear';
import { isYearFrozen } from '../reports/freezes.server';
import { removedEvidence } from '../reports/frozenEvidence.server';
import { may } from '../staff/permission';
import { FileLimit } from '../rules/FileLimit';
import { ErrorSummary, FileField, FormActions, Page, Section, SubmitButton } from '../ui';

export const meta: MetaFunction = () => [{ title: '指标佐证材料 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'indicator.read');
  const id = params.indicatorId!;
  return store.read(async (read) => {
    const { level3, year } = await orExplained(
      assessedIndicator(read, { id, year: yearOfAddress(params.year) }),
    );
    return {
      indicator: { id, year, level3 },
      files: await filesOfIndicator(read, id),
      isFrozen: await isYearFrozen(read, year),
      removed: await removedEvidence(read, { year, indicatorId: id }),
      mayOpen: may(actor.roles, 'report.read'),
      mayAssess: may(actor.roles, 'indicator.assess'),
    };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'indicator.assess');
  const indicatorId = params.indicatorId!;
  return submit(request, FilesForm, async ({ files }) => {
    const sent = await Promise.all(
      files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
    );
    const upload = { indicatorId, files: sent, papers: thePaperStore() };
    const counts = await orNotFound(uploadIndicatorFiles(desk, upload));
    const back = paths.indicatorFiles(yearOfAddress(params.year), indicatorId);
    return redirectWithNotice(back, 'indicator.file_uploaded', counts);
  });
}

export default function IndicatorFiles() {
  const { indicator, files, isFrozen, removed, mayOpen, mayAssess } = useLoaderData<typeof loader>();
  const { id, year, level3 } = indicator;
  return (
    <Page
      title="佐证材料"
      crumbs={[
        { to: paths.indicators(year), label: `${year} 年绩效指标` },
        { to: paths.indicator(year, id), label: level3 },
      ]}
      subtitle="证明评定依据的制度、会议纪要、检查记录等扫描件。每次查看都记入操作日志。"
    >
      {mayAssess ? <FrozenReport year={year} isFrozen={isFrozen} /> : null}
      <Section title="已上传" flush={files.length > 0}>
        {files.length > 0 ? (
          <FileTable indicator={indicator} files={files} mayRemove={mayAssess} />
        ) : (
          <p className="text-ink-500">
            还没有佐证材料。{mayAssess ? '请在下面选择文件上传。' : '由中心主任上传后，显示在这里。'}
          </p>
        )}
      </Section>
      <FrozenFiles year={year} papers={removed} mayOpen={mayOpen} />
      {mayAssess ? <Upload key={files.length} /> : null}
    </Page>
  );
}

function Upload() {
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(FilesForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: FilesForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Section title="上传">
      <Form method="post" encType="multipart/form-data" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={{ files: '文件' }} />
        <FileField
          field={fields.files}
          label="文件"
          hint={
            <>
              PDF、JPG 或 PNG，可以一次选几个；
              <FileLimit bytes={LARGEST_PAPER_BYTES} together={LARGEST_UPLOAD_BYTES} />
            </>
          }
          accept="application/pdf,image/jpeg,image/png"
          multiple
        />
        <FormActions>
          <SubmitButton icon="upload" pendingText="正在上传…">
            上传
          </SubmitButton>
        </FormActions>
      </Form>
    </Section>
  );
}
