import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orNotFound, submit } from '../http/submit.server';
import { fen } from '../money/fen';
import { formatYuan } from '../money/yuan';
import { paths } from '../paths';
import { SettleContradictionForm } from '../payments/bankResult.form';
import { Claim } from '../payments/ClaimedLines';
import { isOfAmount, type Contradiction } from '../payments/contradiction';
import { openContradiction, settleContradiction } from '../payments/contradictions.server';
import { Refusal } from '../refusal';
import {
  Alert,
  ErrorSummary,
  FormActions,
  HiddenField,
  LinkButton,
  Page,
  Section,
  SubmitButton,
  TextAreaField,
} from '../ui';
import { refusalText } from '../zh/refusals';

export { afterRefusal as shouldRevalidate } from '../http/revalidate';

export const meta: MetaFunction = () => [{ title: '登记的没有错 - 困难职工帮扶' }];

const LABELS = { note: '与银行核对的结果' };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'payment.record');
  try {
    const found = await orNotFound(store.read((read) => openContradiction(read, params.contradictionId!)));
    return data({ found, ended: '' }, { status: 200 });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return data({ found: null, ended: refusalText(error) }, { status: 409 });
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'payment.record');
  return submit(request, SettleContradictionForm, async ({ note, shownId: id = params.contradictionId! }) => {
    await orNotFound(settleContradiction(desk, { id, reason: note }));
    return redirectWithNotice(paths.bankContradictions, 'contradiction.settled');
  });
}

export default function SettleContradiction() {
  const { found, ended } = useLoaderData<typeof loader>();
  return (
    <Page
      title="登记的没有错"
      crumbs={[{ to: paths.bankContradictions, label: '银行结果存疑' }]}
      subtitle="银行的两份结果说法相反或金额不同，与银行核对后确认登记的没有错的，在这里写明。登记不变，不再提醒。"
    >
      {found ? <Settle found={found} /> : <NothingOpen ended={ended} />}
    </Page>
  );
}

/** It has ended meanwhile; what was typed for it can still be copied. */
function NothingOpen({ ended }: { ended: string }) {
  const typed = useActionData<typeof action>()?.lastResult.initialValue?.note;
  return (
    <Alert tone="warning" title="这条存疑不用再办">
      <p>{ended}</p>
      {typeof typed === 'string' ? <p>您写的是：{typed}</p> : null}
      <LinkButton to={paths.bankContradictions} size="small">
        银行结果存疑
      </LinkButton>
    </Alert>
  );
}

function Settle({ found }: { found: Contradiction }) {
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(SettleContradictionForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: SettleContradictionForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Section title={`${found.holder}，${formatYuan(fen(found.amountFen))}`}>
      <p className="mb-4">
        <Claim claim={found} />
        {consequence(found)}
      </p>
      <Form method="post" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={LABELS} />
        {/* What the page shows now, also where what it showed before was refused. */}
        <HiddenField field={fields.shownId} value={found.id} />
        <TextAreaField
          field={fields.note}
          label={LABELS.note}
          rows={2}
          hint="写明何时、向谁、凭什么核对的，例如「11 月 27 日电话询问代发行柜台，该笔当日已冲回」"
        />
        <FormActions>
          <SubmitButton>写明核对结果</SubmitButton>
          <LinkButton to={paths.bankContradictions}>返回</LinkButton>
        </FormActions>
      </Form>
    </Section>
  );
}

/** What follows from leaving it as it is booked. */
function consequence(found: Contradiction): string {
  if (isOfAmount(found)) {
    return found.saidFen !== null && found.saidFen > found.bookedFen
      ? '写明以后，仍按登记的金额算已付。如果银行其实付得多，先请银行退回多付的部分。'
      : '写明以后，仍按登记的金额算已付。如果银行其实付得少，受助人就没有收到全部的钱。';
  }
  if (found.outcome === 'failed')
    return '写明以后，这一笔仍算已付。如果银行其实没有付成，受助人就没有收到钱。';
  if (found.again) return '写明以后，不再提醒。如果银行其实付了两次，先请银行退回一笔，并写明退回的日期。';
  return '写明以后，这一笔可以补发，不再要求勾选；审批人仍会看到核对结果。如果银行其实已经付出，补发就是重复付款。';
}
