import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { businessDate, formatDate, todayInChina } from '../calendar/date';
import { projectOfYear, projectYears } from '../fund/fund.server';
import { NoProjectYet } from '../fund/NoProjectYet';
import { chosenYear } from '../fund/project';
import { scoringOf } from '../fund/scoring.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { proposedDay } from '../relief/days';
import { countPeoplePaid, drawSurvey, newSeed, roundView } from '../surveys/rounds.server';
import { sampleSize } from '../surveys/sample';
import { SAMPLE_UNITS, SURVEY_METHODS } from '../surveys/survey';
import { RoundForm } from '../surveys/survey.form';
import { RuleLink } from '../rules/RuleLink';
import {
  DateField,
  ErrorSummary,
  FormActions,
  FormGrid,
  HiddenField,
  LinkButton,
  NumberField,
  Page,
  RadioField,
  Section,
  SubmitButton,
  TextField,
} from '../ui';
import { thinSampleText } from '../zh/scoring';
import { drawnText, ROUND_LABELS as LABELS, SAMPLE_UNIT_LABELS, SURVEY_METHOD_LABELS } from '../zh/surveys';

export const meta: MetaFunction = () => [{ title: '新建满意度调查 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'survey.manage');
  const given = new URL(request.url).searchParams;
  const today = todayInChina(new Date());
  return store.read(async (read) => {
    const years = await projectYears(read);
    const year = chosenYear(given.get('year'), { years, today });
    if (year === null) return null;
    const project = await orExplained(projectOfYear(read, year));
    const on = proposedDay(today, { project });
    const { startOn, endOn } = project;
    const people = await countPeoplePaid(read, project, on);
    const scoring = await scoringOf(read, project.id);
    return { year, startOn, endOn, on, people, scoring, seed: newSeed() };
  });
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'survey.manage');
  return submit(request, RoundForm, async (round) => {
    const id = await drawSurvey(desk, round);
    const { counts } = await desk.store.read((read) => roundView(read, id));
    return redirectWithNotice(paths.survey(id), 'survey.drawn', { count: counts.sample });
  });
}

export default function NewSurvey() {
  const found = useLoaderData<typeof loader>();
  return (
    <Page
      title="新建满意度调查"
      subtitle="抽样后名单固定下来，不再改变。同样的记录、同样的随机种子，抽出的人相同，审计时可以重现。"
      crumbs={[{ to: paths.surveys(found?.year), label: '满意度调查' }]}
    >
      {found ? <RoundFields found={found} /> : <NoProjectYet mayEditProject={false} />}
    </Page>
  );
}

type Found = NonNullable<Awaited<ReturnType<typeof loader>>>;

function RoundFields({ found: { year, startOn, endOn, on, people, scoring, seed } }: { found: Found }) {
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(RoundForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: RoundForm }),
    shouldRevalidate: 'onInput',
    defaultValue: {
      year,
      method: 'phone',
      startOn: on,
      endOn,
      paidUntilOn: on,
      sampleWish: 10,
      sampleUnit: 'percent',
      seed,
    },
  });
  const wish = Number(fields.sampleWish.value);
  const unit = fields.sampleUnit.value === 'people' ? 'people' : 'percent';
  const drawn =
    Number.isInteger(wish) && wish > 0 ? drawnText(people, sampleSize({ people, wish, unit })) : '';
  return (
    <Section
      title={`${year} 年`}
      description={`截至 ${formatDate(businessDate(on))} 领到救助的有 ${people} 人（按身份证号，扣除全额退回的）。`}
    >
      <Form method="post" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={LABELS} />
        <HiddenField field={fields.year} />
        <FormGrid>
          <TextField field={fields.name} label={LABELS.name} />
          <RadioField
            field={fields.method}
            label={LABELS.method}
            options={SURVEY_METHODS.map((value) => ({ value, label: SURVEY_METHOD_LABELS[value] }))}
          />
          <DateField field={fields.startOn} label={LABELS.startOn} min={startOn} max={endOn} />
          <DateField field={fields.endOn} label={LABELS.endOn} min={startOn} max={endOn} />
          <NumberField
            field={fields.sampleWish}
            label={LABELS.sampleWish}
            min={1}
            hint={
              <>
                {drawn}
                {thinSampleText(scoring)}拒访、未接通的不算，请多抽一些。
                <RuleLink rule="thin-sample" of="样本" />
              </>
            }
          />
          <RadioField
            field={fields.sampleUnit}
            label={LABELS.sampleUnit}
            options={SAMPLE_UNITS.map((value) => ({ value, label: SAMPLE_UNIT_LABELS[value] }))}
          />
          <DateField
            field={fields.paidUntilOn}
            label={LABELS.paidUntilOn}
            hint="从到这一天为止领到救助的人中抽取。"
          />
          <NumberField field={fields.seed} label={LABELS.seed} hint="系统给出的随机数，通常不用改。" />
        </FormGrid>
        <FormActions>
          <SubmitButton pendingText="正在抽样…">抽取样本</SubmitButton>
          <LinkButton to={paths.surveys(year)}>取消</LinkButton>
        </FormActions>
      </Form>
    </Section>
  );
}
