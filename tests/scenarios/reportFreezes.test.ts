import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf, checkAuditChain } from '../../app/audit/audit.server';
import { FolderPaperStore, sha256Of } from '../../app/families/paperStore.server';
import { assessIndicator } from '../../app/fund/assessments.server';
import { targetRow } from '../../app/fund/targetRow';
import { setScoring } from '../../app/fund/scoring.server';
import { projectPage } from '../../app/fund/projects.server';
import { chooseFilter } from '../../app/indicators/filters.server';
import { chooseSources, sourcesOf } from '../../app/indicators/sources.server';
import { yearIndicators } from '../../app/indicators/yearFigures.server';
import { frozenHeads } from '../../app/integrity/frozenHeads.server';
import { papersStored } from '../../app/integrity/storedPapers.server';
import type { Refusal } from '../../app/refusal';
import { writeChapter, writtenChapter } from '../../app/reports/chapters.server';
import { FROZEN_FILE_KINDS } from '../../app/reports/frozen';
import {
  freezePage,
  freezeReport,
  frozenFile,
  differencesSinceFrozen,
  frozenPage,
} from '../../app/reports/freezes.server';
import { chooseLayout } from '../../app/reports/layouts.server';
import { nextYearOf, prepareNextYear } from '../../app/reports/nextYear.server';
import { exportNarrative, narrativeOf } from '../../app/reports/narrative.server';
import { auditHeadIn } from '../../app/zh/reports';
import type { Store } from '../../db/client.server';
import { archiveTexts, unescapedXml } from '../archive';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject, ledgerOf } from '../factories/fund';
import type { Office } from '../factories/office';
import { aScoring, OTHER_SCORING } from '../factories/scoring';
import { undone, withoutAppendOnly } from '../undone';

const year = 2019;
/** One indicator each of people, of money and of judgement; the plan of people is missed. */
const ROWS = [
  {
    level3: '生活救助人数',
    targetText: '=2人',
    metric: 'people_helped.living' as const,
    countBasis: 'persons' as const,
    weight: 4000,
  },
  {
    level3: '预算执行率',
    targetText: '>=0.01%',
    metric: 'budget_execution' as const,
    countBasis: null,
    weight: 3000,
  },
  { level3: '制度健全性', targetText: '健全', metric: null, countBasis: null, weight: 3000 },
];

let store: Store;
let office: Office;
let papers: FolderPaperStore;
let projectId: string;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
  papers = new FolderPaperStore(await mkdtemp(path.join(tmpdir(), 'bangfu-freezes-')));
  const rows = ROWS.map((row, index) =>
    targetRow({ level1: '产出指标', level2: '数量指标', ...row }, index + 1),
  );
  projectId = (await aProject(office, { year, rows })).id;
  await paid(60_000);
});

async function paid(amountFen: number): Promise<void> {
  const ledger = await ledgerOf(office, projectId);
  const award = await ledger.award({ amountFen, on: '2019-03-01' });
  await ledger.pay(award, { amountFen, on: '2019-03-04' });
}

const page = () => store.read((read) => freezePage(read, { year }));
const frozen = (position: number) => store.read((read) => frozenPage(read, { year, position }));

interface Wish {
  acknowledged?: boolean;
  reason?: string;
  seen?: string;
  position?: number;
}

async function freeze(wish: Wish = {}, desk = office.head) {
  const { position, seen } = await page();
  await freezeReport(desk, { year, position, seen, acknowledged: true, reason: '', papers, ...wish });
}

async function explainAll(): Promise<void> {
  const { model } = await page();
  for (const { indicator } of model.report.rows) {
    const graded = indicator!.metric === null;
    await assessIndicator(office.head, {
      indicatorId: indicator!.id,
      seen: null,
      grade: graded ? 'achieved' : null,
      ratioPercent: null,
      sentence: `样例说明：${indicator!.level3}。`,
    });
  }
}

const code = (expected: string) => ({ code: expected }) satisfies Partial<Refusal>;

