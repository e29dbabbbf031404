import { describe, expect, it } from 'vitest';
import {
  familyQuestion,
  isNarrowed,
  keptFamilyQuery,
  sortByColumn,
  sortParts,
  type FamilySort,
} from './familyFilter';

const asked = (query: string) => familyQuestion(new URLSearchParams(query));

const NOTHING = {
  category: null,
  cause: null,
  status: null,
  division: null,
  from: null,
  to: null,
  review: null,
  account: null,
  search: '',
  sort: null,
  column: [],
  after: null,
  before: null,
};

describe('what the address of the list asks', () => {
  it('nothing in particular', () => expect(asked('')).toEqual(NOTHING));

  it('everything at once, the search trimmed, the columns in their order', () => {
    const query =
      'category=marginal&cause=schooling&status=draft&division=410105&from=2019-01-01&to=2019-12-31' +
      '&review=due&account=none&search=%20何样本%20&sort=-name&column=phone&column=status&after=2019_12';
    expect(asked(query)).toEqual({
      category: 'marginal',
      cause: 'schooling',
      status: 'draft',
      division: '410105',
      from: '2019-01-01',
      to: '2019-12-31',
      review: 'due',
      account: 'none',
      search: '何样本',
      sort: '-name',
      column: ['status', 'phone'],
      after: '2019_12',
      before: null,
    });
  });

  it.each([
    'category=rich&cause=none&status=gone&division=999999&from=2019-02-30&to=x&review=1&account=1&column=secret&sort=address',
    'category=&status=&division=&search=+&from=&after=&before=&sort=',
    'sort=--name',
    'sort=-fileNumber',
  ])('codes that are none of ours narrow nothing: %s', (query) => expect(asked(query)).toEqual(NOTHING));

  it('is narrowed by anything but the status', () => {
    expect(isNarrowed(asked('status=draft'))).toBe(false);
    expect(isNarrowed(asked('status=draft&account=none'))).toBe(true);
    expect(isNarrowed(asked('search=x'))).toBe(true);
    expect(isNarrowed(asked('sort=name'))).toBe(false);
  });

  it.each<[FamilySort | null, ReturnType<typeof sortParts>]>([
    [null, { by: 'fileNumber', direction: 'desc' }],
    ['fileNumber', { by: 'fileNumber', direction: 'asc' }],
    ['name', { by: 'name', direction: 'asc' }],
    ['-reviewDueOn', { by: 'reviewDueOn', direction: 'desc' }],
  ])('the order %j', (sort, parts) => expect(sortParts(sort)).toEqual(parts));
});

describe('what is kept of an address under a name', () => {
  it('the filters, the order and the columns', () => {
    const query = 'status=draft&division=410105&account=none&sort=-appliedOn&column=status&column=phone';
    expect(asked(keptFamilyQuery(new URLSearchParams(query)))).toEqual(asked(query));
  });

  it('not the search, which may be an ID number, nor the page, nor what is no filter', () => {
    expect(
      keptFamilyQuery(
        new URLSearchParams('search=11010519491231002X&after=2019_12&before=2019_13&next=/&status=draft'),
      ),
    ).toBe('status=draft');
  });
});

describe('the heading of a column leads', () => {
  it.each<[Parameters<typeof sortByColumn>, string | null]>([
    [['name', null], 'name'],
    [['name', 'name'], '-name'],
    [['name', '-name'], 'name'],
    [['name', 'appliedOn'], 'name'],
    [['fileNumber', null], 'fileNumber'],
    [['fileNumber', 'fileNumber'], null],
    [['fileNumber', '-name'], 'fileNumber'],
  ])('of %j to the order %j', (from, to) => expect(sortByColumn(...from)).toBe(to));
});
