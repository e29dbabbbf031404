import ExcelJS from 'exceljs';
import { businessDate } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { personToAsk, recordAnswer, type NewAnswer } from '../../app/surveys/answers.server';
import { drawSurvey, type NewRound } from '../../app/surveys/rounds.server';
import { surveyPeople } from '../../db/schema';
import { asc, eq } from 'drizzle-orm';
import { aFamily, aMember } from './families';
import type { Office } from './office';
import { aPayment } from './payments';
import { anAward } from './relief';

/** A round of December 2019 that asks everybody who was paid by its first day. */
export function aRound(given: Partial<NewRound> = {}): NewRound {
  return {
    year: 2019,
    name: `样例调查 ${newId()}`,
    method: 'phone',
    startOn: businessDate('2019-12-01'),
    endOn: businessDate('2019-12-31'),
    paidUntilOn: businessDate('2019-12-01'),
    sampleWish: 100,
    sampleUnit: 'percent',
    seed: 7,
    ...given,
  };
}

/** Somebody who was paid 600 yuan in March; with an ID number, the same person in a file of their own. */
export async function aPaidPerson(office: Office, given: { idNumber?: string; year?: number } = {}) {
  const { year = 2019, idNumber } = given;
  const member = aMember(idNumber ? { idNumber: idNumber as ReturnType<typeof aMember>['idNumber'] } : {});
  const family = await aFamily(office, { members: [member] });
  const award = await anAward(office, { year, familyId: family.id });
  const payment = await aPayment(office, { awardId: award.id, on: businessDate(`${year}-03-05`) });
  return { family, payment, idNumber: member.idNumber };
}

/** Draws a round and names the people of its sample in order. */
export async function aDrawnRound(office: Office, given: Partial<NewRound> = {}) {
  const id = await drawSurvey(office.head, aRound(given));
  const people = await office.head.store.read((read) =>
    read.select().from(surveyPeople).where(eq(surveyPeople.roundId, id)).orderBy(asc(surveyPeople.position)),
  );
  return { id, people };
}

/** The form of an answer, filled in on what there is now. */
export async function anAnswerInput(
  office: Office,
  given: Pick<NewAnswer, 'roundId' | 'personId'> & Partial<NewAnswer>,
): Promise<NewAnswer> {
  const person = await office.caseworker.store.read((read) => personToAsk(read, given));
  return {
    answeredOn: '2019-12-02',
    method: 'phone',
    outcome: 'satisfied',
    opinion: '',
    seen: person?.answer?.id ?? null,
    ...given,
  };
}

/** Takes down an answer. */
export async function anAnswer(
  office: Office,
  given: Pick<NewAnswer, 'roundId' | 'personId'> & Partial<NewAnswer>,
): Promise<number> {
  return recordAnswer(office.caseworker, await anAnswerInput(office, given));
}

/** A workbook of answers: texts stay texts, numbers are numbers. */
export async function anAnswersFile(
  rows: readonly (string | number | Date | null)[][],
  titles: readonly string[] = ['身份证号', '日期', '方式', '评价', '意见'],
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('评价');
  sheet.addRow(['满意度调查表']);
  sheet.addRow([...titles]);
  for (const row of rows) sheet.addRow([...row]);
  return new Uint8Array(await book.xlsx.writeBuffer());
}
