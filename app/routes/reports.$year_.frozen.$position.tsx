import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { yearOfAddress } from '../fund/project';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { paths } from '../paths';
import { frozenPage, positionOfAddress } from '../reports/freezes.server';
import { EvidenceLink } from '../reports/FrozenFiles';
import { nextYearOf } from '../reports/nextYear.server';
import { NextYearPanel } from '../reports/NextYearPanel';
import { PaperDifferences } from '../reports/PaperDifferences';
import { YearEndPaper } from '../reports/YearEndPaper';
import { may } from '../staff/permission';
import { Alert, Facts, LinkButton, Page, PrintButton, Section } from '../ui';
import { freezeName, frozenFileLabels } from '../zh/closing';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${freezeName(data.position)} ${data.report.fileName}` : '定稿 - 困难职工帮扶' },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'report.read');
  const asked = { year: yearOfAddress(params.year), position: positionOfAddress(params.position) };
  const { model, ...page } = await orExplained(store.read((read) => frozenPage(read, asked)));
  const next = await store.read((read) => nextYearOf(read, asked.year));
  return { ...page, report: model.report, evidence: model.evidence, next, roles: actor.roles };
}

export default function FrozenReport() {
  const { report, position, files, next, roles } = useLoaderData<typeof loader>();
  const { year } = report;
  return (
    <Page
      title={`${year} 年度${freezeName(position)}`}
      screenHeader
      crumbs={[{ to: paths.report(year), label: `${year} 年绩效报告` }]}
      actions={
        <>
          <PrintButton />
          {files.map(({ kind }) => (
            <LinkButton
              key={kind}
              to={paths.reportFrozenFile(year, position, kind)}
              reloadDocument
              icon="download"
            >
              {frozenFileLabels[kind]}
            </LinkButton>
          ))}
        </>
      }
    >
      <Record />
      <Differences />
      <Evidence />
      <div className="no-print">
        <NextYearPanel closedYear={year} next={next} roles={roles} />
      </div>
      <YearEndPaper report={report} />
    </Page>
  );
}

/** Who froze it and when, and the hashes that prove that it is still the same. */
function Record() {
  const { frozenBy, frozenAt, reason, modelSha256, files } = useLoaderData<typeof loader>();
  const hash = (text: string) => <code className="break-all text-sm">{text}</code>;
  return (
    <div className="no-print">
      <Section title="定稿记录" description="下面的自评表和上面的文件都是定稿时的原样。">
        <Facts
          items={[
            { label: '定稿人', value: frozenBy },
            { label: '定稿时间', value: frozenAt },
            ...(reason === '' ? [] : [{ label: '补充原因', value: reason, wide: true }]),
            { label: '内容校验码', value: hash(modelSha256), wide: true },
            ...files.map(({ kind, sha256 }) => ({
              label: frozenFileLabels[kind],
              value: hash(sha256),
              wide: true,
            })),
          ]}
        />
      </Section>
    </div>
  );
}

/** What proved the grades when it was frozen, taken out since or not. */
function Evidence() {
  const { report, position, evidence } = useLoaderData<typeof loader>();
  if (evidence.length === 0) return null;
  return (
    <div className="no-print">
      <Section title={`定稿时的佐证材料（${evidence.length} 份）`}>
        <ul className="list-disc pl-5">
          {evidence.map(({ indicatorId, level3, sha256, fileName }) => (
            <li key={`${indicatorId} ${sha256}`} className="break-all">
              {level3}：
              <EvidenceLink {...{ year: report.year, position, sha256, fileName }} mayOpen />
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}

function Differences() {
  const { report, differences, laterPayments, roles } = useLoaderData<typeof loader>();
  const redefined = differences.filter((one) => one.redefined).length;
  const said = [
    laterPayments > 0 ? `定稿后新登记发放和更正 ${laterPayments} 笔。` : '',
    redefined > 0 ? `其中 ${redefined} 处的指标在定稿后改过定义，改前改后见右列；总分随之变化。` : '',
  ].join('');
  if (differences.length === 0) {
    return (
      <div className="no-print">
        <Alert tone="success" title="与定稿一致">
          {said}按现在的数据计算，自评表、绩效报告和佐证材料与定稿没有差异。
        </Alert>
      </div>
    );
  }
  return (
    <div className="no-print">
      <Section
        title={`与定稿的差异（${differences.length} 处）`}
        description={`${said}定稿保持原样，这里列出按现在的数据会有不同的地方。`}
        flush
        actions={
          may(roles, 'report.close') ? (
            <LinkButton to={paths.reportClose(report.year)}>补充定稿</LinkButton>
          ) : null
        }
      >
        <PaperDifferences differences={differences} />
      </Section>
    </div>
  );
}
