import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { fundBalance } from '../../app/fund/fund.server';
import {
  changeIndicators,
  changeProgrammes,
  changeProject,
  copyProject,
  createProject,
  listProjects,
  projectPage,
  type ProjectPage,
} from '../../app/fund/projects.server';
import {
  confirmUpload,
  importTargets,
  uploadPreview,
  uploadTargetForm,
  waitingUploads,
} from '../../app/fund/targetUploads.server';
import { fen } from '../../app/money/fen';
import { Refusal } from '../../app/refusal';
import { chooseFilter } from '../../app/indicators/filters.server';
import { filterText } from '../../app/zh/indicators';
import { refusalText } from '../../app/zh/refusals';
import type { Store } from '../../db/client.server';
import { auditEntries, indicatorAssessments, projects } from '../../db/schema';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject, aTargetForm, ledgerOf, projectHead } from '../factories/fund';
import type { Office } from '../factories/office';

const NO_FILTER = { type: null, division: null, source: null, serviceKind: null };

let store: Store;
let office: Office;

beforeEach(async () => {
  ({ store, office } = await aFreshOffice());
});

const page = (year: number) => store.read((read) => projectPage(read, year));
const preview = (id: string) => store.read((read) => uploadPreview(read, id));

const refusal = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof Refusal
    ? { code: error.code, field: error.field, text: refusalText(error) }
    : error;
};

const upload = async (...replacements: Parameters<typeof aTargetForm>) =>
  uploadTargetForm(office.head, { bytes: await aTargetForm(...replacements), fileName: '目标表.txt' });

/** Confirms an upload as the preview proposes it. */
async function confirm(uploadId: string) {
  const { draft, reimport } = await preview(uploadId);
  return confirmUpload(office.head, {
    uploadId,
    version: reimport?.version ?? null,
    centreName: draft.centreName,
    projectName: draft.projectName,
    decisions: [],
  });
}

const assess = (indicatorId: string) =>
  store.write((write) =>
    write.insert(indicatorAssessments).values({
      indicatorId,
      grade: 'achieved',
      sentence: '样例说明',
      recordedBy: office.head.actor.staffId,
      recordedAt: new Date().toISOString(),
    }),
  );

const assessedIds = async () =>
  (await store.read((read) => read.select().from(indicatorAssessments))).map((row) => row.indicatorId);

const actions = async () =>
  (await store.read((read) => read.select().from(auditEntries).orderBy(asc(auditEntries.sequence))))
    .map(({ action }) => action)
    .filter((action) => action.startsWith('project') || action.startsWith('target'));

const named = ({ indicators }: ProjectPage, level3: string) =>
  indicators.find((row) => row.level3 === level3)!;

const headOf = ({ draft }: ProjectPage) => {
  const { year: _year, planned: _planned, programmes: _programmes, ...head } = draft;
  return head;
};

const changesOf = ({ indicators }: ProjectPage) =>
  indicators.map((row) => ({ ...row, targetText: row.target?.text ?? '' }));

/** What no form says of a programme. */
const UNDECIDED = { perHeadFen: null, timelyDays: null };

