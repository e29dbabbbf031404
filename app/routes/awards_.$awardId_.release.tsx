import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { newId } from '../ids.server';
import { paths } from '../paths';
import { Contradictions } from '../payments/ClaimedLines';
import { doubtsOf, releaseAward } from '../payments/releases.server';
import { AwardFacts } from '../relief/AwardFacts';
import { AwardReleaseForm } from '../relief/award.form';
import { AwardStatusTag } from '../relief/AwardTags';
import { awardPage, earliestRelease } from '../relief/awards.server';
import { proposedDay } from '../relief/days';
import { RuleLink } from '../rules/RuleLink';
import { may } from '../staff/permission';
import {
  Alert,
  DateField,
  ErrorSummary,
  FormActions,
  FormGrid,
  HiddenField,
  LinkButton,
  MoneyText,
  Page,
  Section,
  SubmitButton,
  TextAreaField,
  TextLink,
} from '../ui';
import { AWARD_RELEASE_LABELS as LABELS } from '../zh/relief';
import { AVAILABLE_LABEL } from '../zh/fund';

export const meta: MetaFunction = () => [{ title: '撤销核定 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'relief.decide');
  const today = todayInChina(new Date());
  const { page, doubts } = await store.read(async (read) => ({
    page: await orExplained(awardPage(read, params.awardId!)),
    doubts: await doubtsOf(read, params.awardId!),
  }));
  const earliestOn = earliestRelease({ approvedOn: page.award.approvedOn, latestOn: page.latestOn });
  return {
    page,
    doubts,
    maySettle: may(actor.roles, 'payment.record'),
    today,
    earliestOn,
    proposedOn: proposedDay(today, { earliestOn, project: page.project }),
    commandId: newId(),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'relief.decide');
  return submit(request, AwardReleaseForm, async (release) => {
    const done = await releaseAward(desk, { awardId: params.awardId!, ...release });
    return redirectWithNotice(paths.award(params.awardId!), 'award.released', done);
  });
}

export default function ReleaseAward() {
  const { page, doubts, maySettle, today } = useLoaderData<typeof loader>();
  const { award, member } = page;
  // What was typed before the bank's word came stays.
  const wasSent = useActionData<typeof action>() !== undefined;
  return (
    <Page
      title="撤销核定"
      crumbs={[
        { to: paths.awards({ year: page.project.year }), label: '待发放' },
        { to: paths.award(award.id), label: `${member.name}的核定` },
      ]}
      tag={<AwardStatusTag status={page.status} />}
    >
      <Contradictions found={doubts} maySettle={maySettle} />
      <Section title="核定内容">
        <AwardFacts page={page} today={today} />
      </Section>
      <Section
        title="撤销"
        description={
          <>
            未发放的部分退回{AVAILABLE_LABEL}，这笔核定不能再发放，也不能恢复；已发放的部分不变。
            <RuleLink rule="budget" of="预算限制" />
          </>
        }
      >
        {doubts.length > 0 ? <Doubted /> : null}
        {page.restFen === 0 ? <NothingToRelease /> : null}
        {page.restFen > 0 && (doubts.length === 0 || wasSent) ? <ReleaseFields /> : null}
      </Section>
    </Page>
  );
}

function ReleaseFields() {
  const { page, today, earliestOn, proposedOn, commandId } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(AwardReleaseForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: AwardReleaseForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { commandId, on: proposedOn },
  });
  return (
    <Form method="post" {...getFormProps(form)}>
      <ErrorSummary form={form} labels={LABELS} />
      <p className="mb-4">
        将退回{AVAILABLE_LABEL}：
        <strong>
          <MoneyText fen={page.restFen} />
        </strong>
      </p>
      <HiddenField field={fields.commandId} />
      <FormGrid>
        <DateField field={fields.on} label={LABELS.on} min={earliestOn} max={today} />
        <TextAreaField field={fields.reason} label={LABELS.reason} wide />
      </FormGrid>
      <FormActions>
        <SubmitButton tone="danger">撤销核定</SubmitButton>
        <LinkButton to={paths.award(page.award.id)}>返回核定</LinkButton>
      </FormActions>
    </Form>
  );
}

/** Once released, nothing that the bank has paid could be recorded of it. */
function Doubted() {
  return (
    <Alert tone="warning" title="现在不能撤销">
      银行的结果与这笔核定登记的不符，撤销以后就不能再登记发放或补发。请财务先在
      <TextLink to={paths.bankContradictions}>银行结果存疑</TextLink>按银行的结果登记，或写明登记的没有错。
    </Alert>
  );
}

function NothingToRelease() {
  const { page } = useLoaderData<typeof loader>();
  return (
    <>
      <Alert tone="warning" title="现在不能撤销">
        这笔核定没有未发放的金额。发放有误的，请在发放记录中更正。
      </Alert>
      <FormActions>
        <LinkButton to={paths.award(page.award.id)}>返回核定</LinkButton>
      </FormActions>
    </>
  );
}
