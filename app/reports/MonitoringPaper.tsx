import { paths } from '../paths';
import { Paper, Tag, Td, TextLink, Tr } from '../ui';
import { LIKELIHOOD_LABELS, monitoringColumns, monitoringHeadings, stillOpenText } from '../zh/monitoring';
import { reckonedText, type MonitoringReport, type MonitoringRow } from './monitoring';
import { Basics, FormTable, MIDDLE, Notes, PaperFoot, SignOff, Span } from './PaperParts';

const WIDTHS = ['w-[9%]', 'w-[8%]', 'w-[15%]', 'w-[8%]', 'w-[10%]', 'w-[10%]', 'w-[10%]', 'w-[9%]', ''];

interface PaperProps {
  report: MonitoringReport;
  /** Whether the reader may say what is expected of a row. */
  maySay: boolean;
}

/** The monitoring report as a sheet of paper; its figures lead to the rows behind them. */
export function MonitoringPaper({ report, maySay }: PaperProps) {
  const { title, period, basics, funds, rows, signOff } = report;
  return (
    <Paper title={title} subtitle={period} landscape>
      <Basics lines={basics} />
      <FormTable heading={monitoringHeadings.funds} heads={funds.map(({ label }) => label)}>
        <Tr>
          {funds.map(({ label, text }) => (
            <Td key={label} className="text-center tabular-nums">
              {text}
            </Td>
          ))}
        </Tr>
      </FormTable>
      <FormTable heading={monitoringHeadings.indicators} heads={monitoringColumns} widths={WIDTHS}>
        {rows.map((row) => (
          <IndicatorRow key={row.id} row={row} report={report} maySay={maySay} />
        ))}
      </FormTable>
      <Notes heading={monitoringHeadings.notes} report={report} />
      <SignOff entries={signOff} />
      <PaperFoot report={report} />
    </Paper>
  );
}

function IndicatorRow({ row, report: { year, asOf }, maySay }: PaperProps & { row: MonitoringRow }) {
  const { id, name, note, isOpen } = row;
  const centred = `${MIDDLE} text-center tabular-nums`;
  return (
    <Tr>
      <Span cell={row.level1} />
      <Span cell={row.level2} />
      <Td className={MIDDLE}>{name}</Td>
      <Td className={centred}>{row.target}</Td>
      <Td className={centred}>
        <TextLink to={paths.indicator(year, id, asOf)}>{row.actual}</TextLink>
      </Td>
      <Td className={centred}>{reckonedText(row)}</Td>
      <Td className={centred}>{note?.expected}</Td>
      <Td className={centred}>{note ? LIKELIHOOD_LABELS[note.likelihood] : null}</Td>
      <Td className={MIDDLE}>
        {note?.cause}{' '}
        <span className="no-print whitespace-nowrap">
          {isOpen ? <Tag tone="warning">{stillOpenText}</Tag> : null}{' '}
          {maySay ? (
            <TextLink to={paths.monitoringNote(year, id, asOf)}>
              {note ? '修改' : '填写'}
              <span className="sr-only">：{name}</span>
            </TextLink>
          ) : null}
        </span>
      </Td>
    </Tr>
  );
}
