import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { businessDate, todayInChina } from '../calendar/date';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { FrozenYear } from '../reports/FrozenYear';
import { isYearFrozen } from '../reports/freezes.server';
import { proposedDay } from '../relief/days';
import { may } from '../staff/permission';
import { AnswerEditor } from '../surveys/AnswerEditor';
import { personToAsk, recordAnswer } from '../surveys/answers.server';
import { OutcomeTag } from '../surveys/OutcomeTag';
import { PhoneNumber } from '../surveys/PhoneNumber';
import { RoundProgress } from '../surveys/RoundProgress';
import { roundToFill } from '../surveys/rounds.server';
import { AnswerForm } from '../surveys/survey.form';
import { Facts, Page, Section, Split, TextLink } from '../ui';

export const meta: MetaFunction = () => [{ title: '登记满意度评价 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'survey.record');
  const given = new URL(request.url).searchParams;
  const roundId = params.roundId!;
  const asked = {
    roundId,
    personId: given.get('person') ?? undefined,
    after: Number(given.get('after')) || 0,
  };
  const found = await store.read(async (read) => {
    const view = await orExplained(roundToFill(read, roundId));
    return {
      ...view,
      person: await orExplained(personToAsk(read, asked)),
      isFrozen: await isYearFrozen(read, view.year),
    };
  });
  const { person, ...round } = found;
  if (!person) throw await redirectWithNotice(paths.survey(roundId), 'survey.finished');
  const on = proposedDay(todayInChina(new Date()), {
    project: { startOn: businessDate(found.round.startOn), endOn: businessDate(found.round.endOn) },
  });
  return { ...round, person, on, mayReveal: may(actor.roles, 'identity.reveal') };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'survey.record');
  const roundId = params.roundId!;
  return submit(request, AnswerForm, async (answer) => {
    const after = await orNotFound(recordAnswer(desk, { roundId, ...answer }));
    return redirect(paths.surveyRecord(roundId, { after }));
  });
}

export default function RecordAnswer() {
  const { round, year, isFrozen, person, on, counts, mayReveal } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>()?.lastResult;
  return (
    <Page
      title="登记评价"
      crumbs={[
        { to: paths.surveys(year), label: `${year} 年满意度调查` },
        { to: paths.survey(round.id), label: round.name },
      ]}
      subtitle="按数字键 1 至 6 选择，按错了再按一次就改过来；需要时写下意见，回车保存并转到下一位。"
    >
      <FrozenYear year={year} isFrozen={isFrozen} />
      <RoundProgress counts={counts} />
      <Split
        aside={
          <Section title="受访人">
            <Facts
              items={[
                {
                  label: '联系电话',
                  value: (
                    <PhoneNumber key={person.id} roundId={round.id} person={person} mayReveal={mayReveal} />
                  ),
                  wide: true,
                },
                {
                  label: '档案编号',
                  value: <TextLink to={paths.family(person.familyId)}>{person.fileNumber}</TextLink>,
                  wide: true,
                },
                { label: '身份证号', value: person.idMasked, wide: true },
                {
                  label: '目前的评价',
                  value: <OutcomeTag outcome={person.answer?.outcome ?? null} />,
                  wide: true,
                },
              ]}
            />
          </Section>
        }
      >
        <Section title={`第 ${person.position} 位：${person.name}`}>
          <AnswerEditor key={person.id} round={round} person={person} on={on} lastResult={lastResult} />
        </Section>
      </Split>
    </Page>
  );
}
