import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { LineForm } from '../families/line.form';
import { NewLine } from '../families/NewLine';
import { listLines, recordLine, type LineRow } from '../families/lines.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { submit } from '../http/submit.server';
import { ExportLink } from '../lists/ExportLink';
import { paths } from '../paths';
import { may } from '../staff/permission';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  Card,
  EmptyState,
  LinkButton,
  Money,
  Page,
  Table,
  Tag,
  TBody,
  Td,
  TextLink,
  Th,
  THead,
  Tr,
} from '../ui';
import { HUKOU_KIND_LABELS, regionLabel } from '../zh/families';

export const meta: MetaFunction = () => [{ title: '低保标准 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.read');
  const lines = await store.read(listLines);
  return {
    lines,
    hasExamples: lines.some(({ isConfirmed }) => !isConfirmed),
    today: todayInChina(new Date()),
    mayExport: may(actor.roles, 'list.export'),
    mayEdit: may(actor.roles, 'line.edit'),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'line.edit');
  return submit(request, LineForm, async (line) => {
    await recordLine(desk, line);
    return redirectWithNotice(paths.lines, 'line.recorded');
  });
}

export default function Lines() {
  const { lines, hasExamples, mayEdit, mayExport } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>()?.lastResult;
  return (
    <Page
      title="低保标准"
      subtitle={
        <>
          认定困难类别按申请日期当时的标准：先用区县自己的，没有的用全市的。
          <RuleLink rule="line" of="低保标准" />
        </>
      }
      actions={
        <>
          {mayExport && lines.length > 0 ? <ExportLink list="lines" /> : null}
          <LinkButton to={paths.contractRule}>农民工劳动合同</LinkButton>
          <LinkButton to={paths.whatIf()}>类别测算</LinkButton>
        </>
      }
    >
      {hasExamples ? (
        <Alert tone="warning" title="有示例标准待确认">
          示例金额不是民政部门公布的数额，只供试用。
          {mayEdit
            ? '请对照文件逐条确认或更正；已认定的类别不会自动改变。'
            : '请中心主任对照文件逐条确认或更正。'}
        </Alert>
      ) : null}
      <Card>
        {lines.length === 0 ? (
          <EmptyState title="还没有登记低保标准">
            {mayEdit
              ? '请在下面登记民政部门公布的标准，否则不能认定困难类别。'
              : '请中心主任登记，否则不能认定困难类别。'}
          </EmptyState>
        ) : (
          <LinesTable lines={lines} mayEdit={mayEdit} />
        )}
      </Card>
      {mayEdit ? <NewLine lastResult={lastResult} /> : null}
    </Page>
  );
}

function LinesTable({ lines, mayEdit }: { lines: LineRow[]; mayEdit: boolean }) {
  return (
    <Table label="低保标准" dense>
      <THead>
        <Tr>
          <Th>适用地区</Th>
          <Th>户籍</Th>
          <Th>执行日期</Th>
          <Th numeric>每人每月（元）</Th>
          <Th>依据文件</Th>
          <Th>状态</Th>
          {mayEdit ? <Th actions>操作</Th> : null}
        </Tr>
      </THead>
      <TBody>
        {lines.map((line) => (
          <Tr key={line.id}>
            <Td header>{regionLabel(line.region)}</Td>
            <Td nowrap>{HUKOU_KIND_LABELS[line.hukouKind]}</Td>
            <Td nowrap className="tabular-nums">
              {line.effectiveOn}
            </Td>
            <Td numeric>
              <Money fen={line.monthlyFen} />
            </Td>
            <Td>{line.document}</Td>
            <Td nowrap>
              {line.isConfirmed ? (
                <>
                  <Tag tone="success">已确认</Tag>{' '}
                  <span className="text-sm text-ink-500">{line.confirmedBy}</span>
                </>
              ) : (
                <Tag tone="warning">示例（待确认）</Tag>
              )}
            </Td>
            {mayEdit ? (
              <Td actions>
                <TextLink to={paths.lineConfirm(line.id)}>{line.isConfirmed ? '更正' : '确认'}</TextLink>
              </Td>
            ) : null}
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
