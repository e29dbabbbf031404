import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { formatInstant } from '../calendar/instant';
import { decisionValues, DecisionRows, rowLabels } from '../fund/IndicatorRows';
import { ConfirmForm } from '../fund/project.form';
import { UploadReading } from '../fund/UploadReading';
import { confirmUpload, uploadPreview } from '../fund/targetUploads.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import {
  Alert,
  ErrorSummary,
  FormActions,
  FormGrid,
  HiddenField,
  LinkButton,
  Page,
  Section,
  SubmitButton,
  Tag,
  TextField,
} from '../ui';
import { formFieldLabels } from '../zh/targetForm';

export const meta: MetaFunction = () => [{ title: '核对绩效目标表 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'project.edit');
  return { upload: await orExplained(store.read((read) => uploadPreview(read, params.uploadId!))) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'project.edit');
  return submit(request, ConfirmForm, async ({ rows, ...confirmation }) => {
    const year = await confirmUpload(desk, { uploadId: params.uploadId!, decisions: rows, ...confirmation });
    const notice = confirmation.version === null ? 'project.created' : 'project.reimported';
    return redirectWithNotice(paths.project(year), notice, { year });
  });
}

export default function CheckUpload() {
  const { upload } = useLoaderData<typeof loader>();
  const { draft, reimport, confirmedAt } = upload;
  return (
    <Page
      title={`核对 ${draft.year} 年度绩效目标表`}
      subtitle={`${upload.fileName}，${formatInstant(upload.uploadedAt)} 上传`}
      crumbs={[{ to: paths.projects, label: '年度目标' }]}
      tag={confirmedAt ? <Tag tone="success">已确认</Tag> : <OutcomeTag isNew={reimport === null} />}
    >
      {confirmedAt ? (
        <Alert tone="success" title={`这份目标表已于 ${formatInstant(confirmedAt)} 确认`}>
          <p>再次确认不会改变任何内容。要修改年度目标，请打开该年度编辑，或重新上传。</p>
          <p className="mt-2">
            <LinkButton to={paths.project(draft.year)}>打开 {draft.year} 年度</LinkButton>
          </p>
        </Alert>
      ) : (
        <>
          <UploadReading upload={upload} />
          <Confirmation />
        </>
      )}
    </Page>
  );
}

function OutcomeTag({ isNew }: { isNew: boolean }) {
  return isNew ? <Tag tone="info">新年度</Tag> : <Tag tone="warning">更新已有年度</Tag>;
}

function Confirmation() {
  const { draft, reimport } = useLoaderData<typeof loader>().upload;
  const decided = draft.rows.filter((row) => row.level3 !== null);
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(ConfirmForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ConfirmForm }),
    shouldRevalidate: 'onInput',
    defaultValue: {
      version: reimport?.version,
      centreName: draft.centreName,
      projectName: draft.projectName,
      rows: decisionValues(decided),
    },
  });
  const labels = {
    ...formFieldLabels,
    ...rowLabels(decided.length, (index) => `“${decided[index]?.level3}”`),
  };
  return (
    <Form method="post" {...getFormProps(form)}>
      <ErrorSummary form={form} labels={labels} />
      <HiddenField field={fields.version} />
      <Section
        title="核定并确认"
        description="“读作”是系统对目标值的理解。请核定每个指标用哪些记录计算、按人还是人次计数、占多少分；分值合计须为 100。确认后仍可修改。"
      >
        <FormGrid>
          <TextField field={fields.projectName} label={formFieldLabels.projectName} />
          <TextField field={fields.centreName} label={formFieldLabels.centreName} />
        </FormGrid>
        <div className="mt-4">
          <DecisionRows field={fields.rows} rows={draft.rows} />
        </div>
        <FormActions>
          <SubmitButton icon="check">
            {reimport ? `确认并更新 ${draft.year} 年度` : `确认并建立 ${draft.year} 年度`}
          </SubmitButton>
          <LinkButton to={paths.projectImport}>重新上传</LinkButton>
        </FormActions>
      </Section>
    </Form>
  );
}
