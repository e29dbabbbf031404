import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { projectYears } from '../fund/fund.server';
import { NoProjectYet } from '../fund/NoProjectYet';
import { OtherYears } from '../fund/OtherYears';
import { waitingInOtherYears } from '../fund/otherYears.server';
import { chosenYear } from '../fund/project';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { ExportLink } from '../lists/ExportLink';
import { paths } from '../paths';
import { FAILURE_KINDS, failureKindOf } from '../payments/failure';
import { waitingFailureCount } from '../payments/failureCount.server';
import { listFailures } from '../payments/failures.server';
import { FailureTable } from '../payments/FailureTable';
import { may } from '../staff/permission';
import { Button, Card, EmptyState, FilterBar, LinkButton, MoneyText, Page, Pager } from '../ui';
import { FAILURE_KIND_LABELS } from '../zh/failures';

export const meta: MetaFunction = () => [{ title: '退票与失败 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'payment.read');
  const given = new URL(request.url).searchParams;
  const today = todayInChina(new Date());
  const kind = failureKindOf(given);
  return store.read(async (read) => {
    const years = await projectYears(read);
    const year = chosenYear(given.get('year'), { years, today });
    if (year === null) return { found: null, mayEditProject: may(actor.roles, 'project.edit') };
    const question = { year, kind, page: Number(given.get('page')), today };
    const list = await orExplained(listFailures(read, question));
    return {
      found: {
        years,
        year,
        kind,
        list,
        otherYears:
          list.total === 0 ? await waitingInOtherYears(read, { year, countOf: waitingFailureCount }) : [],
        mayExport: may(actor.roles, 'list.export'),
        mayRecord: may(actor.roles, 'payment.record'),
        mayReissue: may(actor.roles, 'batch.make'),
        mayChangeAccount: may(actor.roles, 'family.record'),
      },
    };
  });
}

export default function Failures() {
  const { found, mayEditProject } = useLoaderData<typeof loader>();
  return (
    <Page
      title="退票与失败"
      subtitle="银行没有付成，或付后退票、冲正、追回，还没有重新发放的。先更正收款账户，再勾选做成新批次补发。"
      actions={
        found?.mayExport && found.list.total > 0 ? (
          <ExportLink list="failures" filter={{ year: found.year, cause: found.kind }} />
        ) : null
      }
    >
      {found ? <Found found={found} /> : <NoProjectYet mayEditProject={Boolean(mayEditProject)} />}
    </Page>
  );
}

type FoundFailures = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['found']>;

function Found({ found }: { found: FoundFailures }) {
  const { years, year, kind, list, otherYears } = found;
  return (
    <>
      <FilterBar
        action={paths.failures()}
        selects={[
          {
            name: 'year',
            label: '年度',
            value: String(year),
            allLabel: null,
            options: years.map((one) => ({ value: String(one), label: `${one} 年` })),
          },
          {
            name: 'cause',
            label: '原因',
            value: kind,
            options: FAILURE_KINDS.map((value) => ({
              value,
              label: `${FAILURE_KIND_LABELS[value]}（${list.counts[value] ?? 0}）`,
            })),
          },
        ]}
        resetTo={paths.failures({ year })}
      />
      <Card>
        {list.total === 0 ? (
          <EmptyState
            title={kind ? '没有这种原因的退票与失败' : `${year} 年度没有等待处理的退票与失败`}
            action={<LinkButton to={paths.batches({ year })}>查看发放批次</LinkButton>}
          >
            登记银行结果时，付款失败的会列在这里；付款后退票、冲正，或追回后要重新发放的，在发放记录里登记更正后也列在这里。
            <OtherYears years={otherYears} what="笔待处理" to={(other) => paths.failures({ year: other })} />
          </EmptyState>
        ) : (
          <List found={found} />
        )}
      </Card>
    </>
  );
}

function List({ found }: { found: FoundFailures }) {
  const { year, kind, list, mayReissue, mayRecord, mayChangeAccount } = found;
  const table = (
    <FailureTable
      list={list}
      mayChangeAccount={mayChangeAccount}
      mayRecord={mayRecord}
      tickName={mayReissue ? 'award' : undefined}
    />
  );
  return (
    <>
      {mayReissue ? (
        <Form method="get" action={paths.batchNew()}>
          <div className="no-print flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-ink-200 px-3 py-2">
            <Button tone="primary" icon="money">
              所选做成补发批次
            </Button>
            <p className="text-sm text-ink-500">
              共 {list.total} 笔，待补发 <MoneyText fen={list.amountFen} />
              。「账户未变」的先核对账户，否则可能再次失败。
            </p>
          </div>
          {table}
        </Form>
      ) : (
        table
      )}
      <Pager
        page={list.page}
        pageCount={list.pageCount}
        total={list.total}
        unit="笔"
        to={(page) => paths.failures({ year, cause: kind, page })}
      />
    </>
  );
}
