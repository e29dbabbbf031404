import { eq } from 'drizzle-orm';
import type { Role } from '../../app/staff/role';
import { confirmRoles, waitingRolesOf } from '../../app/staff/roleChanges.server';
import { createStaff, setUp, staffActor, type Desk, type NewStaff } from '../../app/staff/staff.server';
import type { Store } from '../../db/client.server';
import { staff } from '../../db/schema';

const PEOPLE = {
  caseworker: ['caseworker'],
  secondCaseworker: ['caseworker'],
  finance: ['finance'],
  head: ['head'],
  secondHead: ['head'],
  auditor: ['auditor'],
  admin: ['admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Office = Record<keyof typeof PEOPLE, Desk>;

export const OFFICE_PASSWORD = 'Sample-Pass-2019';

/** A centre with one account of each role; the desks act as them. */
export async function anOffice(store: Store): Promise<Office> {
  const names = Object.keys(PEOPLE) as (keyof typeof PEOPLE)[];
  await setUp(store, {
    centreName: '云州市困难职工帮扶中心',
    staff: names.map((name) => ({
      username: name.toLowerCase(),
      name,
      roles: [...PEOPLE[name]],
      password: OFFICE_PASSWORD,
    })),
  });
  return theOffice(store);
}

/** One more account, whose roles the head has confirmed and whose owner has chosen the password. @returns its id */
export async function aColleague(admin: Desk, one: NewStaff & { reason?: string }): Promise<string> {
  const { id } = await createStaff(admin, one);
  await confirmedRoles(admin.store, id);
  await admin.store.write((write) =>
    write.update(staff).set({ passwordGivenAt: null }).where(eq(staff.id, id)),
  );
  return id;
}

/** The head lets the roles in that wait for an account; none may wait. */
export async function confirmedRoles(store: Store, staffId: string): Promise<void> {
  const waiting = await store.read((read) => waitingRolesOf(read, staffId));
  if (waiting) await confirmRoles(await deskOf(store, 'head'), { id: waiting.id, note: '' });
}

/** The desks of a centre that `anOffice` made before. */
export async function theOffice(store: Store): Promise<Office> {
  const names = Object.keys(PEOPLE) as (keyof typeof PEOPLE)[];
  const desks = await Promise.all(
    names.map(async (name) => [name, await deskOf(store, name.toLowerCase())] as const),
  );
  return Object.fromEntries(desks) as Office;
}

async function deskOf(store: Store, username: string): Promise<Desk> {
  return store.read(async (read) => {
    const [row] = await read.select({ id: staff.id }).from(staff).where(eq(staff.username, username));
    return { store, actor: (await staffActor(read, row!.id))! };
  });
}
