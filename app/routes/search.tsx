import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { guardStaff, safeNext } from '../http/guard.server';
import { heldQuery } from '../http/heldQuery.server';
import { plainForm } from '../http/postedForm.server';

/** Where the search of a list goes by POST: a whole number of a person never stands in an address. */
export async function action({ request }: ActionFunctionArgs) {
  await guardStaff(request);
  const asked = [...(await plainForm(request))].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].trim() !== '',
  );
  const query = heldQuery(new URLSearchParams(asked)).toString();
  return redirect(listOf(request) + (query && `?${query}`));
}

export async function loader({ request }: LoaderFunctionArgs) {
  await guardStaff(request);
  return redirect(listOf(request));
}

function listOf(request: Request): string {
  return safeNext(new URL(request.url).searchParams.get('list')).split(/[?#]/)[0]!;
}
