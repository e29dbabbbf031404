import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { withFilledPart } from '../sheets/filledPart.server';
import { LongGrids, printable, printedLines } from './longGrid.server';
import type { PaperCell, PaperGrid, PrintedPaper } from './printedPaper';

const mm = convertMillimetersToTwip;

// A4 in twips, as Word knows it by name.
const PAGE = { width: 11_906, height: 16_838 };
const MARGIN = { top: mm(15), bottom: mm(14), left: mm(15), right: mm(15), header: mm(8), footer: mm(8) };
const TEXT_WIDTH = PAGE.width - MARGIN.left - MARGIN.right;

// Latin letters and figures in Times, Chinese in the faces of official papers.
const SONG = {
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  eastAsia: 'SimSun',
  cs: 'Times New Roman',
};
const HEI = { ...SONG, eastAsia: 'SimHei' };
const LANGUAGE = { value: 'en-US', eastAsia: 'zh-CN' };

// Half points.
const TITLE_SIZE = 36;
const HEADING_SIZE = 23;
const TEXT_SIZE = 24;
const CELL_SIZE = 20;
const FOOTER_SIZE = 17;

const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const FRAME = {
  top: LINE,
  bottom: LINE,
  left: LINE,
  right: LINE,
  insideHorizontal: LINE,
  insideVertical: LINE,
};

/** The library keeps some 70 KB for every row until the document is written. */
const LONG_ROWS = 60;
const DOCUMENT = 'word/document.xml';

/**
 * A paper of the office as a Word document: A4 upright, tables with a repeated header row, page numbers. Of a table with
 * more rows than `longRows` the library makes one of each kind, and the others are written after it.
 */
export async function printedPaperDocx(
  paper: PrintedPaper,
  { centreName, longRows = LONG_ROWS }: { centreName: string; longRows?: number },
): Promise<Uint8Array> {
  const long = new LongGrids();
  const grids = paper.grids.map((grid) => shortened(grid, { long, longRows }));
  const skeleton = await skeletonOf({ ...paper, grids }, centreName);
  const pieces = (document: string) => long.pieces(document);
  return new Uint8Array(await withFilledPart(skeleton, { name: DOCUMENT, pieces }));
}

function shortened(grid: PaperGrid, { long, longRows }: { long: LongGrids; longRows: number }): PaperGrid {
  if (grid.rows.length <= longRows) return grid;
  const head = grid.isHeaded ? grid.rows.slice(0, 1) : [];
  return { ...grid, rows: [...head, ...long.samplesOf(grid.rows.slice(head.length))] };
}

function skeletonOf(paper: PrintedPaper, centreName: string): Promise<Buffer> {
  const document = new Document({
    title: paper.title,
    creator: centreName,
    lastModifiedBy: centreName,
    styles: {
      default: {
        document: { run: { font: SONG, size: TEXT_SIZE, language: LANGUAGE } },
        title: {
          run: { font: HEI, size: TITLE_SIZE, bold: true, color: '000000' },
          paragraph: { alignment: AlignmentType.CENTER },
        },
        heading1: {
          run: { font: HEI, size: HEADING_SIZE, bold: true, color: '000000' },
          paragraph: { spacing: { before: mm(2.5), after: mm(1) }, keepNext: true },
        },
      },
    },
    sections: [
      {
        properties: { page: { size: PAGE, margin: MARGIN } },
        footers: { default: footer(paper.footer) },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(paper.title)] }),
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: mm(2) },
            children: [new TextRun({ text: paper.subtitle, size: CELL_SIZE })],
          }),
          ...paper.opening.map(paragraph),
          ...paper.grids.flatMap(gridParts),
          ...paper.closing.map(paragraph),
          ...paper.signature.map(
            (text) =>
              new Paragraph({
                alignment: AlignmentType.RIGHT,
                spacing: { line: 400 },
                children: [new TextRun(printable(text))],
              }),
          ),
          end(),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

function paragraph(text: string): Paragraph {
  return new Paragraph({
    indent: { firstLine: TEXT_SIZE * 20 },
    spacing: { line: 400 },
    children: [new TextRun(printable(text))],
  });
}

function gridParts(grid: PaperGrid): (Paragraph | Table)[] {
  const heading = grid.heading
    ? new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(grid.heading)] })
    : new Paragraph({ spacing: { line: 60, lineRule: 'exact' } });
  return [heading, gridTable(grid)];
}

function gridTable({ widths, rows, isHeaded }: PaperGrid): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    columnWidths: widths.map((percent) => Math.floor((TEXT_WIDTH * percent) / 100)),
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    margins: { top: 25, bottom: 25, left: 60, right: 60 },
    borders: FRAME,
    rows: rows.map(
      (cells, index) =>
        new TableRow({
          cantSplit: true,
          tableHeader: isHeaded && index === 0,
          height: { value: mm(6.5), rule: 'atLeast' },
          children: cells.map(tableCell),
        }),
    ),
  });
}

function tableCell(cell: PaperCell): TableCell {
  const { isLabel, isNumeric, span } = cell;
  const alignment = isLabel ? 'center' : isNumeric ? 'right' : 'left';
  return new TableCell({
    columnSpan: span,
    verticalAlign: VerticalAlign.CENTER,
    shading: isLabel ? { fill: 'F2F2F2', color: 'auto', type: 'clear' } : undefined,
    children: printedLines(cell).map(
      (line) =>
        new Paragraph({
          alignment,
          children: [new TextRun({ text: line, size: CELL_SIZE, bold: isLabel })],
        }),
    ),
  });
}

/** Word wants a paragraph after the last table; this one takes no room. */
function end(): Paragraph {
  return new Paragraph({ spacing: { line: 20, lineRule: 'exact' } });
}

function footer(text: string): Footer {
  const run = (children: string[]) => new TextRun({ size: FOOTER_SIZE, children });
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [run([printable(text), '    ', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES])],
      }),
    ],
  });
}
