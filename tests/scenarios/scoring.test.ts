import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { businessDate } from '../../app/calendar/date';
import { assessIndicator } from '../../app/fund/assessments.server';
import { copyProject, projectPage } from '../../app/fund/projects.server';
import { USUAL_SCORING, type ScoringRules } from '../../app/fund/scoring';
import { scoringOf, scoringPage, setScoring } from '../../app/fund/scoring.server';
import { dashboardOf } from '../../app/indicators/dashboard.server';
import { freezePage } from '../../app/reports/freezes.server';
import { yearEndOf } from '../../app/reports/yearEnd.server';
import { auditDetailText } from '../../app/zh/auditDetail';
import type { Store } from '../../db/client.server';
import { scoringRules } from '../../db/schema';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import type { Office } from '../factories/office';
import { aScoring, OTHER_SCORING } from '../factories/scoring';

const GRADED = '资金使用规范性';

let store: Store;
let office: Office;
let year = 1960;
let projectId: string;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
});

beforeEach(async () => {
  year += 2;
  projectId = (await aProject(office, { year, receivedFen: 0 })).id;
});

const page = () => store.read((read) => scoringPage(read, year));
const report = () => store.read((read) => yearEndOf(read, { year, asOf: `${year}-12-31` }));
const set = (rules: ScoringRules, version = 0) => setScoring(office.head, { year, version, rules });