// One story: each step begins where the one before ended.
describe('the closing of a year', () => {
  it('has nothing to differ from before it is frozen', async () => {
    expect(await store.read((read) => differencesSinceFrozen(read, year))).toBeNull();
  });

  it('lists what forbids it, with where that is settled', async () => {
    const { model } = await page();
    const blocking = model.points.filter(({ isBlocking }) => isBlocking);
    expect(blocking.map(({ check, name }) => `${check} ${name}`)).toEqual([
      'ungraded 制度健全性',
      'unexplained 生活救助人数',
      'unexplained 预算执行率',
    ]);
    expect(blocking.every(({ to }) => to.startsWith('/indicators/2019/'))).toBe(true);
    await expect(freeze()).rejects.toMatchObject(code('report.not_ready'));
  });

  it('lists what is still on its way, which must be known of', async () => {
    const { id } = await aProject(office, { year: 2018 });
    const ledger = await ledgerOf(office, id);
    const award = await ledger.award({ amountFen: 70_000, on: '2018-03-02' });
    await ledger.pay(award, { amountFen: 10_000, on: '2018-03-05' });
    await ledger.pay(award, { amountFen: 18_000, on: '2019-05-07' });
    const { model } = await store.read((read) => freezePage(read, { year: 2018 }));
    expect(model.points.filter(({ check }) => check === 'unpaid_awards')).toMatchObject([
      {
        ...{ isBlocking: false, to: '/awards?year=2018', name: '待发放的核定' },
        detail: expect.stringMatching(
          /^截至今天（\d{4}-\d\d-\d\d）还有 1 笔、420\.00 元.*是截至 2018年12月31日 的数/,
        ) as string,
      },
    ]);
    // Of two payments one was made after the day of the report.
    expect(model.points.filter(({ check }) => check === 'paid_outside')).toMatchObject([
      { isBlocking: false, detail: expect.stringContaining('1 条、净额 180.00 元') as string },
    ]);
    expect(model.points.filter(({ check }) => check === 'ledger_differs')).toEqual([]);
  });

  it('needs every remaining point to be known of, and what was looked at to stand', async () => {
    const before = await page();
    await explainAll();
    await expect(freeze({ seen: before.seen })).rejects.toMatchObject(code('report.changed_since'));
    const { model } = await page();
    expect(model.points.map(({ check, isBlocking }) => ({ check, isBlocking }))).toEqual([
      { check: 'empty_chapter', isBlocking: false },
      { check: 'no_evidence', isBlocking: false },
    ]);
    await expect(freeze({ acknowledged: false })).rejects.toMatchObject(code('report.warnings_open'));
  });

  it('says on the paper that nobody has written a chapter', async () => {
    const { bytes } = await exportNarrative(office.auditor, { year, papers });
    const text = unescapedXml([...(await archiveTexts(bytes)).values()].join('\n'));
    expect(text.replace(/<[^>]+>/g, '')).toContain('七、改进措施未填写。八、附件');
  });

  it('appends a ledger of the same day, that adds up to the report', async () => {
    const { report, chapters } = await store.read((read) => narrativeOf(read, 2018));
    const { bytes } = await exportNarrative(office.auditor, { year: 2018, papers });
    const text = unescapedXml([...(await archiveTexts(bytes)).values()].join('\n'));
    const paidText = report.funds.find(({ amountFen }) => amountFen === report.money.paidFen)!.amountText;
    expect(paidText).toBe('100.00');
    expect(text).toContain(`附件2：资金发放台账（1条，净额${paidText}元）`);
    expect(text).toContain('截至日之后（或项目期外）发放和更正1条，净额180.00元，不计入本报告的资金支付数');
    for (const fact of chapters.at(-1)!.facts) expect(text).toContain(fact);
  });

  it('keeps the words of a chapter, against the version they were written on', async () => {
    const asked = { year, chapter: 'measures' as const };
    await writeChapter(office.finance, { ...asked, content: '加强 <审核> & 回访。', version: 0 });
    const again = writeChapter(office.head, { ...asked, content: '别的', version: 0 });
    await expect(again).rejects.toMatchObject(code('record.changed'));
    expect(await store.read((read) => writtenChapter(read, asked))).toEqual({
      content: '加强 <审核> & 回访。',
      version: 1,
    });
  });

  it('writes the figures of the report and the words into the narrative document', async () => {
    const { report, chapters } = await store.read((read) => narrativeOf(read, year));
    const { bytes } = await exportNarrative(office.auditor, { year, papers });
    const text = unescapedXml([...(await archiveTexts(bytes)).values()].join('\n'));
    const lines = chapters.flatMap(({ facts, content }) => [...facts, content]);
    expect(lines.filter((line) => !text.includes(line))).toEqual([]);
    for (const { amountText } of report.funds) expect(text).toContain(amountText);
    for (const { level3, actual, score } of report.rows)
      expect(text).toMatch(new RegExp(`${level3}：[^<]*完成值${actual}，得分${score}分`));
    expect(text).toContain(`自评总分${report.total.score}分`);
  });

  it('freezes the paper and its files once, whoever else tries', async () => {
    await setScoring(office.head, { year, version: 0, rules: aScoring({ filesSound: 9900 }) });
    const { position, seen } = await page();
    await freeze();
    const twice = freezeReport(office.secondHead, {
      year,
      position,
      seen,
      acknowledged: true,
      reason: '',
      papers,
    });
    await expect(twice).rejects.toMatchObject(code('record.changed'));

    const { model, files, differences, frozenBy } = await frozen(0);
    expect(frozenBy).toBe(office.head.actor.name);
    expect(differences).toEqual([]);
    expect(files.map(({ kind }) => kind).sort()).toEqual([...FROZEN_FILE_KINDS].sort());
    for (const { kind, sha256 } of files) {
      const { bytes } = await frozenFile(office.auditor, { year, position: 0, kind, papers });
      expect(sha256Of(bytes)).toBe(sha256);
    }
    expect(model.report.asOf).toBe('2019-12-31');
    const [entry] = await store.read((read) => auditOf(read, { type: 'report', id: String(year) }));
    expect(entry!.action).toBe('report.exported');
    expect(model.report.scoring).toEqual(aScoring({ filesSound: 9900 }));
    const others = setScoring(office.head, { year, version: 1, rules: OTHER_SCORING });
    await expect(others).rejects.toMatchObject(code('scoring.closed'));
    expect((await store.read((read) => papersStored(read, papers))).offending).toEqual([]);
  });

  it('keeps the layout it was frozen with', async () => {
    const none = {
      plannedCarriedFen: null,
      plannedOtherFen: null,
      budgetCarriedFen: null,
      budgetOtherFen: null,
    };
    const wish = { year, version: 0, layout: 'national' as const, department: '', ...none };
    await expect(chooseLayout(office.head, wish)).rejects.toMatchObject(code('report.closed_already'));
  });

  it.each(['report_freezes', 'report_files'])('leaves %s as they are: the database refuses', async (name) => {
    const table = sql.identifier(name);
    const statements = [sql`update ${table} set id = id`, sql`delete from ${table}`];
    for (const statement of statements) {
      const refused = store.write(async (write) => {
        await write.run(statement);
      });
      await expect(refused).rejects.toThrow();
    }
  });

  it('shows a later correction as a difference, and the frozen paper as it was', async () => {
    await expect(freeze({ reason: '没有差异' })).rejects.toMatchObject(code('report.nothing_differs'));
    const before = await frozen(0);
    await paid(40_000);
    const after = await frozen(0);
    expect(after.model).toEqual(before.model);
    expect(after.laterPayments).toBe(1);
    expect(after.differences).toContainEqual({ place: '资金支付数', frozen: '600.00', now: '1,000.00' });
    expect(after.differences).toContainEqual({ place: '预算执行率：完成值', frozen: '0.06%', now: '0.10%' });
    expect(after.differences.every(({ frozen: was, now }) => was !== now)).toBe(true);
    expect(await store.read((read) => differencesSinceFrozen(read, year))).toEqual(after.differences);
  });

  it('says which figures an indicator shows by another definition', async () => {
    const { rows } = await store.read((read) => yearIndicators(read, { year }));
    const { id } = rows.find(({ metric }) => metric === 'people_helped.living')!;
    const choose = (division: '410105' | null) =>
      chooseFilter(office.head, { indicatorId: id, year, filter: { type: null, division } });
    await choose('410105');
    const { differences } = await frozen(0);
    const redefined = differences.filter((one) => one.redefined).map(({ place }) => place);
    expect(redefined).toEqual(['完成值', '得分', '说明'].map((column) => `生活救助人数：${column}`));
    expect(differences.find(({ place }) => place === redefined[0])).toEqual({
      ...{ place: redefined[0], frozen: '1人', now: '0人' },
      redefined: ['计算范围：计入全部 → 只计：金水区'],
    });
    await choose(null);
    expect((await frozen(0)).differences.filter((one) => one.redefined)).toEqual([]);
  });

  it('is added to by a supplement that says why, and stays', async () => {
    await expect(freeze()).rejects.toMatchObject(code('report.reason_missing'));
    await freeze({ reason: '补记一笔发放' });
    expect((await frozen(1)).differences).toEqual([]);
    expect(await store.read((read) => differencesSinceFrozen(read, year))).toEqual([]);
    expect(await frozen(1)).toMatchObject({ reason: '补记一笔发放', position: 1 });
    expect((await frozen(0)).differences).not.toEqual([]);
    await expect(frozen(2)).rejects.toMatchObject(code('record.not_found'));
  });

  it('bears witness to the log that it was frozen on', async () => {
    const frozenOn = auditHeadIn((await frozen(0)).model.report.auditHeadText)!;
    const later = auditHeadIn((await frozen(1)).model.report.auditHeadText)!;
    expect(later.sequence).toBeGreaterThan(frozenOn.sequence);
    const after = async (statement: string) =>
      undone(store, [...withoutAppendOnly('audit_entries'), statement], async (read) => ({
        chain: (await checkAuditChain(read)).broken,
        ...(await frozenHeads(read)),
      }));
    const cutAfter = (sequence: number) => after(`delete from audit_entries where sequence > ${sequence}`);
    expect(await cutAfter(later.sequence)).toEqual({ chain: [], count: 2, offending: [] });
    expect((await cutAfter(later.sequence - 1)).offending).toHaveLength(1);
    expect(await cutAfter(frozenOn.sequence - 1)).toMatchObject({ chain: [], offending: { length: 2 } });
    const anew = await after(
      `update audit_entries set hash = '${'0'.repeat(64)}' where sequence = ${frozenOn.sequence}`,
    );
    expect(anew.offending).toHaveLength(1);
  });

  it('prepares the next year from it, once, with all that goes on', async () => {
    const before = await store.read((read) => nextYearOf(read, year));
    expect(before).toMatchObject({ year: 2020, isPrepared: false, taken: null });
    expect(before.carry).toMatchObject({ reservedFen: 0, proposedFen: 100_000_000 - 100_000 });
    const { model } = await page();
    const graded = model.report.rows.find(({ indicator }) => indicator!.metric === null)!.indicator!;
    await chooseSources(office.head, { indicatorId: graded.id, year, sources: ['files', 'over_cap'] });
    expect(await prepareNextYear(office.head, year)).toEqual({ year: 2020, isNew: true });
    const [made, again] = [await store.read((read) => projectPage(read, 2020)), 2020];
    expect(await prepareNextYear(office.head, year)).toEqual({ year: again, isNew: false });
    expect(await store.read((read) => projectPage(read, 2020))).toEqual(made);
    expect(made.indicators.map(({ level3, weight }) => [level3, weight])).toEqual(
      ROWS.map(({ level3, weight }) => [level3, weight]),
    );
    const indicator = made.indicators.find(({ level3 }) => level3 === graded.level3)!;
    expect(await store.read((read) => sourcesOf(read, { id: indicator.id, level3: '' }))).toEqual({
      sources: ['over_cap', 'files'],
      isChosen: true,
    });
    expect((await store.read((read) => nextYearOf(read, year))).taken).toMatchObject({
      indicators: 3,
      programmes: 3,
      hasScoring: true,
      previousTotalFen: 100_000_000,
      previousCurrentFen: 100_000_000,
      carriedFen: 0,
    });
    await expect(prepareNextYear(office.head, 2020)).rejects.toMatchObject(code('report.not_closed'));
  });

  it('is not for a year that has not ended', async () => {
    const coming = new Date().getFullYear() + 1;
    const wanted = { year: coming, rows: [] };
    await aProject(office, { ...wanted, receivedFen: 0 });
    const { seen, isOver } = await store.read((read) => freezePage(read, { year: coming }));
    expect(isOver).toBe(false);
    const early = { year: coming, position: 0, seen, acknowledged: true, reason: '', papers };
    await expect(freezeReport(office.head, early)).rejects.toMatchObject(code('report.year_not_over'));
  });
});
