import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { cursorOf } from '../cursor';
import { projectOfYear, projectYears } from '../fund/fund.server';
import { NoProjectYet } from '../fund/NoProjectYet';
import { OtherYears } from '../fund/OtherYears';
import { waitingInOtherYears } from '../fund/otherYears.server';
import { chosenYear } from '../fund/project';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { ExportLink } from '../lists/ExportLink';
import { paths } from '../paths';
import { BATCH_STATUSES, batchStatusOf } from '../payments/batch';
import { listBatches, openBatchCount } from '../payments/batchQueries.server';
import { BatchTable } from '../payments/BatchTable';
import { may } from '../staff/permission';
import { Card, EmptyState, FilterBar, KeyPager, LinkButton, Page, Tabs } from '../ui';
import { BATCH_STATUS_LABELS } from '../zh/batches';

export const meta: MetaFunction = () => [{ title: '发放批次 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'payment.read');
  const given = new URL(request.url).searchParams;
  const status = batchStatusOf(given);
  return store.read(async (read) => {
    const years = await projectYears(read);
    const year = chosenYear(given.get('year'), { years, today: todayInChina(new Date()) });
    if (year === null) return { found: null, mayEditProject: may(actor.roles, 'project.edit') };
    await orExplained(projectOfYear(read, year));
    const list = await listBatches(read, { year, status, ...cursorOf(given) });
    return {
      found: {
        years,
        year,
        status,
        list,
        otherYears:
          list.rows.length === 0 ? await waitingInOtherYears(read, { year, countOf: openBatchCount }) : [],
        mayExport: may(actor.roles, 'list.export'),
        mayMake: may(actor.roles, 'batch.make'),
        mayLayout: may(actor.roles, 'bank_layout.edit'),
      },
    };
  });
}

export default function Batches() {
  const { found, mayEditProject } = useLoaderData<typeof loader>();
  return (
    <Page
      title="发放批次"
      subtitle="待发放的核定做成批次，另一人审批后导出银行文件，再按银行结果登记发放。"
      actions={found ? <Actions found={found} /> : null}
    >
      {found ? <Found found={found} /> : <NoProjectYet mayEditProject={Boolean(mayEditProject)} />}
    </Page>
  );
}

type FoundBatches = NonNullable<Awaited<ReturnType<typeof loader>>['found']>;

function Actions({ found: { year, status, list, mayMake, mayLayout, mayExport } }: { found: FoundBatches }) {
  return (
    <>
      {mayExport && list.rows.length > 0 ? <ExportLink list="batches" filter={{ year, status }} /> : null}
      {mayLayout ? <LinkButton to={paths.bankLayouts}>银行文件格式</LinkButton> : null}
      {mayMake ? (
        <LinkButton to={paths.awards({ year })} tone="primary" icon="plus">
          从待发放做批次
        </LinkButton>
      ) : null}
    </>
  );
}

function Found({ found: { years, year, status, list, mayMake, otherYears } }: { found: FoundBatches }) {
  const to = (cursor: { after?: string; before?: string } = {}) => paths.batches({ year, status, ...cursor });
  return (
    <>
      <Tabs
        label="批次状态"
        items={[
          { to: paths.batches({ year }), label: '全部', current: status === null },
          ...BATCH_STATUSES.map((one) => ({
            to: paths.batches({ year, status: one }),
            label: BATCH_STATUS_LABELS[one],
            count: list.statusCounts[one],
            current: one === status,
          })),
        ]}
      />
      <FilterBar
        action={paths.batches()}
        keep={status ? { status } : {}}
        selects={[
          {
            name: 'year',
            label: '年度',
            value: String(year),
            allLabel: null,
            options: years.map((one) => ({ value: String(one), label: `${one} 年` })),
          },
        ]}
        resetTo={paths.batches()}
      />
      <Card>
        {list.rows.length === 0 ? (
          <EmptyState
            title={status ? '没有这样的批次' : `${year} 年度还没有发放批次`}
            action={mayMake ? <LinkButton to={paths.awards({ year })}>查看待发放</LinkButton> : null}
          >
            {status ? '请换一个状态查看。' : '财务在「待发放」中勾选核定，或在救助活动中，做成发放批次。'}
            <OtherYears
              years={otherYears}
              what="个批次没有办完"
              to={(other) => paths.batches({ year: other })}
            />
          </EmptyState>
        ) : (
          <BatchTable rows={list.rows} />
        )}
        <KeyPager
          first={list.previous ? to() : null}
          previous={list.previous && to({ before: list.previous })}
          next={list.next && to({ after: list.next })}
        />
      </Card>
    </>
  );
}
