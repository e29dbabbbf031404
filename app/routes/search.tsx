import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { guardStaff, safeNext } from '../http/guard.server';
import { heldQuery, isCut, MOST_SOUGHT } from '../http/heldQuery.server';
import { redirectWithNotice } from '../http/notice.server';
import { plainForm } from '../http/postedForm.server';

/** Where the search of a list goes by POST: a whole number of a person never stands in an address. */
export async function action({ request }: ActionFunctionArgs) {
  await guardStaff(request);
  const asked = [...(await plainForm(request))].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].trim() !== '',
  );
  const query = heldQuery(new URLSearchParams(asked)).toString();
  const to = listOf(request) + (query && `?${query}`);
  if (isCut(new URLSearchParams(asked))) return redirectWithNotice(to, 'search.cut', { most: MOST_SOUGHT });
  return redirect(to);
}

export async function loader({ request }: LoaderFunctionArgs) {
  await guardStaff(request);
  return redirect(listOf(request));
}

function listOf(request: Request): string {
  return safeNext(new URL(request.url).searchParams.get('list')).split(/[?#]/)[0]!;
}
