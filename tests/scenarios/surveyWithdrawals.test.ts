import { beforeEach, describe, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { auditOf } from '../../app/audit/audit.server';
import { projectOfYear } from '../../app/fund/fund.server';
import { newId } from '../../app/ids.server';
import { evidencePage } from '../../app/indicators/evidence.server';
import { yearFacts } from '../../app/indicators/facts.server';
import { yearSample } from '../../app/indicators/yearSample.server';
import { attachmentCounts } from '../../app/reports/attachments.server';
import { recordAnswer, revealPhone } from '../../app/surveys/answers.server';
import { importAnswers } from '../../app/surveys/answersImport.server';
import { drawSurvey, roundToFill, roundView, standingRounds } from '../../app/surveys/rounds.server';
import { withdrawRound } from '../../app/surveys/withdrawals.server';
import type { Store } from '../../db/client.server';
import { reportFreezes, surveyAnswers } from '../../db/schema';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
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

const year = 2019;
const asOf = '2019-12-31';
const reason = '抽样范围选错';

let store: Store;
let office: Office;
/** The good round, and the one that is withdrawn. */
let kept: Awaited<ReturnType<typeof aDrawnRound>>;
let wrong: Awaited<ReturnType<typeof aDrawnRound>>;
let wrongName: string;

beforeEach(async () => {
  ({ store, office } = await aFreshOffice({ year }));
  await aPaidPerson(office);
  await aPaidPerson(office);
  kept = await aDrawnRound(office);
  wrong = await aDrawnRound(office);
  const ask = (roundId: string, personId: string, given = {}) =>
    anAnswer(office, { roundId, personId, ...given });
  await ask(kept.id, kept.people[0]!.id, { answeredOn: '2019-12-03' });
  // Later, and of everybody: these count until the round is withdrawn.
  for (const { id } of wrong.people)
    await ask(wrong.id, id, { outcome: 'dissatisfied', answeredOn: '2019-12-20' });
  wrongName = (await view(wrong.id)).round.name;
}, 60_000);

const view = (id: string) => store.read((read) => roundView(read, id));
const withdraw = () => withdrawRound(office.head, { id: wrong.id, reason });
const told = async () => (await store.read((read) => auditOf(read, { type: 'survey', id: wrong.id })))[0]!;

async function satisfaction() {
  return store.read(async (read) => {
    const { indicators } = await yearFacts(read, { year, asOf });
    const { id } = indicators.find(({ metric }) => metric === 'satisfaction')!;
    const { result, evidence } = await evidencePage(read, { year, asOf, indicatorId: id, filter: {} });
    const { sample } = await yearSample(read, { year, asOf });
    expect(sample).toEqual(result.sample);
    expect(evidence).toMatchObject({ agrees: true });
    const reasons = evidence!.lines.map(({ reason: why }) => why).filter((why) => why === 'round_withdrawn');
    return { numerator: result.numerator, denominator: result.denominator, withdrawn: reasons.length };
  });
}

/** A closing of the year, as far as surveys look at it. */
async function freezeAt(frozenAt: string) {
  const { id: projectId } = await store.read((read) => projectOfYear(read, year));
  const frozenBy = office.head.actor.staffId;
  const paper = { position: 0, reason: '', model: '{}', modelSha256: 'a'.repeat(64) };
  await store.write((write) =>
    write.insert(reportFreezes).values({ id: newId(), projectId, ...paper, frozenBy, frozenAt }),
  );
}

describe('a round that is withdrawn', () => {
  it('takes its answers out of every figure, and stays with its reason', async () => {
    expect(await satisfaction()).toEqual({ numerator: 0, denominator: 2, withdrawn: 0 });
    expect(await withdraw()).toEqual({ name: wrongName });
    expect(await satisfaction()).toEqual({ numerator: 1, denominator: 1, withdrawn: 2 });
    const { withdrawal, counts } = await view(wrong.id);
    expect(withdrawal).toMatchObject({ reason, withdrawnByName: office.head.actor.name });
    expect(counts).toMatchObject({ sample: 2, answered: 2 });
    const { draws, sample, answers } = await store.read((read) => attachmentCounts(read, { year }));
    expect([draws, sample, answers]).toEqual([2, 2, 1]);
    const { action, detail } = await told();
    expect([action, JSON.parse(detail)]).toEqual([
      'survey.withdrawn',
      { year, name: wrongName, answers: 2, reason },
    ]);
    await expectInvariants(store, 'after a withdrawal');
  });

  it('is withdrawn once', async () => {
    await withdraw();
    const before = await told();
    await withdrawRound(office.secondHead, { id: wrong.id, reason: '别的原因' });
    expect((await view(wrong.id)).withdrawal).toMatchObject({ reason });
    expect((await told()).hash).toBe(before.hash);
  });

  it('takes no more answers, by hand or by a file, and shows no phone', async () => {
    const personId = wrong.people[0]!.id;
    const given = { roundId: wrong.id, personId, outcome: 'satisfied' as const };
    const input = await anAnswerInput(office, given);
    await withdraw();
    const code = 'survey.withdrawn';
    expect(await refused(recordAnswer(office.caseworker, input))).toMatchObject({ code });
    const file = {
      roundId: wrong.id,
      bytes: await anAnswersFile([]),
      fileName: 'a.xlsx',
      isCheckOnly: false,
    };
    expect(await refused(importAnswers(office.caseworker, file))).toMatchObject({ code });
    expect(await refused(revealPhone(office.caseworker, { roundId: wrong.id, personId }))).toMatchObject({
      code,
    });
    expect(await refused(store.read((read) => roundToFill(read, wrong.id)))).toMatchObject({ code });
    expect((await store.read(standingRounds)).map(({ id }) => id)).toEqual([kept.id]);
  });

  it('leaves its name to another one', async () => {
    const again = () => drawSurvey(office.head, aRound({ name: wrongName }));
    expect(await refused(again())).toMatchObject({ code: 'survey.name_taken', field: 'name' });
    await withdraw();
    const id = await again();
    expect((await view(id)).withdrawal).toBeNull();
    expect(await refused(again())).toMatchObject({ code: 'survey.name_taken' });
  });
});

describe('a round of a year whose report is frozen', () => {
  const BEFORE = '2020-01-01T00:00:00.000Z';
  const AFTER = '2999-01-01T00:00:00.000Z';

  it.each([
    ['with answers that it counted', AFTER, {}, 'survey.in_frozen_report'],
    ['with answers that were taken down later', BEFORE, {}, null],
    ['with answers that were replaced before', AFTER, { replacedAt: '2998-01-01T00:00:00.000Z' }, null],
    [
      'with answers replaced later',
      AFTER,
      { replacedAt: '2999-01-02T00:00:00.000Z' },
      'survey.in_frozen_report',
    ],
    ['with nobody who gave a rating', AFTER, { outcome: 'declined' as const }, null],
    ['with answers of the last day', AFTER, { answeredOn: '2019-12-31' }, 'survey.in_frozen_report'],
    ['with answers after the last day', AFTER, { answeredOn: '2020-01-01' }, null],
  ])('%s', async (_, frozenAt, answer, code) => {
    if (Object.keys(answer).length > 0)
      await store.write((write) =>
        write.update(surveyAnswers).set(answer).where(eq(surveyAnswers.roundId, wrong.id)),
      );
    await freezeAt(frozenAt);
    if (code) expect(await refused(withdraw())).toMatchObject({ code });
    else await withdraw();
    expect((await view(wrong.id)).withdrawal === null).toBe(code !== null);
  });
});
