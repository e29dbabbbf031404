import { proposeAccount } from '../../app/families/accountChanges.server';
import { closeStore, theStore } from '../../db/client.server';
import { aBatch } from '../factories/batches';
import { aFamily, anAccount } from '../factories/families';
import { aProject } from '../factories/fund';
import { theOffice } from '../factories/office';
import { anAward } from '../factories/relief';

/**
 * Puts so many files into the centre of `openOffice` whose notice is over, so that they wait for their approval; a
 * batch that was handed in; and a changed account that waits for the second person.
 */
const store = await theStore();
const office = await theOffice(store);
for (let count = Number(process.argv[2]); count > 0; count -= 1)
  await aFamily(office, { state: 'publicised' });
await aProject(office, { year: 2019 });
const { id: familyId, input } = await aFamily(office);
const { id: awardId } = await anAward(office, { familyId, year: 2019 });
await aBatch(office, [awardId], 'submitted');
await proposeAccount(office.caseworker, {
  ...{ familyId, accountHolder: input.bank.accountHolder, account: anAccount() },
  ...{ bankName: '样本银行云州支行', reason: '银行退票：户名不符', noPaperReason: '当面看过' },
});
await closeStore();
