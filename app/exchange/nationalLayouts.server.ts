import { isDeepStrictEqual } from 'node:util';
import { desc } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { nationalLayouts } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { newId } from '../ids.server';
import type { Desk } from '../staff/staff.server';
import type { NationalColumn } from './national';
import { DEFAULT_COLUMNS, NationalColumns } from './nationalLayout';

/** The columns in use: the latest that the head defined, or the product's own. */
export async function nationalLayout(
  read: Read,
): Promise<{ columns: readonly NationalColumn[]; definedAt: string | null }> {
  const [row] = await read
    .select()
    .from(nationalLayouts)
    .orderBy(desc(nationalLayouts.definedAt), desc(nationalLayouts.id))
    .limit(1);
  if (!row) return { columns: DEFAULT_COLUMNS, definedAt: null };
  return { columns: NationalColumns.parse(JSON.parse(row.columns)), definedAt: row.definedAt };
}

/** Keeps other columns from now on; what was compared before stays as it was. @returns whether they are other ones */
export async function defineNationalLayout(
  { store, actor }: Desk,
  columns: readonly NationalColumn[],
): Promise<boolean> {
  const id = newId();
  return store.write(async (write) => {
    if (isDeepStrictEqual((await nationalLayout(write)).columns, columns)) return false;
    await write.insert(nationalLayouts).values({
      id,
      columns: JSON.stringify(columns),
      definedBy: actor.staffId,
      definedAt: new Date().toISOString(),
    });
    await audit(write, actor, {
      action: 'national.layout_defined',
      subject: { type: 'national_layout', id },
      detail: { nationalColumns: columns.map(({ title }) => title).join(' ') },
    });
    return true;
  });
}
