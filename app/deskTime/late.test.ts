import { describe, expect, it } from 'vitest';
import { desksAsked, LATE_DESK_CODES, ownDesks } from './late';

describe('the desks that an address asks for', () => {
  it.each([
    [null, null],
    ['nowhere', null],
    ['payment', ['payment']],
    ['mine', ['approval', 'review', 'decision', 'confirmation']],
  ])('%s', (choice, desks) => {
    expect(desksAsked(choice, ['head'])).toEqual(desks);
  });

  it('are of a role those where it works', () => {
    expect(ownDesks(['finance'])).toContain('payment');
    expect(ownDesks(['auditor'])).toEqual([]);
    expect(LATE_DESK_CODES.filter((desk) => ownDesks(['head']).includes(desk))).toEqual(ownDesks(['head']));
  });
});
