import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { yearOfAddress } from '../fund/project';
import { SCORING_FIELDS, type ScoringField } from '../fund/scoring';
import { ScoringForm } from '../fund/scoring.form';
import { scoringPage, setScoring } from '../fund/scoring.server';
import { ScoringFields } from '../fund/ScoringFields';
import { ScoringFacts } from '../fund/ScoringFacts';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  ErrorSummary,
  FormActions,
  HiddenField,
  LinkButton,
  Page,
  Section,
  SubmitButton,
} from '../ui';
import { SCORING_LABELS, scoringInput } from '../zh/scoring';

export const meta: MetaFunction = () => [{ title: '评分规则 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'project.edit');
  const year = yearOfAddress(params.year);
  return { year, page: await orExplained(store.read((read) => scoringPage(read, year))) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'project.edit');
  const year = yearOfAddress(params.year);
  return submit(request, ScoringForm, async ({ version, ...rules }) => {
    const isChanged = await orNotFound(setScoring(desk, { year, version, rules }));
    return redirectWithNotice(paths.project(year), isChanged ? 'project.scoring_set' : 'record.unchanged', {
      year,
    });
  });
}

export default function ScoringRulesPage() {
  const { year, page } = useLoaderData<typeof loader>();
  return (
    <Page
      title={`${year} 年度评分规则`}
      subtitle={
        <>
          只管这一个年度，定稿之后不能再改；建立下一年度时一并带过去。 <RuleLink rule="score" of="计分" />{' '}
          <RuleLink rule="timeliness-word" of="及时性" /> <RuleLink rule="grades" of="评级" />{' '}
          <RuleLink rule="thin-sample" of="样本" />
        </>
      }
      crumbs={[
        { to: paths.projects, label: '年度目标' },
        { to: paths.project(year), label: `${year} 年度` },
      ]}
    >
      {page.isClosed ? (
        <>
          <Alert tone="info" title="已定稿，不能再改">
            {year} 年度按下面的规则定稿。
          </Alert>
          <Section title="评分规则">
            <ScoringFacts rules={page.rules} set={page.set} version={page.version} />
          </Section>
        </>
      ) : (
        <ScoringEditor />
      )}
    </Page>
  );
}

function ScoringEditor() {
  const { year, page } = useLoaderData<typeof loader>();
  const values = Object.fromEntries(
    SCORING_FIELDS.map((field) => [field, scoringInput(field, page.rules[field])]),
  ) as Record<ScoringField, string>;
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(ScoringForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ScoringForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { version: page.version, ...values },
  });
  return (
    <Form method="post" {...getFormProps(form)}>
      <ErrorSummary form={form} labels={SCORING_LABELS} />
      <HiddenField field={fields.version} />
      <ScoringFields fields={fields} set={page.set} version={page.version} />
      <FormActions>
        <SubmitButton>保存评分规则</SubmitButton>
        <LinkButton to={paths.project(year)}>取消</LinkButton>
      </FormActions>
    </Form>
  );
}
