import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, businessDate, todayInChina } from '../../app/calendar/date';
import { exitFamily } from '../../app/relief/exits.server';
import { lineOn, listLines } from '../../app/families/lines.server';
import { lineIn, type Supposition } from '../../app/families/whatIf';
import { supposedChanges } from '../../app/families/whatIf.server';
import { fen } from '../../app/money/fen';
import type { Store } from '../../db/client.server';
import { auditEntries } from '../../db/schema';
import { aFamily, aFamilyInput } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';

let store: Store;
let office: Office;
beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
});

const ON = businessDate('2019-06-30');
const ask = (supposition: Supposition, more: { page?: number; isWhole?: boolean } = {}) =>
  store.read((read) => supposedChanges(read, { supposition, on: ON, page: 1, ...more }));
const raised = (yuan: number): Supposition => ({
  line: { region: '4101', hukouKind: 'urban', monthlyFen: fen(yuan * 100) },
  incomePercent: 0,
});

describe('the register under another line or other incomes', () => {
  it('tells which families change, before and after, and keeps nothing', async () => {
    const poor = await aFamily(office);
    const atLine = await aFamily(office, {
      income: { ...aFamilyInput().income, wagesFen: fen(600 * 100 * 12 * 3), transferFen: fen(0) },
      category: 'marginal',
    });
    await aFamily(office, { state: 'draft' });
    const gone = await aFamily(office);
    await exitFamily(office.head, {
      id: gone.id,
      on: addDays(gone.registeredOn, 1),
      reason: 'out_of_hardship',
    });
    const entries = () => store.read((read) => read.select().from(auditEntries));
    const before = (await entries()).length;

    expect(await ask(raised(601))).toEqual({
      total: 2,
      changed: 1,
      counts: [{ before: 'marginal', after: 'subsistence', count: 1 }],
      rows: [
        {
          id: atLine.id,
          fileNumber: atLine.fileNumber,
          name: '林样本',
          decided: 'marginal',
          before: { category: 'marginal', perCapitaFen: 60_000, lineFen: 60_000 },
          after: { category: 'subsistence', perCapitaFen: 60_000, lineFen: 60_100 },
        },
      ],
      page: 1,
      pageCount: 1,
    });
    const richer = await ask({ line: null, incomePercent: 50 });
    expect(richer.rows.map(({ id, after }) => [id, after.category])).toEqual([[poor.id, 'marginal']]);
    expect((await ask({ line: null, incomePercent: 0 })).changed).toBe(0);
    expect(await entries()).toHaveLength(before);
  });

  it('comes in pages, or whole', async () => {
    for (let count = 0; count < 52; count += 1) await aFamily(office);
    const first = await ask(raised(300));
    const second = await ask(raised(300), { page: 2 });
    expect([first.rows.length, second.rows.length]).toEqual([50, first.changed - 50]);
    const whole = await ask(raised(300), { isWhole: true });
    expect(whole.rows).toEqual([...first.rows, ...second.rows]);
    expect(await ask(raised(300), { page: 99 })).toEqual(second);
  }, 60_000);

  it('takes the line that classification takes', async () => {
    await store.read(async (read) => {
      const lines = await listLines(read);
      for (const on of [ON, todayInChina(new Date()), businessDate('2014-01-01')])
        for (const division of ['410105', '410102'] as const)
          for (const hukouKind of ['urban', 'rural', 'converted'] as const)
            expect(lineIn(lines, { division, hukouKind, on })?.monthlyFen).toBe(
              (await lineOn(read, { division, hukouKind, on }))?.monthlyFen,
            );
    });
  });
});
