import { parseWithZod } from '@conform-to/zod/v4';
import { z } from 'zod';

const ANYTHING = z.object({});

/** What a draft holds, as the values of the form. */
export function draftValue(content: string): Record<string, unknown> {
  const form = new FormData();
  for (const [name, value] of new URLSearchParams(content)) form.append(name, value);
  return parseWithZod(form, { schema: ANYTHING }).payload;
}
