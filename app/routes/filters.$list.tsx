import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { keptListOf } from '../exchange/keptLists';
import { guardStaff } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { RefusedAction } from '../http/RefusedAction';
import { submit } from '../http/submit.server';
import { SavedFilterForm } from '../staff/savedFilter.form';
import { saveFilter } from '../staff/savedFilters.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  await guardStaff(request);
  const kept = keptListOf(params.list);
  if (!kept) throw new Response(null, { status: 404, statusText: 'Not Found' });
  return redirect(kept.address);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guardStaff(request);
  const rules = keptListOf(params.list);
  if (!rules) throw new Response(null, { status: 404, statusText: 'Not Found' });
  return submit(request, SavedFilterForm, async ({ name, query = '' }) => {
    const kept = rules.kept(new URLSearchParams(query));
    await saveFilter(desk, { list: rules.list, name, query: kept });
    return redirectWithNotice(`${rules.address}?${kept}`, 'filter.saved', { name });
  });
}

export default RefusedAction;
