import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PrintedSheet } from '../families/PrintedSheet';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { paths } from '../paths';
import { printVoucher } from '../payments/vouchers.server';
import { LinkButton, Page, PrintButton } from '../ui';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.paper.fileName ?? '付款凭证' },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'payment.read');
  const paymentId = params.paymentId!;
  return { paymentId, paper: await orExplained(printVoucher(desk, { paymentId, format: 'print' })) };
}

export default function Voucher() {
  const { paymentId, paper } = useLoaderData<typeof loader>();
  return (
    <Page
      title="打印凭证"
      screenHeader
      crumbs={[{ to: paths.payment(paymentId), label: '发放记录' }]}
      actions={
        <>
          <PrintButton />
          <LinkButton to={paths.paymentVoucherDocx(paymentId)} reloadDocument icon="download">
            导出 Word
          </LinkButton>
        </>
      }
    >
      <PrintedSheet paper={paper} />
    </Page>
  );
}