describe('a target form', () => {
  it('goes from the upload over the preview into a project-year', async () => {
    const id = await upload();
    expect(await listYears()).toEqual([]);
    const { draft, reimport, doubts } = await preview(id);
    expect(reimport).toBeNull();
    expect(doubts.map(({ code }) => code)).toContain('plan_differs_from_target');
    expect(await confirm(id)).toBe(2021);

    const made = await page(2021);
    expect(made.draft).toMatchObject({
      projectName: '职工暖心资金',
      currentFen: 86_000_000,
      unitCode: '990007',
    });
    expect(made.draft.components).toEqual(draft.components);
    expect(made.indicators.map(({ id: _id, assessed: _assessed, ...row }) => row)).toEqual(draft.rows);
    expect(made.totalWeight).toBe(10_000);
    expect(made.planGaps).toEqual([{ type: 'schooling', plannedPeople: 40, targetText: '=45人' }]);
    expect(made.draft.programmes).toEqual([
      {
        type: 'living',
        windowStartOn: '2021-01-01',
        windowEndOn: '2021-12-31',
        plannedPeople: 300,
        ...UNDECIDED,
      },
      {
        type: 'schooling',
        windowStartOn: '2021-09-01',
        windowEndOn: '2021-09-30',
        plannedPeople: 40,
        ...UNDECIDED,
      },
      {
        type: 'medical',
        windowStartOn: '2021-03-01',
        windowEndOn: '2021-11-30',
        plannedPeople: 12,
        ...UNDECIDED,
      },
    ]);
    expect(made.balance).toMatchObject({ budgetFen: 86_000_000, availableFen: 86_000_000, receivedFen: 0 });
    expect((await preview(id)).confirmedAt).not.toBeNull();
    expect(await actions()).toEqual(['target_form.uploaded', 'project.created']);
  });

  it('waits to be confirmed until its year exists; of two for one year the last', async () => {
    await upload();
    const last = await upload();
    const other = await upload([/2021/g, '2022']);
    const waiting = () => store.read(waitingUploads);
    expect((await waiting()).map(({ id }) => id)).toEqual([other, last]);
    await confirm(last);
    expect(await waiting()).toMatchObject([{ id: other, year: 2022, fileName: '目标表.txt' }]);
  });

  it('is confirmed with the weights, metrics and count bases that the head decides', async () => {
    const uploadId = await upload();
    const { draft } = await preview(uploadId);
    const rows = draft.rows.filter(({ level3 }) => level3 !== null);
    const first = rows[0]!;
    const second = rows.find(({ target }) => target?.unit === '人')!;
    const decisions = [
      { position: first.position, metric: null, countBasis: null, weight: first.weight! - 50 },
      {
        position: second.position,
        metric: 'people_helped.living' as const,
        countBasis: 'persons' as const,
        weight: second.weight! + 50,
      },
    ];
    const names = { centreName: draft.centreName, projectName: '改过的名称' };
    const confirm = (given: typeof decisions) =>
      confirmUpload(office.head, { uploadId, version: null, ...names, decisions: given });
    const inFamilies = decisions.map((row) =>
      row.metric ? { ...row, countBasis: 'families' as const } : row,
    );
    expect(await refusal(confirm(inFamilies as typeof decisions))).toMatchObject({
      code: 'project.target_unfit',
      field: 'rows[1].metric',
    });
    await confirm(decisions);
    const made = await page(2021);
    expect(made.draft.projectName).toBe('改过的名称');
    expect(named(made, first.level3!)).toMatchObject({
      metric: null,
      weight: first.weight! - 50,
      kind: 'quantitative',
    });
    expect(named(made, second.level3!)).toMatchObject({
      countBasis: 'persons',
      weight: second.weight! + 50,
    });
  });

  it('of which a name tells what part it counts proposes it, and the head may choose another metric', async () => {
    const rows: [string, string] = [
      '\t\t应补尽补率\t100%',
      '\t\t应补尽补率\t100%\n\t\t职业介绍人次\t≥80人次\n\t\t技能培训人数\t≥40人\n\t\t中央财政资金到位金额\t≥50万元',
    ];
    const id = await upload(rows);
    const { draft } = await preview(id);
    const proposed = draft.rows.flatMap(({ level3, metric, countBasis, filter }) =>
      filter ? [[level3, metric, countBasis, filterText(filter)]] : [],
    );
    expect(proposed).toEqual([
      ['职业介绍人次', 'services_count', 'person_times', '只计：职业介绍'],
      ['技能培训人数', 'services_count', 'persons', '只计：技能培训'],
      ['中央财政资金到位金额', 'received_amount', null, '只计：中央财政专项'],
    ]);
    const decisions = draft.rows.flatMap(({ level3, position, metric, countBasis, weight }) => {
      const isTraining = level3 === '技能培训人数';
      const decided = isTraining ? ('people_helped.all' as const) : metric;
      return level3 === null ? [] : [{ position, metric: decided, countBasis, weight: weight! }];
    });
    const { centreName, projectName } = draft;
    await confirmUpload(office.head, { uploadId: id, version: null, centreName, projectName, decisions });
    const { indicators } = await page(2021);
    const filterNamed = (name: string) => indicators.find(({ level3 }) => level3 === name)!.filter;
    expect(filterNamed('职业介绍人次')).toMatchObject({ serviceKind: 'job_placement' });
    expect(filterNamed('中央财政资金到位金额')).toMatchObject({ source: 'central' });
    expect(filterNamed('技能培训人数')).toBeUndefined();
    // The same form once more proposes what stands, not what the names say.
    const first = indicators.find(({ level3 }) => level3 === '职业介绍人次')!;
    await chooseFilter(office.head, { indicatorId: first.id, year: 2021, filter: NO_FILTER });
    const again = await preview(await upload(rows));
    expect(again.draft.rows.find(({ level3 }) => level3 === '职业介绍人次')!.filter).toBeUndefined();
  });

  it('is confirmed once however often it is asked for, and refused with other decisions', async () => {
    const id = await upload();
    const { draft } = await preview(id);
    const ask = (centreName = draft.centreName) =>
      confirmUpload(office.head, {
        uploadId: id,
        version: null,
        centreName,
        projectName: draft.projectName,
        decisions: [],
      });
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([2021, 2021, 2021]);
    expect((await actions()).filter((action) => action === 'project.created')).toHaveLength(1);
    expect(await refusal(ask('别的单位'))).toMatchObject({ code: 'command.changed' });
  });

  it('with weights that do not make 100 is not confirmed', async () => {
    const id = await upload();
    const { draft } = await preview(id);
    const first = draft.rows[0]!;
    const decisions = [{ position: 1, metric: first.metric, countBasis: null, weight: first.weight! + 1 }];
    const work = confirmUpload(office.head, {
      uploadId: id,
      version: null,
      centreName: '甲',
      projectName: '乙',
      decisions,
    });
    expect(await refusal(work)).toMatchObject({ code: 'project.weights_differ' });
    expect(await listYears()).toEqual([]);
  });

  it.each([
    ['another file', Buffer.from('姓名\t金额\n样例\t1'), '绩效目标表'],
    ['an empty file', Buffer.from(''), '空'],
  ])('%s is refused with the reason', async (_, bytes, said) => {
    const refused = await refusal(uploadTargetForm(office.head, { bytes, fileName: '名单.txt' }));
    expect(refused).toMatchObject({ code: 'target_form.refused', field: 'file' });
    expect((refused as { text: string }).text).toContain(said);
    expect(await actions()).toEqual([]);
  });

  it('whose components do not add up is refused with both amounts', async () => {
    const refused = await refusal(upload(['160000.00', '160000.01']));
    expect((refused as { text: string }).text).toMatch(/860,000\.01.*860,000\.00/);
  });

  it('goes in at once from the command line, but never over a year that exists', async () => {
    const file = { bytes: await aTargetForm(), fileName: '目标表.txt' };
    const { year, doubts } = await importTargets(office.head, file);
    expect(year).toBe(2021);
    expect(doubts.length).toBeGreaterThan(0);
    expect(await refusal(importTargets(office.head, file))).toMatchObject({ code: 'project.year_exists' });
    expect(await actions()).toEqual(['target_form.uploaded', 'project.created']);
  });

  it('without the centre’s name gets that of this installation at the command line', async () => {
    const bytes = await aTargetForm(['临澜市职工互助服务中心支出项目绩效目标表', '支出项目绩效目标表']);
    await importTargets(office.head, { bytes, fileName: '目标表.txt' });
    expect((await page(2021)).draft.centreName).toBe('云州市困难职工帮扶中心');
  });

  const seed = path.resolve(import.meta.dirname, '../../../shared/seed/zhengzhou-2019-targets.txt');
  it.runIf(existsSync(seed))('as the centre really wrote it goes all the way', async () => {
    const id = await uploadTargetForm(office.head, { bytes: await readFile(seed), fileName: 'targets.txt' });
    const { doubts } = await preview(id);
    const gaps = doubts.filter(({ code }) => code === 'plan_differs_from_target');
    expect(gaps.map(({ data }) => data)).toMatchObject([
      { type: 'living', planPeople: 1000, targetText: '=2000人' },
      { type: 'schooling', planPeople: 60, targetText: '=200人' },
    ]);
    expect(await confirm(id)).toBe(2019);
    const made = await page(2019);
    expect(made.draft).toMatchObject({ unitCode: '093001', currentFen: 100_000_000, startOn: '2019-01-01' });
    expect(made.draft.components).toEqual([{ subject: '救济费', amountFen: 100_000_000 }]);
    expect(made.draft.texts.overview).not.toContain('<p>');
    expect(made.indicators).toHaveLength(28);
    expect(made.indicators.filter(({ level3 }) => level3 === null)).toHaveLength(10);
    expect(named(made, '应补尽补率').target).toEqual({
      operator: null,
      value: '100',
      unit: '%',
      text: '100%',
    });
    expect(named(made, '受补贴对象满意度').target).toMatchObject({ operator: '>', value: '90', unit: '%' });
    expect(made.draft.programmes.map(({ plannedPeople }) => plannedPeople)).toEqual([1000, 60, 5]);
    expect(made.planGaps.map(({ type }) => type)).toEqual(['living', 'schooling']);
    expect(made.totalWeight).toBe(10_000);
  });
});

