import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { callersFolder } from '../../app/config.server';
import { productEnvironment } from './processes';

/** The built product as an office runs it, in a process of its own. */
export interface Served {
  url: string;
  /** From the start of the process to its first answer. */
  coldStartMs: number;
  /** The most memory it ever had, in MB; null where the system does not tell. */
  peakMegabytes(): number | null;
  /** What it has used of the processors, in seconds; null where the system does not tell. */
  cpuSeconds(): number | null;
  stop(): Promise<void>;
}

const TICKS_A_SECOND = 100;

/** What starts later starts as it does in an office: built. */
function built(): void {
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
}

/**
 * Starts it on the database of this run; it listens on a free port.
 * @param options.profile the folder where it lays a profile of its processor when it stops; null for none
 */
export async function serveProduct(
  databaseUrl: string | null,
  { profile = null }: { profile?: string | null } = {},
): Promise<Served> {
  // Where the source was worked on since: the build is no part of the start.
  built();
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...profiling(profile), ...startWords()], {
    env: productEnvironment(databaseUrl),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await addressOf(child);
  let isStopping = false;
  child.once('exit', (code, signal) => {
    if (!isStopping) process.stderr.write(`The product ended by itself (${code ?? signal}).\n`);
  });
  await fetch(`${url}/healthz`);
  return {
    url,
    coldStartMs: performance.now() - startedAt,
    peakMegabytes: () => peakOf(child.pid!),
    cpuSeconds: () => processorSeconds(child.pid!),
    stop: async () => {
      isStopping = true;
      child.kill('SIGTERM');
      if (child.exitCode === null) await Promise.race([once(child, 'exit'), sleep(20_000)]);
    },
  };
}

/** The flags and the script by which `npm start` starts it. */
function startWords(): string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  return scripts.start.split(' ').slice(1);
}

function profiling(folder: string | null): string[] {
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${path.resolve(callersFolder(), folder)}`] : [];
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const address = /http:\/\/localhost:\d+/.exec(said);
      if (address) resolve(address[0].replace('localhost', '127.0.0.1'));
    });
    child.once('exit', () => reject(new Error(`The product did not start:\n${said}`)));
  });
}

function peakOf(processId: number): number | null {
  const found = /VmHWM:\s+(\d+) kB/.exec(told(processId, 'status') ?? '');
  return found ? Math.round(Number(found[1]) / 1024) : null;
}

function processorSeconds(processId: number): number | null {
  const fields = told(processId, 'stat')?.split(') ')[1]?.split(' ');
  return fields ? (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND : null;
}

function told(processId: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${processId}/${file}`, 'utf8');
  } catch {
    return null;
  }
}
