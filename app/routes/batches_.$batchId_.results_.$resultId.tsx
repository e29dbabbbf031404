import { getFormProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { formatInstant } from '../calendar/instant';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { newId } from '../ids.server';
import { paths } from '../paths';
import { applyResult } from '../payments/bankAnswers.server';
import { ApplyResultForm } from '../payments/bankResult.form';
import { PREVIEW_TABS } from '../payments/bankResultMatch';
import { batchStepFrom, FAILURE_CAUSES } from '../payments/batch';
import { Contradictions } from '../payments/ClaimedLines';
import { Apart, OtherFits, Strange, Unchecked } from '../payments/ResultNotices';
import { previewPage } from '../payments/resultPreview.server';
import { ResultTable } from '../payments/ResultTable';
import { may } from '../staff/permission';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  Card,
  EmptyState,
  ErrorSummary,
  FormActions,
  HiddenField,
  LinkButton,
  MoneyText,
  Page,
  Pager,
  Section,
  SeenTick,
  Select,
  SubmitButton,
  Table,
  Tabs,
  TBody,
  Td,
  Th,
  THead,
  Tr,
} from '../ui';
import {
  earlyNotice,
  earlySeenLabel,
  FAILURE_CAUSE_LABELS,
  PREVIEW_TAB_LABELS,
  USED_ADVICE,
  usedNotice,
  usedSeenLabel,
} from '../zh/bankResults';
import { otherFitSeenLabel } from '../zh/otherBatches';
import { differingSeenLabel, unreadSeenLabel } from '../zh/uncheckedResults';

export { afterRefusal as shouldRevalidate } from '../http/revalidate';

