import { cursorOf } from '../cursor';
import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import { chosenColumns, keptQuery } from '../staff/listView';
import { APPLICATION_STATUSES, type ApplicationStatus } from './application';

/** What may be shown of each application, besides whom it is for and its amount. */
const APPLICATION_COLUMNS = [
  'idMasked',
  'fileNumber',
  'type',
  'campaign',
  'appliedOn',
  'status',
  'requestedFen',
] as const;
export type ApplicationColumn = (typeof APPLICATION_COLUMNS)[number];

/** What is shown unless somebody chose. */
export const USUAL_APPLICATION_COLUMNS = APPLICATION_COLUMNS.filter((column) => column !== 'requestedFen');

export interface ApplicationQuestion {
  type?: ReliefType;
  status?: ApplicationStatus;
  campaignId?: string;
  search: string;
  column: ApplicationColumn[];
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
    column: chosenColumns(given, APPLICATION_COLUMNS),
    ...cursorOf(given),
  };
}

/** The part of the address that narrows, under its names. */
export function applicationFilters({ type, status, campaignId, search }: ApplicationQuestion) {
  return { type, status, campaign: campaignId, search };
}

/** What of an address is worth keeping under a name: not the year, which goes by. */
export function keptApplicationQuery(given: URLSearchParams): string {
  const question = applicationQuestion(given);
  return keptQuery(applicationFilters(question), question.column);
}
