import { describe, expect, it } from 'vitest';
import { familyQuestion } from './familyFilter';

const asked = (query: string) => familyQuestion(new URLSearchParams(query));

describe('what the address of the list asks', () => {
  it('nothing in particular', () => {
    expect(asked('')).toEqual({ category: null, status: null, division: null, search: '', page: 1 });
  });

  it('everything at once, the search trimmed', () => {
    expect(asked('category=marginal&status=draft&division=410105&search=%20何样本%20&page=3')).toEqual({
      category: 'marginal',
      status: 'draft',
      division: '410105',
      search: '何样本',
      page: 3,
    });
  });

  it.each(['category=rich&status=gone&division=999999', 'category=&status=&division=&search=+'])(
    'codes that are none of ours narrow nothing: %s',
    (query) => expect(asked(query)).toEqual(asked('')),
  );

  it.each(['0', '-2', 'x', '', '1.9'])('page %j is the first', (page) => {
    expect(asked(`page=${page}`).page).toBe(1);
  });
});