describe('the scoring rules of a year', () => {
  it('are the usual ones until the head sets others, and each setting is kept and audited', async () => {
    expect(await page()).toEqual({ version: 0, rules: USUAL_SCORING, set: null, isClosed: false });
    await set(OTHER_SCORING);
    await set(aScoring({ farAbove: 12_550 }), 1);
    const { version, rules, set: settled } = await page();
    expect([version, rules]).toEqual([2, aScoring({ farAbove: 12_550 })]);
    expect(settled!.by).toBe(office.head.actor.name);

    const entries = await store.read((read) => auditOf(read, { type: 'project', id: projectId }));
    const found = entries.filter(({ action }) => action === 'project.scoring_set');
    expect(found).toHaveLength(2);
    expect(JSON.parse(found[0]!.detail)).toMatchObject({
      year,
      before: { farAbove: '150%', goodFrom: '85.5 分', thinAnswers: '50 份' },
      after: { farAbove: '125.5%', goodFrom: '80 分', thinAnswers: '30 份' },
    });
    expect(auditDetailText(found[0]!)).toContain('明显超过目标：150%');
  });

  it('that say the same change nothing', async () => {
    await set(USUAL_SCORING);
    expect((await page()).version).toBe(0);
  });

  it('are refused where somebody else set them since', async () => {
    await set(OTHER_SCORING);
    await expect(set(USUAL_SCORING)).rejects.toMatchObject({ code: 'record.changed' });
  });

  it.each<[Partial<ScoringRules>, string | null]>([
    [{ farAbove: 10_000 }, null],
    [{ farAbove: 9999 }, 'farAbove'],
    [{ farAbove: 100_000 }, null],
    [{ farAbove: 100_001 }, 'farAbove'],
    [{ executionExplained: 10_001 }, 'executionExplained'],
    [{ executionExplained: 1 }, null],
    [{ executionExplained: 0 }, 'executionExplained'],
    [{ timely: 8001 }, null],
    [{ timely: 8000 }, 'mostlyTimely'],
    [{ timely: 10_001 }, 'timely'],
    [{ thinAnswers: 1, thinShare: 1 }, null],
    [{ thinAnswers: 0 }, 'thinAnswers'],
    [{ thinShare: 0 }, 'thinShare'],
    [{ thinAnswers: 10_001 }, 'thinAnswers'],
    [{ thinShare: 10_000 }, null],
    [{ thinShare: 10_001 }, 'thinShare'],
    [{ filesPassable: 9500 }, 'filesPassable'],
    [{ achievedFrom: 6100 }, null],
    [{ achievedFrom: 6000 }, 'partlyFrom'],
    [{ achievedFrom: 8050 }, 'achievedFrom'],
    [{ excellentFrom: 8001 }, null],
    [{ excellentFrom: 8000 }, 'goodFrom'],
    [{ fairFrom: 8000 }, 'fairFrom'],
  ])('%j: %s is refused', async (given, field) => {
    const setting = set(aScoring(given));
    if (field === null) return void (await setting);
    await expect(setting).rejects.toMatchObject({ code: 'scoring.unsound', field });
    expect((await page()).version).toBe(0);
  });

  it('set before the limits of a sample could be, keep the usual ones', async () => {
    const earlier = { ...OTHER_SCORING, thinAnswers: null, thinShare: null };
    const { staffId: setBy } = office.head.actor;
    await store.write((write) =>
      write.insert(scoringRules).values({
        ...{ id: `rules ${year}`, projectId, position: 1, setBy, setAt: new Date().toISOString() },
        ...earlier,
      }),
    );
    expect((await page()).rules).toEqual({ ...OTHER_SCORING, thinAnswers: 30, thinShare: 500 });
  });

  it('are not for a year that is none', async () => {
    const nowhere = setScoring(office.head, { year: 1999, version: 0, rules: OTHER_SCORING });
    await expect(nowhere).rejects.toMatchObject({ code: 'project.not_found' });
  });

  it('cannot be changed or taken away in the database', async () => {
    await set(OTHER_SCORING);
    await expect(store.write((write) => write.update(scoringRules).set({ timely: 1 }))).rejects.toThrow();
    await expect(store.write((write) => write.delete(scoringRules))).rejects.toThrow();
  });

  it('score and grade every figure of the year, and no other year', async () => {
    const { indicators } = await store.read((read) => projectPage(read, year));
    const { id, weight } = indicators.find(({ level3 }) => level3 === GRADED)!;
    const said = { indicatorId: id, seen: null, sentence: '制度在修订。' };
    await assessIndicator(office.head, { ...said, grade: 'partly', ratioPercent: null });
    const before = await report();
    const other = await aProject(office, { year: year + 1, receivedFen: 0 });
    const rowOf = ({ rows }: typeof before) => rows.find(({ indicator }) => indicator?.id === id)!.indicator!;
    expect(rowOf(before).scoreHundredths).toBe(Math.round(weight! * 0.7));

    await set(aScoring({ achievedFrom: 9000, partlyFrom: 8000, excellentFrom: 9900 }));
    const after = await report();
    expect(rowOf(after)).toMatchObject({ scoreHundredths: Math.round(weight! * 0.85), remarks: [] });
    expect(after.notes.find((note) => note.startsWith('评级标准'))).toContain('99分（含）以上为优');
    const asOf = businessDate(`${year}-12-31`);
    const { now, forecast } = await store.read((read) => dashboardOf(read, { year, asOf }));
    for (const shown of [now, forecast]) expect(shown.scoring).toEqual(after.scoring);
    expect(await store.read((read) => scoringOf(read, other.id))).toEqual(USUAL_SCORING);
  });

  it('leave a share that no longer fits its grade to the head, before the year is closed', async () => {
    const { indicators } = await store.read((read) => projectPage(read, year));
    const { id } = indicators.find(({ level3 }) => level3 === GRADED)!;
    const said = { indicatorId: id, seen: null, sentence: '制度在修订。' };
    await assessIndicator(office.head, { ...said, grade: 'partly', ratioPercent: 75 });
    await set(aScoring({ achievedFrom: 7000 }));
    const points = async () =>
      (await store.read((read) => freezePage(read, { year }))).model.points.filter(
        ({ check }) => check === 'outside_band',
      );
    expect(await points()).toMatchObject([{ name: GRADED, isBlocking: true }]);
    const misfit = assessIndicator(office.head, {
      ...said,
      grade: 'partly',
      ratioPercent: 71,
      sentence: '。',
    });
    await expect(misfit).rejects.toBeTruthy();
    await set(aScoring({ achievedFrom: 7500 }), 1);
    expect(await points()).toEqual([]);
  });

  it('go with a copy of the year', async () => {
    await set(OTHER_SCORING);
    const id = await copyProject(office.head, { fromYear: year, toYear: year + 1 });
    expect(await store.read((read) => scoringOf(read, id))).toEqual(OTHER_SCORING);
    const [entry] = await store.read((read) => auditOf(read, { type: 'project', id }));
    expect(JSON.parse(entry!.detail)).toMatchObject({ madeFrom: year, after: { timely: '90%' } });
  });
});
