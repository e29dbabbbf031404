import { beforeAll, describe, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { businessDate } from '../../app/calendar/date';
import { evidencePage } from '../../app/indicators/evidence.server';
import { yearFacts } from '../../app/indicators/facts.server';
import { yearSample } from '../../app/indicators/yearSample.server';
import { openSheets } from '../../app/sheets/sheetRows.server';
import { peopleOfRound, personToAsk, recordAnswer, revealPhone } from '../../app/surveys/answers.server';
import { importAnswers } from '../../app/surveys/answersImport.server';
import { refusedAnswersWorkbook } from '../../app/surveys/answersWorkbook.server';
import { drawSurvey, roundsOfYear, roundView } from '../../app/surveys/rounds.server';
import type { Store } from '../../db/client.server';
import { auditEntries, surveyAnswers } from '../../db/schema';
import { freshStore } from '../database';
import { aFamily, anIdNumber } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import { anOffice, type Office } from '../factories/office';
import { aCorrection } from '../factories/payments';
import {
  aDrawnRound,
  anAnswer,
  anAnswerInput,
  anAnswersFile,
  aPaidPerson,
  aRound,
} from '../factories/surveys';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

let store: Store;
let office: Office;
let people: Awaited<ReturnType<typeof aPaidPerson>>[];

beforeAll(async () => {
  ({ store, office } = await aFreshOffice({ year: 2019 }));
  people = [];
  for (let count = 0; count < 6; count += 1) people.push(await aPaidPerson(office));
}, 60_000);

const view = (id: string) => store.read((read) => roundView(read, id));
const indicator = () =>
  store.read(async (read) => {
    const { indicators } = await yearFacts(read, { year: 2019, asOf: '2019-12-31' });
    const { id } = indicators.find(({ metric }) => metric === 'satisfaction')!;
    return evidencePage(read, { year: 2019, asOf: '2019-12-31', indicatorId: id, filter: {} });
  });

describe('a round', () => {
  it.each([
    [{ startOn: businessDate('2018-12-31') }, 'survey.outside_project', 'startOn'],
    [{ endOn: businessDate('2020-01-01') }, 'survey.outside_project', 'endOn'],
    [{ paidUntilOn: businessDate('2020-01-01') }, 'survey.paid_after_end', 'paidUntilOn'],
    [{ paidUntilOn: businessDate('2019-03-04') }, 'survey.nobody_paid', 'paidUntilOn'],
    [{ year: 2031 }, 'project.not_found', undefined],
  ])('is refused with %o: %s', async (given, code, field) => {
    expect(await refused(drawSurvey(office.head, aRound(given)))).toMatchObject({ code, field });
    await expectInvariants(store, code);
  });

  it('has a name of its own in its year', async () => {
    await drawSurvey(office.head, aRound({ name: '重名' }));
    expect(await refused(drawSurvey(office.head, aRound({ name: '重名' })))).toMatchObject({
      code: 'survey.name_taken',
      field: 'name',
    });
  });

  it('draws the same sample again by the same seed, and another one by another', async () => {
    const membersOf = async (seed: number) =>
      (await aDrawnRound(office, { seed, sampleWish: 3, sampleUnit: 'people' })).people.map(
        ({ memberId }) => memberId,
      );
    const first = await membersOf(11);
    expect(first).toHaveLength(3);
    expect(await membersOf(11)).toEqual(first);
    const others = await Promise.all([12, 13, 14, 15].map(membersOf));
    expect(others.some((one) => one.join() !== first.join())).toBe(true);
  });

  it('asks nobody whose payment came back, and everybody once', async () => {
    const before = await aDrawnRound(office);
    const returned = await aPaidPerson(office);
    await aCorrection(office, returned.payment.id, { kind: 'return', on: '2019-03-10' });
    const after = await aDrawnRound(office);
    expect(after.people).toHaveLength(before.people.length);
    expect(new Set(after.people.map(({ familyId }) => familyId)).has(returned.family.id)).toBe(false);
    expect((await view(after.id)).round.drawnFrom).toBe(before.people.length);
    // Paid until the day before the return, they would have been asked.
    const early = await aDrawnRound(office, { paidUntilOn: businessDate('2019-03-09') });
    expect(early.people).toHaveLength(before.people.length + 1);
  });
});

describe('an answer', () => {
  it('is taken down once, replaced by another, and the same again changes nothing', async () => {
    const { id, people: drawn } = await aDrawnRound(office);
    const given = { roundId: id, personId: drawn[0]!.id };
    await anAnswer(office, given);
    const again = await anAnswerInput(office, { ...given, seen: null });
    await recordAnswer(office.caseworker, again);
    expect((await view(id)).counts).toMatchObject({ answered: 1, satisfied: 1, open: drawn.length - 1 });
    await anAnswer(office, { ...given, outcome: 'dissatisfied', opinion: '太慢' });
    expect((await view(id)).counts).toMatchObject({ answered: 1, satisfied: 0 });
    const rows = await store.read((read) =>
      read.select().from(surveyAnswers).where(eq(surveyAnswers.personId, given.personId)),
    );
    expect(rows.filter(({ replacedAt }) => replacedAt === null)).toHaveLength(1);
    expect(rows).toHaveLength(2);
    await expectInvariants(store, 'a replaced answer');
  });

  it('is not overwritten by who saw another one', async () => {
    const { id, people: drawn } = await aDrawnRound(office);
    const given = { roundId: id, personId: drawn[0]!.id };
    const stale = await anAnswerInput(office, { ...given, outcome: 'fair' });
    await anAnswer(office, given);
    expect(await refused(recordAnswer(office.secondCaseworker, stale))).toMatchObject({
      code: 'record.changed',
    });
  });

  it.each([
    ['2019-11-30', 'survey.outside_period'],
    ['2020-01-01', 'survey.outside_period'],
    ['2099-01-01', 'survey.date_in_future'],
  ])('of %s is refused: %s', async (answeredOn, code) => {
    const { id, people: drawn } = await aDrawnRound(office);
    const given = await anAnswerInput(office, { roundId: id, personId: drawn[0]!.id, answeredOn });
    expect(await refused(recordAnswer(office.caseworker, given))).toMatchObject({
      code,
      field: 'answeredOn',
    });
  });

  it('of another round is none of this one', async () => {
    const one = await aDrawnRound(office);
    const other = await aDrawnRound(office);
    const given = await anAnswerInput(office, { roundId: one.id, personId: one.people[0]!.id });
    const crossed = { ...given, personId: other.people[0]!.id };
    expect(await refused(recordAnswer(office.caseworker, crossed))).toMatchObject({
      code: 'record.not_found',
    });
  });

  it('leads to the next who was not asked, then to those not reached, then to nobody', async () => {
    const { id, people: drawn } = await aDrawnRound(office, { sampleWish: 3, sampleUnit: 'people' });
    const next = async (after: number) =>
      (await store.read((read) => personToAsk(read, { roundId: id, after })))?.position ?? null;
    expect(await next(0)).toBe(1);
    expect(await next(2)).toBe(3);
    await anAnswer(office, { roundId: id, personId: drawn[0]!.id, outcome: 'unreached' });
    await anAnswer(office, { roundId: id, personId: drawn[2]!.id });
    expect(await next(3)).toBe(2);
    await anAnswer(office, { roundId: id, personId: drawn[1]!.id, outcome: 'declined' });
    expect(await next(2)).toBe(1);
    await anAnswer(office, {
      roundId: id,
      personId: drawn[0]!.id,
      outcome: 'fair',
      answeredOn: '2019-12-03',
    });
    expect(await next(1)).toBeNull();
  });

  it('shows no phone but to who asks for it, which is logged', async () => {
    const { id, people: drawn } = await aDrawnRound(office);
    const { rows } = await store.read((read) => peopleOfRound(read, { roundId: id, view: 'open' }));
    expect(rows[0]!.phoneMasked).toContain('****');
    const { phone } = await revealPhone(office.caseworker, { roundId: id, personId: drawn[0]!.id });
    expect(phone).not.toContain('*');
    const entries = await store.read((read) =>
      read.select().from(auditEntries).where(eq(auditEntries.action, 'survey.phone_revealed')),
    );
    expect(entries.at(-1)).toMatchObject({ subjectId: drawn[0]!.familyId });
    expect(JSON.stringify(entries)).not.toContain(phone);
  });
});

describe('a workbook of answers', () => {
  const send = (roundId: string, bytes: Uint8Array, isCheckOnly = false) =>
    importAnswers(office.caseworker, { roundId, bytes, fileName: '评价.xlsx', isCheckOnly });

  it('takes good rows, sends the others back with their reasons, and changes nothing when sent again', async () => {
    const unpaid = await aFamily(office);
    const late = await aPaidPerson(office);
    const early = await aDrawnRound(office);
    // Paid, but drawn by nobody: the sample was frozen before.
    const undrawn = await aPaidPerson(office);
    const id = (place: number) => people[place]!.idNumber;
    const bytes = await anAnswersFile([
      [id(0), '2019-12-05', '电话', '很满意', '谢谢'],
      [` ${id(1).toLowerCase()} `, '2019年12月6日', '纸质', '不满意', null],
      [id(1), '2019-12-04', '纸质', '满意', null],
      [id(0), '2019-12-05', '电话', '很满意', '谢谢'],
      [id(0), '2019-12-05', '电话', '一般', null],
      [id(2), '2019-12-05', null, '未接通', null],
      [null, '2019-12-05', '电话', '满意', null],
      [Number('410102197501010011'), '2019-12-05', '电话', '满意', null],
      ['410102197501010010', '2019-12-05', '电话', '满意', null],
      [anIdNumber(), '2019-12-05', '电话', '满意', null],
      [unpaid.input.members[0]!.idNumber, '2019-12-05', '电话', '满意', null],
      [undrawn.idNumber, '2019-12-05', '电话', '满意', null],
      [id(3), '昨天', '电话', '满意', null],
      [id(3), '2019-11-30', '电话', '满意', null],
      [id(3), '2019-12-05', '微信', '满意', null],
      [id(3), '2019-12-05', '电话', '还行', null],
      [id(3), '2019-12-05', '电话', '满意', '长'.repeat(501)],
      // Nobody: a sum and a remark below the people.
      ['合计', '17 份', null, '满意 10 份', null],
      ['填表人：样例甲', null, null, null, null],
    ]);
    const checked = await send(early.id, bytes, true);
    // Of the fourth row: the same person answers two days later.
    expect(checked).toMatchObject({ rows: 17, accepted: 4, outdated: 1, unchanged: 1 });
    expect((await view(early.id)).counts.answered).toBe(0);

    const result = await send(early.id, bytes);
    expect(result.refused.map(({ row, problems }) => [row, ...problems.map(({ code }) => code)])).toEqual([
      [7, 'duplicate_row'],
      [9, 'id_empty'],
      [10, 'id_digits_lost'],
      [11, 'id_invalid'],
      [12, 'person_unknown'],
      [13, 'person_unpaid'],
      [14, 'not_in_sample'],
      [15, 'date_invalid'],
      [16, 'date_outside'],
      [17, 'method_unknown'],
      [18, 'outcome_unknown'],
      [19, 'opinion_long'],
    ]);
    // Of the second person the later day counts, though it stands first in the file.
    expect((await view(early.id)).counts).toMatchObject({ answered: 2, satisfied: 1, unreached: 1 });

    expect(await send(early.id, bytes)).toMatchObject({ accepted: 0, unchanged: 5 });
    const before = await anAnswersFile([[id(0), '2019-12-04', '电话', '不满意', null]]);
    expect(await send(early.id, before, true)).toMatchObject({ accepted: 1, outdated: 1 });
    const after = await anAnswersFile([[id(0), '2019-12-06', '电话', '满意', null]]);
    expect(await send(early.id, after, true)).toMatchObject({ accepted: 1, outdated: 0 });
    await anAnswer(office, {
      roundId: early.id,
      personId: (await personOf(early.id, people[0]!.family.id)).id,
      outcome: 'fair',
    });
    expect(await send(early.id, bytes)).toMatchObject({ accepted: 0, unchanged: 5 });
    expect((await view(early.id)).counts).toMatchObject({ answered: 2, satisfied: 0 });
    expect(late.idNumber).not.toBe(undrawn.idNumber);
    await expectInvariants(store, 'an import');
  }, 30_000);

  it.each([
    ['2019年12月5日', '2019-12-05'],
    ['2019年12月5号', '2019-12-05'],
    ['2019/12/5', '2019-12-05'],
    ['2019.12.05 09:30', '2019-12-05'],
    ['20191205', '2019-12-05'],
    ['２０１９－１２－５', '2019-12-05'],
    ['43804', '2019-12-05'],
    [43_804, '2019-12-05'],
    [new Date('2019-12-05T00:00:00Z'), '2019-12-05'],
    ['2019-12-05上午', null],
  ])('reads the day %s as every other import does', async (written, on) => {
    const { id } = await aDrawnRound(office);
    const { refused: rows } = await send(
      id,
      await anAnswersFile([[people[0]!.idNumber, written, '电话', '满意', null]]),
    );
    if (on === null) return expect(rows[0]!.problems).toMatchObject([{ code: 'date_invalid' }]);
    expect(rows).toEqual([]);
    const [answer] = await store.read((read) =>
      read.select().from(surveyAnswers).where(eq(surveyAnswers.roundId, id)),
    );
    expect(answer).toMatchObject({ answeredOn: on });
  });

  it('says all that is wrong with a row at once', async () => {
    const { id } = await aDrawnRound(office);
    const bytes = await anAnswersFile([
      [people[0]!.idNumber, '昨天', '微信', '还行', '长'.repeat(501)],
      [anIdNumber(), '2019-11-30', '电话', '还行', null],
      [null, null, null, null, '没有别的'],
    ]);
    const { refused: rows } = await send(id, bytes);
    expect(rows.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
      ['date_invalid', 'method_unknown', 'outcome_unknown', 'opinion_long'],
      ['person_unknown', 'date_outside', 'outcome_unknown'],
      ['id_empty', 'date_invalid', 'outcome_unknown'],
    ]);
    const [sheet] = await openSheets(Buffer.from(await refusedAnswersWorkbook(rows)));
    const reasons: string[] = [];
    for await (const { cells } of sheet!.rows()) reasons.push(cells[5]!.text);
    expect(reasons[1]).toMatch(/^日期是空的或认不出.*方式请写.*评价请写.*意见超过/);
  });

  it('gives the refused rows back as they stood', async () => {
    const { id } = await aDrawnRound(office);
    const bytes = await anAnswersFile([[people[0]!.idNumber, '2019-12-05', '电话', '还行', '=1+1']]);
    const { refused: rows } = await send(id, bytes);
    const [sheet] = await openSheets(Buffer.from(await refusedAnswersWorkbook(rows)));
    const lines: string[][] = [];
    for await (const { cells } of sheet!.rows())
      lines.push(cells.map((cell) => `${cell?.kind} ${cell?.text}`));
    expect(lines[1]).toEqual([
      `text ${people[0]!.idNumber}`,
      'text 2019-12-05',
      'text 电话',
      'text 还行',
      'text =1+1',
      expect.stringContaining('评价请写') as string,
    ]);
  });

  it.each([
    ['other columns', ['姓名', '日期', '金额'], 'survey.columns_missing'],
    ['no rating', ['身份证号', '日期', '方式'], 'survey.columns_missing'],
  ])('with %s is refused', async (_, titles, code) => {
    const { id } = await aDrawnRound(office);
    expect(await refused(send(id, await anAnswersFile([], titles)))).toMatchObject({ code, field: 'file' });
    expect(await refused(send(id, new TextEncoder().encode('no workbook')))).toMatchObject({
      code: 'survey.file_unreadable',
    });
  });

  async function personOf(roundId: string, familyId: string) {
    const { rows } = await store.read((read) => peopleOfRound(read, { roundId, view: 'all' }));
    return rows.find((one) => one.familyId === familyId)!;
  }
});

