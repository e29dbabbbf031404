import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { Read } from '../../db/client.server';
import { businessDate, formatDate, todayInChina } from '../calendar/date';
import { formatInstant } from '../calendar/instant';
import { assessedIndicator } from '../fund/assessments.server';
import { FileTable } from '../fund/FileTable';
import { filesOfIndicator } from '../fund/indicatorFiles.server';
import { RELIEF_TYPES } from '../fund/project';
import { countBasesOf, type CountBasis, type Metric } from '../fund/target';
import type { Cursor } from '../cursor';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { metricRuleId } from '../help/metricRule';
import { AsOfChooser } from '../indicators/AsOfChooser';
import { suggestionOf } from '../indicators/compliance.server';
import { EVIDENCE_PARTS, isReceiptMetric } from '../indicators/evidence';
import { evidencePage } from '../indicators/evidence.server';
import { formerSourceOf } from '../indicators/filters.server';
import { EvidenceBalance } from '../indicators/EvidenceBalance';
import type { EvidenceFilter } from '../indicators/evidenceGroups';
import { evidenceView } from '../indicators/evidenceView';
import { EvidenceTable } from '../indicators/EvidenceTable';
import { formatScore, formatWeight, wholeText } from '../indicators/figures';
import { FilterLine } from '../indicators/FilterLine';
import { FractionText } from '../indicators/FractionText';
import { Remarks } from '../indicators/IndicatorTree';
import { LeftOutAwards } from '../indicators/LeftOutAwards';
import { OutcomeTag } from '../indicators/OutcomeTag';
import { SampleText } from '../indicators/SampleText';
import { SuggestionPanel } from '../indicators/SuggestionPanel';
import { countBy } from '../indicators/peopleHelped';
import { ExportLink } from '../lists/ExportLink';
import { paths } from '../paths';
import { reportDays, reportQuestion } from '../reports/reportQuestion';
import { may } from '../staff/permission';
import { RuleLink } from '../rules/RuleLink';
import {
  EmptyState,
  Facts,
  Figure,
  FigureRow,
  FilterBar,
  KeyPager,
  LinkButton,
  Page,
  Section,
  Stack,
  Tabs,
} from '../ui';
import { gradeLabels, reliefTypeLabels } from '../zh/fund';
import {
  evidencePartLabels,
  evidenceReasonLabels,
  evidenceUnits,
  filterText,
  judgeActions,
  metricDefinition,
} from '../zh/indicators';
import { refusalText } from '../zh/refusals';
import { ENTERED_DEFINITION, gradedDefinition } from '../zh/scoring';
import { countBasisLabels } from '../zh/targetForm';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.result.level3 ?? '绩效指标'} - 困难职工帮扶` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'indicator.read');
  const today = todayInChina(new Date());
  const given = new URL(request.url).searchParams;
  const { refusal, ...question } = reportQuestion({ year: params.year, asOf: given.get('asOf') }, today);
  const view = evidenceView(given);
  const id = params.indicatorId!;
  return store.read(async (read) => ({
    ...(await orExplained(evidencePage(read, { ...question, ...view, indicatorId: id }))),
    ...(await orExplained(assessmentOf(read, { id, ...question }))),
    ...question,
    view,
    today,
    mayAssess: may(actor.roles, 'indicator.assess'),
    mayExport: may(actor.roles, 'list.export'),
    refusedText: refusal && refusalText(refusal),
  }));
}

async function assessmentOf(read: Read, { id, year, asOf }: { id: string; year: number; asOf: string }) {
  const assessed = await assessedIndicator(read, { id, year });
  return {
    assessed,
    suggestion: await suggestionOf(read, { indicator: assessed, asOf }),
    files: await filesOfIndicator(read, id),
    formerSource: await formerSourceOf(read, id),
  };
}

export default function IndicatorPage() {
  const { result, assessed, year, asOf, endOn, today, evidence, mayAssess, formerSource, refusedText } =
    useLoaderData<typeof loader>();
  const days = reportDays({ year, endOn: businessDate(endOn) }, businessDate(today));
  return (
    <Page
      title={result.level3 ?? ''}
      crumbs={[{ to: paths.indicators(year, asOf), label: `${year} 年绩效指标` }]}
      tag={<OutcomeTag outcome={result.outcome} />}
      subtitle={[
        `${result.level1} / ${result.level2}`,
        ...(result.filter ? [filterText(result.filter)] : []),
        `数据截至 ${formatDate(businessDate(asOf))}`,
      ].join('；')}
      actions={
        mayAssess ? (
          <LinkButton to={paths.indicatorAssess(year, result.id, asOf)} icon="edit">
            {judgeActions[assessed.judged]}
          </LinkButton>
        ) : null
      }
    >
      <AsOfChooser
        action={paths.indicator(year, result.id)}
        asOf={asOf}
        today={today}
        days={days.map((day) => ({ day, to: paths.indicator(year, result.id, day) }))}
        refusedText={refusedText}
      />
      <Summary />
      <Section title="怎样得出">
        <Stack gap="small">
          <p>
            <Definition />
          </p>
          <FilterLine result={result} year={year} mayAssess={mayAssess} formerSource={formerSource} />
          <p className="text-sm">
            <RuleLink rule={result.metric ? metricRuleId(result.metric) : 'grades'} of="算法" />{' '}
            <RuleLink rule="score" of="计分" />{' '}
            {result.metric === 'timeliness' ? <RuleLink rule="due-date" of="应发日" /> : null}
          </p>
          <Assessment />
        </Stack>
      </Section>
      <Proof />
      {evidence ? <EvidenceSections /> : null}
    </Page>
  );
}

function Summary() {
  const { result, evidence, year, asOf } = useLoaderData<typeof loader>();
  const { target, actual, counts, scoreHundredths, weightHundredths } = result;
  const missing = evidence?.missing ?? null;
  return (
    <FigureRow>
      <Figure label="目标值" value={target.text || '—'} />
      <Figure label="完成值" value={actual.text} note={<FractionText result={result} />} />
      {result.sample ? (
        <Figure
          label="样本"
          value={wholeText(result.sample.answers)}
          note={<SampleText sample={result.sample} />}
          tone={result.sample.isThin ? 'warning' : 'neutral'}
        />
      ) : null}
      {counts
        ? countBasesOf(result.metric).map((basis) => (
            <Figure
              key={basis}
              label={countBasisLabels[basis] + (basis === result.countBasis ? '（本指标采用）' : '')}
              value={wholeText(countBy(counts, basis))}
            />
          ))
        : null}
      {evidence && missing !== null ? (
        <Figure
          label={`${evidencePartLabels[evidence.metric].denominator}名单`}
          value={wholeText(missing)}
          to={
            evidence.metric === 'coverage' && !result.filter
              ? paths.due(year, { asOf })
              : paths.indicatorRows(year, result.id, { asOf, part: 'denominator' })
          }
          tone={missing > 0 ? 'warning' : 'neutral'}
        />
      ) : null}
      {evidence?.metric === 'timeliness' ? (
        <LeftOutAwards
          groups={evidence.groups}
          to={paths.indicatorRows(year, result.id, { asOf, part: 'excluded' })}
        />
      ) : null}
      <Figure
        label="得分"
        value={scoreHundredths === null ? '—' : formatScore(scoreHundredths)}
        note={`分值 ${formatWeight(weightHundredths)}`}
      />
    </FigureRow>
  );
}

function Definition() {
  const { result, assessed } = useLoaderData<typeof loader>();
  if (result.metric) return <>{metricDefinition(result.metric, assessed.scoring)}</>;
  return <>{assessed.judged === 'entered' ? ENTERED_DEFINITION : gradedDefinition(assessed.scoring)}</>;
}

function Assessment() {
  const { result, assessed } = useLoaderData<typeof loader>();
  const { assessment } = assessed;
  return (
    <>
      {result.remarks.length > 0 ? (
        <p>
          <Remarks row={{ remarks: result.remarks, sentence: '' }} scoring={assessed.scoring} />
        </p>
      ) : null}
      {assessment ? (
        <div className="border-t border-ink-200 pt-2">
          <Facts
            items={[
              ...(assessment.grade && assessed.judged === 'graded'
                ? [
                    { label: '完成情况', value: gradeLabels[assessment.grade] },
                    {
                      label: '得分比例',
                      value: assessment.ratioPercent === null ? '按完成情况' : `${assessment.ratioPercent}%`,
                    },
                  ]
                : []),
              { label: '说明', value: assessment.sentence, wide: true },
              { label: '填写人', value: assessment.recordedBy },
              { label: '填写时间', value: formatInstant(assessment.recordedAt) },
            ]}
          />
        </div>
      ) : null}
    </>
  );
}

/** What the records suggest for a grade, and the files that prove it. */
function Proof() {
  const { result, assessed, suggestion, files, year, asOf, mayAssess } = useLoaderData<typeof loader>();
  if (assessed.judged === 'computed' && files.length === 0) return null;
  return (
    <>
      {suggestion ? <SuggestionPanel suggestion={suggestion} year={year} asOf={asOf} /> : null}
      <Section
        title="佐证材料"
        flush={files.length > 0}
        actions={
          mayAssess ? <LinkButton to={paths.indicatorFiles(year, result.id)}>上传材料</LinkButton> : null
        }
      >
        {files.length > 0 ? (
          <FileTable indicator={{ id: result.id, year }} files={files} mayRemove={mayAssess} />
        ) : (
          <p className="text-ink-500">还没有上传佐证材料。</p>
        )}
      </Section>
    </>
  );
}

function EvidenceSections() {
  const { result, year, asOf, view, evidence, mayExport } = useLoaderData<typeof loader>();
  if (!evidence) return null;
  const { metric, basis, totals } = evidence;
  const rowsTo = (given: EvidenceFilter & Cursor & { search?: string; basis?: string }) =>
    paths.indicatorRows(year, result.id, { asOf, basis: view.basis, ...given });
  const shownTo = (cursor: Cursor) => rowsTo({ ...view.filter, search: view.search, ...cursor });
  return (
    <>
      {result.counts ? (
        <Tabs
          label="计数方式"
          items={countBasesOf(metric).map((one) => ({
            to: rowsTo({ basis: one }),
            label: `按${countBasisLabels[one]}`,
            count: result.counts ? countBy(result.counts, one) : 0,
            current: one === basis,
          }))}
        />
      ) : null}
      <Section title="加总过程" description="下面每一组记录相加，就是上面的数字；点击行数只看这一组。" flush>
        <EvidenceBalance evidence={evidence} result={result} to={rowsTo} />
      </Section>
      <Section
        title="逐行记录"
        description={
          result.counts
            ? `计入的 ${wholeText(totals.numerator)} 行，每行${oneOf(metric, basis)}；不计入的写明原因。`
            : '每一行都打开它依据的档案、核定、发放或到账。'
        }
        actions={
          mayExport && evidence.lines.length > 0 ? (
            <ExportLink
              list="indicator-rows"
              filter={{ year, asOf, indicator: result.id, basis, ...view.filter, search: view.search }}
            />
          ) : null
        }
        flush
      >
        <div className="border-b border-ink-200 px-4 py-3">
          <RowsFilter />
        </div>
        {evidence.lines.length === 0 ? (
          <EmptyState
            title="没有符合条件的记录"
            action={<LinkButton to={rowsTo({})}>查看全部记录</LinkButton>}
          >
            截至这一天还没有记录，或筛选条件太窄。
          </EmptyState>
        ) : (
          <>
            <EvidenceTable label="逐行记录" year={year} metric={metric} lines={evidence.lines} />
            <KeyPager
              total={evidence.total ?? undefined}
              unit={evidenceUnits[metric]}
              first={view.after || view.before ? shownTo({}) : null}
              previous={evidence.previous && shownTo({ before: evidence.previous })}
              next={evidence.next && shownTo({ after: evidence.next })}
            />
          </>
        )}
      </Section>
    </>
  );
}

function RowsFilter() {
  const { result, year, asOf, view, evidence } = useLoaderData<typeof loader>();
  if (!evidence) return null;
  const { metric, groups } = evidence;
  const parts = EVIDENCE_PARTS.filter((part) => groups.some((group) => group.part === part));
  const types = RELIEF_TYPES.filter((type) => groups.some((group) => group.type === type));
  const reasons = [...new Set(groups.flatMap(({ reason }) => reason ?? []))];
  return (
    <FilterBar
      action={paths.indicator(year, result.id)}
      keep={{ asOf, ...(view.basis ? { basis: view.basis } : {}) }}
      search={
        isReceiptMetric(metric)
          ? undefined
          : { name: 'search', label: '姓名、身份证号或档案编号', value: view.search }
      }
      selects={[
        {
          name: 'part',
          label: '计入方式',
          value: view.filter.part,
          options: parts.map((part) => ({ value: part, label: evidencePartLabels[metric][part] })),
        },
        ...(types.length > 1
          ? [
              {
                name: 'type',
                label: '救助类型',
                value: view.filter.type,
                options: types.map((type) => ({ value: type, label: reliefTypeLabels[type] })),
              },
            ]
          : []),
        ...(reasons.length > 0
          ? [
              {
                name: 'reason',
                label: '原因',
                value: view.filter.reason,
                options: reasons.map((reason) => ({ value: reason, label: evidenceReasonLabels[reason] })),
              },
            ]
          : []),
      ]}
      resetTo={paths.indicatorRows(year, result.id, { asOf, basis: view.basis })}
    />
  );
}

function oneOf(metric: Metric, basis: CountBasis): string {
  if (metric === 'services_count') return basis === 'persons' ? '是一个人的第一条服务记录' : '一条服务记录';
  if (basis === 'persons') return '一个人（按身份证号）';
  return basis === 'person_times' ? '一笔发放连同它的更正' : '一户家庭';
}
