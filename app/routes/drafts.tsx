import type { ActionFunctionArgs } from '@remix-run/node';
import { DraftForm } from '../families/draft.form';
import { keepDraft } from '../families/drafts.server';
import { guard } from '../http/guard.server';
import { submitBeside } from '../http/submit.server';

/** Called by the form itself while somebody types. */
export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.record');
  return submitBeside(request, DraftForm, async (draft) => Response.json(await keepDraft(desk, draft)));
}
