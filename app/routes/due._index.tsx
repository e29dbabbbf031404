import { redirect, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { todayInChina } from '../calendar/date';
import { projectYears } from '../fund/fund.server';
import { presentYear } from '../fund/project';
import { guard } from '../http/guard.server';
import { paths } from '../paths';
import { EmptyState, LinkButton, Page } from '../ui';

export const meta: MetaFunction = () => [{ title: '应补未补名单 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'relief.read');
  const year = presentYear(await store.read(projectYears), todayInChina(new Date()));
  if (year) throw redirect(paths.due(year));
  return null;
}

export default function DueHome() {
  return (
    <Page title="应补未补名单">
      <EmptyState title="还没有年度项目" action={<LinkButton to={paths.projects}>查看年度目标</LinkButton>}>
        有了年度目标，应当救助而没有发放的人会列在这里。
      </EmptyState>
    </Page>
  );
}
