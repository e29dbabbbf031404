import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { LedgerImportForm } from '../exchange/exchange.form';
import { latestLedgerImports, orderLedgerImport } from '../exchange/ledgerJobs.server';
import { LedgerJobs, LedgerUpload } from '../exchange/LedgerUpload';
import { guard } from '../http/guard.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { LinkButton, Page } from '../ui';
import { wakeWorker } from '../worker.server';

export const meta: MetaFunction = () => [{ title: '导入发放台账 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'ledger.import');
  return { jobs: await store.read((read) => latestLedgerImports(read, actor, 'payments')) };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'ledger.import');
  return submit(request, LedgerImportForm, async ({ file, isCheckOnly }) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const id = await orderLedgerImport(desk, { kind: 'payments', bytes, fileName: file.name, isCheckOnly });
    wakeWorker();
    return redirect(paths.ledger(id));
  });
}

export default function ImportPayments() {
  const { jobs } = useLoaderData<typeof loader>();
  return (
    <Page
      title="导入发放台账"
      subtitle="把原有的发放台账整批导入：每行一笔发放、退票或冲正。请先导入绩效目标、到账和家庭档案。"
      crumbs={[{ to: paths.payments(), label: '发放记录' }]}
      actions={
        <LinkButton to={paths.paymentsTemplate} reloadDocument icon="download">
          下载模板
        </LinkButton>
      }
    >
      <LedgerUpload
        lastResult={useActionData<typeof action>()?.lastResult}
        label="发放台账"
        description="逐行按系统的规则核对，有问题的行退回并说明原因。检查后须由中心主任（上传人以外）核准才导入；已导入的行不会重复。"
        back={paths.payments()}
      />
      <LedgerJobs jobs={jobs} />
    </Page>
  );
}
