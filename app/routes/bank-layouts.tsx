import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { paths } from '../paths';
import type { BankLayout } from '../payments/bankLayout';
import { isBuiltIn, layoutsInUse, payingAccountShown } from '../payments/bankLayouts.server';
import { Alert, Button, Facts, LinkButton, Page, Section, Table, TBody, Td, Th, THead, Tr } from '../ui';
import { BANK_FIELD_LABELS, PAYING_ACCOUNT_LABELS as PAYING } from '../zh/batches';

export const meta: MetaFunction = () => [{ title: '银行文件格式 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'bank_layout.edit');
  return store.read(async (read) => ({
    layouts: (await layoutsInUse(read)).map((layout) => ({ ...layout, isBuiltIn: isBuiltIn(layout.id) })),
    paying: await payingAccountShown(read),
  }));
}

export default function BankLayouts() {
  const { layouts } = useLoaderData<typeof loader>();
  return (
    <Page
      title="银行文件格式"
      subtitle="导出给银行的文件有哪些列、按什么顺序。"
      crumbs={[{ to: paths.batches(), label: '发放批次' }]}
      actions={
        <LinkButton to={paths.bankLayoutNew()} tone="primary" icon="plus">
          新增格式
        </LinkButton>
      }
    >
      <Paying />
      <Alert tone="info">
        自带的格式按各行常见模板整理，列的取值各行可能不同。第一次使用前请与银行核对；不合的，另存为新格式再改。
      </Alert>
      {layouts.map((layout) => (
        <Section key={layout.id} title={layout.name} actions={<LayoutActions layout={layout} />} flush>
          <ColumnTable layout={layout} />
        </Section>
      ))}
    </Page>
  );
}

function Paying() {
  const { paying } = useLoaderData<typeof loader>();
  return (
    <Section
      title="付款账户"
      description="本单位付救助金的账户；有的银行（如工商银行）要求每一行都写明。"
      actions={
        <LinkButton to={paths.payingAccount} size="small">
          {paying ? '更换' : '登记'}
        </LinkButton>
      }
    >
      {paying ? (
        <Facts
          columns={3}
          items={[
            { label: PAYING.accountHolder, value: paying.accountHolder },
            { label: PAYING.bankName, value: paying.bankName },
            { label: '账号尾号', value: paying.accountLast4 },
          ]}
        />
      ) : (
        <p>还没有登记。</p>
      )}
    </Section>
  );
}

function LayoutActions({ layout }: { layout: { id: string; name: string; isBuiltIn: boolean } }) {
  return (
    <>
      <LinkButton
        to={paths.bankLayoutNew(layout.id)}
        size="small"
        aria-label={`照「${layout.name}」新增格式`}
      >
        照此新增
      </LinkButton>
      {layout.isBuiltIn ? null : (
        <Form method="post" action={paths.bankLayoutRetire(layout.id)}>
          <Button size="small" tone="danger" aria-label={`停用「${layout.name}」`}>
            停用
          </Button>
        </Form>
      )}
    </>
  );
}

function ColumnTable({ layout }: { layout: BankLayout }) {
  return (
    <Table label={`${layout.name}的列`} dense>
      <THead>
        <Tr>
          <Th numeric>列</Th>
          <Th>表头</Th>
          <Th>内容</Th>
          <Th>固定内容</Th>
        </Tr>
      </THead>
      <TBody>
        {layout.columns.map(({ header, field, text }, index) => (
          // The columns of a layout never change places.
          <Tr key={`${index} ${header}`}>
            <Td numeric muted>
              {index + 1}
            </Td>
            <Td header>{header}</Td>
            <Td>{BANK_FIELD_LABELS[field]}</Td>
            <Td>{text || (field === 'text' ? '（空）' : '—')}</Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
