import type { LoaderFunctionArgs } from '@remix-run/node';
import { XLSX } from '../exchange/familyWorkbook.server';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { EXPORTED_LISTS, exportedListOf } from '../lists/list';
import { exportList } from '../lists/listExports.server';
import { may } from '../staff/permission';

/** A list as a workbook, narrowed as its page is. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'list.export');
  const list = exportedListOf(params.list);
  if (!list) throw new Response(null, { status: 404, statusText: 'Not Found' });
  if (!may(desk.actor.roles, EXPORTED_LISTS[list].reader)) throw new Response(null, { status: 403 });
  const given = new URL(request.url).searchParams;
  return download({ ...(await orExplained(exportList(desk, { list, given }))), mediaType: XLSX });
}
