import type { ActionFunctionArgs } from '@remix-run/node';
import { LookAlikeForm } from '../families/duplicate.form';
import { lookAlikes } from '../families/duplicates.server';
import { guard } from '../http/guard.server';
import { postedForm } from '../http/postedForm.server';
import { parsedForm } from '../http/submit.server';

/** What the form of a file shows beside a field while one types: the files that have the same. */
export async function action({ request }: ActionFunctionArgs) {
  const { store } = await guard(request, 'family.record');
  const typed = parsedForm(await postedForm(request), LookAlikeForm);
  if (typed.status !== 'success') return Response.json([], { status: 400 });
  return Response.json(await store.read((read) => lookAlikes(read, typed.value)));
}
