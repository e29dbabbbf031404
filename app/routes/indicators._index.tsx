import { redirect, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { todayInChina } from '../calendar/date';
import { projectYears } from '../fund/fund.server';
import { presentYear } from '../fund/project';
import { guard } from '../http/guard.server';
import { paths } from '../paths';
import { EmptyState, LinkButton, Page } from '../ui';

export const meta: MetaFunction = () => [{ title: '绩效指标 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'indicator.read');
  const year = presentYear(await store.read(projectYears), todayInChina(new Date()));
  if (year) throw redirect(paths.indicators(year));
  return null;
}

export default function IndicatorsHome() {
  return (
    <Page title="绩效指标">
      <EmptyState title="还没有年度项目" action={<LinkButton to={paths.projects}>查看年度目标</LinkButton>}>
        导入或新建年度目标后，各项指标由登记的档案、到账和发放记录自动算出。
      </EmptyState>
    </Page>
  );
}
