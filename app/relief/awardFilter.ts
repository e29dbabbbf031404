import { cursorOf } from '../cursor';
import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import { chosenColumns, keptQuery } from '../staff/listView';
import { AWARD_VIEWS, type AwardView } from './award';

/** What may be shown of each award, besides whom it is for and what is to be paid. */
const AWARD_COLUMNS = [
  'idMasked',
  'fileNumber',
  'type',
  'campaign',
  'account',
  'approvedOn',
  'dueOn',
  'status',
  'amountFen',
  'netFen',
] as const;
export type AwardColumn = (typeof AWARD_COLUMNS)[number];

/** What is shown unless somebody chose. */
export const USUAL_AWARD_COLUMNS = AWARD_COLUMNS.filter((column) => column !== 'idMasked');

/** Under which the ticked awards are kept while one turns pages, and how many an address carries. */
export const TICKED_AWARDS = 'awards';
export const MOST_TICKED = 200;

export interface AwardQuestion {
  view: AwardView;
  type?: ReliefType;
  campaignId?: string;
  search: string;
  column: AwardColumn[];
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
    column: chosenColumns(given, AWARD_COLUMNS),
    ...cursorOf(given),
  };
}

/** The part of the address that narrows, under its names. */
export function awardFilters({ view, type, campaignId, search }: AwardQuestion) {
  return { view, type, campaign: campaignId, search };
}

/** What of an address is worth keeping under a name: not the year, which goes by. */
export function keptAwardQuery(given: URLSearchParams): string {
  const question = awardQuestion(given);
  return keptQuery(awardFilters(question), question.column);
}