describe('a re-import', () => {
  it('of the same form differs in nothing', async () => {
    await confirm(await upload());
    const { reimport } = await preview(await upload());
    expect(reimport).toMatchObject({ differences: [], programmesChange: false, assessmentsLost: [] });
  });

  it('shows the differences, then replaces what changed and keeps ids, assessments, receipts and awards', async () => {
    await confirm(await upload());
    const before = await page(2021);
    const kept = named(before, '财务制度健全性');
    const gone = named(before, '长效机制健全性');
    await assess(kept.id);
    await assess(gone.id);
    const ledger = await ledgerOf(office, before.id);
    await ledger.award({ amountFen: 500, on: '2021-03-01' });

    const id = await upload(
      [/\t长效机制健全性\t健全/, '\t档案管理\t规范'],
      ['=45人', '=50人'],
      ['拟救助12人', '拟救助15人'],
    );
    const { reimport } = await preview(id);
    expect(reimport!.assessmentsLost).toEqual(['长效机制健全性']);
    expect(reimport!.programmesChange).toBe(true);
    expect(reimport!.differences.map(({ path: where, change }) => [where, change])).toEqual(
      expect.arrayContaining([
        ['plan', 'changed'],
        ['row.target', 'changed'],
        ['row', 'removed'],
        ['row', 'added'],
      ]),
    );
    await confirm(id);

    const after = await page(2021);
    expect(named(after, '财务制度健全性')).toMatchObject({ id: kept.id, assessed: true });
    expect(named(after, '助学救助人数').id).toBe(named(before, '助学救助人数').id);
    expect(named(after, '助学救助人数').target).toMatchObject({ value: '50' });
    expect(await assessedIds()).toEqual([kept.id]);
    expect(after.id).toBe(before.id);
    expect(after.version).toBe(before.version + 1);
    expect(after.balance.committedFen).toBe(500);
    expect(after.draft.programmes[2]).toMatchObject({ plannedPeople: 15 });
    expect((await actions()).at(-1)).toBe('project.reimported');
  });

  it('is refused when somebody changed the year after the preview', async () => {
    await confirm(await upload());
    const id = await upload(['=45人', '=50人']);
    const { draft, reimport } = await preview(id);
    const now = await page(2021);
    await changeProject(office.head, { year: 2021, version: now.version, ...headOf(now), leader: '样例丁' });
    const late = confirmUpload(office.head, {
      uploadId: id,
      version: reimport!.version,
      centreName: draft.centreName,
      projectName: draft.projectName,
      decisions: [],
    });
    expect(await refusal(late)).toMatchObject({ code: 'record.changed' });
  });

  it.each([
    ['to exactly what is committed', '600000.00', null],
    ['one fen below what is committed', '599999.99', 'fund.below_committed'],
  ])('may take the budget %s', async (_, amount, code) => {
    await confirm(await upload());
    const ledger = await ledgerOf(office, (await page(2021)).id);
    await ledger.award({ amountFen: 60_000_000, on: '2021-03-01' });
    const component = (Number(amount) - 160_000).toFixed(2);
    const id = await upload([/860000\.00/g, amount], ['700000.00', component]);
    expect((await refusal(confirm(id))) as { code: string } | number | null).toEqual(
      code === null ? null : expect.objectContaining({ code }),
    );
  });
});

