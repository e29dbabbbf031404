import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { AccountWarnings } from '../payments/AccountWarnings';
import { exportWarnings } from '../payments/accountWarnings.server';
import { BANK_FILE_FORMATS } from '../payments/bankLayout';
import { layoutsInUse } from '../payments/bankLayouts.server';
import { BatchExportForm } from '../payments/batch.form';
import { bankFilesOf, exportBatch } from '../payments/batchExport.server';
import { batchHead } from '../payments/batchQueries.server';
import { BatchStepPage } from '../payments/BatchStepPage';
import { ClaimsSeen } from '../payments/ClaimedLines';
import { LeftSince, LeftSinceSeen } from '../payments/ExitedLines';
import { Alert, FormGrid, RadioField, SeenTick, SelectField, TextLink } from '../ui';
import {
  BANK_FILE_FORMAT_LABELS,
  BATCH_LABELS as LABELS,
  filesSeenLabel,
  ONE_FILE_ONLY,
} from '../zh/batches';

export const meta: MetaFunction = () => [{ title: '导出银行文件 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'batch.export');
  const batchId = params.batchId!;
  return store.read(async (read) => {
    const head = await orExplained(batchHead(read, batchId));
    return {
      head,
      warnings: await exportWarnings(read, head.batch),
      files: (await bankFilesOf(read, batchId)).map(({ fileName }) => fileName),
      layouts: (await layoutsInUse(read)).map(({ id, name }) => ({ value: id, label: name })),
    };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'batch.export');
  const batchId = params.batchId!;
  return submit(request, BatchExportForm, async (form) => {
    const { fileName } = await exportBatch(desk, { batchId, ...form });
    return redirectWithNotice(paths.batch(batchId), 'batch.exported', { fileName });
  });
}

export default function ExportBatch() {
  const { head, warnings, files, layouts } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(BatchExportForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: BatchExportForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { layoutId: 'generic', format: 'xlsx' },
  });
  return (
    <BatchStepPage
      head={head}
      action="export"
      form={form}
      explanation="第一次导出后，这些明细算作已送银行，不能再退回；文件的内容必须与审批时一致。生成后在批次页下载。"
    >
      <div className="mb-4 space-y-4 empty:hidden">
        <LeftSince lines={warnings.leftSince} />
        <AccountWarnings warnings={warnings} />
        {files.length > 0 ? (
          <Alert tone="warning" title="已经导出过">
            已有 {files.join('、')}。{ONE_FILE_ONLY}要再拿同一个文件，请到批次页下载。
          </Alert>
        ) : null}
      </div>
      <FormGrid>
        <SelectField
          field={fields.layoutId}
          label={LABELS.layoutId}
          options={layouts}
          hint={
            <>
              没有您的银行？先在
              <TextLink to={paths.bankLayouts}>银行文件格式</TextLink>
              中按银行的模板定义。
            </>
          }
        />
        <RadioField
          field={fields.format}
          label={LABELS.format}
          options={BANK_FILE_FORMATS.map((value) => ({ value, label: BANK_FILE_FORMAT_LABELS[value] }))}
        />
        <LeftSinceSeen field={fields.exitedSeen} lines={warnings.leftSince} />
        <ClaimsSeen field={fields.claimsSeen} lines={warnings.claimed} />
        <SeenTick field={fields.filesSeen} count={files.length} label={filesSeenLabel(files.length)} />
      </FormGrid>
    </BatchStepPage>
  );
}
