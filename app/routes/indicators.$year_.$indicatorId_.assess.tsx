import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { formatInstant } from '../calendar/instant';
import { EnteredForm, ExplanationForm, gradeForm } from '../fund/assessment.form';
import { assessedIndicator, assessIndicator } from '../fund/assessments.server';
import { GRADES, yearOfAddress } from '../fund/project';
import { gradeBands } from '../fund/scoring';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { formatScore, formatWeight } from '../indicators/figures';
import { FractionText } from '../indicators/FractionText';
import { CountsText, Remarks } from '../indicators/IndicatorTree';
import { OutcomeTag } from '../indicators/OutcomeTag';
import { suggestionOf } from '../indicators/compliance.server';
import { SuggestionPanel } from '../indicators/SuggestionPanel';
import { indicatorResult } from '../indicators/yearFigures.server';
import { paths } from '../paths';
import { FrozenReport } from '../reports/FrozenYear';
import { isYearFrozen } from '../reports/freezes.server';
import { notesOfIndicator } from '../reports/monitoring.server';
import { reportQuestion } from '../reports/reportQuestion';
import { RuleLink } from '../rules/RuleLink';
import {
  ErrorSummary,
  Facts,
  FormActions,
  FormGrid,
  HiddenField,
  LinkButton,
  NumberField,
  Page,
  RadioField,
  Section,
  SubmitButton,
  TextAreaField,
  TextField,
  TextLink,
} from '../ui';
import { gradeLabels } from '../zh/fund';
import { ASSESSMENT_LABELS as LABELS, judgeActions, judgeWords, metricDefinition } from '../zh/indicators';
import { bandHint, ENTERED_DEFINITION, gradedDefinition, usualShares } from '../zh/scoring';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${judgeWords[data?.indicator.judged ?? 'computed']}指标 - 困难职工帮扶` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'indicator.assess');
  const given = new URL(request.url).searchParams.get('asOf');
  const { year, asOf } = reportQuestion({ year: params.year, asOf: given }, todayInChina(new Date()));
  const id = params.indicatorId!;
  return store.read(async (read) => {
    const indicator = await orExplained(assessedIndicator(read, { id, year }));
    const result = await orExplained(indicatorResult(read, { year, asOf, indicatorId: id }));
    const notes = await notesOfIndicator(read, { indicatorId: id, asOf });
    const suggestion = await suggestionOf(read, { indicator, asOf });
    const isFrozen = await isYearFrozen(read, year);
    return { indicator, result, year, asOf, notes, suggestion, isFrozen };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'indicator.assess');
  const id = params.indicatorId!;
  const year = yearOfAddress(params.year);
  const { judged, level3, scoring } = await orNotFound(
    desk.store.read((read) => assessedIndicator(read, { id, year })),
  );
  const back = paths.indicator(year, id, new URL(request.url).searchParams.get('asOf') ?? undefined);
  if (judged === 'graded') {
    return submit(request, gradeForm(scoring), async (assessment) => {
      const isChanged = await assessIndicator(desk, { indicatorId: id, ...assessment });
      return redirectWithNotice(back, isChanged ? 'indicator.graded' : 'record.unchanged', { name: level3 });
    });
  }
  if (judged === 'entered') {
    return submit(request, EnteredForm, async (entered) => {
      const isChanged = await assessIndicator(desk, {
        indicatorId: id,
        grade: null,
        ratioPercent: null,
        ...entered,
      });
      return redirectWithNotice(back, isChanged ? 'indicator.entered' : 'record.unchanged', { name: level3 });
    });
  }
  return submit(request, ExplanationForm, async (explanation) => {
    const isChanged = await assessIndicator(desk, {
      indicatorId: id,
      grade: null,
      ratioPercent: null,
      ...explanation,
    });
    return redirectWithNotice(back, isChanged ? 'indicator.explained' : 'record.unchanged', { name: level3 });
  });
}

export default function AssessIndicator() {
  const { indicator, year, asOf, isFrozen } = useLoaderData<typeof loader>();
  const { id, level3, judged } = indicator;
  return (
    <Page
      title={`${judgeActions[judged]}：${level3}`}
      crumbs={[
        { to: paths.indicators(year, asOf), label: `${year} 年绩效指标` },
        { to: paths.indicator(year, id, asOf), label: level3 },
      ]}
    >
      <FrozenReport year={year} isFrozen={isFrozen} />
      <Standing />
      {judged === 'graded' ? <Grading /> : judged === 'entered' ? <Entering /> : <Explaining />}
    </Page>
  );
}

/** Where the indicator stands now, and what was said of it. */
function Standing() {
  const { indicator, result, notes } = useLoaderData<typeof loader>();
  const { assessment } = indicator;
  const { scoreHundredths, weightHundredths, counts } = result;
  return (
    <Section
      title="现状"
      description={
        <>
          {result.metric
            ? metricDefinition(result.metric, indicator.scoring)
            : indicator.judged === 'entered'
              ? ENTERED_DEFINITION
              : gradedDefinition(indicator.scoring)}{' '}
          <RuleLink rule="score" of="计分" /> <RuleLink rule="grades" of="评级" />
        </>
      }
    >
      <Facts
        items={[
          { label: '目标值', value: result.target.text },
          {
            label: '完成值',
            value: (
              <>
                {result.actual.text} <OutcomeTag outcome={result.outcome} />
                <div className="text-sm text-ink-500">
                  {counts ? <CountsText counts={counts} /> : <FractionText result={result} />}
                </div>
              </>
            ),
          },
          {
            label: '得分',
            value: `${scoreHundredths === null ? '—' : formatScore(scoreHundredths)} / ${formatWeight(weightHundredths)}`,
          },
          {
            label: '提示',
            value:
              result.remarks.length > 0 ? (
                <Remarks row={{ ...result, sentence: '' }} scoring={indicator.scoring} />
              ) : null,
          },
          ...(assessment
            ? [
                {
                  label: '上次填写',
                  value: `${assessment.recordedBy}，${formatInstant(assessment.recordedAt)}`,
                  wide: true,
                },
              ]
            : []),
          ...(notes.length > 0 ? [{ label: '监控时的说明', value: <MonitoringNotes />, wide: true }] : []),
        ]}
      />
    </Section>
  );
}

function MonitoringNotes() {
  const { notes } = useLoaderData<typeof loader>();
  return (
    <ul>
      {notes.map(({ asOf, cause, expected, recordedByName }) => (
        <li key={asOf}>
          {asOf}（{recordedByName}）：{cause}
          {expected ? <span className="text-ink-500">；全年预计：{expected}</span> : null}
        </li>
      ))}
    </ul>
  );
}

function Grading() {
  const { indicator, suggestion, year, asOf } = useLoaderData<typeof loader>();
  const { assessment, scoring } = indicator;
  const bands = gradeBands(scoring);
  const schema = gradeForm(scoring);
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(schema),
    onValidate: ({ formData }) => parseWithZod(formData, { schema }),
    shouldRevalidate: 'onInput',
    defaultValue: {
      seen: assessment?.recordedAt ?? '',
      grade: assessment ? (assessment.grade ?? undefined) : suggestion?.grade,
      ratioPercent: assessment?.ratioPercent ?? undefined,
      sentence: assessment?.sentence ?? suggestion?.sentence ?? '',
    },
  });
  return (
    <Section title="评定">
      <Form method="post" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={LABELS} />
        <HiddenField field={fields.seen} />
        {suggestion ? (
          <div className="mb-4">
            <SuggestionPanel suggestion={suggestion} year={year} asOf={asOf} />
          </div>
        ) : null}
        <p className="mb-3 text-sm">
          <TextLink to={paths.indicatorSources(year, indicator.id, asOf)}>选择评定依据</TextLink>
          ：系统按哪些检查和档案给出建议。
        </p>
        <FormGrid>
          <RadioField
            field={fields.grade}
            label={LABELS.grade}
            wide
            options={GRADES.map((grade) => ({
              value: grade,
              label: gradeLabels[grade],
              hint: bandHint(bands[grade]),
            }))}
          />
          <NumberField
            field={fields.ratioPercent}
            label={LABELS.ratioPercent}
            suffix="%"
            min={0}
            max={100}
            step={1}
            hint={`可以不填：${usualShares(gradeLabels, bands)}计分。`}
          />
          <TextAreaField
            field={fields.sentence}
            label={LABELS.sentence}
            wide
            hint="写明评定的依据，例如制度名称、检查情况。这句话会印在年终报告的说明栏。"
          />
        </FormGrid>
        <Actions />
      </Form>
    </Section>
  );
}

/** A number that the product does not measure; it is scored as the others are. */
function Entering() {
  const { indicator } = useLoaderData<typeof loader>();
  const { assessment, target } = indicator;
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(EnteredForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: EnteredForm }),
    shouldRevalidate: 'onInput',
    defaultValue: {
      seen: assessment?.recordedAt ?? '',
      actualValue: assessment?.actualValue ?? '',
      sentence: assessment?.sentence ?? '',
    },
  });
  return (
    <Section
      title="完成值"
      description="目标值是数字，系统没有这项指标的记录：填写实际完成的数字，得分由系统按目标值计算。"
    >
      <Form method="post" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={LABELS} />
        <HiddenField field={fields.seen} />
        <FormGrid>
          <TextField
            field={fields.actualValue}
            label={LABELS.actualValue}
            inputMode="decimal"
            suffix={target.unit ?? undefined}
            hint={`目标值：${target.text}`}
          />
          <TextAreaField
            field={fields.sentence}
            label={LABELS.sentence}
            wide
            hint="写明数据从哪里来，例如台账、签到表；没有达到或明显超过目标的，写明原因和改进措施。这句话会印在年终报告的说明栏。"
          />
        </FormGrid>
        <Actions />
      </Form>
    </Section>
  );
}

/** What was said while the year went on is where its explanation begins, until something is saved. */
function Explaining() {
  const { indicator, notes } = useLoaderData<typeof loader>();
  const { assessment } = indicator;
  const said = assessment ? assessment.sentence : notes[0]?.cause;
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(ExplanationForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ExplanationForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { seen: assessment?.recordedAt ?? '', sentence: said ?? '' },
  });
  return (
    <Section title="偏差说明" description="完成值由系统计算，不能改；这里写明偏差的原因和改进措施。">
      <Form method="post" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={LABELS} />
        <HiddenField field={fields.seen} />
        <TextAreaField
          field={fields.sentence}
          label={LABELS.sentence}
          hint={`${!assessment && notes.length > 0 ? '已带入最近一次监控时的说明，请改成全年的说明再保存。' : ''}这句话会印在年终报告的说明栏。清空后保存，等于撤回说明。`}
        />
        <Actions />
      </Form>
    </Section>
  );
}

function Actions() {
  const { indicator, year, asOf } = useLoaderData<typeof loader>();
  return (
    <FormActions>
      <SubmitButton>保存</SubmitButton>
      <LinkButton to={paths.indicator(year, indicator.id, asOf)}>取消</LinkButton>
    </FormActions>
  );
}
