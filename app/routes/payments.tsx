import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { todayInChina } from '../calendar/date';
import { useLoaderData } from '@remix-run/react';
import { fundByTypeAndMonth, projectOfYear, projectYears } from '../fund/fund.server';
import { chosenYear, RELIEF_TYPES } from '../fund/project';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { ExportLink } from '../lists/ExportLink';
import { paths } from '../paths';
import { PAYMENT_KINDS } from '../payments/payment';
import { paymentFilters, paymentQuestion, USUAL_PAYMENT_COLUMNS } from '../payments/paymentFilter';
import { listPayments } from '../payments/payments.server';
import { PaymentTable } from '../payments/PaymentTable';
import { NoProjectYet } from '../fund/NoProjectYet';
import { ListOptions } from '../staff/ListOptions';
import { may } from '../staff/permission';
import { savedFiltersOf } from '../staff/savedFilters.server';
import { together } from '../together';
import {
  Card,
  EmptyState,
  Figure,
  FigureRow,
  FilterBar,
  LinkButton,
  Money,
  Page,
  KeyPager,
  TextLink,
} from '../ui';
import { reliefTypeLabels } from '../zh/fund';
import { PAYMENT_COLUMN_LABELS } from '../zh/listOptions';
import { PAYMENT_KIND_LABELS } from '../zh/payments';

export const meta: MetaFunction = () => [{ title: '发放记录 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'payment.read');
  const given = new URL(request.url).searchParams;
  const question = paymentQuestion(given);
  return store.read(async (read) => {
    const years = await projectYears(read);
    const year = chosenYear(given.get('year'), { years, today: todayInChina(new Date()) });
    if (year === null) return { found: null, mayEditProject: may(actor.roles, 'project.edit') };
    const { id: projectId } = await orExplained(projectOfYear(read, year));
    const { byMonth, ...found } = await together({
      byMonth: fundByTypeAndMonth(read, { projectId }),
      list: listPayments(read, { ...question, year }),
      saved: savedFiltersOf(read, { staffId: actor.staffId, list: 'payments' }),
    });
    return {
      found: {
        ...found,
        years,
        year,
        question,
        months: byMonth.months.map(({ month }) => month),
        mayRecord: may(actor.roles, 'payment.record'),
        mayImport: may(actor.roles, 'ledger.import'),
        mayExport: may(actor.roles, 'list.export'),
      },
    };
  });
}

export default function Payments() {
  const { found, mayEditProject } = useLoaderData<typeof loader>();
  return (
    <Page
      title="发放记录"
      subtitle="银行付款成功后登记，只增不改；退票、冲正、追回另记一条，带相反的符号。"
      actions={
        <>
          {found?.mayImport ? (
            <LinkButton to={paths.paymentsImport} icon="upload">
              导入台账
            </LinkButton>
          ) : null}
          {found?.mayExport ? (
            <ExportLink list="payments" filter={{ year: found.year, ...paymentFilters(found.question) }} />
          ) : null}
          {found?.mayRecord ? (
            <LinkButton to={paths.awards({ year: found.year })} tone="primary" icon="plus">
              登记发放
            </LinkButton>
          ) : null}
        </>
      }
    >
      {found ? <Records found={found} /> : <NoProjectYet mayEditProject={Boolean(mayEditProject)} />}
    </Page>
  );
}

type Found = NonNullable<Awaited<ReturnType<typeof loader>>['found']>;

function Records({ found: { years, year, question, months, list, saved, mayRecord } }: { found: Found }) {
  const { after, before, ...filter } = question;
  const { type, kind, month, leftOut, search, column } = filter;
  const to = (cursor: { after?: string; before?: string }) => paths.payments({ year, ...filter, ...cursor });
  return (
    <>
      <FilterBar
        action={paths.payments()}
        keep={leftOut ? { column, leftOut } : { column }}
        search={{ name: 'search', label: '姓名、身份证号或档案号', value: search }}
        selects={[
          {
            name: 'year',
            label: '年度',
            value: String(year),
            allLabel: null,
            options: years.map((one) => ({ value: String(one), label: `${one} 年` })),
          },
          {
            name: 'type',
            label: '救助类型',
            value: type,
            options: RELIEF_TYPES.map((value) => ({ value, label: reliefTypeLabels[value] })),
          },
          {
            name: 'kind',
            label: '性质',
            value: kind,
            options: PAYMENT_KINDS.map((value) => ({ value, label: PAYMENT_KIND_LABELS[value] })),
          },
          {
            name: 'month',
            label: '月份',
            value: month,
            options: months.map((value) => ({ value, label: value })),
          },
        ]}
        resetTo={paths.payments({ year })}
      />
      <ListOptions
        list="payments"
        address={paths.payments()}
        filters={paymentFilters(question)}
        along={{ year: String(year) }}
        columns={PAYMENT_COLUMN_LABELS}
        usual={USUAL_PAYMENT_COLUMNS}
        chosen={column}
        saved={saved}
      />
      {leftOut ? (
        <p className="text-ink-600">
          只列 {leftOut} 之后或项目期外的发放和更正：截至 {leftOut} 的报告不计入。{' '}
          <TextLink to={paths.payments({ year, ...filter, leftOut: undefined })}>列出全部</TextLink>
        </p>
      ) : null}
      <FigureRow>
        <Figure label="记录" value={list.total.toLocaleString('zh-CN')} unit="条" />
        <Figure label="发放" value={<Money fen={list.paidFen} />} unit="元" />
        <Figure
          label="退票、冲正、追回"
          value={<Money fen={list.correctedFen} />}
          unit="元"
          note="冲正更正的，为正数"
        />
        <Figure label="净额" value={<Money fen={list.netFen} />} unit="元" />
      </FigureRow>
      <Card>
        {list.total === 0 ? (
          <EmptyState title="没有符合条件的发放记录">
            {mayRecord
              ? '请放宽条件后再查；银行付款成功的，请在「待发放」中勾选后登记。'
              : '请放宽条件后再查；银行付款成功后由财务登记。'}
          </EmptyState>
        ) : (
          <>
            <PaymentTable
              rows={list.rows}
              label="发放记录"
              columns={column.length > 0 ? column : USUAL_PAYMENT_COLUMNS}
            />
            <KeyPager
              total={list.total}
              first={after || before ? to({}) : null}
              previous={list.previous && to({ before: list.previous })}
              next={list.next && to({ after: list.next })}
            />
          </>
        )}
      </Card>
    </>
  );
}