describe('a project-year from scratch', () => {
  it('begins with the standard tree and the usual windows', async () => {
    await createProject(office.head, projectHead({ year: 2022 }));
    const made = await page(2022);
    expect(made.totalWeight).toBe(10_000);
    expect(made.indicators.length).toBeGreaterThan(10);
    expect(made.draft.programmes.map(({ windowStartOn }) => windowStartOn)).toEqual([
      '2022-01-01',
      '2022-10-01',
      '2022-06-01',
    ]);
    expect(await listYears()).toEqual([2022]);
  });

  it.each([
    ['a year that exists', projectHead(), 'project.year_exists'],
    [
      'components one fen short',
      projectHead({ year: 2020, components: [{ subject: '救济费', amountFen: fen(99_999_999) }] }),
      'project.components_differ',
    ],
    [
      'dates of another year',
      projectHead({ year: 2020, startOn: businessDate('2019-01-01'), endOn: businessDate('2019-12-31') }),
      'project.year_outside',
    ],
  ])('is refused: %s', async (_, head, code) => {
    await createProject(office.head, projectHead());
    const refused = await refusal(createProject(office.head, head));
    expect(refused).toMatchObject({ code });
    expect(await listYears()).toEqual([2019]);
  });

  it('of one year is made once by two people at once', async () => {
    const results = await Promise.allSettled([1, 2, 3].map(() => createProject(office.head, projectHead())));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await store.read((read) => read.select().from(projects))).toHaveLength(1);
  });
});

