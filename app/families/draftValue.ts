import { parseWithZod } from '@conform-to/zod/v4';
import { z } from 'zod';
import { formFault, withinLists } from '../formBounds';
import { FamilyChangeForm } from './family.form';

const ANYTHING = z.object({});

/** What a draft holds, as the values of the form; nothing of one that the form cannot have sent. */
export function draftValue(content: string): Record<string, unknown> {
  const fields = new URLSearchParams(content);
  const form = new FormData();
  if (formFault(fields)) return {};
  for (const [name, value] of withinLists(fields, FamilyChangeForm)) form.append(name, value);
  return parseWithZod(form, { schema: ANYTHING }).payload;
}
