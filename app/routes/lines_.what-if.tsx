import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { whatIfQuestion, type WhatIfQuestion } from '../families/whatIf.form';
import { supposedChanges } from '../families/whatIf.server';
import { CountTable, SupposedTable } from '../families/WhatIfTables';
import { WhatIfForm } from '../families/WhatIfForm';
import { guard } from '../http/guard.server';
import { paths } from '../paths';
import { may } from '../staff/permission';
import { RuleLink } from '../rules/RuleLink';
import { EmptyState, Figure, FigureRow, LinkButton, Page, Pager, PrintButton, Section, Stack } from '../ui';

export const meta: MetaFunction = () => [{ title: '类别测算 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.read');
  const question = whatIfQuestion(new URL(request.url).searchParams, todayInChina(new Date()));
  const { supposition } = question;
  return {
    question,
    mayExport: may(actor.roles, 'list.export'),
    result: supposition && (await store.read((read) => supposedChanges(read, { ...question, supposition }))),
  };
}

const addressOf = ({ typed, on }: WhatIfQuestion, more: { page?: number; all?: string } = {}) =>
  paths.whatIf({ ...typed, on, ...more });

export default function WhatIf() {
  const { question, result } = useLoaderData<typeof loader>();
  return (
    <Page
      title="类别测算"
      subtitle={
        <>
          低保标准或收入变化以后，在册家庭的类别按规则会怎样变。只是测算，不改变任何档案。{' '}
          <RuleLink rule="category" of="类别建议" /> <RuleLink rule="line" of="低保标准" />
        </>
      }
      crumbs={[{ to: paths.lines, label: '低保标准' }]}
      actions={result ? <ResultActions /> : null}
    >
      <Stack>
        <WhatIfForm question={question} />
        {result ? (
          <Result />
        ) : (
          <EmptyState title="还没有测算">填写新的低保标准，或收入变动的百分比，再点「测算」。</EmptyState>
        )}
      </Stack>
    </Page>
  );
}

function ResultActions() {
  const { question, mayExport } = useLoaderData<typeof loader>();
  const { typed, on, isWhole } = question;
  return (
    <>
      {mayExport ? (
        <LinkButton to={paths.whatIfExport({ ...typed, on })} reloadDocument icon="download">
          导出
        </LinkButton>
      ) : null}
      {isWhole ? (
        <PrintButton />
      ) : (
        <LinkButton to={addressOf(question, { all: 'yes' })}>全部列出，供打印</LinkButton>
      )}
    </>
  );
}

function Result() {
  const { question, result } = useLoaderData<typeof loader>();
  if (!result) return null;
  return (
    <>
      <FigureRow>
        <Figure label="在册家庭" value={result.total} unit="户" />
        <Figure label="类别会变化" value={result.changed} unit="户" />
        <Figure label="类别不变" value={result.total - result.changed} unit="户" />
      </FigureRow>
      {result.changed === 0 ? (
        <EmptyState title="没有家庭的类别会变化" />
      ) : (
        <>
          <Section title="怎样变化" flush>
            <CountTable counts={result.counts} />
          </Section>
          <Section title="类别会变化的家庭" flush>
            <SupposedTable rows={result.rows} />
            <Pager
              page={result.page}
              pageCount={result.pageCount}
              total={result.changed}
              unit="户"
              to={(page) => addressOf(question, { page })}
            />
          </Section>
        </>
      )}
    </>
  );
}