describe('a copy', () => {
  it('has last year’s tree and amounts, dates a year on, and none of its money or grades', async () => {
    await aProject(office, { year: 2019 });
    const from = await page(2019);
    await assess(from.indicators[0]!.id);
    await copyProject(office.head, { fromYear: 2019, toYear: 2020 });
    const made = await page(2020);
    expect(made.draft).toMatchObject({
      year: 2020,
      startOn: '2020-01-01',
      endOn: '2020-12-31',
      currentFen: 100_000_000,
      previousTotalFen: 100_000_000,
      previousCurrentFen: 100_000_000,
      components: from.draft.components,
      texts: from.draft.texts,
    });
    const plain = ({ indicators }: ProjectPage) =>
      indicators.map(({ id: _id, assessed: _assessed, ...row }) => row);
    expect(plain(made)).toEqual(plain(from));
    expect(made.indicators.some(({ assessed }) => assessed)).toBe(false);
    expect(made.balance).toMatchObject({ receivedFen: 0, committedFen: 0, paidFen: 0 });
  });

  it('is refused for a year that exists and from one that does not', async () => {
    await aProject(office, { year: 2019 });
    const onto = copyProject(office.head, { fromYear: 2019, toYear: 2019 });
    expect(await refusal(onto)).toMatchObject({ code: 'project.year_exists' });
    const fromNone = copyProject(office.head, { fromYear: 2018, toYear: 2020 });
    expect(await refusal(fromNone)).toMatchObject({ code: 'project.not_found' });
  });
});

