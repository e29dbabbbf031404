import { closeStore, theStore } from '../../db/client.server';
import { importFamilies } from '../../app/exchange/familiesImport.server';
import { readFamilyFile } from '../../app/exchange/familyFile.server';
import { startOwnImport } from '../../app/exchange/ownImport.server';
import { registerWorkbook, sheetFamily, type SheetLineOf } from '../factories/familySheet';
import { aProject } from '../factories/fund';
import { theOffice } from '../factories/office';

/** Brings so many families into the centre of `openOffice`, for whom the head vouches, and a year with money. */
const count = Number(process.argv[2]);
const store = await theStore();
const office = await theOffice(store);
const { actor } = office.caseworker;
await aProject(office, { year: 2019, budgetFen: 200_000_000 });
const file = await readFamilyFile(await registerWorkbook(families()));
const order = { fileName: '名册.xlsx', mode: 'good_families' as const };
const importId = await startOwnImport(office.caseworker, {
  ...order,
  releasedBy: null,
  total: file.rowCount,
});
const approvedBy = { id: office.head.actor.staffId, name: office.head.actor.name };
const { problems } = await importFamilies({ ...order, store, file, actor, importId, approvedBy });
if (problems.length > 0) throw new Error(JSON.stringify(problems[0]));
await closeStore();

function* families(): Generator<SheetLineOf> {
  for (let index = 1; index <= count; index += 1) yield* sheetFamily(index, { size: 2 });
}
