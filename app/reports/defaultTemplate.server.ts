import { AlignmentType, Document, HeadingLevel, Packer, Paragraph, TextRun } from 'docx';
import { TEMPLATE_FIELDS as FIELDS, TEMPLATE_LOOPS as LOOPS } from '../zh/reportTemplate';
import { footerTexts, periodOf } from '../zh/reports';
import { A4, footerOf, STYLES } from './docxLook.server';
import { smallLine } from './docxTable.server';
import { narrativeParagraph } from './narrativeDocx.server';

/** The narrative report as a template: our own paper, line by line, with placeholders for an office to change in Word. */
export async function defaultTemplate(): Promise<Uint8Array> {
  const { chapters, paragraphs, signOff } = LOOPS;
  const document = new Document({
    styles: STYLES,
    sections: [
      {
        properties: A4,
        footers: {
          default: footerOf({ left: footerTexts.asOf(tag(FIELDS.asOf)), right: tag(FIELDS.generated) }),
        },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(tag(FIELDS.title))] }),
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: [new TextRun(periodOf(tag(FIELDS.year)))],
          }),
          new Paragraph({ children: [new TextRun(`{#${FIELDS.standing.name}}`)] }),
          smallLine(tag(FIELDS.standing)),
          new Paragraph({ children: [new TextRun(`{/${FIELDS.standing.name}}`)] }),
          new Paragraph({ children: [new TextRun(`{#${chapters.name}}`)] }),
          new Paragraph({
            heading: HeadingLevel.HEADING_1,
            children: [new TextRun(tag(chapters.fields.heading!))],
          }),
          new Paragraph({ children: [new TextRun(`{#${paragraphs.name}}`)] }),
          narrativeParagraph(tag(paragraphs.fields.text!)),
          new Paragraph({ children: [new TextRun(`{/${paragraphs.name}}`)] }),
          new Paragraph({ children: [new TextRun(`{/${chapters.name}}`)] }),
          new Paragraph({ children: [new TextRun(`{#${signOff.name}}`)] }),
          narrativeParagraph(tag(signOff.fields.label!) + tag(signOff.fields.text!)),
          new Paragraph({ children: [new TextRun(`{/${signOff.name}}`)] }),
          smallLine(tag(FIELDS.auditHead)),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

const tag = ({ name }: { name: string }) => `{${name}}`;
