import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { BULK_ACTS, statusesFor } from '../families/bulk';
import { BulkBar } from '../families/BulkBar';
import { listFamilies } from '../families/families.server';
import { FAMILY_STATUSES, type FamilyStatus } from '../families/family';
import { familyQuestion, isNarrowed, USUAL_COLUMNS } from '../families/familyFilter';
import { FamilyFilterBar } from '../families/FamilyFilterBar';
import { FamilyTable } from '../families/FamilyTable';
import { guard } from '../http/guard.server';
import { paths } from '../paths';
import { ListOptions } from '../staff/ListOptions';
import { may } from '../staff/permission';
import { savedFiltersOf } from '../staff/savedFilters.server';
import { FAMILY_STEPS } from '../families/workflow';
import { together } from '../together';
import { Card, EmptyState, KeyPager, LinkButton, Page, Tabs, TextLink } from '../ui';
import { FAMILY_STATUS_LABELS } from '../zh/families';
import { FAMILY_COLUMN_LABELS } from '../zh/familyList';

export const meta: MetaFunction = () => [{ title: '家庭档案 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.read');
  const question = familyQuestion(new URL(request.url).searchParams);
  const { status } = question;
  const found = await store.read((read) =>
    together({
      list: listFamilies(read, question),
      saved: savedFiltersOf(read, { staffId: actor.staffId, list: 'families' }),
    }),
  );
  return {
    ...found,
    question,
    mayRecord: may(actor.roles, 'family.record'),
    mayImport: may(actor.roles, 'family.import'),
    mayExport: may(actor.roles, 'family.export'),
    acts: BULK_ACTS.filter((act) => may(actor.roles, FAMILY_STEPS[act].permission)).filter(
      (act) => status === null || statusesFor(act).includes(status),
    ),
  };
}

export default function Families() {
  const { question, list, saved } = useLoaderData<typeof loader>();
  const { after: _, before: __, ...kept } = question;
  const { column: ___, ...filters } = kept;
  const tabOf = (status: FamilyStatus | null) => ({
    to: paths.families({ ...kept, status }),
    current: question.status === status,
  });
  return (
    <Page
      title="家庭档案"
      subtitle={
        <>
          一户一档，先建档、后帮扶。<TextLink to={paths.familiesLackingPapers()}>缺材料的档案</TextLink>
        </>
      }
      actions={<ListActions />}
    >
      <FamilyFilterBar question={question} />
      <ListOptions
        list="families"
        address={paths.families()}
        filters={filters}
        columns={FAMILY_COLUMN_LABELS}
        usual={USUAL_COLUMNS}
        chosen={question.column}
        saved={saved}
      />
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
      <Card>{list.rows.length === 0 ? <NoFamilies /> : <Found />}</Card>
    </Page>
  );
}

function Found() {
  const { question, list, acts } = useLoaderData<typeof loader>();
  const { after, before, ...kept } = question;
  const { column: _, ...filters } = kept;
  const to = (cursor: { after?: string | null; before?: string | null }) =>
    paths.families({ ...kept, ...cursor });
  const columns = question.column.length > 0 ? question.column : USUAL_COLUMNS;
  const isOffered = acts.length > 0;
  const table = (
    <FamilyTable
      rows={list.rows}
      columns={columns}
      sort={question.sort}
      sortedAt={(sort) => paths.families({ ...kept, sort })}
      tickName={isOffered ? 'family' : undefined}
    />
  );
  return (
    <>
      {isOffered ? (
        <Form method="get" action={paths.familiesBulk(acts[0]!)} aria-label="批量办理">
          <BulkBar
            list="families"
            acts={acts}
            filters={filters}
            total={list.total}
            onPage={list.rows.map(({ fileNumber }) => fileNumber)}
          />
          {table}
        </Form>
      ) : (
        table
      )}
      <KeyPager
        total={list.total}
        unit="户"
        first={after || before ? to({}) : null}
        previous={list.previous && to({ before: list.previous })}
        next={list.next && to({ after: list.next })}
      />
    </>
  );
}

function NoFamilies() {
  const { question, mayRecord } = useLoaderData<typeof loader>();
  if (isNarrowed(question) || question.status) {
    return (
      <EmptyState
        title="没有符合条件的家庭"
        action={<LinkButton to={paths.families()}>查看全部家庭</LinkButton>}
      >
        请换一个状态，或清除条件后再查。身份证号可以输入后四位或更多的末尾数字，或完整的 18 位。
      </EmptyState>
    );
  }
  return (
    <EmptyState title="还没有家庭档案" action={mayRecord ? <RecordLink /> : null}>
      {mayRecord ? '请先登记家庭，审批建档后才能申请救助。' : '帮扶专员登记家庭后，会显示在这里。'}
    </EmptyState>
  );
}

function ListActions() {
  const { question, mayRecord, mayImport, mayExport } = useLoaderData<typeof loader>();
  const { after: _, before: __, column: ___, ...filters } = question;
  return (
    <>
      {mayExport ? (
        <LinkButton to={paths.familiesExport(filters)} icon="download">
          导出
        </LinkButton>
      ) : null}
      {mayImport ? (
        <LinkButton to={paths.familiesImport} icon="upload">
          导入
        </LinkButton>
      ) : null}
      {mayRecord ? <RecordLink /> : null}
    </>
  );
}

function RecordLink() {
  return (
    <LinkButton to={paths.familyNew} tone="primary" icon="plus">
      登记家庭
    </LinkButton>
  );
}
