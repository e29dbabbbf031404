import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { AUDIT_ACTIONS, auditQuestion } from '../audit/audit';
import { searchAudit } from '../audit/audit.server';
import type { Looks } from '../audit/looks.server';
import { mostLooks } from '../audit/looks.server';
import { isBusinessDate, todayInChina } from '../calendar/date';
import { formatInstant } from '../calendar/instant';
import { guard } from '../http/guard.server';
import { ExportLink } from '../lists/ExportLink';
import { paths } from '../paths';
import { may } from '../staff/permission';
import {
  Card,
  EmptyState,
  FilterBar,
  LinkButton,
  Page,
  Section,
  Stack,
  Table,
  TBody,
  Td,
  TextLink,
  Th,
  THead,
  Tr,
} from '../ui';
import { AUDIT_LABELS, auditSubjectText } from '../zh/audit';
import { auditDetailText } from '../zh/auditDetail';

export const meta: MetaFunction = () => [{ title: '操作日志 - 困难职工帮扶' }];

const PAGE = 100;
const MOST_PEOPLE = 5;

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'audit.read');
  const given = new URL(request.url).searchParams;
  const search = auditQuestion(given);
  const before = Number(given.get('before')) || undefined;
  const day = isBusinessDate(search.to) ? search.to : todayInChina(new Date());
  const isOfDay = !before && search.text === '' && search.action === '';
  const { entries, looks } = await store.read(async (read) => ({
    entries: await searchAudit(read, { ...search, before, limit: PAGE + 1 }),
    looks: isOfDay ? await mostLooks(read, { day, people: MOST_PEOPLE }) : [],
  }));
  const shown = entries.slice(0, PAGE);
  const last = shown.at(-1);
  const older =
    entries.length > PAGE && last
      ? `${paths.audit}?${new URLSearchParams({ ...search, before: String(last.sequence) })}`
      : null;
  const mayExport = may(actor.roles, 'list.export');
  return { search, older, isFirst: !before, entries: shown, mayExport, day, looks };
}

export default function Audit() {
  const { search, entries, older, isFirst, mayExport, day, looks } = useLoaderData<typeof loader>();
  return (
    <Page
      title="操作日志"
      subtitle="谁在什么时候做了什么。日志只增不改，每条与上一条用哈希相连。"
      actions={
        <>
          {mayExport && entries.length > 0 ? <ExportLink list="audit" filter={search} /> : null}
          <LinkButton to={paths.auditCheck} icon="check">
            核对日志
          </LinkButton>
        </>
      }
    >
      <Stack>
        <FilterBar
          action={paths.audit}
          search={{
            name: 'text',
            label: '姓名或内容',
            value: search.text,
            placeholder: '办理人、编号或内容',
          }}
          selects={[
            {
              name: 'action',
              label: '操作',
              value: search.action,
              options: AUDIT_ACTIONS.map((action) => ({ value: action, label: AUDIT_LABELS[action] })),
            },
          ]}
          dates={[
            { name: 'from', label: '从', value: search.from },
            { name: 'to', label: '到', value: search.to },
          ]}
          resetTo={paths.audit}
        />
        {looks.length > 0 ? <MostLooks day={day} looks={looks} /> : null}
        <Card>
          {entries.length === 0 ? (
            <EmptyState title="没有符合条件的日志">请放宽日期或清除条件后再查。</EmptyState>
          ) : (
            <Table label="操作日志" sticky dense>
              <THead>
                <Tr>
                  <Th numeric>序号</Th>
                  <Th>时间</Th>
                  <Th>办理人</Th>
                  <Th>操作</Th>
                  <Th>对象</Th>
                  <Th>内容</Th>
                </Tr>
              </THead>
              <TBody>
                {entries.map((entry) => (
                  <Tr key={entry.sequence}>
                    <Td numeric muted>
                      {entry.sequence}
                    </Td>
                    <Td nowrap>{formatInstant(entry.recordedAt)}</Td>
                    <Td nowrap>{entry.staffId ? entry.staffName : '系统'}</Td>
                    <Td nowrap>{AUDIT_LABELS[entry.action as keyof typeof AUDIT_LABELS]}</Td>
                    <Td nowrap muted>
                      {auditSubjectText(entry)}
                    </Td>
                    <Td>{auditDetailText(entry)}</Td>
                  </Tr>
                ))}
              </TBody>
            </Table>
          )}
        </Card>
        <div className="flex gap-2">
          {isFirst ? null : (
            <LinkButton to={`${paths.audit}?${new URLSearchParams(search)}`}>最新</LinkButton>
          )}
          {older ? <LinkButton to={older}>更早的日志</LinkButton> : null}
        </div>
      </Stack>
    </Page>
  );
}

/** Whose work that day was to look at so much, a head or auditor knows. */
function MostLooks({ day, looks }: { day: string; looks: readonly Looks[] }) {
  return (
    <Section title={`${day} 查看和带走敏感信息最多的人`} flush>
      <Table label="查看和带走敏感信息最多的人" dense>
        <THead>
          <Tr>
            <Th>办理人</Th>
            <Th numeric>看完整号码、打开材料（次）</Th>
            <Th numeric>打印、导出、下载（次）</Th>
          </Tr>
        </THead>
        <TBody>
          {looks.map(({ staffId, name, looked, taken }) => (
            <Tr key={staffId}>
              <Td header>
                <TextLink to={`${paths.audit}?${new URLSearchParams({ text: name, from: day, to: day })}`}>
                  {name}
                </TextLink>
              </Td>
              <Td numeric>{looked}</Td>
              <Td numeric>{taken}</Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </Section>
  );
}
