import { cursorOf } from '../cursor';
import { LEFT_OUT_REASONS, type LeftOutReason } from './campaign';

export interface CandidateQuestion {
  side: 'in' | 'out';
  reason?: LeftOutReason | 'exception';
  search?: string;
  after: string | null;
  before: string | null;
}

/** What the address of a campaign's list asks for; what it does not know is left out. */
export function candidateQuestion(given: URLSearchParams): CandidateQuestion {
  const reason = [...LEFT_OUT_REASONS, 'exception' as const].find((one) => one === given.get('reason'));
  const search = given.get('search')?.trim();
  return {
    side: given.get('side') === 'out' ? 'out' : 'in',
    ...(reason ? { reason } : {}),
    ...(search ? { search } : {}),
    ...cursorOf(given),
  };
}
