import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { DropDraftForm, familyOfDraft } from '../families/draft.form';
import { dropDraft } from '../families/drafts.server';
import { guard } from '../http/guard.server';
import { submitBeside } from '../http/submit.server';
import { paths } from '../paths';

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.record');
  return submitBeside(request, DropDraftForm, async ({ form }) => {
    await dropDraft(desk, form);
    const familyId = familyOfDraft(form);
    return redirect(familyId ? paths.familyEdit(familyId) : paths.familyNew);
  });
}
