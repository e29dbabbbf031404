import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { paths } from '../paths';
import { QUEUE_KINDS, QUEUES } from '../queues/queue';
import { queueCounts } from '../queues/queues.server';
import { may } from '../staff/permission';
import { Card, EmptyState, LinkButton, Page, Table, TBody, Td, Th, THead, Tr } from '../ui';
import { QUEUE_LABELS } from '../zh/queues';

export const meta: MetaFunction = () => [{ title: '逐件办理 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.read');
  const kinds = QUEUE_KINDS.filter((kind) => may(actor.roles, QUEUES[kind]));
  return { queues: await store.read((read) => queueCounts(read, { kinds, actor })) };
}

export default function Queues() {
  const { queues } = useLoaderData<typeof loader>();
  return (
    <Page
      title="逐件办理"
      subtitle="一件办完自动到下一件，可以只用键盘。只列出您能办的：本人登记或办过上一环节的不在其中；公示没有期满、有异议尚未处理或异议成立的不在其中。"
    >
      <Card>
        {queues.length === 0 ? (
          <EmptyState title="您的角色没有审核和审批的事项">待办事项列在首页。</EmptyState>
        ) : (
          <Table label="逐件办理">
            <THead>
              <Tr>
                <Th>事项</Th>
                <Th numeric>等待</Th>
                <Th actions>办理</Th>
              </Tr>
            </THead>
            <TBody>
              {queues.map(({ kind, count }) => (
                <Tr key={kind}>
                  <Td header>{QUEUE_LABELS[kind]}</Td>
                  <Td numeric>{count}</Td>
                  <Td actions>
                    {count > 0 ? (
                      <LinkButton
                        to={paths.queue(kind)}
                        size="small"
                        aria-label={`开始${QUEUE_LABELS[kind]}`}
                      >
                        开始
                      </LinkButton>
                    ) : null}
                  </Td>
                </Tr>
              ))}
            </TBody>
          </Table>
        )}
      </Card>
    </Page>
  );
}
