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

export const meta: MetaFunction = () => [{ title: '导入到账台账 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'fund.receive');
  return { jobs: await store.read((read) => latestLedgerImports(read, actor, 'receipts')) };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'fund.receive');
  return submit(request, LedgerImportForm, async ({ file, ...asked }) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const id = await orderLedgerImport(desk, { kind: 'receipts', bytes, fileName: file.name, ...asked });
    wakeWorker();
    return redirect(paths.ledger(id));
  });
}

export default function ImportReceipts() {
  const { jobs } = useLoaderData<typeof loader>();
  return (
    <Page
      title="导入到账台账"
      subtitle="把原有的到账台账整批导入：每行一笔到账，按到账日期归入所在的项目年度。请先导入绩效目标。"
      crumbs={[{ to: paths.fund(), label: '资金总览' }]}
      actions={
        <LinkButton to={paths.receiptsTemplate} reloadDocument icon="download">
          下载模板
        </LinkButton>
      }
    >
      <LedgerUpload
        lastResult={useActionData<typeof action>()?.lastResult}
        label="到账台账"
        description="有问题的行退回并说明原因，其余直接导入；日期、来源、金额、凭证号都相同的不会重复。提前或延后到账的可以另加一列「记入年度」。"
        back={paths.fund()}
        asksAboutBudget
      />
      <LedgerJobs jobs={jobs} />
    </Page>
  );
}