export const meta: MetaFunction = () => [{ title: '核对银行结果 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'payment.read');
  const ids = { batchId: params.batchId!, resultId: params.resultId! };
  const given = new URL(request.url).searchParams;
  const question = { ...ids, tab: given.get('view'), page: Number(given.get('page')) };
  const found = await orExplained(store.read((read) => previewPage(read, question)));
  const mayRecord =
    may(actor.roles, 'payment.record') && batchStepFrom(found.batch.status, 'import_result') !== null;
  if (!found.isMapped && mayRecord) throw redirect(paths.batchResultMapping(ids.batchId, ids.resultId));
  return { found, mayRecord, maySettle: may(actor.roles, 'payment.record'), commandId: newId() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'payment.record');
  const ids = { batchId: params.batchId!, resultId: params.resultId! };
  return submit(request, ApplyResultForm, async (form) => {
    const done = await orNotFound(applyResult(desk, { ...ids, ...form }));
    const { isClosed, succeeded, failed, amountFen } = done;
    const answered = isClosed ? 'batch.result_closed' : 'batch.result_applied';
    const code = succeeded + failed > 0 ? answered : 'batch.result_checked';
    const page = paths.batchResult(ids.batchId, ids.resultId);
    return redirectWithNotice(page, code, { succeeded, failed, amountFen });
  });
}

export default function BatchResult() {
  const { found, mayRecord, maySettle, commandId } = useLoaderData<typeof loader>();
  const { batch, result, totals } = found;
  const isNew = totals.succeeded.count + totals.failed.count > 0;
  const isToCheck = found.unchecked.differing + found.unchecked.unread > 0;
  const mayApply = found.isMapped && mayRecord && (isNew || isToCheck);
  return (
    <Page
      title="核对银行结果"
      subtitle={`批次 ${batch.number} ${batch.title} · ${result.fileName}`}
      crumbs={[
        { to: paths.batches(), label: '发放批次' },
        { to: paths.batch(batch.id), label: batch.number },
        { to: paths.batchResults(batch.id), label: '银行结果' },
      ]}
      actions={
        mayRecord && !result.applied ? (
          <>
            <LinkButton to={paths.batchResultMapping(batch.id, result.id)}>列对应</LinkButton>
            <LinkButton to={paths.batchResultVoid(batch.id, result.id)}>作废</LinkButton>
          </>
        ) : null
      }
    >
      {found.isMapped ? null : (
        <Alert tone="warning" title="还没有对应各列">
          请财务人员先说明文件的各列是什么。
        </Alert>
      )}
      <Contradictions found={found.claims} maySettle={maySettle} />
      {found.strange ? <Strange file={found.strange} /> : null}
      <Apart others={found.others} />
      <Unchecked found={found} mayMap={mayRecord && !result.applied} />
      {mayApply ? <Apply key={commandId} isNew={isNew} /> : null}
      {found.isMapped && !isNew && !mayApply ? (
        <>
          <Refused />
          <NothingNew />
        </>
      ) : null}
      <Rows />
    </Page>
  );
}

/** Where the form itself is gone, because nothing is left to enter. */
function Refused() {
  const errors = useActionData<typeof action>()?.lastResult.error;
  const sentences = Object.values(errors ?? {}).flatMap((messages) => messages ?? []);
  if (sentences.length === 0) return null;
  return (
    <Alert tone="danger" live>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Alert>
  );
}

function NothingNew() {
  const { batch, result, totals, openDoubts } = useLoaderData<typeof loader>().found;
  const open = openDoubts + totals.missing.count;
  return (
    <Alert
      tone={open > 0 ? 'warning' : 'success'}
      title={
        result.applied
          ? `结果已登记（${result.applied.by}，${formatInstant(result.applied.at)}）`
          : '没有需要登记的结果'
      }
    >
      {open > 0
        ? `还有 ${openDoubts} 行存疑，${totals.missing.count} 行文件里没有，请对照银行回单逐笔确认，或等银行的下一个文件。`
        : '这个文件里能对上的都已登记。'}
      <LinkButton to={paths.batch(batch.id)} size="small" className="ml-2">
        打开批次
      </LinkButton>
      <LinkButton
        to={paths.failures({ year: Number(batch.number.slice(0, 4)) })}
        size="small"
        className="ml-2"
      >
        退票与失败
      </LinkButton>
    </Alert>
  );
}

function Apply({ isNew }: { isNew: boolean }) {
  const { found, commandId } = useLoaderData<typeof loader>();
  const { totals, openDoubts, reasons, early, used, otherFit, unchecked } = found;
  const { succeeded, failed, missing } = totals;
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ApplyResultForm }),
    defaultValue: { commandId },
  });
  return (
    <Section
      title={isNew ? '登记结果' : '核对这个文件'}
      description={
        isNew ? (
          <>
            存疑 {openDoubts} 行、文件里没有的 {missing.count}{' '}
            行这次不登记，仍留在批次里。付款日为止的发放不能多于到账。
            <RuleLink rule="budget" of="资金限制" />
          </>
        ) : (
          '文件里没有新的结果；核对以后，登记的和文件里的都记入操作日志，首页不再列出这个文件。'
        )
      }
    >
      <Form method="post" {...getFormProps(form)}>
        <ErrorSummary form={form} />
        <HiddenField field={fields.commandId} />
        {/* What the page shows now, also where what it showed before was refused. */}
        <HiddenField field={fields.succeeded} value={String(succeeded.count)} />
        <HiddenField field={fields.failed} value={String(failed.count)} />
        <HiddenField field={fields.readAs} value={found.readAs} />
        <HiddenField field={fields.amountFen} value={String(succeeded.amountFen)} />
        {isNew ? (
          <p>
            付款成功 {succeeded.count.toLocaleString('zh-CN')} 笔，合计{' '}
            <MoneyText fen={succeeded.amountFen} />
            ，按银行日期登记发放；付款失败 {failed.count.toLocaleString('zh-CN')} 笔，列入「退票与失败」。
          </p>
        ) : null}
        {reasons.length > 0 ? <Causes reasons={reasons} /> : null}
        {early.count > 0 ? (
          <div className="mt-3">
            <Alert tone="warning" title={early.otherBatch ? '别的批次的结果文件' : '银行日期过早'}>
              {earlyNotice(early)}
            </Alert>
            <SeenTick field={fields.earlySeen} count={early.count} label={earlySeenLabel(early.count)} />
          </div>
        ) : null}
        {used.count > 0 ? (
          <div className="mt-3">
            <Alert tone="warning" title="流水号已登记在别的发放上">
              <p>{USED_ADVICE}</p>
              <ul className="mt-1 list-inside list-disc">
                {used.rows.map((row) => (
                  <li key={row.rowNumber}>{usedNotice(row)}</li>
                ))}
              </ul>
              {used.count > used.rows.length ? <p>另有 {used.count - used.rows.length} 行。</p> : null}
            </Alert>
            <SeenTick field={fields.usedSeen} count={used.count} label={usedSeenLabel(used.count)} />
          </div>
        ) : null}
        {otherFit.count > 0 ? (
          <div className="mt-3">
            <OtherFits fit={otherFit} />
            <SeenTick
              field={fields.otherFitSeen}
              count={otherFit.count}
              label={otherFitSeenLabel(otherFit.count)}
            />
          </div>
        ) : null}
        <SeenTick
          field={fields.differingSeen}
          count={unchecked.differing}
          label={differingSeenLabel(unchecked.differing)}
        />
        <SeenTick
          field={fields.unreadSeen}
          count={unchecked.unread}
          label={unreadSeenLabel(unchecked.unread)}
        />
        <FormActions>
          <SubmitButton pendingText="正在登记…">{isNew ? '登记结果' : '记下已核对'}</SubmitButton>
        </FormActions>
      </Form>
    </Section>
  );
}

