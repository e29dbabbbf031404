import { randomUUID } from 'node:crypto';
import type { PaperCell } from './printedPaper';

/** How the rows of a long table are written into a Word document of which the library made one row of each kind. */

type Row = readonly PaperCell[];

const DOCUMENT_PIECE = 64 * 1024;
const END_OF_ROW = '</w:tr>';

/** The lines of a cell as they may stand in an office file: no control characters, no torn characters. */
export function printedLines({ text }: Pick<PaperCell, 'text'>): string[] {
  return printable(text).split('\n');
}

export function printable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/(?!\n)[\p{Cc}\p{Cs}]|[\ufffe\uffff]/gu, '');
}

/** The long tables of one paper: gives the library a sample of each kind of row, and puts all rows in their place. */
export class LongGrids {
  private readonly mark = randomUUID();
  private readonly tables: { rows: readonly Row[]; kinds: Map<string, number> }[] = [];

  /** One row of each kind, to be written by the library. */
  samplesOf(rows: readonly Row[]): PaperCell[][] {
    const kinds = new Map<string, number>();
    const samples: PaperCell[][] = [];
    for (const row of rows) {
      const kind = kindOf(row);
      if (kinds.has(kind)) continue;
      kinds.set(kind, samples.length);
      samples.push(this.sample(row, `${this.tables.length}.${samples.length}`));
    }
    this.tables.push({ rows, kinds });
    return samples;
  }

  /** The document with all rows in the place of their samples. */
  *pieces(document: string): Generator<Buffer> {
    let piece = '';
    let from = 0;
    for (const [place, { rows, kinds }] of this.tables.entries()) {
      const samples = [...kinds.values()].map((kind) => this.sampleAt(document, `${place}.${kind}`));
      piece += document.slice(from, samples[0]!.start);
      from = samples.at(-1)!.end;
      for (const row of rows) {
        piece += filled(samples[kinds.get(kindOf(row))!]!, row);
        if (piece.length < DOCUMENT_PIECE) continue;
        yield Buffer.from(piece);
        piece = '';
      }
    }
    yield Buffer.from(piece + document.slice(from));
  }

  /** The same cells, with a mark for each line. */
  private sample(row: Row, name: string): PaperCell[] {
    let line = 0;
    const marked = () => `${this.mark}.${name}.${line++};`;
    return row.map((cell) => ({ ...cell, text: printedLines(cell).map(marked).join('\n') }));
  }

  private sampleAt(document: string, name: string): Sample {
    const mark = `${this.mark}.${name}.`;
    const start = document.lastIndexOf('<w:tr>', document.indexOf(mark));
    const end = document.indexOf(END_OF_ROW, document.lastIndexOf(mark)) + END_OF_ROW.length;
    const parts = document.slice(start, end).split(new RegExp(`${mark.replaceAll('.', '\\.')}\\d+;`));
    return { start, end, parts };
  }
}

/** A row as the library wrote it, cut where its lines go; and where it stands. */
interface Sample {
  start: number;
  end: number;
  parts: string[];
}

/** Rows of one kind differ in nothing but the text of their lines. */
function kindOf(row: Row): string {
  return row
    .map((cell) => `${cell.isLabel} ${cell.isNumeric} ${cell.span} ${printedLines(cell).length}`)
    .join(',');
}

function filled({ parts }: Sample, row: Row): string {
  const lines = row.flatMap(printedLines);
  return parts.map((part, place) => part + escaped(lines[place] ?? '')).join('');
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '"': '&quot;',
  "'": '&apos;',
  '<': '&lt;',
  '>': '&gt;',
};

function escaped(text: string): string {
  return text.replace(/[&"'<>]/g, (one) => ENTITIES[one]!);
}
