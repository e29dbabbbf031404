import { isBusinessDate, type BusinessDate } from '../calendar/date';
import { ticksOf } from './relief.form';

/** What the address of the page of a campaign's step asks for; what it does not know is left out. */
export function campaignActQuestion(given: URLSearchParams) {
  const on = given.get('on');
  return {
    on: isBusinessDate(on) ? on : (null as BusinessDate | null),
    except: ticksOf(given.getAll('except')).map(({ id }) => id),
    withoutBlocked: given.get('without') === 'blocked',
    page: Number(given.get('page')) || 1,
  };
}

/** What was typed before the list was looked at again, for the form to show once more. */
export function typedBefore(given: URLSearchParams) {
  return { outcome: given.get('outcome') ?? undefined, note: given.get('note') ?? undefined };
}
