import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { paths } from '../paths';
import { signOffSheet } from '../payments/batchQueries.server';
import { SignOffSheet } from '../payments/SignOffSheet';
import { centreName } from '../staff/staff.server';
import { Page, Pager, PrintButton } from '../ui';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `发放签批单 ${data?.sheet.batch.number ?? ''}` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'payment.read');
  const part = Number(new URL(request.url).searchParams.get('part')) || undefined;
  return store.read(async (read) => ({
    sheet: await orExplained(signOffSheet(read, { id: params.batchId!, part })),
    centre: await centreName(read),
  }));
}

export default function BatchPrint() {
  const { sheet, centre } = useLoaderData<typeof loader>();
  const { id, number, title } = sheet.batch;
  const { part, partCount } = sheet;
  return (
    <Page
      title="打印签批单"
      screenHeader
      crumbs={[
        { to: paths.batches({ year: sheet.year }), label: '发放批次' },
        { to: paths.batch(id), label: `${number} ${title}` },
      ]}
      actions={<PrintButton />}
    >
      {partCount > 1 ? (
        <div className="no-print">
          <Pager
            page={part}
            pageCount={partCount}
            total={partCount}
            unit="部分"
            to={(one) => paths.batchPrint(id, one)}
          />
        </div>
      ) : null}
      <SignOffSheet sheet={sheet} centre={centre} />
    </Page>
  );
}
