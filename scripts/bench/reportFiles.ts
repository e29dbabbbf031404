import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import ExcelJS from 'exceljs';
import PizZip from 'pizzip';

/** The same report by the library alone: what it holds is read once, and written without a question to the database. */

/** @returns what writes the workbook once more, with its cells and their look */
export async function sameWorkbook(bytes: Buffer): Promise<() => Promise<unknown>> {
  const read = new ExcelJS.Workbook();
  await read.xlsx.load(new Uint8Array(bytes).buffer);
  const [sheet] = read.worksheets;
  if (!sheet || sheet.actualRowCount === 0) throw new Error('The report has no rows.');
  return () => read.xlsx.writeBuffer();
}

/** @returns what writes a document with as many paragraphs and tables of the same texts, without their look */
export function sameDocument(bytes: Buffer): () => Promise<unknown> {
  const xml = new PizZip(bytes).file('word/document.xml')!.asText();
  const blocks = [...xml.matchAll(/<w:tbl>.*?<\/w:tbl>|<w:p[ >].*?<\/w:p>/gs)].map(([block]) => block);
  if (!blocks.some(isTable)) throw new Error('The report has no table.');
  return () =>
    Packer.toBuffer(new Document({ sections: [{ children: blocks.map((block) => built(block)) }] }));
}

function isTable(block: string): boolean {
  return block.startsWith('<w:tbl>');
}

function built(block: string): Paragraph | Table {
  if (!isTable(block)) return new Paragraph(textOf(block));
  const rows = [...block.matchAll(/<w:tr[ >].*?<\/w:tr>/gs)].map(([row]) => {
    const cells = [...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(
      ([cell]) => new TableCell({ children: [new Paragraph(textOf(cell))] }),
    );
    return new TableRow({ children: cells });
  });
  return new Table({ rows });
}

function textOf(xml: string): string {
  return [...xml.matchAll(/<w:t[ >][^<]*<\/w:t>/g)].map(([run]) => run.replace(/<[^>]*>/g, '')).join('');
}
