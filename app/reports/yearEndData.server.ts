import type { CellValue } from 'exceljs';
import { comparedTarget, fenOfUnit, isAmountMetric, isPeopleMetric } from '../fund/target';
import type { Metric } from '../fund/target';
import { isMoneyMetric } from '../indicators/evidence';
import type { IndicatorResult } from '../indicators/indicator';
import { indicatorName, outcomeLabels } from '../zh/indicators';
import { dataLabels, measureLabels, percentSigns, sheetNames, totalLabel } from '../zh/reports';
import { indicatorKindLabels } from '../zh/targetForm';
import type { YearEndReport } from './report';
import { cellStyle, FONTS, FORMATS, pageFooter, pageSetup, points, yuan } from './xlsxLook.server';
import type { Book, Sheet } from './xlsxLook.server';

interface DataColumn {
  code: keyof typeof dataLabels;
  width: number;
  format?: (indicator: IndicatorResult) => string;
  /** `row` is the line of the sheet, for a formula over its own cells. */
  value: (indicator: IndicatorResult, row: number) => CellValue;
}

const DATA_COLUMNS: readonly DataColumn[] = [
  { code: 'position', width: 6, format: () => FORMATS.plain, value: ({ position }) => position },
  { code: 'level1', width: 16, value: ({ level1 }) => level1 },
  { code: 'level2', width: 12, value: ({ level2 }) => level2 },
  { code: 'level3', width: 24, value: indicatorName },
  { code: 'kind', width: 7, value: ({ kind }) => indicatorKindLabels[kind] },
  { code: 'operator', width: 7, value: ({ target }) => target.operator ?? '' },
  { code: 'target', width: 11, format: targetFormat, value: targetValue },
  {
    code: 'unit',
    width: 10,
    value: (indicator) => (isPercent(indicator) ? '' : (comparedTarget(indicator)?.unit ?? '')),
  },
  { code: 'actual', width: 12, format: actualFormat, value: actualValue },
  {
    code: 'numerator',
    width: 15,
    format: partFormat,
    value: ({ metric, numerator }) => part(metric, numerator),
  },
  {
    code: 'denominator',
    width: 15,
    format: partFormat,
    value: ({ metric, denominator }) => part(metric, denominator),
  },
  {
    code: 'measure',
    width: 15,
    value: ({ metric, denominator }) => (metric && denominator !== null ? (measureLabels[metric] ?? '') : ''),
  },
  { code: 'persons', width: 9, format: () => FORMATS.count, value: ({ counts }) => counts?.persons ?? null },
  {
    code: 'personTimes',
    width: 9,
    format: () => FORMATS.count,
    value: ({ counts }) => counts?.personTimes ?? null,
  },
  {
    code: 'families',
    width: 9,
    format: () => FORMATS.count,
    value: ({ counts }) => counts?.families ?? null,
  },
  { code: 'outcome', width: 10, value: ({ outcome }) => outcomeLabels[outcome] },
  {
    code: 'weight',
    width: 8,
    format: () => FORMATS.plain,
    value: ({ weightHundredths }) => points(weightHundredths),
  },
  {
    code: 'score',
    width: 9,
    format: () => FORMATS.score,
    value: ({ scoreHundredths }) => (scoreHundredths === null ? null : points(scoreHundredths)),
  },
];

/** Writes the bare figures, one indicator a row. */
export function writeData(book: Book, report: YearEndReport): void {
  const sheet = book.addWorksheet(sheetNames.data, {
    pageSetup: pageSetup({ orientation: 'landscape', printTitlesRow: '1:1' }),
    headerFooter: { oddFooter: pageFooter(report) },
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  const indicators = report.rows.flatMap(({ indicator }) => indicator ?? []);
  sheet.columns = DATA_COLUMNS.map(({ code, width }) => ({
    width: code === 'level3' ? nameWidth(indicators, width) : width,
  }));
  DATA_COLUMNS.forEach(({ code }, index) => {
    const target = sheet.getCell(1, index + 1);
    target.value = dataLabels[code];
    target.style = cellStyle({ align: 'center', font: FONTS.bold, isHead: true, isFramed: true });
  });
  indicators.forEach((indicator, index) => writeIndicator(sheet, index + 2, indicator));
  writeDataTotal(sheet, indicators.length + 2, report);
  sheet.commit();
}

/** Wide enough for the longest name on one line, for the rows have no height of their own. */
function nameWidth(indicators: readonly IndicatorResult[], least: number): number {
  return Math.min(70, Math.max(least, ...indicators.map((row) => indicatorName(row).length * 2 + 2)));
}

function writeIndicator(sheet: Sheet, row: number, indicator: IndicatorResult): void {
  DATA_COLUMNS.forEach(({ value, format }, index) => {
    const target = sheet.getCell(row, index + 1);
    target.value = value(indicator, row);
    target.style = dataStyle(format?.(indicator));
  });
}

function writeDataTotal(sheet: Sheet, row: number, { total }: YearEndReport): void {
  DATA_COLUMNS.forEach(({ code, format }, index) => {
    const target = sheet.getCell(row, index + 1);
    target.style = {
      ...dataStyle(format && code === 'score' ? FORMATS.score : FORMATS.plain),
      font: FONTS.bold,
    };
    const letter = columnLetter(index);
    const sum = (hundredths: number) => ({
      formula: `SUM(${letter}2:${letter}${row - 1})`,
      result: points(hundredths),
    });
    if (code === 'position') target.value = totalLabel;
    if (code === 'weight') target.value = sum(total.weightHundredths);
    if (code === 'score') target.value = sum(total.scoreHundredths);
  });
}

/** Numbers have a format and stand right; everything else is text. */
function dataStyle(format: string | undefined) {
  return cellStyle({ format, align: format ? 'right' : 'left', isFramed: true });
}

function columnLetter(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

/** 100 % is the number 1, as Excel counts. */
function targetValue(indicator: IndicatorResult): number | null {
  const read = comparedTarget(indicator);
  return read && Number(isPercent(indicator) ? `${read.value}e-2` : read.value);
}

function targetFormat(indicator: IndicatorResult): string {
  return isPercent(indicator) ? FORMATS.percent : FORMATS.plain;
}

function isPercent(indicator: IndicatorResult): boolean {
  const unit = comparedTarget(indicator)?.unit ?? null;
  return unit !== null && percentSigns.includes(unit);
}

/** A rate is the quotient of the two cells beside it. */
function actualValue({ actual, numerator, denominator }: IndicatorResult, row: number): CellValue {
  if (actual.value === null) return null;
  if (numerator === null || !denominator) return Number(actual.value);
  const cell = (code: DataColumn['code']) =>
    `${columnLetter(DATA_COLUMNS.findIndex((column) => column.code === code))}${row}`;
  return { formula: `${cell('numerator')}/${cell('denominator')}`, result: numerator / denominator };
}

function actualFormat({ metric, target }: IndicatorResult): string {
  if (isAmountMetric(metric)) return fenOfUnit(target.unit) > 100 ? FORMATS.plain : FORMATS.amount;
  return metric && !isPeopleMetric(metric) ? FORMATS.percent : FORMATS.plain;
}

function part(metric: Metric | null, amount: number | null): number | null {
  if (amount === null) return null;
  return metric && isMoneyMetric(metric) ? yuan(amount) : amount;
}

function partFormat({ metric }: IndicatorResult): string {
  return metric && isMoneyMetric(metric) ? FORMATS.amount : FORMATS.count;
}
