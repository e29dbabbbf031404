import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { keptListOf } from '../exchange/keptLists';
import { guardStaff } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orNotFound } from '../http/submit.server';
import { paths } from '../paths';
import { deleteFilter } from '../staff/savedFilters.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  await guardStaff(request);
  return redirect(keptListOf(params.list)?.address ?? paths.home);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guardStaff(request);
  const name = await orNotFound(deleteFilter(desk, params.filterId!));
  return redirectWithNotice(keptListOf(params.list)?.address ?? paths.home, 'filter.deleted', { name });
}
