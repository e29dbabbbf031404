import { execFileSync } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

/** A table that is written as it is measured: on the screen, and as markdown into a file. */
export interface Paper {
  heading(text: string): void;
  note(text: string): void;
  header(cells: readonly string[]): void;
  row(cells: readonly string[]): void;
}

/** Begins with where and when it is measured. */
export function paperOf(file: string | null): Paper {
  const write = (line: string) => {
    process.stdout.write(`${line}\n`);
    if (file) appendFileSync(file, `${line}\n`);
  };
  if (file) writeFileSync(file, '');
  write(machine());
  return {
    heading: (text) => write(`\n### ${text}\n`),
    note: (text) => write(`\n${text}\n`),
    header: (cells) => {
      write(lineOf(cells));
      write(lineOf(cells.map((_, index) => (index === 0 ? '---' : '--:'))));
    },
    row: (cells) => write(lineOf(cells)),
  };
}

function lineOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()[0]!.toFixed(1);
  return `${new Date().toISOString().slice(0, 16)}Z · commit ${commit()} · ${cpus().length} × ${cpu?.model.trim() ?? ''} · ${memory} GiB · Node ${process.versions.node} · load at the start ${load}`;
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return '–';
  }
}

/** Milliseconds as one reads them. */
export function ms(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0);
}
