import { and, asc, eq, ne } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { accountChanges, applications, batches, families, publicNotices } from '../../db/schema';
import { withoutFor } from '../families/bulkLeftOut.server';
import { paths } from '../paths';
import { notHandledBy, type WaitingStatus } from '../relief/waiting.server';
import type { StaffActor } from '../staff/staff.server';
import { IN_QUEUE, inQueue, QUEUE_KINDS, type QueueKind, type QueuePlace } from './queue';

/** As many as one works through; the others come when these are done. */
const MOST = 500;

interface Waiting {
  id: string;
  /** Of an account change. */
  familyId: string;
}

/**
 * What waits in a queue for somebody, the oldest first: never what they made or handled before, nor a file that cannot
 * be approved now, which approving many at once leaves out too.
 */
async function waiting(read: Read, kind: QueueKind, { staffId }: StaffActor): Promise<Waiting[]> {
  switch (kind) {
    case 'family':
      return read
        .select({ id: families.id, familyId: families.id })
        .from(families)
        .innerJoin(publicNotices, eq(publicNotices.id, families.noticeId))
        .where(
          and(
            eq(families.status, 'publicised'),
            ...withoutFor(read, { act: 'approve', staffId }).map(({ others }) => others),
          ),
        )
        .orderBy(asc(publicNotices.endsOn), asc(families.fileYear), asc(families.fileSequence))
        .limit(MOST);
    case 'review':
      return waitingApplications(read, 'submitted', staffId);
    case 'decide':
      return waitingApplications(read, 'reviewed', staffId);
    case 'confirm':
      return waitingApplications(read, 'confirming', staffId);
    case 'batch':
      return read
        .select({ id: batches.id, familyId: batches.id })
        .from(batches)
        .where(and(eq(batches.status, 'submitted'), ne(batches.madeBy, staffId)))
        .orderBy(asc(batches.submittedAt), asc(batches.id))
        .limit(MOST);
    case 'account':
      return read
        .select({ id: accountChanges.id, familyId: accountChanges.familyId })
        .from(accountChanges)
        .where(and(eq(accountChanges.status, 'proposed'), ne(accountChanges.proposedBy, staffId)))
        .orderBy(asc(accountChanges.proposedAt), asc(accountChanges.id))
        .limit(MOST);
  }
}

function waitingApplications(read: Read, status: WaitingStatus, staffId: string): Promise<Waiting[]> {
  return read
    .select({ id: applications.id, familyId: applications.familyId })
    .from(applications)
    .where(and(eq(applications.status, status), notHandledBy(status, staffId)))
    .orderBy(asc(applications.appliedOn), asc(applications.id))
    .limit(MOST);
}

const PAGES: Record<QueueKind, (one: Waiting) => string> = {
  family: ({ id }) => paths.familyApprove(id),
  review: ({ id }) => paths.applicationReview(id),
  decide: ({ id }) => paths.applicationDecide(id),
  confirm: ({ id }) => paths.applicationConfirm(id),
  batch: ({ id }) => paths.batchApprove(id),
  account: ({ id, familyId }) => paths.familyAccountConfirm(familyId, id),
};

const pageOf = (kind: QueueKind, one: Waiting) => inQueue(PAGES[kind](one));

/** How much waits in each of these queues. */
export async function queueCounts(
  read: Read,
  { kinds = QUEUE_KINDS, actor }: { kinds?: readonly QueueKind[]; actor: StaffActor },
): Promise<{ kind: QueueKind; count: number }[]> {
  const counts = [];
  for (const kind of kinds) counts.push({ kind, count: (await waiting(read, kind, actor)).length });
  return counts;
}

/** The page of the first that waits; null where nothing does. */
export async function firstInQueue(read: Read, kind: QueueKind, actor: StaffActor): Promise<string | null> {
  const [first] = await waiting(read, kind, actor);
  return first ? pageOf(kind, first) : null;
}

interface QueueRequest {
  request: Request;
  kind: QueueKind;
  actor: StaffActor;
  id: string;
}

/** Where a case stands in the queue that its page was reached from; null where it was reached otherwise. */
export async function queuePlace(
  read: Read,
  { request, kind, actor, id }: QueueRequest,
): Promise<QueuePlace | null> {
  if (!new URL(request.url).searchParams.has(IN_QUEUE)) return null;
  const list = await waiting(read, kind, actor);
  const index = list.findIndex((one) => one.id === id);
  const at = (place: number) => {
    const one = index < 0 ? undefined : list[place];
    return one ? pageOf(kind, one) : null;
  };
  return {
    ...{ kind, position: index + 1, count: list.length },
    ...{ previous: at(index - 1), next: at(index + 1) },
  };
}

/**
 * Where to go once a case is done: the next of its queue, the first where it was the last, the list of queues where
 * none waits; elsewhere when its page was reached otherwise. Asked before the case is done.
 */
export async function afterActing(read: Read, elsewhere: string, asked: QueueRequest): Promise<string> {
  const place = await queuePlace(read, asked);
  if (!place) return elsewhere;
  const first = (await waiting(read, asked.kind, asked.actor)).find(({ id }) => id !== asked.id);
  return place.next ?? (first ? pageOf(asked.kind, first) : paths.queues);
}
