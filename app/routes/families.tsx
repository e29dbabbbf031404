import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listFamilies } from '../families/families.server';
import { CATEGORIES, FAMILY_STATUSES, type FamilyStatus } from '../families/family';
import { familyQuestion } from '../families/familyFilter';
import { FamilyTable } from '../families/FamilyTable';
import { guard } from '../http/guard.server';
import { divisions } from '../identity/division';
import { paths } from '../paths';
import { may } from '../staff/permission';
import { Card, EmptyState, FilterBar, LinkButton, Page, Pager, Tabs } from '../ui';
import { CATEGORY_LABELS, FAMILY_STATUS_LABELS } from '../zh/families';
import { divisionLabels } from '../zh/identity';

export const meta: MetaFunction = () => [{ title: '家庭档案 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.read');
  const question = familyQuestion(new URL(request.url).searchParams);
  return {
    question,
    list: await store.read((read) => listFamilies(read, question)),
    mayRecord: may(actor.roles, 'family.record'),
  };
}

export default function Families() {
  const { question, list, mayRecord } = useLoaderData<typeof loader>();
  const { page: _, ...filter } = question;
  const tabOf = (status: FamilyStatus | null) => ({
    to: paths.families({ ...filter, status }),
    current: question.status === status,
  });
  return (
    <Page title="家庭档案" subtitle="一户一档，先建档、后帮扶。" actions={mayRecord ? <RecordLink /> : null}>
      <Filters />
      <Tabs
        label="档案状态"
        items={[
          { ...tabOf(null), label: '全部', count: list.allCount },
          ...FAMILY_STATUSES.map((status) => ({
            ...tabOf(status),
            label: FAMILY_STATUS_LABELS[status],
            count: list.statusCounts[status],
          })),
        ]}
      />
      <Card>
        {list.rows.length === 0 ? (
          <NoFamilies />
        ) : (
          <>
            <FamilyTable rows={list.rows} />
            <Pager
              page={list.page}
              pageCount={list.pageCount}
              total={list.total}
              unit="户"
              to={(page) => paths.families({ ...filter, page })}
            />
          </>
        )}
      </Card>
    </Page>
  );
}

function Filters() {
  const { category, division, search, status } = useLoaderData<typeof loader>().question;
  return (
    <FilterBar
      action={paths.families()}
      search={{
        name: 'search',
        label: '查找家庭',
        value: search,
        placeholder: '姓名、档案编号或完整身份证号',
      }}
      selects={[
        {
          name: 'category',
          label: '困难类别',
          value: category ?? '',
          options: CATEGORIES.map((one) => ({ value: one, label: CATEGORY_LABELS[one] })),
        },
        {
          name: 'division',
          label: '行政区划',
          value: division ?? '',
          options: divisions.map((one) => ({ value: one, label: divisionLabels[one] })),
        },
      ]}
      keep={status ? { status } : {}}
      resetTo={category || division || search ? paths.families({ status }) : undefined}
    />
  );
}

function NoFamilies() {
  const { question, mayRecord } = useLoaderData<typeof loader>();
  const { category, division, search, status } = question;
  if (category || division || search || status) {
    return (
      <EmptyState
        title="没有符合条件的家庭"
        action={<LinkButton to={paths.families()}>查看全部家庭</LinkButton>}
      >
        请换一个状态，或清除条件后再查。按身份证号查找须填写完整的 18 位号码。
      </EmptyState>
    );
  }
  return (
    <EmptyState title="还没有家庭档案" action={mayRecord ? <RecordLink /> : null}>
      {mayRecord ? '请先登记家庭，审批建档后才能申请救助。' : '帮扶专员登记家庭后，会显示在这里。'}
    </EmptyState>
  );
}

function RecordLink() {
  return (
    <LinkButton to={paths.familyNew} tone="primary" icon="plus">
      登记家庭
    </LinkButton>
  );
}
