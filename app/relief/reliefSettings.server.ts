import { eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { reliefSettings, staff } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { projectOfYear } from '../fund/fund.server';
import { fen, type Fen } from '../money/fen';
import { Refusal } from '../refusal';
import { listStaff, type Desk } from '../staff/staff.server';
import { may } from '../staff/permission';

interface ExtraLevel {
  /** An approval above this is confirmed by a second head; null: none is. */
  levelFen: Fen | null;
  setByName: string | null;
  setAt: string | null;
}

/** From which amount on an approval of a project-year needs a second head. */
export async function extraLevel(read: Read, projectId: string): Promise<ExtraLevel> {
  const [row] = await read
    .select({ levelFen: reliefSettings.extraLevelFen, setAt: reliefSettings.setAt, setByName: staff.name })
    .from(reliefSettings)
    .innerJoin(staff, eq(staff.id, reliefSettings.setBy))
    .where(eq(reliefSettings.projectId, projectId));
  if (!row) return { levelFen: null, setByName: null, setAt: null };
  return { ...row, levelFen: row.levelFen === null ? null : fen(row.levelFen) };
}

/**
 * Sets it, for decisions from now on.
 * @returns whether it was another one
 * @throws Refusal project.not_found, relief.no_second_head where nobody could confirm
 */
export async function setExtraLevel(
  { store, actor }: Desk,
  { year, levelFen }: { year: number; levelFen: Fen | null },
): Promise<boolean> {
  return store.write(async (write) => {
    const project = await projectOfYear(write, year);
    if (levelFen !== null) await requireTwoHeads(write);
    const { levelFen: beforeFen, setAt: known } = await extraLevel(write, project.id);
    if (beforeFen === levelFen) return false;
    const values = { extraLevelFen: levelFen, setBy: actor.staffId, setAt: new Date().toISOString() };
    if (known) await write.update(reliefSettings).set(values).where(eq(reliefSettings.projectId, project.id));
    else await write.insert(reliefSettings).values({ projectId: project.id, ...values });
    await audit(write, actor, {
      action: 'relief.level_set',
      subject: { type: 'project', id: project.id },
      detail: { year, before: { levelFen: beforeFen }, after: { levelFen } },
    });
    return true;
  });
}

async function requireTwoHeads(read: Read): Promise<void> {
  const people = await listStaff(read);
  const heads = people.filter(({ active, roles }) => active && may(roles, 'relief.decide'));
  if (heads.length < 2) throw new Refusal('relief.no_second_head', {}, 'levelFen');
}
