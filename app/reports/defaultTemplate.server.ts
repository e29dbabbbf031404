import { AlignmentType, Document, HeadingLevel, Packer, Paragraph, TextRun } from 'docx';
import { TEMPLATE_FIELDS as FIELDS, TEMPLATE_LOOPS as LOOPS } from '../zh/reportTemplate';
import { periodOf } from '../zh/reports';
import { A4, STYLES } from './docxLook.server';
import { cell, row, table } from './docxTable.server';
import { narrativeParagraph } from './narrativeDocx.server';

const FUND_MM = [50, 40, 92];

/** The narrative report as a template: our own text with placeholders, for an office to change in Word. */
export async function defaultTemplate(): Promise<Uint8Array> {
  const { chapters, paragraphs, funds } = LOOPS;
  const document = new Document({
    styles: STYLES,
    sections: [
      {
        properties: A4,
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(tag(FIELDS.title))] }),
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: [new TextRun(periodOf(tag(FIELDS.year)))],
          }),
          new Paragraph({ children: [new TextRun(`{#${chapters.name}}`)] }),
          new Paragraph({
            heading: HeadingLevel.HEADING_1,
            children: [new TextRun(tag(chapters.fields.heading!))],
          }),
          new Paragraph({ children: [new TextRun(`{#${paragraphs.name}}`)] }),
          narrativeParagraph(tag(paragraphs.fields.text!)),
          new Paragraph({ children: [new TextRun(`{/${paragraphs.name}}`)] }),
          new Paragraph({ children: [new TextRun(`{/${chapters.name}}`)] }),
          table(FUND_MM, [
            row([
              cell(`{#${funds.name}}${tag(funds.fields.label!)}`),
              cell(tag(funds.fields.amount!), { align: 'right' }),
              cell(`${tag(funds.fields.capitals!)}{/${funds.name}}`),
            ]),
          ]),
          new Paragraph({ children: [new TextRun(tag(FIELDS.auditHead))] }),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

const tag = ({ name }: { name: string }) => `{${name}}`;
