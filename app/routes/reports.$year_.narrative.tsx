import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { yearOfAddress } from '../fund/project';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { paths } from '../paths';
import { FreezeNotice } from '../reports/FreezeNotice';
import { freezesOf } from '../reports/freezes.server';
import { narrativeOf } from '../reports/narrative.server';
import { sinceFrozen } from '../reports/sinceFrozen.server';
import { may } from '../staff/permission';
import { LinkButton, Page, Paper, PrintButton, TextLink } from '../ui';
import {
  chapterFactTexts,
  chapterHeading,
  chapterLabels,
  narrativeTitle,
  sinceFrozenText,
} from '../zh/closing';

export const meta: MetaFunction = () => [{ title: '绩效自评报告 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'report.read');
  const year = yearOfAddress(params.year);
  const { narrative, since, freezes } = await store.read(async (read) => {
    const made = await orExplained(narrativeOf(read, year));
    return {
      narrative: made,
      since: await sinceFrozen(read, made),
      freezes: await freezesOf(read, year),
    };
  });
  const { report, chapters } = narrative;
  const { centreName, period, asOfText } = report;
  return {
    year,
    centreName,
    period,
    asOfText,
    chapters,
    since,
    freezes,
    mayWrite: may(actor.roles, 'report.write'),
    mayReplace: may(actor.roles, 'report.template'),
  };
}

export default function Narrative() {
  const { year, centreName, period, asOfText, chapters, since, freezes, mayWrite, mayReplace } =
    useLoaderData<typeof loader>();
  const standing = sinceFrozenText(since);
  return (
    <Page
      title={`${year} 年绩效自评报告`}
      screenHeader
      subtitle={`数据截至 ${asOfText}；事实和数字由系统填入，各章可以补充文字。`}
      crumbs={[{ to: paths.report(year), label: `${year} 年绩效报告` }]}
      actions={
        <>
          <PrintButton />
          {mayReplace ? <LinkButton to={paths.reportTemplate}>Word 模板</LinkButton> : null}
          <LinkButton to={paths.reportNarrativeDocx(year)} reloadDocument icon="download">
            导出 Word
          </LinkButton>
        </>
      }
    >
      <FreezeNotice year={year} freezes={freezes}>
        {since?.differences === 0
          ? '下面是按现在的记录生成的绩效报告，与最近一次定稿一致；定稿的原件在定稿页。'
          : `下面是按现在的记录生成的绩效报告，与最近一次定稿有 ${since?.differences} 处不同，在定稿页逐项列出；定稿的原件也在那里。`}
      </FreezeNotice>
      <Paper title={narrativeTitle(centreName)} subtitle={period}>
        {standing === '' ? null : <p className="print-only text-sm">{standing}</p>}
        {chapters.map(({ chapter, facts, content }, index) => (
          <section key={chapter}>
            <h3 className="mb-1.5 flex items-baseline justify-between gap-4 font-semibold">
              {chapterHeading(index, chapter)}
              {mayWrite ? (
                <TextLink
                  to={paths.reportChapter(year, chapter)}
                  aria-label={`填写${chapterLabels[chapter]}`}
                  className="no-print text-sm font-normal"
                >
                  填写
                </TextLink>
              ) : null}
            </h3>
            {facts.map((fact, line) => (
              <p key={line} className="whitespace-pre-line indent-8">
                {fact}
              </p>
            ))}
            {content === '' ? null : <p className="mt-1 whitespace-pre-line indent-8">{content}</p>}
            {content === '' && facts.length === 0 ? (
              <p className="indent-8 text-ink-500">{chapterFactTexts.empty}</p>
            ) : null}
          </section>
        ))}
      </Paper>
    </Page>
  );
}