describe('changes', () => {
  beforeEach(async () => {
    await aProject(office, { year: 2019 });
  });

  it('of the head are kept, audited with before and after, and counted', async () => {
    const before = await page(2019);
    const change = {
      ...headOf(before),
      contact: '样例戊',
      currentFen: fen(90_000_000),
      components: [{ subject: '救济费', amountFen: fen(90_000_000) }],
    };
    await changeProject(office.head, { year: 2019, version: before.version, ...change });
    const after = await page(2019);
    expect(after.draft).toMatchObject({ contact: '样例戊', currentFen: 90_000_000 });
    expect(after.version).toBe(before.version + 1);
    expect(after.indicators).toEqual(before.indicators);
    const [entry] = await store.read((read) =>
      read.select().from(auditEntries).where(eq(auditEntries.action, 'project.changed')),
    );
    const { differences } = JSON.parse(entry!.detail) as { differences: unknown[] };
    expect(differences).toContainEqual({
      path: 'contact',
      change: 'changed',
      subject: null,
      before: '样例乙',
      after: '样例戊',
    });
  });

  it('of an old version are refused', async () => {
    const { version, ...seen } = await page(2019);
    const change = { year: 2019, version, ...headOf({ version, ...seen }), contact: '样例己' };
    await changeProject(office.head, change);
    expect(await refusal(changeProject(office.head, change))).toMatchObject({ code: 'record.changed' });
  });

  it.each([
    ['to exactly what is committed', 70_000_000, null],
    ['one fen below', 69_999_999, 'fund.below_committed'],
  ])('may take the amount %s', async (_, amountFen, code) => {
    const seen = await page(2019);
    const ledger = await ledgerOf(office, seen.id);
    await ledger.award({ amountFen: 70_000_000, on: '2019-03-01' });
    const amounts = {
      currentFen: fen(amountFen),
      components: [{ subject: '救济费', amountFen: fen(amountFen) }],
    };
    const refused = await refusal(
      changeProject(office.head, { year: 2019, version: seen.version, ...headOf(seen), ...amounts }),
    );
    expect(refused).toEqual(code === null ? null : expect.objectContaining({ code, field: 'currentFen' }));
    const { budgetFen } = await store.read((read) => fundBalance(read, { projectId: seen.id }));
    expect(budgetFen).toBe(code === null ? amountFen : 100_000_000);
  });

  it.each([
    ['on the first day that was paid on', '2019-02-20', null],
    ['a day after it', '2019-02-21', 'project.paid_before'],
  ])('may let the year begin %s', async (_, startOn, code) => {
    const { id, version, draft } = await page(2019);
    const ledger = await ledgerOf(office, id);
    const award = await ledger.award({ amountFen: 60_000, on: '2019-02-20' });
    await ledger.pay(award, { amountFen: 60_000, on: '2019-02-20' });
    const programmes = draft.programmes.map((plan) =>
      plan.type === 'living' ? { ...plan, windowStartOn: businessDate('2019-03-01') } : plan,
    );
    await changeProgrammes(office.head, { year: 2019, version, programmes });
    const seen = await page(2019);
    const change = { ...headOf(seen), startOn: businessDate(startOn) };
    const refused = await refusal(
      changeProject(office.head, { year: 2019, version: seen.version, ...change }),
    );
    expect(refused).toEqual(code === null ? null : expect.objectContaining({ code, field: 'startOn' }));
    expect((await page(2019)).draft.startOn).toBe(code === null ? startOn : '2019-01-01');
  });

  it('of the tree reorder, add and remove rows and keep the others’ ids', async () => {
    const before = await page(2019);
    const [first, second, third, ...rest] = changesOf(before);
    const rows = [
      { ...second!, targetText: '>=99.5%' },
      { ...first!, weight: first!.weight! + third!.weight! },
      {
        id: null,
        level1: '产出目标',
        level2: '质量',
        level3: '发放准确率',
        targetText: '100%',
        metric: null,
        countBasis: null,
        weight: 0,
      },
      ...rest,
    ];
    await assess(third!.id);
    await changeIndicators(office.head, { year: 2019, version: before.version, rows });
    const after = await page(2019);
    expect(after.indicators.map(({ id }) => id)).toEqual([
      second!.id,
      first!.id,
      expect.any(String),
      ...rest.map(({ id }) => id),
    ]);
    expect(after.indicators.map(({ position }) => position)).toEqual(
      after.indicators.map((_, index) => index + 1),
    );
    expect(after.indicators[0]!.target).toEqual({
      operator: '>=',
      value: '99.5',
      unit: '%',
      text: '>=99.5%',
    });
    expect(after.indicators[2]).toMatchObject({ level3: '发放准确率', kind: 'quantitative', weight: 0 });
    expect(await assessedIds()).toEqual([]);
  });

  it.each([
    ['a hundredth of a point too much', 1, 'project.weights_differ'],
    ['a hundredth of a point too little', -1, 'project.weights_differ'],
  ])('of weights make 100: %s', async (_, by, code) => {
    const seen = await page(2019);
    const rows = changesOf(seen).map((row, index) =>
      index === 0 ? { ...row, weight: row.weight! + by } : row,
    );
    expect(
      await refusal(changeIndicators(office.head, { year: 2019, version: seen.version, rows })),
    ).toMatchObject({ code });
  });

  it('of the tree name only indicators of this year, each once', async () => {
    await copyProject(office.head, { fromYear: 2019, toYear: 2020 });
    const seen = await page(2019);
    const rows = changesOf(seen);
    const foreign = changesOf(await page(2020));
    const ask = (given: typeof rows) =>
      refusal(changeIndicators(office.head, { year: 2019, version: seen.version, rows: given }));
    expect(await ask(foreign)).toMatchObject({ code: 'record.changed' });
    expect(await ask([rows[0]!, { ...rows[1]!, id: rows[0]!.id }, ...rows.slice(2)])).toMatchObject({
      code: 'record.changed',
    });
  });

  it.each([
    ['the project’s own dates', '2019-01-01', '2019-12-31', null],
    ['a day too long', '2019-01-01', '2020-01-01', 'project.window_outside'],
    ['reversed', '2019-05-02', '2019-05-01', 'project.window_outside'],
  ])('of a window: %s', async (_, start, end, code) => {
    const seen = await page(2019);
    const programmes = seen.draft.programmes.map((one) =>
      one.type === 'schooling'
        ? { ...one, windowStartOn: businessDate(start), windowEndOn: businessDate(end), plannedPeople: 60 }
        : one,
    );
    const refused = await refusal(
      changeProgrammes(office.head, { year: 2019, version: seen.version, programmes }),
    );
    expect(refused).toEqual(code === null ? null : expect.objectContaining({ code }));
    if (code === null) expect((await page(2019)).draft.programmes).toEqual(programmes);
  });
});

async function listYears(): Promise<number[]> {
  return (await store.read(listProjects)).map(({ year }) => year);
}
