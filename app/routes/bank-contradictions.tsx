import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { formatInstant } from '../calendar/instant';
import { guard } from '../http/guard.server';
import { paths } from '../paths';
import {
  bookedText,
  fileOf,
  LaterWord,
  OtherPayments,
  WhichLine,
  PaidAgain,
  paperText,
  Reissue,
  Remedies,
  saidText,
} from '../payments/ClaimedLines';
import { listOpenContradictions } from '../payments/contradictions.server';
import { may } from '../staff/permission';
import {
  Card,
  EmptyState,
  LinkButton,
  Money,
  Page,
  Pager,
  Table,
  TBody,
  Td,
  TextLink,
  Th,
  THead,
  Tr,
} from '../ui';

export const meta: MetaFunction = () => [{ title: '银行结果存疑 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'payment.read');
  const page = Number(new URL(request.url).searchParams.get('page'));
  const list = await store.read((read) => listOpenContradictions(read, page));
  return { list, maySettle: may(actor.roles, 'payment.record') };
}

export default function BankContradictions() {
  const { list, maySettle } = useLoaderData<typeof loader>();
  return (
    <Page
      title="银行结果存疑"
      subtitle="银行的两份结果说法相反，或金额不同，登记的只能是其中一种。先与银行核对，再按实际改正，或写明登记的没有错。"
      crumbs={[{ to: paths.failures(), label: '退票与失败' }]}
    >
      <Card>
        {list.total === 0 ? (
          <EmptyState
            title="没有与登记不符的银行结果"
            action={<LinkButton to={paths.batches()}>查看发放批次</LinkButton>}
          >
            同一批次后来的结果文件，与已经登记的付款成功、失败相反或金额不同时，列在这里。
          </EmptyState>
        ) : (
          <>
            <Table label="银行结果存疑" sticky stacked>
              <THead>
                <Tr>
                  <Th>收款人</Th>
                  <Th>批次</Th>
                  <Th numeric>金额（元）</Th>
                  <Th>登记为</Th>
                  <Th>银行后来说</Th>
                  <Th>结果文件</Th>
                  <Th actions>办理</Th>
                </Tr>
              </THead>
              <TBody>
                {list.rows.map((row) => (
                  <Tr key={row.id}>
                    <Td header nowrap>
                      <TextLink to={paths.award(row.awardId)}>{row.holder}</TextLink>
                    </Td>
                    <Td label="批次" nowrap>
                      <TextLink to={paths.batch(row.batch.id)}>{row.batch.number}</TextLink>
                      {row.isTakenOut ? null : ` 第 ${row.lineNumber} 行`}
                    </Td>
                    <Td label="金额（元）" numeric strong>
                      <Money fen={row.amountFen} />
                    </Td>
                    <Td label="登记为" className="sm:min-w-[6rem]">
                      {bookedText(row)}
                    </Td>
                    <Td label="银行后来说" className="[overflow-wrap:anywhere]">
                      {saidText(row)}
                      <span className="block text-sm tabular-nums text-ink-500">{paperText(row)}</span>
                      <span className="block text-sm">
                        <WhichLine of={row} />
                        <OtherPayments of={row} />
                        <LaterWord of={row} />
                        <Reissue of={row} />
                        <PaidAgain of={row} />
                      </span>
                    </Td>
                    <Td label="结果文件" nowrap>
                      <TextLink to={fileOf(row)}>查看</TextLink>
                      <span className="block text-sm tabular-nums text-ink-500">
                        {formatInstant(row.uploadedAt)}
                      </span>
                    </Td>
                    <Td label="办理" actions>
                      <Remedies of={row} maySettle={maySettle} />
                    </Td>
                  </Tr>
                ))}
              </TBody>
            </Table>
            <Pager
              page={list.page}
              pageCount={list.pageCount}
              total={list.total}
              unit="笔"
              to={paths.bankContradictionsPage}
            />
          </>
        )}
      </Card>
    </Page>
  );
}
