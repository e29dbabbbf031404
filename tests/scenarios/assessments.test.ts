import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import type { AssessedIndicator, NewAssessment } from '../../app/fund/assessments.server';
import { assessedIndicator, assessIndicator } from '../../app/fund/assessments.server';
import { computeIndicators } from '../../app/indicators/compute';
import { yearFacts } from '../../app/indicators/facts.server';
import type { Store } from '../../db/client.server';
import { indicators } from '../../db/schema';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import type { Office } from '../factories/office';

const GRADED = '资金使用规范性';
const COMPUTED = '应补尽补率';

let store: Store;
let office: Office;
let year = 2000;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
});

beforeEach(async () => {
  year += 1;
  await aProject(office, { year });
});

describe('a value that the product does not measure', () => {
  it('is entered with its source, scored against the target, and audited', async () => {
    const id = await unmeasured();
    const given = { indicatorId: id, grade: null, ratioPercent: null, sentence: '培训签到表。' };
    await assess({ ...given, actualValue: '50' });
    expect((await indicator(COMPUTED)).assessment).toMatchObject({ actualValue: '50', grade: null });
    const row = await resultOf(id);
    expect(row).toMatchObject({ outcome: 'missed', grade: null, actual: { value: '50', text: '50%' } });
    expect(row.scoreHundredths).toBe(row.weightHundredths / 2);
    const [entry] = await entriesOf(id);
    expect(JSON.parse(entry!.detail)).toMatchObject({ before: null, after: { actualValue: '50' } });
  });

  it.each([
    ['without a value', { actualValue: null }, 'indicator.value_missing'],
    ['with a grade', { actualValue: '50', grade: 'achieved' as const }, 'indicator.entered'],
    ['without its source', { actualValue: '50', sentence: ' ' }, 'indicator.sentence_missing'],
  ])('is refused %s', async (_, given, code) => {
    const indicatorId = await unmeasured();
    const said = { indicatorId, grade: null, ratioPercent: null, sentence: '签到表。', ...given };
    await expect(assess(said)).rejects.toMatchObject({ code });
    expect((await resultOf(indicatorId)).outcome).toBe('ungraded');
  });

  it('is taken of no indicator that is computed or graded', async () => {
    const said = { grade: null, ratioPercent: null, actualValue: '50', sentence: '签到表。' };
    const computed = assess({ indicatorId: (await indicator(COMPUTED)).id, ...said });
    await expect(computed).rejects.toMatchObject({ code: 'indicator.computed' });
    const graded = assess({ indicatorId: (await indicator(GRADED)).id, ...said });
    await expect(graded).rejects.toMatchObject({ code: 'indicator.grade_missing' });
  });

  /** An indicator whose target is 100 %, as of a form that counts what the product does not. */
  async function unmeasured(): Promise<string> {
    const { id } = await indicator(COMPUTED);
    await store.write((write) => write.update(indicators).set({ metric: null }).where(eq(indicators.id, id)));
    return id;
  }
});

