import { beforeAll, expect, it } from 'vitest';
import { offeredSteps } from '../../app/relief/offeredSteps.server';
import type { ApplicationStatus } from '../../app/relief/application';
import type { Store } from '../../db/client.server';
import { aFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { anApplication } from '../factories/relief';

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice({ year: 2019 }));
});

/** The caseworker hands in, finance reviews, the head decides what waits for a second head. */
it.each<[ApplicationStatus, keyof Office, string | undefined]>([
  ['submitted', 'finance', 'review'],
  ['submitted', 'caseworker', undefined],
  ['reviewed', 'finance', undefined],
  ['reviewed', 'head', 'decide'],
  ['confirming', 'head', undefined],
  ['returned', 'caseworker', 'edit'],
  ['returned', 'finance', undefined],
  ['rejected', 'head', undefined],
])('one that is %s offers %s: %s', async (state, who, step) => {
  const { id: familyId } = await aFamily(office);
  const id = await anApplication(office, { year: 2019, familyId, state });
  const { actor } = office[who];
  const offered = await store.read((read) => offeredSteps(read, { ids: [id], person: actor }));
  expect(offered).toEqual(step ? { [id]: step } : {});
});
