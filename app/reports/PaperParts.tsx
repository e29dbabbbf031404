import { Table, TBody, Td, Tr } from '../ui';
import { footerTexts, reportHeadings } from '../zh/reports';
import type { Entry, SpanCell, YearEndReport } from './report';

/** What the sheets of both layouts have in common. */

// Cells of the kit stand on one baseline; beside merged ones a form has them in the middle.
export const MIDDLE = '!align-middle';

export function Heading({ children }: { children: string }) {
  return <h3 className="mb-1.5 font-semibold">{children}</h3>;
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

export function Notes({ heading, notes }: { heading: string; notes: readonly string[] }) {
  return (
    <section>
      <Heading>{heading}</Heading>
      <ol className="list-inside list-decimal">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ol>
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

/** The end of the audit log, the day of the figures, and when the paper was made. */
export function PaperFoot({ report }: { report: YearEndReport }) {
  return (
    <div className="text-sm text-ink-500">
      <p className="break-all">{report.auditHeadText}</p>
      <p className="flex justify-between gap-4">
        <span>{footerTexts.asOf(report.asOfText)}</span>
        <span>{footerTexts.generated(report.generatedText)}</span>
      </p>
    </div>
  );
}
