import { and, eq, isNull } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { papers, type accountChanges } from '../../db/schema';
import { Refusal } from '../refusal';
import type { AccountProposal } from './accountChange.form';

type Ground = Pick<typeof accountChanges.$inferSelect, 'paperId' | 'noPaperReason'>;

/**
 * What a change of account rests on: a paper of the file, or why there is none.
 * @throws Refusal account.paper_gone; account.paper_missing where there is neither
 */
export async function requireGround(
  read: Read,
  {
    familyId,
    paperId,
    noPaperReason = '',
  }: Pick<AccountProposal, 'paperId' | 'noPaperReason'> & { familyId: string },
): Promise<Ground> {
  if (paperId) {
    await requirePaper(read, { familyId, paperId });
    return { paperId, noPaperReason: null };
  }
  if (noPaperReason === '') throw new Refusal('account.paper_missing', {}, 'paperId');
  return { paperId: null, noPaperReason };
}

async function requirePaper(
  read: Read,
  { familyId, paperId }: { familyId: string; paperId: string },
): Promise<void> {
  const [paper] = await read
    .select({ id: papers.id })
    .from(papers)
    .where(and(eq(papers.id, paperId), eq(papers.familyId, familyId), isNull(papers.removedAt)));
  if (!paper) throw new Refusal('account.paper_gone', {}, 'paperId');
}
