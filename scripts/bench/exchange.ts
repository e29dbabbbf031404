import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { newId } from '../../app/ids.server';
import { paths } from '../../app/paths';
import { registerWorkbook, sheetFamily } from '../../tests/factories/familySheet';
import { guessMapping } from '../../app/payments/bankResult';
import { ANSWER_HEADERS, campaignAtBank } from './campaign';
import { BENCH_PASSWORD, benchPeople } from './campaignOffice';
import { ms, type Paper } from './paper';
import type { Scratch } from './scratch';
import { productEnvironment } from './processes';
import { serveProduct } from './served';
import { logIn, type Fields, type Visitor } from './visitor';
import { readAlone } from './workbooks';

const run = promisify(execFile);

/** A register from a workbook into an empty office, with every check; by the command, in a process of its own. */
export async function measureImport(scratch: Scratch, paper: Paper, rows: number): Promise<void> {
  await benchPeople(scratch.store);
  const file = await workbookOf(rows);
  try {
    const startedAt = performance.now();
    const accepted = await imported(scratch, file);
    const seconds = (performance.now() - startedAt) / 1000;
    if (accepted < rows) throw new Error(`${accepted} of ${rows} rows were accepted.`);
    const bareSeconds = await readAlone(file);
    paper.row([
      `import of a register, ${scratch.engine}`,
      ...[String(accepted), seconds.toFixed(1), (accepted / seconds).toFixed(0), bareSeconds.toFixed(1)],
    ]);
  } finally {
    await rm(file, { force: true });
  }
}

/**
 * The heaviest that an office does beside its daily work. The workbook is made first, in this process: whoever asks for
 * pages from it would wait for that, and not for the server.
 */
export async function backupAndImport(scratch: Scratch, rows: number): Promise<() => Promise<void>> {
  const env = productEnvironment(scratch.databaseUrl);
  const file = await workbookOf(rows);
  return async () => {
    try {
      await Promise.all([
        run('npm', ['run', '--silent', 'backup'], { env, maxBuffer: MOST_SAID }),
        imported(scratch, file),
      ]);
    } finally {
      await rm(file, { force: true });
    }
  };
}

const MOST_SAID = 2 ** 28;

/** @returns how many rows were accepted */
async function imported({ databaseUrl }: Scratch, file: string): Promise<number> {
  const words = ['run', '--silent', 'import', '--', 'families', file, '--approved-by', 'head', '--json'];
  const { stdout } = await run('npm', words, { env: productEnvironment(databaseUrl), maxBuffer: MOST_SAID });
  return (JSON.parse(stdout) as { accepted: number }).accepted;
}

async function workbookOf(rows: number): Promise<string> {
  const file = path.join(tmpdir(), `bangfu-bench-${newId()}.xlsx`);
  const people = Array.from({ length: Math.ceil(rows / 3) }, (_, index) => sheetFamily(index)).flat();
  await writeFile(file, await registerWorkbook(people));
  return file;
}

/** The bank's answer to a batch, through the pages: sent, looked at, applied, and all of it once more. */
export async function measureBankAnswer(
  scratch: Scratch,
  paper: Paper,
  { lines, profile }: { lines: number; profile: string | null },
): Promise<void> {
  const { batchId, answer } = await campaignAtBank(scratch.store, {
    count: lines,
    measure: (_, work) => work(),
  });
  await scratch.settle();
  const served = await serveProduct(scratch.databaseUrl, { profile });
  try {
    const visitor = await logIn({ url: served.url, username: 'finance', password: BENCH_PASSWORD });
    paper.header(['step, ms', 'time', 'of the processor, s']);
    const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
      const before = served.cpuSeconds() ?? Number.NaN;
      const startedAt = performance.now();
      const done = await work();
      const cpu = (served.cpuSeconds() ?? Number.NaN) - before;
      paper.row([name, ms(performance.now() - startedAt), cpu.toFixed(2)]);
      return done;
    };
    const send = () => sendAnswer(visitor, { batchId, answer });
    const mapping = await timed(`the file with ${lines} lines is sent`, send);
    const preview = await timed('its columns are confirmed, what it says is shown', () =>
      visitor.send(mapping.place, proposedMapping()),
    );
    // The bank of this bench answers with days of a year that is over.
    const form = { ...visitor.form(preview.html, preview.place), earlySeen: String(lines) };
    await timed('it is applied', () => visitor.send(preview.place, form));
    const before = await rowsOf(scratch);
    await timed('the same form once more', () => visitor.send(preview.place, form));
    const again = await timed('the same file once more is sent and shown', send);
    const after = await rowsOf(scratch);
    const isUnchanged = after.payments === before.payments && after.lines === before.lines;
    paper.note(
      `${before.payments} payments, ${before.lines} answered lines; after the repetition ${isUnchanged ? 'the same' : 'NOT the same'}, and ${again.html.includes('name="commandId"') ? 'something' : 'nothing'} is left to apply. Most memory of the server ${served.peakMegabytes() ?? '–'} MB.`,
    );
    if (!isUnchanged) throw new Error('The repetition changed something.');
  } finally {
    await served.stop();
  }
}

/** The columns as the page proposes them. */
function proposedMapping(): Fields {
  const { columns, success, failure } = guessMapping(ANSWER_HEADERS);
  const mapping: Fields = { success: success.join('、'), failure: failure.join('、') };
  for (const [field, place] of Object.entries(columns)) mapping[field] = String(place);
  return mapping;
}

function sendAnswer(visitor: Visitor, { batchId, answer }: { batchId: string; answer: Buffer }) {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(answer)]), '结果.csv');
  return visitor.send(paths.batchResults(batchId), form);
}

async function rowsOf(scratch: Scratch): Promise<{ payments: string; lines: string }> {
  const one = async (text: string) => String(((await scratch.bare(text)) as { n: number | string }[])[0]!.n);
  return {
    payments: await one('select count(*) as n from payments'),
    lines: await one(`select count(*) as n from instructions where status in ('succeeded', 'failed')`),
  };
}
