import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { projectYears } from '../fund/fund.server';
import { NoProjectYet } from '../fund/NoProjectYet';
import { chosenYear } from '../fund/project';
import { guard } from '../http/guard.server';
import { YearSampleLine } from '../indicators/YearSampleLine';
import { yearSample } from '../indicators/yearSample.server';
import { ExportLink } from '../lists/ExportLink';
import { paths } from '../paths';
import { may } from '../staff/permission';
import { roundsOfYear } from '../surveys/rounds.server';
import { RoundTable } from '../surveys/RoundTable';
import { RuleLink } from '../rules/RuleLink';
import { Card, EmptyState, FilterBar, LinkButton, Page } from '../ui';

export const meta: MetaFunction = () => [{ title: '满意度调查 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'survey.read');
  const given = new URL(request.url).searchParams;
  const mayManage = may(actor.roles, 'survey.manage');
  return store.read(async (read) => {
    const years = await projectYears(read);
    const year = chosenYear(given.get('year'), { years, today: todayInChina(new Date()) });
    if (year === null) return { found: null, mayManage };
    const mayExport = may(actor.roles, 'list.export');
    const rounds = await roundsOfYear(read, year);
    const heard = rounds.length > 0 ? await yearSample(read, { year }) : null;
    return { found: { years, year, rounds, heard, mayExport }, mayManage };
  });
}

export default function Surveys() {
  const { found, mayManage } = useLoaderData<typeof loader>();
  return (
    <Page
      title="满意度调查"
      subtitle={
        <>
          从当年领到救助的人中随机抽样，电话或纸质询问。评价进入「满意度」指标，每人只计最后一次。
          <RuleLink rule="thin-sample" of="样本" /> <RuleLink rule="satisfaction" of="满意度" />
        </>
      }
      actions={
        found ? (
          <>
            {found.mayExport && found.rounds.length > 0 ? (
              <ExportLink list="survey-rounds" filter={{ year: found.year }} />
            ) : null}
            {mayManage ? (
              <LinkButton to={paths.surveyNew(found.year)} tone="primary" icon="plus">
                新建调查
              </LinkButton>
            ) : null}
          </>
        ) : null
      }
    >
      {found ? <Rounds /> : <NoProjectYet mayEditProject={mayManage} />}
    </Page>
  );
}

function Rounds() {
  const { found, mayManage } = useLoaderData<typeof loader>();
  if (!found) return null;
  return (
    <>
      <FilterBar
        action={paths.surveys()}
        selects={[
          {
            name: 'year',
            label: '年度',
            value: String(found.year),
            allLabel: null,
            options: found.years.map((one) => ({ value: String(one), label: `${one} 年` })),
          },
        ]}
      />
      {found.heard ? <YearSampleLine year={found.year} {...found.heard} /> : null}
      <Card>
        {found.rounds.length === 0 ? (
          <EmptyState title={`${found.year} 年还没有满意度调查`}>
            {mayManage
              ? '发放救助以后，点「新建调查」抽取样本。'
              : '由中心主任新建调查、抽取样本，然后由帮扶专员登记评价。'}
          </EmptyState>
        ) : (
          <RoundTable rounds={found.rounds} />
        )}
      </Card>
    </>
  );
}
