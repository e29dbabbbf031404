import clsx from 'clsx';
import { Paper, Table, TBody, Td, Th, THead, Tr } from '../ui';
import type { PaperCell, PaperGrid, PrintedPaper } from './printedPaper';

/** A paper of the office as a sheet that prints as it stands. */
export function PrintedSheet({ paper }: { paper: PrintedPaper }) {
  return (
    <Paper title={paper.title} subtitle={paper.subtitle}>
      {paper.opening.map((text) => (
        <p key={text} className="indent-[2em] leading-7">
          {text}
        </p>
      ))}
      {paper.grids.map((grid, index) => (
        <Grid
          key={`${index} ${grid.heading}`}
          grid={grid}
          label={grid.heading ?? `${paper.title}（${index + 1}）`}
        />
      ))}
      {paper.closing.map((text) => (
        <p key={text} className="indent-[2em] leading-7">
          {text}
        </p>
      ))}
      {paper.signature.length > 0 ? (
        <div className="mt-2 text-right leading-7">
          {paper.signature.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </div>
      ) : null}
      <p className="text-right text-sm text-ink-500">{paper.footer}</p>
    </Paper>
  );
}

function Grid({ grid, label }: { grid: PaperGrid; label: string }) {
  const [head, ...rest] = grid.rows;
  const body = grid.isHeaded ? rest : grid.rows;
  return (
    <section>
      {grid.heading ? <h3 className="mb-1 font-semibold">{grid.heading}</h3> : null}
      <Table label={label} bordered dense>
        <colgroup>
          {grid.widths.map((width, index) => (
            <col key={`${index} ${width}`} width={`${width}%`} />
          ))}
        </colgroup>
        {grid.isHeaded && head ? (
          <THead>
            <Tr>
              {head.map((cell, index) => (
                <Th key={`${index} ${cell.text}`} className="!whitespace-normal text-center">
                  {cell.text}
                </Th>
              ))}
            </Tr>
          </THead>
        ) : null}
        <TBody>
          {body.map((row, index) => (
            <Tr key={`${index} ${row[0]?.text}`}>
              {row.map((cell, place) => (
                <Cell key={`${place} ${cell.text}`} cell={cell} />
              ))}
            </Tr>
          ))}
        </TBody>
      </Table>
    </section>
  );
}

function Cell({ cell }: { cell: PaperCell }) {
  return (
    <Td
      header={cell.isLabel}
      colSpan={cell.span}
      numeric={cell.isNumeric}
      className={clsx(
        'whitespace-pre-line break-words !align-middle print:!px-1 print:!py-px print:text-xs print:leading-5',
        cell.isLabel && 'bg-ink-50 text-center',
      )}
    >
      {cell.text}
    </Td>
  );
}
