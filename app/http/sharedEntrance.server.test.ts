import { describe, expect, it } from 'vitest';
import { onceARequest, sharingEntrance } from './sharedEntrance.server';

function counted() {
  let asked = 0;
  return () => Promise.resolve((asked += 1));
}

describe('who makes a request', () => {
  it('is found out once for all loaders of a page, also for those that ask at the same time', async () => {
    const find = counted();
    const found = await sharingEntrance(async () => [
      ...(await Promise.all([onceARequest(find), onceARequest(find)])),
      await onceARequest(find),
    ]);
    expect(found).toEqual([1, 1, 1]);
  });

  it('is never that of another request', async () => {
    const find = counted();
    const one = sharingEntrance(() => onceARequest(find));
    const other = sharingEntrance(() => onceARequest(find));
    expect(await Promise.all([one, other])).toEqual([1, 2]);
  });

  it('is asked each time where nothing is shared', async () => {
    const find = counted();
    expect([await onceARequest(find), await onceARequest(find)]).toEqual([1, 2]);
  });
});