type Reasons = ReturnType<typeof useLoaderData<typeof loader>>['found']['reasons'];

/** The bank's words with the cause that they are taken for: whoever knows better says so. */
function Causes({ reasons }: { reasons: Reasons }) {
  return (
    <div className="mt-3 max-w-3xl">
      <Table label="失败原因归类" dense bordered>
        <THead>
          <Tr>
            <Th>银行说明</Th>
            <Th numeric>笔数</Th>
            <Th>归为</Th>
          </Tr>
        </THead>
        <TBody>
          {reasons.map(({ text, count, cause }, index) => (
            <Tr key={text}>
              <Td>{text || '没有说明'}</Td>
              <Td numeric>{count}</Td>
              <Td>
                <input type="hidden" name={`causes[${index}].text`} value={text} />
                <Select
                  name={`causes[${index}].cause`}
                  label={`「${text || '没有说明'}」归为`}
                  defaultValue={cause}
                  options={FAILURE_CAUSES.map((value) => ({ value, label: FAILURE_CAUSE_LABELS[value] }))}
                />
              </Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </div>
  );
}

function Rows() {
  const { found, mayRecord } = useLoaderData<typeof loader>();
  const { batch, result, tab, totals, lines, page, pageCount } = found;
  return (
    <>
      <Tabs
        label="按结果查看"
        items={PREVIEW_TABS.map((one) => ({
          to: paths.batchResult(batch.id, result.id, { view: one }),
          label: PREVIEW_TAB_LABELS[one],
          count: totals[one].count,
          current: one === tab,
        }))}
      />
      <Card>
        {lines.length === 0 ? (
          <EmptyState title={`没有「${PREVIEW_TAB_LABELS[tab]}」的行`} />
        ) : (
          <>
            <ResultTable
              batchId={batch.id}
              resultId={result.id}
              tab={tab}
              lines={lines}
              mayAnswer={mayRecord}
            />
            <Pager
              page={page}
              pageCount={pageCount}
              total={totals[tab].count}
              unit="行"
              to={(next) => paths.batchResult(batch.id, result.id, { view: tab, page: next })}
            />
          </>
        )}
      </Card>
    </>
  );
}
