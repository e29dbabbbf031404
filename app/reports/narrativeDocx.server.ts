import {
  AlignmentType,
  convertMillimetersToTwip,
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  TextRun,
} from 'docx';
import { chapterHeading, narrativeTitle, sinceFrozenText } from '../zh/closing';
import { footerTexts } from '../zh/reports';
import type { ChapterText } from './chapter';
import { A4, pageFooter, STYLES } from './docxLook.server';
import { smallLine } from './docxTable.server';
import type { SinceFrozen } from './frozen';
import { chapterLines } from './narrative';
import type { YearEndReport } from './report';

const FIRST_LINE = convertMillimetersToTwip(7.4);
const LINE_SPACING = 360;

export interface PrintedNarrative {
  report: YearEndReport;
  chapters: readonly ChapterText[];
  /** Only of one that is made after a closing. */
  since?: SinceFrozen | null;
}

/** The narrative report as a Word document: chapter by chapter, the facts first, then the words. */
export async function narrativeDocx({ report, chapters, since }: PrintedNarrative): Promise<Uint8Array> {
  const standing = sinceFrozenText(since);
  const document = new Document({
    title: narrativeTitle(report.centreName) + report.period,
    creator: report.centreName,
    lastModifiedBy: report.centreName,
    description: footerTexts.asOf(report.asOfText),
    styles: STYLES,
    sections: [
      {
        properties: A4,
        footers: { default: pageFooter(report) },
        children: [
          new Paragraph({
            heading: HeadingLevel.TITLE,
            children: [new TextRun(narrativeTitle(report.centreName))],
          }),
          new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun(report.period)] }),
          ...(standing === '' ? [] : [smallLine(standing)]),
          ...chapters.flatMap(chapterParagraphs),
          ...report.signOff.map(({ label, text }) => narrativeParagraph(label + text)),
          smallLine(report.auditHeadText),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function chapterParagraphs(chapter: ChapterText, index: number): Paragraph[] {
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      children: [new TextRun(chapterHeading(index, chapter.chapter))],
    }),
    ...chapterLines(chapter).map(narrativeParagraph),
  ];
}

/** A line of the narrative report. */
export function narrativeParagraph(text: string): Paragraph {
  return new Paragraph({
    indent: { firstLine: FIRST_LINE },
    spacing: { line: LINE_SPACING },
    children: [new TextRun(text)],
  });
}