describe('a grade', () => {
  it('is kept with its share and sentence, scores, and is audited', async () => {
    const { id, weightHundredths } = await indicator(GRADED);
    await assess({ indicatorId: id, grade: 'partly', ratioPercent: 75, sentence: ' 制度在修订。 ' });
    const { assessment } = await indicator(GRADED);
    const kept = { grade: 'partly', ratioPercent: 75, sentence: '制度在修订。' };
    expect(assessment).toMatchObject({ ...kept, recordedBy: office.head.actor.name });

    const row = await resultOf(id);
    expect(row).toMatchObject({ grade: 'partly', sentence: '制度在修订。', outcome: 'missed' });
    expect(row.scoreHundredths).toBe(Math.round(weightHundredths * 0.75));

    const [entry, ...more] = await entriesOf(id);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ action: 'indicator.assessed', staffId: office.head.actor.staffId });
    expect(JSON.parse(entry!.detail)).toEqual({
      year,
      name: GRADED,
      before: null,
      after: { ...kept, actualValue: null },
    });
  });

  it('can be changed, and the audit tells from what', async () => {
    const { id } = await indicator(GRADED);
    await assess({ indicatorId: id, grade: 'achieved', ratioPercent: null, sentence: '合规。' });
    const { assessment } = await indicator(GRADED);
    await assess({
      indicatorId: id,
      seen: assessment!.recordedAt,
      grade: 'not_achieved',
      ratioPercent: 0,
      sentence: '有违规。',
    });
    const [entry] = await entriesOf(id);
    expect(JSON.parse(entry!.detail)).toMatchObject({
      before: { grade: 'achieved' },
      after: { grade: 'not_achieved', ratioPercent: 0 },
    });
  });

  it.each([
    ['achieved', 80, true],
    ['achieved', 100, true],
    ['achieved', 79, false],
    ['partly', 60, true],
    ['partly', 80, true],
    ['partly', 81, false],
    ['not_achieved', 60, true],
    ['not_achieved', 61, false],
  ] as const)('%s with %d of a hundred points fits: %s', async (grade, ratioPercent, fits) => {
    const { id } = await indicator(GRADED);
    const assessing = assess({ indicatorId: id, grade, ratioPercent, sentence: '理由。' });
    if (fits) return void (await assessing);
    await expect(assessing).rejects.toMatchObject({
      code: 'indicator.ratio_outside_band',
      field: 'ratioPercent',
    });
  });

  it.each([
    [{ grade: null }, 'indicator.grade_missing'],
    [{ sentence: '  ' }, 'indicator.sentence_missing'],
    [{ indicatorId: 'nowhere' }, 'indicator.not_found'],
    [{ seen: '2019-01-01T00:00:00.000Z' }, 'record.changed'],
  ] satisfies [Partial<NewAssessment>, string][])('%o is refused', async (given, code) => {
    const { id } = await indicator(GRADED);
    const assessing = assess({
      indicatorId: id,
      grade: 'achieved',
      ratioPercent: 90,
      sentence: '合规。',
      ...given,
    });
    await expect(assessing).rejects.toMatchObject({ code });
    expect((await indicator(GRADED)).assessment).toBeNull();
  });
});

describe('an explanation', () => {
  it('goes with a computed figure and does not touch its score', async () => {
    const { id } = await indicator(COMPUTED);
    const before = await resultOf(id);
    await assess({ indicatorId: id, grade: null, ratioPercent: null, sentence: '名单核对中。' });
    expect(await resultOf(id)).toEqual({ ...before, sentence: '名单核对中。' });
  });

  it('can be taken back when there is one', async () => {
    const { id } = await indicator(COMPUTED);
    const nothing = { indicatorId: id, grade: null, ratioPercent: null, sentence: '' };
    await expect(assess(nothing)).rejects.toMatchObject({ code: 'indicator.sentence_missing' });
    await assess({ ...nothing, sentence: '名单核对中。' });
    const { assessment } = await indicator(COMPUTED);
    await assess({ ...nothing, seen: assessment!.recordedAt });
    expect((await resultOf(id)).sentence).toBe('');
  });

  it('is no grade', async () => {
    const { id } = await indicator(COMPUTED);
    const graded = { indicatorId: id, grade: 'achieved', ratioPercent: null, sentence: '已完成。' } as const;
    await expect(assess(graded)).rejects.toMatchObject({ code: 'indicator.computed' });
  });
});

describe('two at once', () => {
  it('of two people who saw the same, the second is told', async () => {
    const { id } = await indicator(GRADED);
    const sentences = ['一。', '二。'];
    const outcomes = await Promise.allSettled(
      [office.head, office.secondHead].map((desk, index) =>
        assessIndicator(desk, {
          indicatorId: id,
          seen: null,
          grade: 'achieved',
          ratioPercent: null,
          sentence: sentences[index]!,
        }),
      ),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'record.changed' },
    });
    expect(await entriesOf(id)).toHaveLength(1);
  });

  it('the same form sent twice is kept once', async () => {
    const { id } = await indicator(GRADED);
    const form = { indicatorId: id, grade: 'achieved', ratioPercent: 90, sentence: '合规。' } as const;
    await Promise.all([assess(form), assess(form)]);
    expect(await entriesOf(id)).toHaveLength(1);
  });
});

function assess(given: Omit<NewAssessment, 'seen'> & { seen?: string | null }): Promise<boolean> {
  return assessIndicator(office.head, { seen: null, ...given });
}

async function indicator(name: string): Promise<AssessedIndicator> {
  return store.read(async (read) => {
    const { indicators } = await yearFacts(read, { year });
    return assessedIndicator(read, { year, id: indicators.find(({ level3 }) => level3 === name)!.id });
  });
}

async function resultOf(id: string) {
  const { rows } = computeIndicators(await store.read((read) => yearFacts(read, { year })));
  return rows.find((row) => row.id === id)!;
}

function entriesOf(id: string) {
  return store.read((read) => auditOf(read, { type: 'indicator', id }));
}
