import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { formatInstant } from '../calendar/instant';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { amountInCapitals } from '../money/capitals';
import { fen } from '../money/fen';
import { paths } from '../paths';
import { ChainTable } from '../payments/ChainTable';
import { Contradictions } from '../payments/ClaimedLines';
import { contradictionsOfAward } from '../payments/contradictions.server';
import { correctionsOf } from '../payments/payment';
import { noticeOfPayment } from '../payments/paidNotices.server';
import { PaidNoticeText } from '../payments/PaidNoticeText';
import { paymentPage } from '../payments/payments.server';
import { PaymentKindTag } from '../payments/PaymentTable';
import { UncheckedRows } from '../payments/UncheckedFiles';
import { uncheckedOfAward } from '../payments/uncheckedList.server';
import { may } from '../staff/permission';
import { RuleLink } from '../rules/RuleLink';
import { together } from '../together';
import { Facts, LinkButton, MoneyText, Page, Section, TextLink } from '../ui';
import { reliefTypeLabels } from '../zh/fund';
import { PAYMENT_KIND_LABELS } from '../zh/payments';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.payment.name}的发放记录 - 困难职工帮扶` : '发放记录 - 困难职工帮扶' },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'payment.read');
  const id = params.paymentId!;
  const { page, ...found } = await store.read(async (read) => {
    const shown = await orExplained(paymentPage(read, id));
    const { award } = shown;
    return together({
      page: shown,
      claims: contradictionsOfAward(read, award.id),
      unchecked: uncheckedOfAward(read, award.id),
      notice: noticeOfPayment(read, id),
    });
  });
  return {
    ...page,
    ...found,
    capitals: amountInCapitals(fen(page.payment.amountFen)),
    mayPack: may(actor.roles, 'case_pack.take'),
    mayCorrect: may(actor.roles, 'payment.record'),
  };
}

export default function PaymentRecord() {
  const { payment, capitals, leftFen, chain, award, claims, unchecked, notice, mayPack, mayCorrect } =
    useLoaderData<typeof loader>();
  const recorded = chain.find(({ id }) => id === payment.id);
  const isCorrectable = mayCorrect && leftFen > 0 && correctionsOf(payment.kind).length > 0;
  return (
    <Page
      title={`${payment.name}：${PAYMENT_KIND_LABELS[payment.kind]}记录`}
      crumbs={[
        { to: paths.payments({ year: payment.year }), label: '发放记录' },
        { to: paths.award(award.id), label: `${payment.name}的核定` },
      ]}
      tag={<PaymentKindTag kind={payment.kind} />}
      actions={
        <>
          <LinkButton to={paths.paymentVoucher(payment.id)} icon="print">
            凭证
          </LinkButton>
          {mayPack ? (
            <LinkButton to={paths.casePackNew({ payment: payment.id })} icon="download">
              抽查资料包
            </LinkButton>
          ) : null}
          {isCorrectable ? (
            <LinkButton to={paths.paymentCorrect(payment.id)} icon="edit">
              登记更正
            </LinkButton>
          ) : null}
        </>
      }
    >
      <Contradictions found={claims} maySettle={mayCorrect} />
      <UncheckedRows rows={unchecked} />
      <Section title="记录内容">
        <Facts
          columns={3}
          items={[
            {
              label: '金额',
              wide: true,
              value: (
                <>
                  <strong>
                    <MoneyText fen={payment.amountFen} />
                  </strong>
                  （大写：{capitals}） <RuleLink rule="capitals" of="大写" />
                </>
              ),
            },
            { label: '银行日期', value: payment.paidOn },
            { label: '银行流水号', value: payment.bankReference },
            { label: '更正后净额', value: <MoneyText fen={chain.at(-1)!.balanceFen} /> },
            { label: '受助人', value: payment.name },
            { label: '身份证号', value: <span className="tabular-nums">{payment.idMasked}</span> },
            {
              label: '家庭档案',
              value: <TextLink to={paths.family(payment.familyId)}>{payment.fileNumber}</TextLink>,
            },
            { label: '救助类型', value: `${reliefTypeLabels[payment.type]}（${payment.year} 年度）` },
            {
              label: '核定',
              value: (
                <TextLink to={paths.award(award.id)}>
                  {award.approvedOn} 批准 <MoneyText fen={award.amountFen} />
                </TextLink>
              ),
            },
            { label: '核定已发净额', value: <MoneyText fen={award.netFen} /> },
            {
              label: '登记',
              value: `${recorded?.recordedByName ?? ''} ${formatInstant(payment.recordedAt)}`,
            },
            { label: '备注或原因', value: payment.remarks, wide: true },
          ]}
        />
      </Section>
      {notice ? <PaidNoticeText notice={notice} /> : null}
      <Section
        title="更正经过"
        flush
        description="从最初的发放开始，按登记先后排列；每条更正指明它更正的是哪一条。"
      >
        <ChainTable chain={chain} currentId={payment.id} />
      </Section>
    </Page>
  );
}
