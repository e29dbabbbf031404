import {
  AlignmentType,
  convertMillimetersToTwip as mm,
  Footer,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
  type IStylesOptions,
} from 'docx';
import { footerTexts } from '../zh/reports';
import type { YearEndReport } from './report';

/** How the Word documents of the year end look: A4, official faces, one footer. */

// A4 in twips, as Word knows it by name.
const PAGE = { width: 11_906, height: 16_838 };
const MARGIN = { top: mm(16), bottom: mm(16), left: mm(14), right: mm(14), header: mm(10), footer: mm(10) };
export const A4 = { page: { size: PAGE, margin: MARGIN } };

// Latin letters and figures in Times, Chinese in the faces of official papers; a machine without them takes its own
// Song and Hei faces, because the language of the text is said. Figures are English text: Chinese may break anywhere.
const SONG = {
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  eastAsia: 'SimSun',
  cs: 'Times New Roman',
};
const HEI = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: 'SimHei', cs: 'Times New Roman' };
const LANGUAGE = { value: 'en-US', eastAsia: 'zh-CN' };

// Half points.
const TITLE_SIZE = 36;
const HEADING_SIZE = 24;
const TEXT_SIZE = 21;
const FOOTER_SIZE = 17;

export const STYLES: IStylesOptions = {
  default: {
    document: {
      run: { font: SONG, size: TEXT_SIZE, language: LANGUAGE },
      paragraph: { spacing: { before: 0, after: 0 } },
    },
    title: {
      run: { font: HEI, size: TITLE_SIZE, bold: true, color: '000000' },
      paragraph: { alignment: AlignmentType.CENTER },
    },
    heading1: {
      run: { font: HEI, size: HEADING_SIZE, bold: true, color: '000000' },
      paragraph: { spacing: { before: mm(4), after: mm(1.5) }, keepNext: true },
    },
  },
};

/** The day of the figures, the page, and when the paper was made. */
export function pageFooter(
  { asOfText, generatedText }: Pick<YearEndReport, 'asOfText' | 'generatedText'>,
  { isLandscape = false } = {},
): Footer {
  const line = { left: footerTexts.asOf(asOfText), right: footerTexts.generated(generatedText) };
  return footerOf(line, { isLandscape });
}

/** The page between two texts. */
export function footerOf(line: { left: string; right: string }, { isLandscape = false } = {}): Footer {
  const [before, between, after] = footerTexts.page;
  const text = (children: string[]) => new TextRun({ size: FOOTER_SIZE, children });
  const right = (isLandscape ? PAGE.height : PAGE.width) - MARGIN.left - MARGIN.right;
  return new Footer({
    children: [
      new Paragraph({
        tabStops: [
          { type: TabStopType.CENTER, position: right / 2 },
          { type: TabStopType.RIGHT, position: right },
        ],
        children: [
          text([line.left]),
          text(['\t', before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after]),
          text(['\t', line.right]),
        ],
      }),
    ],
  });
}
