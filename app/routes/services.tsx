import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { todayInChina, yearOf } from '../calendar/date';
import { projectYears } from '../fund/fund.server';
import { chosenYear } from '../fund/project';
import { guard } from '../http/guard.server';
import { ExportLink } from '../lists/ExportLink';
import { paths } from '../paths';
import { SERVICE_KINDS } from '../fund/project';
import { logYears, serviceQuestion } from '../services/serviceFilter';
import { listServices, serviceCounts } from '../services/services.server';
import { ServiceCountsTable } from '../services/ServiceCountsTable';
import { ServiceTable } from '../services/ServiceTable';
import { may } from '../staff/permission';
import { Card, EmptyState, FilterBar, KeyPager, LinkButton, Page, Section } from '../ui';
import { SERVICE_KIND_LABELS } from '../zh/services';

export const meta: MetaFunction = () => [{ title: '服务记录 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'service.read');
  const given = new URL(request.url).searchParams;
  const question = serviceQuestion(given);
  const today = todayInChina(new Date());
  return store.read(async (read) => {
    const years = await projectYears(read);
    const year = chosenYear(given.get('year'), { years, today }) ?? yearOf(today);
    return {
      years: logYears(years, yearOf(today)),
      year,
      question,
      counts: await serviceCounts(read, { year }),
      list: await listServices(read, { ...question, year }),
      mayRecord: may(actor.roles, 'service.record'),
      mayExport: may(actor.roles, 'list.export'),
    };
  });
}

export default function Services() {
  const { year, question, counts, list, mayRecord, mayExport } = useLoaderData<typeof loader>();
  const { after, before, ...filter } = question;
  const to = (cursor: { after?: string; before?: string }) => paths.services({ year, ...filter, ...cursor });
  return (
    <Page
      title="服务记录"
      subtitle="不发放资金的服务：职业介绍、技能培训、创业指导、信访接待、法律援助、政策咨询。"
      actions={
        <>
          {mayExport ? <ExportLink list="services" filter={{ year, ...filter }} /> : null}
          {mayRecord ? (
            <LinkButton to={paths.serviceNew()} tone="primary" icon="plus">
              登记服务
            </LinkButton>
          ) : null}
        </>
      }
    >
      <Filters />
      <Card>
        {list.total === 0 ? (
          <EmptyState title="没有符合条件的服务记录">
            {mayRecord
              ? '点「登记服务」记下一次服务，或放宽条件再查。'
              : '由帮扶专员登记；也可以放宽条件再查。'}
          </EmptyState>
        ) : (
          <>
            <ServiceTable rows={list.rows} mayRecord={mayRecord} />
            <KeyPager
              total={list.total}
              first={after || before ? to({}) : null}
              previous={list.previous && to({ before: list.previous })}
              next={list.next && to({ after: list.next })}
            />
          </>
        )}
      </Card>
      <Section title={`${year} 年统计（人次）`} description="作废的不计。" flush>
        <ServiceCountsTable year={year} counts={counts} />
      </Section>
    </Page>
  );
}

function Filters() {
  const { years, year, question, counts } = useLoaderData<typeof loader>();
  return (
    <FilterBar
      action={paths.services()}
      search={{ name: 'search', label: '姓名、档案编号或内容', value: question.search }}
      selects={[
        {
          name: 'year',
          label: '年度',
          value: String(year),
          allLabel: null,
          options: years.map((one) => ({ value: String(one), label: `${one} 年` })),
        },
        {
          name: 'kind',
          label: '服务项目',
          value: question.kind,
          options: SERVICE_KINDS.map((value) => ({ value, label: SERVICE_KIND_LABELS[value] })),
        },
        {
          name: 'month',
          label: '月份',
          value: question.month,
          options: counts.months
            .map(({ month }) => `${year}-${String(month).padStart(2, '0')}`)
            .map((value) => ({ value, label: value })),
        },
      ]}
      resetTo={paths.services({ year })}
    />
  );
}
