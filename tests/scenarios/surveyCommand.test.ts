import { beforeAll, describe, expect, it } from 'vitest';
import { auditCheck } from '../../app/audit/auditHead.server';
import { businessDate } from '../../app/calendar/date';
import { roundView } from '../../app/surveys/rounds.server';
import type { Store } from '../../db/client.server';
import { importSurveyFile, type SurveyImportOptions } from '../../scripts/import/surveys';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aDrawnRound, anAnswersFile, aPaidPerson } from '../factories/surveys';

let store: Store;
let office: Office;
let people: string[];

beforeAll(async () => {
  ({ store, office } = await aFreshOffice({ year: 2019 }));
  people = [];
  for (let count = 0; count < 3; count += 1) people.push((await aPaidPerson(office)).idNumber);
}, 60_000);

async function run(given: Partial<SurveyImportOptions> = {}) {
  const bytes = await anAnswersFile([
    [people[0]!, '2019-12-05', '电话', '很满意', '谢谢'],
    [people[1]!, '2019-12-06', '纸质', '一般', null],
    [people[2]!, '昨天', '电话', '满意', null],
  ]);
  const options = { isDryRun: false, asJson: true, wantsRefused: true, round: null, ...given };
  const told = await importSurveyFile(store, {
    ...options,
    bytes: Buffer.from(bytes),
    fileName: '评价.xlsx',
  });
  return { ...told, text: [...told.text].join('') };
}

const counts = (accepted: number, unchanged: number) => ({ rows: 3, accepted, refused: 1, unchanged });

describe('import surveys', () => {
  it('needs a round', async () => {
    await expect(run()).rejects.toThrow(/还没有满意度调查/);
  });

  it('checks without a trace, takes good rows into the round they fit, and takes nothing twice', async () => {
    const fitting = await aDrawnRound(office, { name: '年终调查' });
    await aDrawnRound(office, { name: '另一轮', startOn: businessDate('2019-12-20') });
    const before = await store.read((read) => auditCheck(read));
    const check = await run({ isDryRun: true });
    expect((await store.read((read) => auditCheck(read))).head).toEqual(before.head);
    expect(check.notes).toEqual(['满意度调查：「年终调查」（2019-12-01 至 2019-12-31）。']);
    const taken = await run();
    for (const text of [check.text, taken.text]) {
      const told = JSON.parse(text) as { problems: object[] };
      expect(told).toMatchObject(counts(2, 0));
      expect(told.problems).toEqual([
        {
          row: 5,
          column: '日期',
          code: 'date_invalid',
          message: expect.stringContaining('2019-12-05') as string,
        },
      ]);
    }
    expect(taken.refused).not.toBeNull();
    expect((await store.read((read) => roundView(read, fitting.id))).counts).toMatchObject({
      answered: 2,
      satisfied: 1,
    });
    expect(JSON.parse((await run()).text)).toMatchObject(counts(0, 2));
    expect((await run({ asJson: false, isDryRun: true })).text).toContain('已有未变 2 条');
  });

  it('takes the round that is named, or says which there are', async () => {
    expect(JSON.parse((await run({ round: '另一轮' })).text)).toMatchObject({ accepted: 0, refused: 3 });
    await expect(run({ round: '没有' })).rejects.toThrow(/已有：另一轮、年终调查/);
  });
});
