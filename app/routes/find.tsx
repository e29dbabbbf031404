import type { LoaderFunctionArgs } from '@remix-run/node';
import { findFamilies } from '../families/familySearch.server';
import { isReadAs } from '../families/nameKeys.server';
import type { Found } from '../families/Palette';
import { guardStaff } from '../http/guard.server';
import { navigationFor } from '../navigation';
import { may } from '../staff/permission';

/** What the palette shows for what was typed so far: families for those who may see them, pages of the own menu. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Found> {
  const { store, actor } = await guardStaff(request);
  const text = new URL(request.url).searchParams.get('text')?.trim() ?? '';
  return {
    text,
    families: may(actor.roles, 'family.read') ? await store.read((read) => findFamilies(read, text)) : null,
    pages: navigationFor(actor.roles)
      .flatMap(({ items }) => items)
      .filter(({ label }) => isReadAs(label, text)),
  };
}
