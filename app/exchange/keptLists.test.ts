import { describe, expect, it } from 'vitest';
import { KEPT_LISTS } from '../staff/listView';
import { keptListOf } from './keptLists';

const NUMBER = '11010519491231002X';

describe('a filter that is kept under a name', () => {
  it.each([
    [
      'families',
      'status=approved&review=due&column=phone&column=bank',
      'status=approved&review=due&column=phone&column=bank',
    ],
    [
      'applications',
      'year=2019&type=medical&status=submitted&campaign=c1&column=type&column=requestedFen&column=none',
      'type=medical&status=submitted&campaign=c1&column=type&column=requestedFen',
    ],
    ['awards', 'year=2019&view=all&type=living&column=dueOn', 'view=all&type=living&column=dueOn'],
    ['payments', 'year=2019&month=2019-03&kind=return&column=recordedAt', 'kind=return&column=recordedAt'],
  ])('of %s says what narrows and what is shown, not the year: %s', (list, query, kept) => {
    expect(keptListOf(list)!.kept(new URLSearchParams(query))).toBe(kept);
  });

  it.each(KEPT_LISTS)(
    'of %s holds neither what was searched for nor the page nor anything unknown',
    (list) => {
      const query = `search=${NUMBER}&after=2019_12&before=2019_13&next=/&status=${NUMBER}&type=${NUMBER}`;
      const kept = keptListOf(list)!.kept(new URLSearchParams(query));
      expect(kept).toBe(list === 'awards' ? 'view=open' : '');
    },
  );

  it('belongs to a list that there is', () => expect(keptListOf('staff')).toBeNull());
});
