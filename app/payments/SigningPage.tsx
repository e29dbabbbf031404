import { PrintedSheet } from '../families/PrintedSheet';
import type { PrintedPaper } from '../families/printedPaper';
import { LinkButton, Page, Pager, PrintButton, type LinkItem } from '../ui';

interface SigningPageProps {
  signing: { paper: PrintedPaper; part: number; partCount: number; fileCount: number };
  crumbs: LinkItem[];
  to: (part: number) => string;
  fileTo: (format: 'docx' | 'xlsx', part?: number) => string;
}

/** 签收表 as it prints, with its files. */
export function SigningPage({ signing, crumbs, to, fileTo }: SigningPageProps) {
  const { paper, part, partCount, fileCount } = signing;
  return (
    <Page
      title="打印签收表"
      screenHeader
      crumbs={crumbs}
      actions={
        <>
          <PrintButton />
          {Array.from({ length: fileCount }, (_, index) => (
            <LinkButton
              key={index}
              to={fileTo('docx', fileCount > 1 ? index + 1 : undefined)}
              reloadDocument
              icon="download"
            >
              导出 Word{fileCount > 1 ? `（${index + 1} / ${fileCount}）` : ''}
            </LinkButton>
          ))}
          <LinkButton to={fileTo('xlsx')} reloadDocument icon="download">
            导出 Excel
          </LinkButton>
        </>
      }
    >
      {partCount > 1 ? (
        <div className="no-print">
          <Pager page={part} pageCount={partCount} total={partCount} unit="部分" to={to} />
        </div>
      ) : null}
      <PrintedSheet paper={paper} />
    </Page>
  );
}
