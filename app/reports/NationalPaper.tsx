import { paths } from '../paths';
import { Paper, Td, TextLink, Tr } from '../ui';
import { NATIONAL_COLUMN_LABELS, nationalFundHeads, nationalHeadings } from '../zh/nationalReport';
import type { NationalRow, NationalSheet } from './national';
import { Basics, FormTable, MIDDLE, Notes, PaperFoot, SignOff, Span, TotalRow } from './PaperParts';
import type { YearEndReport } from './report';

const WIDTHS = [
  'w-[8%]',
  'w-[9%]',
  '',
  'w-[6%]',
  'w-[9%]',
  'w-[6%]',
  'w-[11%]',
  'w-[6%]',
  'w-[7%]',
  'w-[20%]',
];

/** The report in the national layout, as a sheet of paper; its figures lead to the rows behind them. */
export function NationalPaper({ report, national }: { report: YearEndReport; national: NationalSheet }) {
  return (
    <Paper title={national.title} subtitle={report.period}>
      <Basics lines={national.head} />
      <Funds national={national} report={report} />
      <Goal national={national} />
      <Indicators report={report} national={national} />
      <Notes heading={nationalHeadings.notes} report={report} more={national.notes} />
      <SignOff entries={national.signOff} />
      <PaperFoot report={report} />
    </Paper>
  );
}

interface PartProps {
  report: YearEndReport;
  national: NationalSheet;
}

function Funds({ national: { funds, execution }, report: { year, asOf } }: PartProps) {
  return (
    <FormTable heading={nationalHeadings.funds} heads={nationalFundHeads}>
      {funds.map(({ code, label, planned, budget, paid, weight, rate, score }) => (
        <Tr key={code}>
          <Td header className="bg-ink-50">
            {label}
          </Td>
          <Td numeric>{planned}</Td>
          <Td numeric>{budget}</Td>
          <Td numeric>{paid}</Td>
          <Td className="text-center tabular-nums">{weight}</Td>
          <Td numeric>
            {code === 'total' && execution ? (
              <TextLink to={paths.indicator(year, execution.id, asOf)}>{rate}</TextLink>
            ) : (
              rate
            )}
          </Td>
          <Td numeric>{score}</Td>
        </Tr>
      ))}
    </FormTable>
  );
}

function Goal({ national: { goal } }: Pick<PartProps, 'national'>) {
  return (
    <FormTable
      heading={nationalHeadings.goal}
      heads={[nationalHeadings.goalExpected, nationalHeadings.goalActual]}
      widths={['w-1/2', 'w-1/2']}
    >
      <Tr>
        <Td className="whitespace-pre-line">{goal.expected}</Td>
        <Td>{goal.actual}</Td>
      </Tr>
    </FormTable>
  );
}

function Indicators({ report, national: { rows } }: PartProps) {
  return (
    <FormTable
      heading={nationalHeadings.indicators}
      heads={Object.values(NATIONAL_COLUMN_LABELS)}
      widths={WIDTHS}
      onOwnPage
      foot={<TotalRow label={nationalHeadings.total} columns={7} total={report.total} />}
    >
      {rows.map((row) => (
        <IndicatorRow key={row.indicator.id} row={row} report={report} />
      ))}
    </FormTable>
  );
}

function IndicatorRow({ row, report: { year, asOf } }: { row: NationalRow; report: YearEndReport }) {
  const centred = `${MIDDLE} text-center tabular-nums`;
  return (
    <Tr>
      <Span cell={row.level1} />
      <Span cell={row.level2} />
      <Td className={MIDDLE}>{row.level3}</Td>
      <Td className={centred}>{row.nature}</Td>
      <Td className={centred}>{row.target}</Td>
      <Td className={centred}>{row.unit}</Td>
      <Td className={centred}>
        <TextLink to={paths.indicator(year, row.indicator.id, asOf)}>{row.actual}</TextLink>
      </Td>
      <Td className={centred}>{row.weight}</Td>
      <Td numeric className={MIDDLE}>
        {row.score}
      </Td>
      <Td className={MIDDLE}>{row.note}</Td>
    </Tr>
  );
}
