import type { Role } from '../../app/staff/role';
import { waitingRolesOf } from '../../app/staff/roleChanges.server';
import { changeStaff, setUp, staffActor, staffMember, type Desk } from '../../app/staff/staff.server';
import type { Store } from '../../db/client.server';
import { freshStore } from '../database';

export const PASSWORD = 'First-Pass-2019';
export const REASON = '编制只有两人';

/** Offices by who is in them; the head confirms, unless it is the head who gives or gets. */
const OFFICES = {
  usual: { admin: ['admin'], head: ['head'], worker: ['caseworker'] },
  twoHeads: { boss: ['head', 'admin'], admin: ['admin'], head: ['head'], worker: ['caseworker'] },
  oneBoss: { boss: ['head', 'admin'], admin: ['admin'], worker: ['caseworker'] },
  headless: { admin: ['admin'], worker: ['caseworker'] },
} as const satisfies Record<string, Record<string, readonly Role[]>>;

export type Kind = keyof typeof OFFICES;
export type Who = 'admin' | 'head' | 'boss' | 'worker';

/** An office of its own; the desk of each person in it. */
export async function anOfficeOf(kind: Kind): Promise<Record<Who, Desk>> {
  const store = await freshStore();
  const people = Object.entries(OFFICES[kind]);
  const ids = await setUp(store, {
    centreName: '云州市困难职工帮扶中心',
    staff: people.map(([username, roles]) => ({
      username,
      name: username,
      roles: [...roles],
      password: PASSWORD,
    })),
  });
  const desks = await Promise.all(
    people.map(async ([who], index) => [who, await deskOf(store, ids[index]!)]),
  );
  return Object.fromEntries(desks) as Record<Who, Desk>;
}

export async function deskOf(store: Store, id: string): Promise<Desk> {
  return { store, actor: (await store.read((read) => staffActor(read, id)))! };
}

/** The account at a desk as it stands now. */
export const memberOf = ({ store, actor }: Desk) => store.read((read) => staffMember(read, actor.staffId));
export const rolesOf = async (desk: Desk) => (await memberOf(desk)).roles;
/** What waits for its roles; null for nothing. */
export const waitingOf = ({ store, actor }: Desk) =>
  store.read((read) => waitingRolesOf(read, actor.staffId));
/** Gives an account these roles and no other. */
export const give = (by: Desk, to: Desk, roles: Role[]) =>
  changeStaff(by, { id: to.actor.staffId, name: to.actor.name, roles, reason: REASON });

let usernames = 0;
/** Somebody to open an account for, each time another one. */
export const aNewcomer = (roles: Role[]) => {
  const username = `newcomer${(usernames += 1)}`;
  return { username, name: username, roles, reason: REASON, password: PASSWORD };
};
