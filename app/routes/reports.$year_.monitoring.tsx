import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { AsOfChooser } from '../indicators/AsOfChooser';
import { paths } from '../paths';
import type { MonitoringNote } from '../reports/monitoring';
import { monitoringDays, reportQuestion } from '../reports/reportQuestion';
import { monitoringOf } from '../reports/monitoring.server';
import { may } from '../staff/permission';
import { Card, LinkButton, Page, PrintButton, Table, Tag, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { LIKELIHOOD_LABELS, monitoringColumns } from '../zh/monitoring';
import { refusalText } from '../zh/refusals';

export const meta: MetaFunction = () => [{ title: '绩效监控 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'report.read');
  const today = todayInChina(new Date());
  const given = new URL(request.url).searchParams.get('asOf');
  const { refusal, ...question } = reportQuestion({ year: params.year, asOf: given }, today);
  const report = await orExplained(store.read((read) => monitoringOf(read, question)));
  return {
    report,
    today,
    days: monitoringDays(report.year, today),
    maySay: may(actor.roles, 'indicator.assess'),
    refusedText: refusal && refusalText(refusal),
  };
}

export default function Monitoring() {
  const { report, today, days, refusedText } = useLoaderData<typeof loader>();
  const { year, asOf, title, money } = report;
  return (
    <Page
      title={title}
      subtitle={money}
      crumbs={[{ to: paths.report(year), label: `${year} 年绩效报告` }]}
      actions={
        <>
          <PrintButton />
          <LinkButton to={paths.monitoringFile(year, 'docx', asOf)} reloadDocument icon="download">
            导出 Word
          </LinkButton>
          <LinkButton to={paths.monitoringFile(year, 'xlsx', asOf)} reloadDocument icon="download">
            导出 Excel
          </LinkButton>
        </>
      }
    >
      <AsOfChooser
        action={paths.monitoring(year)}
        asOf={asOf}
        today={today}
        days={days.map((day) => ({ day, to: paths.monitoring(year, day) }))}
        refusedText={refusedText}
      />
      <Card>
        <Rows />
      </Card>
    </Page>
  );
}

function Rows() {
  const { report, maySay } = useLoaderData<typeof loader>();
  const { year, asOf, rows } = report;
  return (
    <Table label="监控表" dense>
      <THead>
        <Tr>
          {monitoringColumns.slice(2).map((label) => (
            <Th key={label}>{label}</Th>
          ))}
        </Tr>
      </THead>
      <TBody>
        {rows.map(({ id, name, target, actual, reckoned, note, isOpen }) => (
          <Tr key={id}>
            <Td header>{name}</Td>
            <Td>{target}</Td>
            <Td>
              <TextLink to={paths.indicator(year, id, asOf)}>{actual}</TextLink>
            </Td>
            <Td muted>{reckoned ?? '—'}</Td>
            <Said note={note} />
            <Td>
              {note?.cause ?? (isOpen ? <Tag tone="warning">预计不达标，待说明</Tag> : null)}{' '}
              {maySay ? (
                <span className="no-print whitespace-nowrap">
                  <TextLink to={paths.monitoringNote(year, id, asOf)}>
                    {note ? '修改' : '填写'}
                    <span className="sr-only">：{name}</span>
                  </TextLink>
                </span>
              ) : null}
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

function Said({ note }: { note: MonitoringNote | null }) {
  if (!note) {
    return (
      <>
        <Td />
        <Td />
      </>
    );
  }
  return (
    <>
      <Td>{note.expected}</Td>
      <Td>{LIKELIHOOD_LABELS[note.likelihood]}</Td>
    </>
  );
}
