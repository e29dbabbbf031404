import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isAfter, isBusinessDate, todayInChina, type BusinessDate } from '../app/calendar/date';
import { callersFolder } from '../app/config.server';
import { projectOfYear } from '../app/fund/fund.server';
import { yearIndicators } from '../app/indicators/yearFigures.server';
import { yearJson } from '../app/indicators/json';
import { ownStore } from '../app/operations/installation.server';
import { dayOfPapers } from '../app/reports/reportQuestion';
import { exportYearEnd, type ReportKind } from '../app/reports/yearEnd.server';
import { commandLineDesk } from '../app/staff/staff.server';
import { command, CommandRefused } from './command';

/**
 * `npm run --silent report -- --year 2019 [--as-of 2019-06-30] --json | --docx FILE | --xlsx FILE`: the figures of a
 * year as one JSON object on standard output, or its year-end report as a file.
 */
const USAGE =
  '用法：npm run --silent report -- --year 2019 [--as-of 2019-06-30] --json（或 --docx 文件、--xlsx 文件）';

interface Question {
  year: number;
  /** Left out: the day of the year's papers. */
  asOf: BusinessDate | undefined;
}

type Output = { kind: 'json' } | { kind: ReportKind; file: string };

await command(async (args) => {
  const options = readOptions(args);
  const question = { year: readYear(options.year), asOf: readAsOf(options['as-of']) };
  const output = readOutput(options);
  if (output.kind === 'json') await printJson(question);
  else await writeReport(question, output);
});

function readOptions(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: { year: text, 'as-of': text, json: { type: 'boolean' }, docx: text, xlsx: text },
    }).values;
  } catch {
    throw new CommandRefused(`参数不对。${USAGE}`);
  }
}

type Options = ReturnType<typeof readOptions>;

function readYear(text: string | undefined): number {
  if (text === undefined) throw new CommandRefused(`没有给出年度。${USAGE}`);
  if (!/^\d{4}$/.test(text)) throw new CommandRefused(`年度「${text}」不是四位数字，例如 --year 2019。`);
  return Number(text);
}

function readAsOf(text: string | undefined): BusinessDate | undefined {
  const today = todayInChina(new Date());
  if (text === undefined) return undefined;
  if (!isBusinessDate(text)) {
    throw new CommandRefused(`截至日期「${text}」不是有效日期，请按 2019-06-30 的样式给出。`);
  }
  if (isAfter(text, today)) throw new CommandRefused(`截至日期 ${text} 还没有到，今天是 ${today}。`);
  return text;
}

function readOutput({ json, docx, xlsx }: Options): Output {
  const wanted: Output[] = [
    ...(json ? [{ kind: 'json' } as const] : []),
    ...(docx === undefined ? [] : [{ kind: 'docx', file: docx } as const]),
    ...(xlsx === undefined ? [] : [{ kind: 'xlsx', file: xlsx } as const]),
  ];
  const [output, ...more] = wanted;
  if (!output || more.length > 0) {
    throw new CommandRefused(`--json、--docx、--xlsx 须给出一个，且只能一个。${USAGE}`);
  }
  if (output.kind !== 'json' && output.file === '') throw new CommandRefused(`没有给出文件名。${USAGE}`);
  return output;
}

async function printJson({ year, asOf }: Question): Promise<void> {
  const store = await ownStore();
  const json = await store.read(async (read) => {
    const usual = dayOfPapers(await projectOfYear(read, year), todayInChina(new Date()));
    return yearJson(await yearIndicators(read, { year, asOf: asOf ?? usual }));
  });
  process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
}

async function writeReport(question: Question, { kind, file }: { kind: ReportKind; file: string }) {
  const place = path.resolve(callersFolder(), file);
  const { bytes } = await exportYearEnd(await commandLineDesk(await ownStore()), { ...question, kind });
  await writeFile(place, bytes).catch(() => {
    throw new CommandRefused(`写不了文件「${file}」，请检查文件夹是否存在、是否有权限。`);
  });
  process.stdout.write(`已写入 ${place}\n`);
}
