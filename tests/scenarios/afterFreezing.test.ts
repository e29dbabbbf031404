import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { samplePng } from '../../app/demo/samplePapers.server';
import { yearArchive } from '../../app/exchange/yearArchive.server';
import { FolderPaperStore, sha256Of } from '../../app/families/paperStore.server';
import { assessIndicator } from '../../app/fund/assessments.server';
import { frozenYears } from '../../app/fund/closedYears.server';
import {
  evidenceOf,
  filesOfIndicator,
  removeIndicatorFile,
  uploadIndicatorFiles,
  viewIndicatorFile,
} from '../../app/fund/indicatorFiles.server';
import { changeIndicators, projectPage } from '../../app/fund/projects.server';
import { targetRow } from '../../app/fund/targetRow';
import { writeChapter } from '../../app/reports/chapters.server';
import { freezePage, freezeReport, frozenPage } from '../../app/reports/freezes.server';
import { removedEvidence, viewFrozenEvidence } from '../../app/reports/frozenEvidence.server';
import { frozenIndicators } from '../../app/reports/frozen';
import { lastFrozen } from '../../app/reports/sinceFrozen.server';
import { exportNarrative } from '../../app/reports/narrative.server';
import type { Store } from '../../db/client.server';
import { indicatorFiles } from '../../db/schema';
import { archiveTexts, unescapedXml } from '../archive';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import type { Office } from '../factories/office';

const year = 2019;
const RULES = { name: '制度.png', bytes: new Uint8Array(samplePng(90)) };
const MINUTES = { name: '纪要.png', bytes: new Uint8Array(samplePng(91)) };
const hash = (file: typeof RULES) => sha256Of(file.bytes);

let store: Store;
let office: Office;
let papers: FolderPaperStore;
let indicatorId: string;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
  papers = new FolderPaperStore(await mkdtemp(path.join(tmpdir(), 'bangfu-after-')));
  const rows = ['财务管理制度健全性', '长效管理机制健全性'].map((level3, index) =>
    targetRow(
      {
        ...{ level1: '投入与目标管理', level2: '财务管理', level3, targetText: '健全' },
        ...{ metric: null, countBasis: null, weight: 5000 },
      },
      index + 1,
    ),
  );
  await aProject(office, { year, rows });
  const { indicators } = await store.read((read) => projectPage(read, year));
  indicatorId = indicators[0]!.id;
  for (const { id } of indicators)
    await assessIndicator(office.head, {
      ...{ indicatorId: id, seen: null, grade: 'achieved', ratioPercent: null, sentence: '样例：已查看。' },
    });
  await writeChapter(office.head, { year, chapter: 'causes', content: '执行率低，下年加快。', version: 0 });
  await uploadIndicatorFiles(office.head, { indicatorId, files: [RULES], papers });
});

const frozen = (position: number) => store.read((read) => frozenPage(read, { year, position }));
const removed = (of?: string) => store.read((read) => removedEvidence(read, { year, indicatorId: of }));

async function freeze(reason = '') {
  const { position, seen } = await store.read((read) => freezePage(read, { year }));
  await freezeReport(office.head, { year, position, seen, acknowledged: true, reason, papers });
}

async function removeFile(name: string) {
  const files = await store.read((read) => filesOfIndicator(read, indicatorId));
  const { id } = files.find(({ fileName }) => fileName === name)!;
  await removeIndicatorFile(office.head, { indicatorId, fileId: id, reason: '换新' });
  return id;
}

async function zipped(): Promise<Map<string, Buffer>> {
  const { stream } = await yearArchive(office.auditor, { year, papers });
  const zip = await fromBufferPromise(await buffer(stream), { lazyEntries: true, autoClose: false });
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return files;
}

async function narrativeText(): Promise<{ text: string; fileName: string }> {
  const { bytes, fileName } = await exportNarrative(office.auditor, { year, papers });
  const texts = unescapedXml([...(await archiveTexts(bytes)).values()].join('\n'));
  return { text: texts.replace(/<[^>]+>/g, ''), fileName };
}

