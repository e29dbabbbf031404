import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { thePaperStore } from '../families/paperStore.server';
import { yearOfAddress } from '../fund/project';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { FreezeForm } from '../reports/closing.form';
import { ClosingPoints } from '../reports/ClosingPoints';
import { freezePage, freezeReport } from '../reports/freezes.server';
import { PaperDifferences } from '../reports/PaperDifferences';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  CheckboxField,
  ErrorSummary,
  Facts,
  FormActions,
  HiddenField,
  LinkButton,
  Page,
  Section,
  SubmitButton,
  TextAreaField,
} from '../ui';
import { CLOSING_LABELS as LABELS, freezeName } from '../zh/closing';
import { gradeLabels } from '../zh/reports';

export const meta: MetaFunction = () => [{ title: '年终定稿 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'report.close');
  const year = yearOfAddress(params.year);
  const { model, ...page } = await orExplained(store.read((read) => freezePage(read, { year })));
  const { asOfText, total, funds } = model.report;
  return { ...page, year, points: model.points, asOfText, total, funds, today: todayInChina(new Date()) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'report.close');
  const year = yearOfAddress(params.year);
  return submit(request, FreezeForm, async (wish) => {
    await orNotFound(freezeReport(desk, { year, ...wish, papers: thePaperStore() }));
    const code = wish.position === 0 ? 'report.frozen' : 'report.supplemented';
    return redirectWithNotice(paths.reportFrozen(year, wish.position), code, { year });
  });
}

export default function CloseYear() {
  const { year, position, points, isOver, differences, asOfText, total, funds, today } =
    useLoaderData<typeof loader>();
  return (
    <Page
      title={`${year} 年度${freezeName(position)}`}
      subtitle={`数据截至 ${asOfText}${isOver ? '，即项目的最后一天' : ''}。`}
      crumbs={[{ to: paths.report(year), label: `${year} 年绩效报告` }]}
    >
      <Section title={`将要定稿的内容（截至 ${asOfText}）`}>
        <Facts
          columns={3}
          items={[
            { label: '总分', value: `${total.score}（满分 ${total.weight}）` },
            { label: '评级', value: `${gradeLabels[total.grade]}${total.isProvisional ? '（暂定）' : ''}` },
            ...funds.map(({ label, amountText }) => ({ label, value: `${amountText} 元` })),
          ]}
        />
      </Section>
      <Section
        title="定稿前的检查"
        description={`没有办完的申请、批次和核定，按今天（${today}）的记录检查。`}
        flush={points.length > 0}
      >
        <ClosingPoints points={points} />
      </Section>
      {differences && differences.length > 0 ? (
        <Section title="与最近一次定稿的差异" flush>
          <PaperDifferences differences={differences} />
        </Section>
      ) : null}
      <Freezing />
    </Page>
  );
}

function Freezing() {
  const { year, position, seen, points, isOver, differences } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(FreezeForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: FreezeForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { position, seen },
  });
  const isBlocked = points.some(({ isBlocking }) => isBlocking);
  const isSame = differences?.length === 0;
  return (
    <Section
      title={freezeName(position)}
      description={
        <>
          定稿把自评表和绩效报告连同文件按校验码存档，之后不能改、不能撤回；以后的更正显示为与定稿的差异。
          <RuleLink rule="closing" of="定稿" />
        </>
      }
    >
      <Form method="post" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={LABELS} />
        <HiddenField field={fields.position} />
        <HiddenField field={fields.seen} />
        {position > 0 && !isSame ? (
          <TextAreaField field={fields.reason} label={LABELS.reason} required />
        ) : null}
        {!isBlocked && points.length > 0 && !isSame ? (
          <CheckboxField field={fields.acknowledged} label={LABELS.acknowledged} required />
        ) : null}
        <Hindrance isOver={isOver} isBlocked={isBlocked} isSame={isSame} />
        <FormActions>
          {isOver && !isBlocked && !isSame ? <SubmitButton>定稿</SubmitButton> : null}
          <LinkButton to={paths.report(year)}>返回绩效报告</LinkButton>
        </FormActions>
      </Form>
    </Section>
  );
}

/** Why it cannot be frozen now. */
function Hindrance({ isOver, isBlocked, isSame }: { isOver: boolean; isBlocked: boolean; isSame: boolean }) {
  if (!isOver) return <Alert tone="warning">项目还没有结束，结束之后才能定稿。</Alert>;
  if (isSame) return <Alert tone="info">现在的数据与最近一次定稿完全一致，不需要补充定稿。</Alert>;
  return isBlocked ? <Alert tone="warning">请先处理上面标为“必须处理”的问题。</Alert> : null;
}
