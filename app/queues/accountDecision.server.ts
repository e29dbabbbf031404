import { accountChange } from '../families/accountChangeList.server';
import { decisionObstacle } from '../families/AccountChangeViews';
import { paths } from '../paths';
import { may } from '../staff/permission';
import type { Desk } from '../staff/staff.server';
import { afterActing, queuePlace } from './queues.server';

interface Decided {
  request: Request;
  familyId: string;
  changeId: string;
}

/**
 * What the pages show on which a proposed account is confirmed or not agreed to.
 * @throws Refusal account.not_found
 */
export async function accountDecisionPage({ store, actor }: Desk, { request, ...ids }: Decided) {
  return store.read(async (read) => {
    const change = await accountChange(read, ids);
    return {
      change,
      place: await queuePlace(read, { request, kind: 'account', actor, id: ids.changeId }),
      obstacle: decisionObstacle(change, actor.staffId),
      mayReveal: may(actor.roles, 'identity.reveal'),
    };
  });
}

/** Where the decision leads to: the next of the queue that it was opened from, or the family's accounts. */
export function afterAccountDecision(
  { store, actor }: Desk,
  { request, familyId, changeId }: Decided,
): Promise<string> {
  const act = { request, kind: 'account', actor, id: changeId } as const;
  return store.read((read) => afterActing(read, paths.familyAccount(familyId), act));
}
