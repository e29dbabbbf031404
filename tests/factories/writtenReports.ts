import { samplePng } from '../../app/demo/samplePapers.server';
import { defineNationalLayout } from '../../app/exchange/nationalLayouts.server';
import { DEFAULT_COLUMNS } from '../../app/exchange/nationalLayout';
import { thePaperStore } from '../../app/families/paperStore.server';
import { businessDate } from '../../app/calendar/date';
import { assessedIndicator, assessIndicator } from '../../app/fund/assessments.server';
import { targetRow } from '../../app/fund/targetRow';
import { removeIndicatorFile, uploadIndicatorFiles } from '../../app/fund/indicatorFiles.server';
import { changeIndicators, projectPage } from '../../app/fund/projects.server';
import { writeChapter } from '../../app/reports/chapters.server';
import { defaultTemplate } from '../../app/reports/defaultTemplate.server';
import { freezePage, freezeReport } from '../../app/reports/freezes.server';
import { chooseLayout } from '../../app/reports/layouts.server';
import { recordMonitoringNote } from '../../app/reports/monitoring.server';
import { applyTemplate, templateVersions, uploadTemplate } from '../../app/reports/templates.server';
import * as schema from '../../db/schema';
import { aProject } from './fund';
import type { Office } from './office';
import type { Writing } from './writtenFamilies';

const YEAR = 2019;
const CLOSED = 2018;
const on = businessDate;

/** The report of a year, and what comes with it. */
export async function reportsOf(office: Office, w: Writing): Promise<void> {
  const { head } = office;
  const { version } = await head.store.read((read) => projectPage(read, YEAR));
  const i = (name: string) => w(`indicators.${name}`);
  const own = { level1: i('level1'), level2: i('level2'), level3: i('level3'), targetText: i('target_text') };
  await changeIndicators(head, {
    year: YEAR,
    version,
    rows: [{ id: null, ...own, metric: null, countBasis: null, weight: 10_000 }],
  });
  await writeChapter(head, {
    year: YEAR,
    chapter: 'causes',
    content: w('report_chapters.content'),
    version: 0,
  });
  await chooseLayout(head, {
    year: YEAR,
    version: 0,
    layout: 'national',
    department: w('report_layouts.department'),
    plannedCarriedFen: null,
    plannedOtherFen: null,
    budgetCarriedFen: null,
    budgetOtherFen: null,
  });
  const rows = await head.store.read((read) => read.select().from(schema.indicators));
  const graded = rows.find(({ level3 }) => level3 === i('level3'))!;
  await assessIndicator(head, {
    indicatorId: graded.id,
    seen: null,
    grade: 'achieved',
    ratioPercent: null,
    sentence: w('indicator_assessments.sentence'),
  });
  await recordMonitoringNote(head, {
    indicatorId: graded.id,
    year: YEAR,
    asOf: on('2019-06-30'),
    expected: w('monitoring_notes.expected'),
    cause: w('monitoring_notes.cause'),
    likelihood: 'certain',
  });
  const papers = thePaperStore();
  for (const shade of [3, 4])
    await uploadIndicatorFiles(head, {
      indicatorId: graded.id,
      papers,
      files: [{ name: w('indicator_files.file_name'), bytes: new Uint8Array(samplePng(shade)) }],
    });
  const [file] = await head.store.read((read) => read.select().from(schema.indicatorFiles).limit(1));
  await removeIndicatorFile(head, {
    indicatorId: graded.id,
    fileId: file!.id,
    reason: w('indicator_files.removed_reason'),
  });
}

/** A year that is closed and closed again, by the office's own template; columns of its own for the nation. */
export async function closedYear(office: Office, w: Writing): Promise<void> {
  const { head } = office;
  const papers = thePaperStore();
  const bytes = await defaultTemplate();
  await uploadTemplate(head, { bytes, fileName: w('report_templates.file_name'), papers });
  const [template] = await head.store.read(templateVersions);
  await applyTemplate(head, template!.id);
  await defineNationalLayout(
    head,
    DEFAULT_COLUMNS.map((column) =>
      column.field === 'insurance' ? { ...column, title: w('national_layouts.columns') } : column,
    ),
  );
  const judged = { level1: '产出指标', level2: '质量指标', level3: '制度健全性', targetText: '健全' };
  const row = targetRow({ ...judged, metric: null, countBasis: null, weight: 10_000 }, 1);
  await aProject(office, { year: CLOSED, rows: [row] });
  const content = w('report_chapters.content');
  await writeChapter(head, { year: CLOSED, chapter: 'causes', content, version: 0 });
  await judgedAs(office, w('report_freezes.model'));
  for (const reason of ['', w('report_freezes.reason')]) {
    const { position, seen } = await head.store.read((read) => freezePage(read, { year: CLOSED }));
    await freezeReport(head, { year: CLOSED, position, seen, acknowledged: true, reason, papers });
    await judgedAs(office, `再补充${w('report_freezes.model')}`);
  }
}

/** What its report needs to be frozen, and what differs from the frozen one once it is said otherwise. */
async function judgedAs({ head }: Office, sentence: string): Promise<void> {
  const { model } = await head.store.read((read) => freezePage(read, { year: CLOSED }));
  const { id } = model.report.rows[0]!.indicator!;
  const { assessment } = await head.store.read((read) => assessedIndicator(read, { id }));
  const seen = assessment?.recordedAt ?? null;
  await assessIndicator(head, { indicatorId: id, seen, grade: 'achieved', ratioPercent: null, sentence });
}
