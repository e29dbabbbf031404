import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { parseDate, todayInChina } from '../calendar/date';
import { bulkActOf, bulkSelection, MOST_AT_ONCE, type BulkAct } from '../families/bulk';
import { BulkForm, BulkNoticeForm, BulkReviewForm } from '../families/bulk.form';
import { actOnFamilies, chosenFamilies } from '../families/bulk.server';
import { ApprovalDoubts } from '../families/ApprovalDoubts';
import { approvalFacts } from '../families/bulkDoubts.server';
import { doubtsOn } from '../families/bulkDoubts';
import { BulkOutcomes, ChosenTable, LeftOutNotice, LIST_OF_ACT } from '../families/BulkTables';
import { FAMILY_STEPS } from '../families/workflow';
import { guard } from '../http/guard.server';
import { submit } from '../http/submit.server';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  DateField,
  EmptyState,
  ErrorSummary,
  FormActions,
  FormGrid,
  LinkButton,
  Page,
  Section,
  SubmitButton,
  TextAreaField,
  TextField,
} from '../ui';
import { BULK_LABELS } from '../zh/familyList';
import { refusalText } from '../zh/refusals';

export const meta: MetaFunction = () => [{ title: '批量办理 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const act = knownAct(params.act);
  const { store, actor } = await guard(request, FAMILY_STEPS[act].permission);
  const selection = bulkSelection(new URL(request.url).searchParams);
  const chosen = await store.read((read) => chosenFamilies(read, { act, selection, staffId: actor.staffId }));
  const fitting = act === 'approve' ? chosen.rows.filter(({ obstacle }) => !obstacle) : [];
  const facts = await store.read((read) => approvalFacts(read, fitting));
  return { act, today: todayInChina(new Date()), facts, ...chosen };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const act = knownAct(params.act);
  const desk = await guard(request, FAMILY_STEPS[act].permission);
  return submit(request, formOf(act), async ({ family: ids, on, note, place, ...seen }) => {
    const outcomes = await actOnFamilies(desk, { act, ids, step: { on, note, place, seen } });
    return {
      outcomes: outcomes.map(({ row, refusal }) => ({
        row,
        obstacle: refusal && { code: refusal.code, text: refusalText(refusal) },
      })),
    };
  });
}

function formOf(act: BulkAct) {
  if (act === 'publicise') return BulkNoticeForm;
  return act === 'review' ? BulkReviewForm : BulkForm;
}

function knownAct(text: string | undefined): BulkAct {
  const act = bulkActOf(text);
  if (!act) throw new Response(null, { status: 404, statusText: 'Not Found' });
  return act;
}

export default function BulkFamilies() {
  const { act, rows, leftOut } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page title={BULK_LABELS[act].title} crumbs={[LIST_OF_ACT[act]]}>
      {answer && 'outcomes' in answer ? (
        <BulkOutcomes act={act} outcomes={answer.outcomes} />
      ) : (
        <>
          <LeftOutNotice leftOut={leftOut} />
          {rows.length === 0 ? <NothingToDo /> : <Question />}
        </>
      )}
    </Page>
  );
}

function NothingToDo() {
  const { act, leftOut } = useLoaderData<typeof loader>();
  const isAnyLeftOut = Object.keys(leftOut).length > 0;
  return (
    <Section title={BULK_LABELS[act].title}>
      <EmptyState
        title="没有可以办理的家庭"
        action={<LinkButton to={LIST_OF_ACT[act].to}>返回列表</LinkButton>}
      >
        {isAnyLeftOut ? '原因见上。' : '请在列表中勾选要办理的家庭，或选「符合条件的全部」。'}
      </EmptyState>
    </Section>
  );
}

function Question() {
  const { act, today, rows, more, facts } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const labels = BULK_LABELS[act];
  const fitting = rows.filter(({ obstacle }) => !obstacle);
  const [form, fields] = useForm({
    lastResult: answer && 'lastResult' in answer ? answer.lastResult : undefined,
    constraint: getZodConstraint(formOf(act)),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: formOf(act) }),
    shouldRevalidate: 'onInput',
    defaultValue: { on: today },
  });
  const day = parseDate(fields.on.value ?? '');
  const doubts = doubtsOn(facts, day.ok ? day.date : today);
  if (fitting.length === 0) {
    return (
      <>
        <Section title={labels.button}>
          <EmptyState
            title="选中的家庭都不能办理"
            action={<LinkButton to={LIST_OF_ACT[act].to}>返回列表</LinkButton>}
          >
            各户的原因见下表。
          </EmptyState>
        </Section>
        <ChosenTable act={act} rows={rows} doubts={doubts} />
      </>
    );
  }
  return (
    <>
      <Section
        title={`${labels.button} ${fitting.length} 户`}
        description={
          <>
            {labels.explanation} {act === 'publicise' ? <RuleLink rule="notice" of="公示期" /> : null}
          </>
        }
      >
        {fitting.length < rows.length ? (
          <div className="mb-3">
            <Alert tone="warning">
              选中的家庭中有 {rows.length - fitting.length} 户不能办理，原因见下表，这次不办理。
            </Alert>
          </div>
        ) : null}
        {more > 0 ? (
          <div className="mb-3">
            <Alert tone="warning">
              每次最多办理 {MOST_AT_ONCE} 户，还有 {more.toLocaleString('zh-CN')} 户请在这次办完后再办。
            </Alert>
          </div>
        ) : null}
        <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
          <ErrorSummary
            form={form}
            labels={{
              on: labels.day,
              note: act === 'review' ? '年审情况' : '意见',
              place: '公示地点',
              family: '家庭',
            }}
          />
          {fitting.map(({ id }) => (
            <input key={id} type="hidden" name="family" value={id} />
          ))}
          <FormGrid>
            <DateField field={fields.on} label={labels.day} max={today} />
            {act === 'publicise' ? <TextField field={fields.place} label="公示地点" /> : null}
            {act === 'approve' ? <TextAreaField field={fields.note} label="意见" /> : null}
            {act === 'review' ? <TextAreaField field={fields.note} label="年审情况" wide /> : null}
          </FormGrid>
          <ApprovalDoubts doubts={doubts} fields={fields} />
          <FormActions>
            <SubmitButton pendingText="正在办理…">{`${labels.button} ${fitting.length} 户`}</SubmitButton>
            <LinkButton to={LIST_OF_ACT[act].to}>返回列表</LinkButton>
          </FormActions>
        </Form>
      </Section>
      <ChosenTable act={act} rows={rows} doubts={doubts} />
    </>
  );
}
