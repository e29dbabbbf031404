import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { formatInstant } from '../calendar/instant';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { YearSampleLine } from '../indicators/YearSampleLine';
import { yearSample } from '../indicators/yearSample.server';
import { ExportLink } from '../lists/ExportLink';
import { formatPercent, rate } from '../money/rate';
import { paths } from '../paths';
import { may } from '../staff/permission';
import { peopleOfRound } from '../surveys/answers.server';
import { PeopleTable } from '../surveys/PeopleTable';
import { roundView } from '../surveys/rounds.server';
import { SatisfactionText } from '../surveys/SatisfactionText';
import { PERSON_VIEWS, personViewOf } from '../surveys/survey';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  EmptyState,
  Facts,
  Figure,
  FigureRow,
  FilterBar,
  LinkButton,
  Page,
  Pager,
  Section,
  Tag,
} from '../ui';
import { PERSON_VIEW_LABELS, ROUND_LABELS, SURVEY_METHOD_LABELS, withdrawnLabel } from '../zh/surveys';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.round.name ?? '满意度调查'} - 困难职工帮扶` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'survey.read');
  const given = new URL(request.url).searchParams;
  const roundId = params.roundId!;
  const view = personViewOf(given);
  const page = Number(given.get('page')) || 1;
  return store.read(async (read) => {
    const round = await orExplained(roundView(read, roundId));
    return {
      ...round,
      heard: await yearSample(read, { year: round.year }),
      people: await peopleOfRound(read, { roundId, view, page }),
      view,
      mayExport: may(actor.roles, 'list.export'),
      mayRecord: round.withdrawal === null && may(actor.roles, 'survey.record'),
      mayWithdraw: round.withdrawal === null && may(actor.roles, 'survey.manage'),
    };
  });
}

export default function Survey() {
  const { round, year, withdrawal, heard, mayRecord, mayWithdraw, mayExport, people, view } =
    useLoaderData<typeof loader>();
  return (
    <Page
      title={round.name}
      crumbs={[{ to: paths.surveys(year), label: `${year} 年满意度调查` }]}
      tag={withdrawal ? <Tag>{withdrawnLabel}</Tag> : null}
      actions={
        <>
          {mayWithdraw ? <LinkButton to={paths.surveyWithdraw(round.id)}>作废</LinkButton> : null}
          {mayRecord ? (
            <>
              <LinkButton to={paths.surveyImport(round.id)} icon="upload">
                导入评价
              </LinkButton>
              <LinkButton to={paths.surveyRecord(round.id)} tone="primary" icon="edit">
                逐人登记
              </LinkButton>
            </>
          ) : null}
        </>
      }
    >
      {withdrawal ? (
        <Alert tone="warning" title="这轮调查已作废，评价不计入满意度">
          {withdrawal.withdrawnByName}，{formatInstant(withdrawal.withdrawnAt)}。原因：{withdrawal.reason}
        </Alert>
      ) : null}
      <Counts />
      <YearSampleLine year={year} {...heard} />
      <Drawing />
      <Section
        title="样本名单"
        description="按抽取顺序。更正后，原来的评价保留但不再计入。"
        actions={
          mayExport && people.total > 0 ? (
            <ExportLink list="survey-people" filter={{ round: round.id, view }} />
          ) : null
        }
        flush
      >
        <div className="border-b border-ink-200 px-4 py-3">
          <FilterBar
            action={paths.survey(round.id)}
            selects={[
              {
                name: 'view',
                label: '评价',
                value: view,
                allLabel: null,
                options: PERSON_VIEWS.map((value) => ({ value, label: PERSON_VIEW_LABELS[value] })),
              },
            ]}
          />
        </div>
        {people.total === 0 ? (
          <EmptyState title="没有符合条件的人">请选择其他评价，或查看全部。</EmptyState>
        ) : (
          <>
            <PeopleTable roundId={round.id} people={people.rows} mayRecord={mayRecord} />
            <Pager
              page={people.page}
              pageCount={people.pageCount}
              total={people.total}
              unit="人"
              to={(page) => paths.survey(round.id, { view, page })}
            />
          </>
        )}
      </Section>
    </Page>
  );
}

function Counts() {
  const { round, counts } = useLoaderData<typeof loader>();
  return (
    <FigureRow>
      <Figure
        label="满意度（本轮）"
        value={<SatisfactionText counts={counts} />}
        note={
          <>
            （很满意＋满意）÷ 有效评价 <RuleLink rule="satisfaction" of="满意度" />
          </>
        }
      />
      <Figure
        label="有效评价"
        value={counts.answered}
        unit={`份，满意 ${counts.satisfied} 份`}
        note={`占抽样范围 ${round.drawnFrom} 人的 ${formatPercent(rate(counts.answered, round.drawnFrom))}`}
      />
      <Figure label="样本" value={counts.sample} unit="人" />
      <Figure
        label="尚未调查"
        value={counts.open}
        unit="人"
        to={paths.survey(round.id, { view: 'open' })}
        tone={counts.open > 0 ? 'warning' : 'neutral'}
      />
      <Figure
        label="未接通"
        value={counts.unreached}
        unit={`人，拒访 ${counts.declined} 人`}
        to={paths.survey(round.id, { view: 'unreached' })}
      />
    </FigureRow>
  );
}

/** How the sample came about, for whoever draws it again. */
function Drawing() {
  const { round, counts, recordedByName } = useLoaderData<typeof loader>();
  return (
    <Section title="抽样">
      <Facts
        items={[
          { label: ROUND_LABELS.method, value: SURVEY_METHOD_LABELS[round.method] },
          { label: '调查期间', value: `${round.startOn} 至 ${round.endOn}` },
          {
            label: '抽样范围',
            value: `截至 ${round.paidUntilOn} 领到救助的 ${round.drawnFrom} 人，抽取 ${counts.sample} 人`,
          },
          { label: ROUND_LABELS.seed, value: String(round.seed) },
          { label: '抽样人', value: `${recordedByName}，${formatInstant(round.recordedAt)}` },
        ]}
      />
    </Section>
  );
}
