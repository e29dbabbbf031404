import { cursorOf } from '../cursor';
import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import { AWARD_VIEWS, type AwardView } from './award';

export interface AwardQuestion {
  view: AwardView;
  type?: ReliefType;
  campaignId?: string;
  search: string;
  after: string | null;
  before: string | null;
}

/** What the address of the list of awards asks for; what it does not know is left out. */
export function awardQuestion(given: URLSearchParams): AwardQuestion {
  return {
    view: AWARD_VIEWS.find((view) => view === given.get('view')) ?? 'open',
    type: RELIEF_TYPES.find((type) => type === given.get('type')),
    campaignId: given.get('campaign') || undefined,
    search: given.get('search')?.trim() ?? '',
    ...cursorOf(given),
  };
}