describe('the indicator', () => {
  it('counts a person in two files and two rounds once, the last answer, and lists the others', async () => {
    const fresh = await freshStore();
    const [outer, outerStore] = [office, store];
    try {
      store = fresh;
      office = await anOffice(fresh);
      await aProject(office, { year: 2019 });
      const one = await aPaidPerson(office);
      await aPaidPerson(office);
      const first = await aDrawnRound(office);
      const second = await aDrawnRound(office);
      expect(first.people).toHaveLength(2);
      for (const { id } of first.people) {
        await anAnswer(office, { roundId: first.id, personId: id, answeredOn: '2019-12-03' });
      }
      const same = second.people.find(({ familyId }) => familyId === one.family.id)!;
      await anAnswer(office, {
        roundId: second.id,
        personId: same.id,
        outcome: 'dissatisfied',
        answeredOn: '2019-12-20',
      });
      const { result, evidence } = await indicator();
      expect(result).toMatchObject({
        numerator: 1,
        denominator: 2,
        actual: { text: '50.00%' },
        sample: { answers: 2, paid: 2, isThin: true },
        remarks: expect.arrayContaining(['thin_sample']) as string[],
      });
      expect(evidence).toMatchObject({ agrees: true, totals: { numerator: 1, denominator: 2 }, missing: 1 });
      expect(evidence!.lines.map(({ reason }) => reason)).toContain('later_answer');
      // The pages of the surveys say what the indicator says.
      const { sample } = await store.read((read) => yearSample(read, { year: 2019, asOf: '2019-12-31' }));
      expect(sample).toEqual(result.sample);
      expect(
        (await store.read((read) => roundsOfYear(read, 2019))).map(({ counts }) => counts.answered),
      ).toEqual(expect.arrayContaining([2, 1]));
    } finally {
      [office, store] = [outer, outerStore];
    }
  }, 30_000);
});
