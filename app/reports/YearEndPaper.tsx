import { paths } from '../paths';
import { Paper, Td, TextLink, Tr } from '../ui';
import { columnLabels, fundHeads, reportHeadings, totalLabel } from '../zh/reports';
import { NationalPaper } from './NationalPaper';
import { Basics, FormTable, MIDDLE, Notes, PaperFoot, SignOff, Span, TotalRow } from './PaperParts';
import { REPORT_COLUMNS } from './report';
import type { ReportColumn, ReportRow, YearEndReport } from './report';

const WIDTHS: Record<ReportColumn, string> = {
  level1: 'w-[11%]',
  level2: 'w-[11%]',
  level3: 'w-[18%]',
  target: 'w-[10%]',
  actual: 'w-[12%]',
  weight: 'w-[5%]',
  score: 'w-[7%]',
  note: '',
};

/** The report as a sheet of paper, which prints as it stands; its figures lead to the rows behind them. */
export function YearEndPaper({ report }: { report: YearEndReport }) {
  if (report.national) return <NationalPaper report={report} national={report.national} />;
  return (
    <Paper title={report.title} subtitle={report.period}>
      <Basics lines={report.basics} />
      <Funds report={report} />
      <Indicators report={report} />
      <Notes heading={reportHeadings.notes} report={report} />
      <SignOff entries={report.signOff} />
      <PaperFoot report={report} />
    </Paper>
  );
}

function Funds({ report: { funds, rates } }: { report: YearEndReport }) {
  return (
    <FormTable heading={reportHeadings.funds} heads={[fundHeads.item, fundHeads.amount, fundHeads.capitals]}>
      {funds.map(({ label, amountText, capitalsText }) => (
        <Tr key={label}>
          <Td header className="bg-ink-50">
            {label}
          </Td>
          <Td numeric>{amountText}</Td>
          <Td>{capitalsText}</Td>
        </Tr>
      ))}
      {rates.map(({ label, text, basis }) => (
        <Tr key={label}>
          <Td header className="bg-ink-50">
            {label}
          </Td>
          <Td numeric>{text}</Td>
          <Td muted>{basis}</Td>
        </Tr>
      ))}
    </FormTable>
  );
}

function Indicators({ report }: { report: YearEndReport }) {
  return (
    <FormTable
      heading={reportHeadings.indicators}
      heads={REPORT_COLUMNS.map((column) => columnLabels[column])}
      widths={REPORT_COLUMNS.map((column) => WIDTHS[column])}
      onOwnPage
      foot={<TotalRow label={totalLabel} columns={5} total={report.total} />}
    >
      {report.rows.map((row, index) => (
        <IndicatorRow key={index} row={row} report={report} />
      ))}
    </FormTable>
  );
}

function IndicatorRow({ row, report: { year, asOf } }: { row: ReportRow; report: YearEndReport }) {
  const { indicator } = row;
  return (
    <Tr>
      <Span cell={row.level1} />
      <Span cell={row.level2} />
      <Td className={MIDDLE}>{row.level3}</Td>
      <Td className={`${MIDDLE} text-center`}>{row.target}</Td>
      <Td className={`${MIDDLE} text-center tabular-nums`}>
        {indicator ? <TextLink to={paths.indicator(year, indicator.id, asOf)}>{row.actual}</TextLink> : null}
      </Td>
      <Td className={`${MIDDLE} text-center tabular-nums`}>{row.weight}</Td>
      <Td numeric className={MIDDLE}>
        {row.score}
      </Td>
      <Td className={MIDDLE}>{row.note}</Td>
    </Tr>
  );
}
