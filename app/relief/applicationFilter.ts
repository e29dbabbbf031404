import { cursorOf } from '../cursor';
import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import { APPLICATION_STATUSES, type ApplicationStatus } from './application';

export interface ApplicationQuestion {
  type?: ReliefType;
  status?: ApplicationStatus;
  campaignId?: string;
  search: string;
  after: string | null;
  before: string | null;
}

/** What the address of a list of applications asks for; what it does not know is left out. */
export function applicationQuestion(given: URLSearchParams): ApplicationQuestion {
  return {
    type: RELIEF_TYPES.find((type) => type === given.get('type')),
    status: APPLICATION_STATUSES.find((status) => status === given.get('status')),
    campaignId: given.get('campaign') || undefined,
    search: given.get('search')?.trim() ?? '',
    ...cursorOf(given),
  };
}
