import type { LoaderFunctionArgs } from '@remix-run/node';
import { todayInChina } from '../calendar/date';
import { XLSX } from '../exchange/familyWorkbook.server';
import { EXPORTED_LISTS, LIST_READERS } from '../exchange/listExport';
import { exportList } from '../exchange/listExports.server';
import { projectYears } from '../fund/fund.server';
import { chosenYear } from '../fund/project';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { may } from '../staff/permission';

/** A list as a workbook, narrowed as its page is. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'list.export');
  const list = EXPORTED_LISTS.find((one) => one === params.list);
  const given = new URL(request.url).searchParams;
  const years = await desk.store.read(projectYears);
  const year = chosenYear(given.get('year'), { years, today: todayInChina(new Date()) });
  if (!list || !year) throw new Response(null, { status: 404, statusText: 'Not Found' });
  if (!may(desk.actor.roles, LIST_READERS[list])) throw new Response(null, { status: 403 });
  return download({ ...(await orExplained(exportList(desk, { list, year, given }))), mediaType: XLSX });
}
