import type { ReactNode } from 'react';
import { paths } from '../paths';
import { Alert, Facts, LinkButton, Money, Page, Section, Stack } from '../ui';
import { INSTRUCTION_STATUS_LABELS } from '../zh/batches';
import type { BatchLinePage } from './batchLine.server';

/** The page on which a line of a batch is answered by hand: what it is, and the form as long as it waits. */
export function BatchLineView({
  page: { batch, line },
  title,
  explanation,
  children,
}: {
  page: BatchLinePage;
  title: string;
  explanation: string;
  children: ReactNode;
}) {
  return (
    <Page
      title={title}
      crumbs={[
        { to: paths.batches(), label: '发放批次' },
        { to: paths.batch(batch.id), label: batch.number },
        { to: paths.batchResults(batch.id), label: '银行结果' },
      ]}
    >
      <Stack>
        <Section title={`第 ${line.lineNumber} 行`}>
          <Facts
            items={[
              { label: '收款人', value: line.accountHolder },
              { label: '收款账户', value: `${line.bankName} ****${line.accountLast4}` },
              { label: '金额（元）', value: <Money fen={line.amountFen} /> },
              { label: '状态', value: INSTRUCTION_STATUS_LABELS[line.status] },
            ]}
          />
        </Section>
        <Section title={title} description={explanation}>
          {line.status === 'sent' ? (
            children
          ) : (
            <Stack>
              <Alert tone="warning" title="现在不能办理">
                这一行不在等待银行结果。
              </Alert>
              <div>
                <LinkButton to={paths.batch(batch.id)}>返回批次</LinkButton>
              </div>
            </Stack>
          )}
        </Section>
      </Stack>
    </Page>
  );
}
