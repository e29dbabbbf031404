import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { businessDate, formatDate, todayInChina } from '../calendar/date';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { COMPLIANCE_CHECKS, complianceCheckOf } from '../indicators/compliance';
import { compliancePage } from '../indicators/compliance.server';
import { CasesTable, ChecksTable } from '../indicators/ComplianceTable';
import { ExportLink } from '../lists/ExportLink';
import { paths } from '../paths';
import { reportQuestion } from '../reports/reportQuestion';
import { may } from '../staff/permission';
import { EmptyState, Figure, FigureRow, FilterBar, Page, Pager, Section } from '../ui';
import { COMPLIANCE_LABELS } from '../zh/compliance';

export const meta: MetaFunction = () => [{ title: '合规检查 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'indicator.read');
  const given = new URL(request.url).searchParams;
  const today = todayInChina(new Date());
  const { year, asOf } = reportQuestion({ year: params.year, asOf: given.get('asOf') }, today);
  const check = complianceCheckOf(given);
  const question = { year, asOf, check, page: Number(given.get('page')) || 1 };
  const found = await store.read((read) => orExplained(compliancePage(read, question)));
  return { ...found, year, asOf, check, mayExport: may(actor.roles, 'list.export') };
}

export default function Compliance() {
  const { year, asOf, check, counts, files, lines, total, page, pageCount, mayExport } =
    useLoaderData<typeof loader>();
  return (
    <Page
      title="合规检查"
      crumbs={[{ to: paths.indicators(year, asOf), label: `${year} 年绩效指标` }]}
      subtitle={`把录入时的规则对全年记录再查一遍，每项都应为 0。数据截至${formatDate(businessDate(asOf))}。`}
      actions={
        mayExport && total > 0 ? <ExportLink list="compliance" filter={{ year, asOf, check }} /> : null
      }
    >
      <Section title="检查结果" flush>
        <ChecksTable counts={counts} to={(one) => paths.compliance(year, { asOf, check: one })} />
      </Section>
      <FigureRow>
        <Figure label="在册档案" value={files.active} unit="户" />
        <Figure
          label="材料齐全"
          value={files.complete}
          unit="户"
          to={paths.familiesLackingPapers()}
          note="按目前的档案"
        />
      </FigureRow>
      <Section title="案件" flush>
        <div className="border-b border-ink-200 px-4 py-3">
          <FilterBar
            action={paths.compliance(year)}
            keep={{ asOf }}
            selects={[
              {
                name: 'check',
                label: '检查',
                value: check,
                options: COMPLIANCE_CHECKS.map((value) => ({ value, label: COMPLIANCE_LABELS[value] })),
              },
            ]}
          />
        </div>
        {total === 0 ? (
          <EmptyState title="没有发现问题">所选的检查没有案件，不用处理。</EmptyState>
        ) : (
          <>
            <CasesTable lines={lines} />
            <Pager
              page={page}
              pageCount={pageCount}
              total={total}
              unit="件"
              to={(to) => paths.compliance(year, { asOf, check, page: to })}
            />
          </>
        )}
      </Section>
    </Page>
  );
}
