import { expect, it } from 'vitest';
import { LEFT_OUT_REASONS, mayBeIncluded } from './campaign';

it('lets an exception in unless the person could not be helped whatever the reason', () => {
  const never = LEFT_OUT_REASONS.filter((reason) => !mayBeIncluded('schooling', reason));
  expect(never).toEqual(['listed_twice', 'already_paid', 'already_awarded']);
  expect(LEFT_OUT_REASONS.every((reason) => mayBeIncluded('living', reason))).toBe(true);
  expect(mayBeIncluded('schooling', null)).toBe(true);
});
