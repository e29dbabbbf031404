import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { formatInstant } from '../calendar/instant';
import { guard } from '../http/guard.server';
import { paths } from '../paths';
import { listUncheckedFiles } from '../payments/uncheckedList.server';
import { Card, EmptyState, LinkButton, Page, Pager, Table, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { uncheckedText, uncheckedView } from '../zh/uncheckedResults';

export const meta: MetaFunction = () => [{ title: '待核对的结果文件 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'payment.read');
  const page = Number(new URL(request.url).searchParams.get('page'));
  return { list: await store.read((read) => listUncheckedFiles(read, page)) };
}

export default function UncheckedResults() {
  const { list } = useLoaderData<typeof loader>();
  return (
    <Page
      title="待核对的结果文件"
      subtitle="银行的文件里有与登记不同的行，或说的是已经登记的人，而看不懂、银行还没有处理完。打开文件逐行看过，整个文件一次勾选核对。"
      crumbs={[{ to: paths.failures(), label: '退票与失败' }]}
    >
      <Card>
        {list.total === 0 ? (
          <EmptyState
            title="没有待核对的结果文件"
            action={<LinkButton to={paths.batches()}>查看发放批次</LinkButton>}
          >
            银行的文件说的流水号或日期与登记不同、已经登记的行看不懂，或者还没有对应各列的，列在这里。
          </EmptyState>
        ) : (
          <>
            <Table label="待核对的结果文件" sticky stacked>
              <THead>
                <Tr>
                  <Th>文件</Th>
                  <Th>批次</Th>
                  <Th>待核对</Th>
                  <Th>上传</Th>
                </Tr>
              </THead>
              <TBody>
                {list.rows.map((file) => (
                  <Tr key={file.id}>
                    <Td header>
                      <TextLink to={paths.batchResult(file.batch.id, file.id, { view: uncheckedView(file) })}>
                        {file.fileName}
                      </TextLink>
                    </Td>
                    <Td label="批次">
                      <TextLink to={paths.batch(file.batch.id)}>{file.batch.number}</TextLink>{' '}
                      {file.batch.title}
                    </Td>
                    <Td label="待核对">{uncheckedText(file)}</Td>
                    <Td label="上传" nowrap>
                      {file.uploadedBy}
                      <span className="block text-sm tabular-nums text-ink-500">
                        {formatInstant(file.uploadedAt)}
                      </span>
                    </Td>
                  </Tr>
                ))}
              </TBody>
            </Table>
            <Pager
              page={list.page}
              pageCount={list.pageCount}
              total={list.total}
              unit="个"
              to={paths.uncheckedResultsPage}
            />
          </>
        )}
      </Card>
    </Page>
  );
}
