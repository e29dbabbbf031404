import clsx from 'clsx';
import type { ReactNode } from 'react';
import { paths } from '../paths';
import { Table, TBody, Td, TextLink, TFoot, Th, THead, Tr } from '../ui';
import { footerTexts, reportHeadings } from '../zh/reports';
import type { Entry, ReportTotal, SpanCell, YearEndReport } from './report';

/** What the sheets of both layouts have in common. */

// Cells of the kit stand on one baseline; beside merged ones a form has them in the middle.
export const MIDDLE = '!align-middle';

function Heading({ children }: { children: string }) {
  return <h3 className="mb-1.5 font-semibold">{children}</h3>;
}

interface FormTableProps {
  heading: string;
  heads: readonly string[];
  /** A class of each column, in their order. */
  widths?: readonly string[];
  /** A name that stands for many rows holds them together: begun in the middle of a page they would leave it empty. */
  onOwnPage?: boolean;
  foot?: ReactNode;
  children: ReactNode;
}

/** A part of a form: its heading, and a table with a head of its own. */
export function FormTable({ heading, heads, widths, onOwnPage, foot, children }: FormTableProps) {
  return (
    <section className={onOwnPage ? 'print:break-before-page print:text-[9pt]' : undefined}>
      <Heading>{heading}</Heading>
      <Table label={heading} bordered dense>
        <THead>
          <Tr>
            {heads.map((head, index) => (
              <Th key={head} className={clsx('text-center', widths?.[index])}>
                {head}
              </Th>
            ))}
          </Tr>
        </THead>
        <TBody>{children}</TBody>
        {foot ? <TFoot>{foot}</TFoot> : null}
      </Table>
    </section>
  );
}

/** The last row of the indicators: how many points there are, how many were reached, and the grade. */
export function TotalRow({ label, columns, total }: { label: string; columns: number; total: ReportTotal }) {
  return (
    <Tr>
      <Td header strong colSpan={columns} className="text-center">
        {label}
      </Td>
      <Td className="text-center tabular-nums">{total.weight}</Td>
      <Td numeric>{total.score}</Td>
      <Td>{total.gradeText}</Td>
    </Tr>
  );
}

function Label({ children }: { children: string }) {
  return (
    <Td header className="w-[16%] whitespace-nowrap bg-ink-50 text-center">
      {children}
    </Td>
  );
}

export function Basics({ lines }: { lines: readonly Entry[][] }) {
  return (
    <section>
      <Heading>{reportHeadings.basics}</Heading>
      <Table label={reportHeadings.basics} bordered dense>
        <TBody>
          {lines.map((line) => (
            <Tr key={line[0]?.label}>
              {line.map(({ label, text }) => (
                <EntryCells key={label} label={label} text={text} isAlone={line.length === 1} />
              ))}
            </Tr>
          ))}
        </TBody>
      </Table>
    </section>
  );
}

function EntryCells({ label, text, isAlone }: Entry & { isAlone: boolean }) {
  return (
    <>
      <Label>{label}</Label>
      <Td colSpan={isAlone ? 3 : 1} className="whitespace-pre-line">
        {text}
      </Td>
    </>
  );
}

export function Span({ cell }: { cell: SpanCell | null }) {
  if (!cell) return null;
  return (
    <Td header rowSpan={cell.rowSpan} className={`${MIDDLE} text-center`}>
      <span className="inline-block max-w-[5em]">{cell.text}</span>
    </Td>
  );
}

interface NotesProps {
  heading: string;
  report: Pick<YearEndReport, 'year' | 'asOf' | 'leftOut' | 'notes'>;
  /** What only this layout says besides. */
  more?: readonly string[];
}

/** What stands under the table; on the screen, the way to the money that the paper does not count. */
export function Notes({ heading, report: { year, asOf, leftOut, notes }, more = [] }: NotesProps) {
  return (
    <section>
      <Heading>{heading}</Heading>
      <ol className="list-inside list-decimal">
        {[...notes, ...more].map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ol>
      {leftOut.payments === 0 ? null : (
        <p className="no-print">
          <TextLink to={paths.payments({ year, leftOut: asOf })}>查看不计入的发放和更正</TextLink>
        </p>
      )}
    </section>
  );
}

export function SignOff({ entries }: { entries: readonly Entry[] }) {
  return (
    <dl className="mt-2 grid break-inside-avoid grid-cols-1 sm:grid-cols-2 print:grid-cols-2 gap-x-8 gap-y-6">
      {entries.map(({ label, text }) => (
        <div key={label} className="flex">
          <dt>{label}</dt>
          <dd className="whitespace-pre">{text}</dd>
        </div>
      ))}
    </dl>
  );
}

interface PaperFootProps {
  report: Pick<YearEndReport, 'asOfText' | 'generatedText'> & Partial<Pick<YearEndReport, 'auditHeadText'>>;
}

/** The end of the audit log where the paper names it, the day of the figures, and when the paper was made. */
export function PaperFoot({ report }: PaperFootProps) {
  return (
    <div className="text-sm text-ink-500">
      {report.auditHeadText ? <p className="break-all">{report.auditHeadText}</p> : null}
      <p className="flex justify-between gap-4">
        <span>{footerTexts.asOf(report.asOfText)}</span>
        <span>{footerTexts.generated(report.generatedText)}</span>
      </p>
    </div>
  );
}
