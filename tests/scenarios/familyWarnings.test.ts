import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { importFamilies, type FamiliesImportResult } from '../../app/exchange/familiesImport.server';
import { readFamilyFile } from '../../app/exchange/familyFile.server';
import type { ImportMode } from '../../app/exchange/job';
import { finishOwnImport, startOwnImport } from '../../app/exchange/ownImport.server';
import { undecidedPairs } from '../../app/families/duplicates.server';
import { commandLineDesk, type Desk } from '../../app/staff/staff.server';
import { importWarningText } from '../../app/zh/familySheet';
import type { Store } from '../../db/client.server';
import { freshDatabase } from '../database';
import { anOffice } from '../factories/office';
import { registerWorkbook, sheetFamily, type SheetLineOf } from '../factories/familySheet';
import { expectInvariants } from '../invariants';

/** A family that comes in with another family's account or phone comes in, and is named. */

process.env.DATA_DIR = mkdtempSync(path.join(tmpdir(), 'bangfu-warnings-'));
afterAll(() => rmSync(process.env.DATA_DIR!, { recursive: true, force: true }));

let store: Store;
let maker: Desk;

beforeEach(async () => {
  store = await (await freshDatabase()).open({ writesBeside: true });
  await anOffice(store);
  maker = await commandLineDesk(store);
});

const given = { fileName: '登记册.xlsx', approvedBy: null };

async function check(lines: SheetLineOf[]): Promise<FamiliesImportResult> {
  const file = await readFamilyFile(await registerWorkbook(lines));
  return importFamilies({ ...given, store, file, mode: 'good_families', actor: maker.actor, importId: null });
}

async function take(lines: SheetLineOf[], mode: ImportMode = 'good_families') {
  const file = await readFamilyFile(await registerWorkbook(lines));
  const importId = await startOwnImport(maker, {
    fileName: given.fileName,
    mode,
    releasedBy: null,
    total: 0,
  });
  const result = await importFamilies({ ...given, store, file, mode, actor: maker.actor, importId });
  await finishOwnImport(maker, { importId, fileName: given.fileName, result });
  return result;
}

const warningsOf = ({ warnings }: FamiliesImportResult) =>
  warnings.map(({ row, column, code }) => [row, column, code]);
const phoneOf = (lines: SheetLineOf[]) => lines[0]!.phone!;
const accountOf = (lines: SheetLineOf[]) => lines[0]!.account!;

const third = sheetFamily(1, { size: 1 });

/** Two families with the account of a third one, and with each other's phone. */
function twins(): SheetLineOf[] {
  const first = sheetFamily(2, { size: 2, account: accountOf(third) });
  return [...first, ...sheetFamily(3, { size: 2, account: accountOf(third), phone: phoneOf(first) })];
}

const TWINS = [
  [2, 'account', 'account.on_register'],
  [4, 'account', 'account.on_register'],
  [4, 'account', 'account.in_file'],
  [4, 'phone', 'phone.in_file'],
];

describe('families of a sheet with the account or phone of another family', () => {
  it('are named by the check and by the import, come in all the same, and are questions of the register', async () => {
    expect(await take(third)).toMatchObject({ accepted: 1, warnings: [], warningCount: 0 });
    for (const result of [await check(twins()), await take(twins())]) {
      expect(result).toMatchObject({ rows: 4, accepted: 4, refused: 0, problems: [], warningCount: 4 });
      expect(warningsOf(result)).toEqual(TWINS);
      const [{ code, data }] = result.warnings as [(typeof result.warnings)[number]];
      expect(importWarningText(code, data)).toBe('与档案 ZZ-000001 的收款账户相同，请到「疑似重复」核对。');
    }
    const pairs = await store.read((read) => undecidedPairs(read, { sign: 'account' }));
    expect(pairs.rows).toHaveLength(3);
    expect(await take(twins())).toMatchObject({ unchanged: 4, warnings: [], warningCount: 0 });
    await expectInvariants(store, 'importing families with shared accounts');
  });

  it('are named too where everything goes in at once or nothing', async () => {
    await take(third);
    const broken = await take([...twins(), ...sheetFamily(4, { phone: '12' })], 'all_or_nothing');
    expect([broken.isApplied, warningsOf(broken)]).toEqual([false, TWINS]);
    const whole = await take(twins(), 'all_or_nothing');
    expect([whole.isApplied, warningsOf(whole)]).toEqual([true, TWINS]);
  });

  it.each<[string, SheetLineOf[], unknown[]]>([
    [
      'families that are refused',
      [...third, ...sheetFamily(2, { account: accountOf(third), sex: '女' })],
      [],
    ],
    [
      'two families that both left',
      [
        ...sheetFamily(1, { size: 1, status: '已退出', exitedOn: '2019-06-30' }),
        ...sheetFamily(2, {
          size: 1,
          account: accountOf(third),
          status: '已退出',
          exitedOn: '2019-06-30',
        }),
      ],
      [],
    ],
    [
      'a family of the register and one that left',
      [
        ...sheetFamily(1, { size: 1, status: '已退出', exitedOn: '2019-06-30' }),
        ...sheetFamily(2, { size: 1, account: accountOf(third) }),
        ...sheetFamily(3, { size: 1, account: accountOf(third), phone: phoneOf(third) }),
      ],
      [
        [3, 'account', 'account.in_file'],
        [4, 'account', 'account.in_file'],
        [4, 'phone', 'phone.in_file'],
      ],
    ],
    [
      'families without an account',
      [1, 2].flatMap((index) => sheetFamily(index, { size: 1, account: null, bankName: null })),
      [],
    ],
  ])('of %s', async (_, lines, expected) => {
    expect(warningsOf(await check(lines))).toEqual(expected);
    expect(warningsOf(await take(lines))).toEqual(expected);
  });

  it('are counted where they are too many to be listed, and a phone of all hides no account', async () => {
    const phone = phoneOf(third);
    const village = Array.from({ length: 450 }, (_, index) => sheetFamily(index + 1, { size: 1, phone }));
    const result = await take([
      ...village.flat(),
      ...sheetFamily(500, { size: 1, account: accountOf(third) }),
    ]);
    expect([result.accepted, result.warnings.length, result.warningCount]).toEqual([451, 301, 450]);
    expect(warningsOf(result).at(-1)).toEqual([452, 'account', 'account.in_file']);
  });
});
