import { RELIEF_TYPES, yearOfAddress } from '../fund/project';
import type { SelectionFilter } from '../relief/selection';

/** Which awards are to be paid: those ticked, or all that a filter matches; some may be left out again. */
export type PaymentSelection =
  { awardIds: string[]; except: string[] } | (SelectionFilter & { except: string[] });

/** The choice that an address carries; null when it names neither an award nor a year. */
export function paymentSelection(given: URLSearchParams): PaymentSelection | null {
  const except = distinct(given.getAll('except'));
  const awardIds = distinct(given.getAll('award'));
  if (awardIds.length > 0) return { awardIds, except };
  const year = yearOfAddress(given.get('year'));
  if (year === 0) return null;
  return {
    year,
    type: RELIEF_TYPES.find((type) => type === given.get('type')),
    campaignId: given.get('campaign') || undefined,
    except,
  };
}

/** The same choice as the fields of a form that is sent by GET. */
export function selectionFields(selection: PaymentSelection): [name: string, value: string][] {
  const except = selection.except.map((id): [string, string] => ['except', id]);
  if ('awardIds' in selection) {
    return [...selection.awardIds.map((id): [string, string] => ['award', id]), ...except];
  }
  const { year, type, campaignId } = selection;
  const filter: [string, string | undefined][] = [
    ['year', String(year)],
    ['type', type],
    ['campaign', campaignId],
  ];
  return [...filter.filter((field): field is [string, string] => Boolean(field[1])), ...except];
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids.filter(Boolean))];
}