// One story: each step begins where the one before ended.
describe('what is said of a closed year, and proven', () => {
  it('names its evidence in what is frozen, and is the same until something changes', async () => {
    expect((await narrativeText()).text).not.toContain('定稿');
    expect(await store.read(frozenYears)).toEqual([]);
    await freeze();
    expect(await store.read(frozenYears)).toEqual([year]);
    const { model, differences } = await frozen(0);
    expect(differences).toEqual([]);
    expect(model.evidence).toEqual([
      {
        ...{ indicatorId, position: 1, level3: '财务管理制度健全性' },
        ...{ fileName: '制度.png', mediaType: 'image/png', sha256: hash(RULES) },
      },
    ]);
    const { text, fileName } = await narrativeText();
    expect(text).toContain('已作年终定稿，定稿的绩效报告原件另存。按现在的记录与定稿一致。');
    expect(fileName).not.toContain('与定稿不同');
  });

  it('tells a file that was taken out and a chapter that was rewritten, and may be supplemented by them', async () => {
    const fileId = await removeFile('制度.png');
    await uploadIndicatorFiles(office.head, { indicatorId, files: [MINUTES], papers });
    await writeChapter(office.finance, { year, chapter: 'measures', content: '定稿后改写。', version: 0 });
    const { differences } = await frozen(0);
    expect(differences).toEqual([
      { place: '绩效报告：改进措施（补充文字）', frozen: '', now: '定稿后改写。' },
      {
        place: '佐证材料：财务管理制度健全性',
        frozen: `制度.png（校验码 ${hash(RULES).slice(0, 8)}…）`,
        now: '（无此项）',
      },
      {
        place: '佐证材料：财务管理制度健全性',
        frozen: '（无此项）',
        now: `纪要.png（校验码 ${hash(MINUTES).slice(0, 8)}…）`,
      },
    ]);
    const gone = viewIndicatorFile(office.head, { indicatorId, fileId, papers });
    await expect(gone).rejects.toMatchObject({ code: 'record.not_found' });
    const { text, fileName } = await narrativeText();
    expect(text).toContain('与定稿有 3 处不同，不能代替定稿。');
    expect(fileName).toContain('（截至2019-12-31，与定稿不同）');
  });

  it('has the figures of the last frozen paper for a comparison of years', async () => {
    const paper = (await store.read((read) => lastFrozen(read, year)))!;
    expect(paper.position).toBe(0);
    const { model } = await frozen(0);
    expect(frozenIndicators(paper)).toMatchObject({
      ...{ year, asOf: '2019-12-31', budget: model.report.money, unscoredHundredths: 0 },
      totalScoreHundredths: model.report.total.scoreHundredths,
      rows: [{ grade: 'achieved' }, { grade: 'achieved' }],
    });
  });

  it('keeps what a frozen paper counts: it opens, and lies beside the paper in the zip', async () => {
    expect(await removed(indicatorId)).toMatchObject([{ position: 0, files: [{ fileName: '制度.png' }] }]);
    expect(await removed('another')).toEqual([]);
    const asked = { year, position: 0, papers };
    const shown = await viewFrozenEvidence(office.auditor, { ...asked, sha256: hash(RULES) });
    expect(sha256Of(shown.bytes)).toBe(hash(RULES));
    for (const sha256 of [hash(MINUTES), undefined])
      await expect(viewFrozenEvidence(office.auditor, { ...asked, sha256 })).rejects.toMatchObject({
        code: 'record.not_found',
      });
    const files = await zipped();
    const folder = '01 财务管理制度健全性';
    expect(sha256Of(files.get(`定稿/年终定稿/定稿后移除的佐证材料/${folder}/制度.png`)!)).toBe(hash(RULES));
    expect(sha256Of(files.get(`佐证材料/${folder}/纪要.png`)!)).toBe(hash(MINUTES));
    expect([...files.keys()].filter((name) => name.includes('佐证材料/'))).toHaveLength(2);
    const manual = files.get('00 说明.txt')!.toString();
    expect(manual).toContain('与定稿的自评表、绩效报告和佐证材料有 3 处不同：');
    expect(manual).toContain('绩效报告：改进措施（补充文字）：定稿 （空），现在 定稿后改写。');
  });

  it('is frozen again for a chapter and a file alone, and then is the same', async () => {
    await freeze('更换佐证，补写措施');
    expect((await frozen(1)).differences).toEqual([]);
    expect((await frozen(0)).differences).toHaveLength(3);
    await expect(freeze('没有差异')).rejects.toMatchObject({ code: 'report.nothing_differs' });
    expect((await narrativeText()).text).toContain(
      '已作补充定稿 1，定稿的绩效报告原件另存。按现在的记录与定稿一致。',
    );
  });

  it('has the file also where its indicator was removed from the tree', async () => {
    const { version, indicators } = await store.read((read) => projectPage(read, year));
    const left = indicators[1]!;
    const rows = [{ ...left, targetText: left.target!.text, weight: 10_000 }];
    await changeIndicators(office.head, { year, version, rows });
    expect(await removed()).toMatchObject([
      { position: 0, files: [{ fileName: '制度.png' }] },
      { position: 1, files: [{ fileName: '纪要.png' }] },
    ]);
    const asked = { year, position: 1, sha256: hash(MINUTES), papers };
    expect(sha256Of((await viewFrozenEvidence(office.auditor, asked)).bytes)).toBe(hash(MINUTES));
  });
});

it('finds the evidence of an earlier day for papers that did not name it', async () => {
  const project = await aProject(office, { year: 2018 });
  const { indicators } = await store.read((read) => projectPage(read, 2018));
  const { id } = indicators.find(({ kind }) => kind === 'qualitative')!;
  await uploadIndicatorFiles(office.head, { indicatorId: id, files: [RULES], papers });
  const dates = { uploadedAt: '2020-01-05T01:00:00.000Z', removedAt: '2020-02-01T01:00:00.000Z' };
  await store.write(async (write) => {
    await write.update(indicatorFiles).set(dates).where(eq(indicatorFiles.indicatorId, id));
  });
  const countedAt = async (at?: string) =>
    (await store.read((read) => evidenceOf(read, { projectId: project.id, at }))).length;
  expect(await countedAt('2020-01-05T00:59:59.999Z')).toBe(0);
  expect(await countedAt(dates.uploadedAt)).toBe(1);
  expect(await countedAt('2020-02-01T00:59:59.999Z')).toBe(1);
  expect(await countedAt(dates.removedAt)).toBe(0);
  expect(await countedAt()).toBe(0);
});
