import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { keptQuery } from '../families/familyFilter';
import { SavedFilterForm } from '../families/savedFilter.form';
import { guardStaff } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { RefusedAction } from '../http/RefusedAction';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { saveFilter } from '../staff/savedFilters.server';

export async function loader({ request }: LoaderFunctionArgs) {
  await guardStaff(request);
  return redirect(paths.families());
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guardStaff(request);
  return submit(request, SavedFilterForm, async ({ name, query = '' }) => {
    const kept = keptQuery(query);
    await saveFilter(desk, { list: 'families', name, query: kept });
    return redirectWithNotice(`${paths.families()}?${kept}`, 'filter.saved', { name });
  });
}

export default RefusedAction;
