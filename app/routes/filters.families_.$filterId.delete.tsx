import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { guardStaff } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orNotFound } from '../http/submit.server';
import { paths } from '../paths';
import { deleteFilter } from '../staff/savedFilters.server';

export async function loader({ request }: LoaderFunctionArgs) {
  await guardStaff(request);
  return redirect(paths.families());
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guardStaff(request);
  const name = await orNotFound(deleteFilter(desk, params.filterId!));
  return redirectWithNotice(paths.families(), 'filter.deleted', { name });
}
