import type { ActionFunctionArgs } from '@remix-run/node';
import { findFamilies } from '../families/familySearch.server';
import { isReadAs } from '../families/nameKeys.server';
import type { Found } from '../families/Palette';
import { guardStaff } from '../http/guard.server';
import { soughtText } from '../http/heldQuery.server';
import { plainForm } from '../http/postedForm.server';
import { heldText } from '../identity/heldText.server';
import { navigationFor } from '../navigation';
import { may } from '../staff/permission';

/** What the palette shows for what was typed so far: families for those who may see them, pages of the own menu. */
export async function action({ request }: ActionFunctionArgs) {
  const { store, actor } = await guardStaff(request);
  const typed = (await plainForm(request)).get('text');
  const text = typeof typed === 'string' ? typed.trim() : '';
  const sought = soughtText(text);
  const found: Found = {
    text,
    search: heldText(sought),
    families: may(actor.roles, 'family.read') ? await store.read((read) => findFamilies(read, sought)) : null,
    pages: navigationFor(actor.roles)
      .flatMap(({ items }) => items)
      .filter(({ label }) => isReadAs(label, sought)),
  };
  return Response.json(found);
}
