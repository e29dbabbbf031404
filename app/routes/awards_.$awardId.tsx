import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { DeskStrip } from '../deskTime/DeskStrip';
import { applicationDesks } from '../deskTime/stays.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { paths } from '../paths';
import { Contradictions } from '../payments/ClaimedLines';
import { contradictionsOfAward } from '../payments/contradictions.server';
import { bankFailureOf } from '../payments/failures.server';
import { paymentsOfAward } from '../payments/payments.server';
import { RecordTable } from '../payments/RecordTable';
import { awardActionsFor } from '../relief/award';
import { openBatchesOf } from '../relief/awardsInBatches.server';
import type { ExitMark } from '../relief/exit';
import { AwardFacts } from '../relief/AwardFacts';
import { awardSteps } from '../relief/awardSteps';
import { AwardStatusTag } from '../relief/AwardTags';
import { awardPage } from '../relief/awards.server';
import { may } from '../staff/permission';
import {
  Alert,
  EmptyState,
  Figure,
  FigureRow,
  LinkButton,
  Money,
  MoneyText,
  Page,
  Section,
  Steps,
  TextLink,
} from '../ui';
import { FAILURE_CAUSE_LABELS } from '../zh/bankResults';
import { reliefTypeLabels } from '../zh/fund';
import { OVERRIDE_LABELS } from '../zh/ledger';
import { exitText } from '../zh/relief';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.page.member.name}的核定 - 困难职工帮扶` : '核定 - 困难职工帮扶' },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'payment.read');
  const id = params.awardId!;
  return store.read(async (read) => {
    const page = await orExplained(awardPage(read, id));
    const batch = (await openBatchesOf(read, [id])).get(id) ?? null;
    return {
      page,
      batch,
      failure: page.restFen > 0 ? await bankFailureOf(read, id) : null,
      claims: await contradictionsOfAward(read, id),
      maySettle: may(actor.roles, 'payment.record'),
      records: await paymentsOfAward(read, id),
      desks: await applicationDesks(read, page.award.applicationId),
      today: todayInChina(new Date()),
      // What waits for the bank is neither paid by hand nor released.
      actions: batch ? [] : awardActionsFor(page.status, actor.roles),
      mayPack: may(actor.roles, 'case_pack.take'),
      mayChangeAccount: may(actor.roles, 'family.record'),
    };
  });
}

export default function AwardDetail() {
  const { page, batch, failure, claims, maySettle, records, desks, today, actions, ...allowed } =
    useLoaderData<typeof loader>();
  const { mayPack, mayChangeAccount } = allowed;
  const { award, project, member, restFen } = page;
  return (
    <Page
      title={`${member.name}的${reliefTypeLabels[award.type]}核定`}
      crumbs={[{ to: paths.awards({ year: project.year }), label: '待发放' }]}
      tag={<AwardStatusTag status={page.status} />}
      actions={
        <>
          {actions.includes('pay') ? (
            <LinkButton to={paths.paymentsRecord({ award: award.id })} tone="primary" icon="money">
              {page.status === 'sent_back' ? '登记补发' : '登记发放'}
            </LinkButton>
          ) : null}
          {mayPack && records.length > 0 ? (
            <LinkButton to={paths.casePackNew({ award: award.id })} icon="download">
              抽查资料包
            </LinkButton>
          ) : null}
          {actions.includes('release') ? (
            <LinkButton to={paths.awardRelease(award.id)} tone="danger">
              撤销核定
            </LinkButton>
          ) : null}
        </>
      }
    >
      {batch ? (
        <Alert tone="info" title={`在发放批次 ${batch.number} 中`}>
          在批次里等待银行结果，不能另外登记发放，也不能撤销；还没有送银行的，可以先从
          <TextLink to={paths.batch(batch.id)}>批次</TextLink>移出。
        </Alert>
      ) : null}
      {page.status === 'sent_back' ? (
        <Alert tone="warning" title="款项已退回，等待补发">
          还应补发 <MoneyText fen={restFen} />
          。请先核对并更正收款账户，银行重新付款成功后再登记补发。
          {mayChangeAccount ? (
            <LinkButton to={paths.familyAccount(page.family.id)} size="small" className="ml-2">
              变更账户
            </LinkButton>
          ) : null}
        </Alert>
      ) : null}
      {failure && page.status !== 'sent_back' ? (
        <Alert tone="warning" title="银行付款失败，等待补发">
          批次{' '}
          <TextLink to={paths.batch(failure.batch.id, { status: 'failed' })}>{failure.batch.number}</TextLink>{' '}
          {failure.on}：{FAILURE_CAUSE_LABELS[failure.cause]}
          {failure.text ? `（${failure.text}）` : ''}。更正账户和补发在
          <TextLink to={paths.failures({ year: project.year })}>退票与失败</TextLink>办理。
        </Alert>
      ) : null}
      <Contradictions found={claims} maySettle={maySettle} />
      {page.exit ? <Exited exit={page.exit} restFen={restFen} /> : null}
      {page.flag ? (
        <Alert tone="warning" title="历史台账中的违规核定">
          {page.flag.overrides.map((code) => OVERRIDE_LABELS[code]).join('、')}；导入时由{page.flag.byName}
          放行，理由：{page.flag.reason}。计入合规检查。
        </Alert>
      ) : null}
      <FigureRow>
        <Figure label="核定金额" value={<Money fen={award.amountFen} />} unit="元" />
        <Figure label="已发放（净额）" value={<Money fen={page.netFen} />} unit="元" to="#records" />
        <Figure label="待发放" value={<Money fen={restFen} />} unit="元" />
      </FigureRow>
      <Section title="办理进度">
        <Steps label="办理进度" items={awardSteps(page)} />
      </Section>
      <DeskStrip course={desks} />
      <Section title="核定内容">
        <AwardFacts page={page} today={today} />
      </Section>
      <Section
        title="发放与更正"
        id="records"
        flush
        description="每条记录可打开查看或更正；更正另记一条，原记录不变。"
      >
        {records.length === 0 ? (
          <EmptyState title="还没有发放记录">
            {noRecordText({ isFailed: failure !== null, restFen })}
          </EmptyState>
        ) : (
          <RecordTable rows={records} netFen={page.netFen} />
        )}
      </Section>
    </Page>
  );
}

function Exited({ exit, restFen }: { exit: ExitMark; restFen: number }) {
  const isOpen = restFen > 0;
  return (
    <Alert tone={isOpen || exit.wasOffRegister ? 'warning' : 'info'} title={`家庭${exitText(exit)}`}>
      {exit.wasOffRegister ? '核定时家庭已不在册，计入合规检查。' : '核定时家庭在册。'}
      {isOpen ? openText(exit) : '已没有待发的款项。'}
    </Alert>
  );
}

function openText({ reason, wasOffRegister }: ExitMark): string {
  if (reason === 'deceased') return '因死亡退出，未发的应当撤销，不能由他人代领。';
  return wasOffRegister ? '未发的应当撤销。' : '未发的可以照发；不应再发的，请撤销核定。';
}

function noRecordText({ isFailed, restFen }: { isFailed: boolean; restFen: number }): string {
  if (isFailed) return '银行没有付成，原因见上方；付款成功后才有发放记录。';
  return restFen > 0 ? '银行付款成功后由财务登记。' : '这笔核定在发放之前已撤销。';
}
