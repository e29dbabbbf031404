import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { build, type Plugin } from 'vite';
import type { FreshDatabase } from '../database';
import type { Order, Sent } from './child';

/** How a child ended: killed, or with what its command answered. */
export type Ended = { isKilled: true } | { isKilled: false; answer: unknown };

export interface Children {
  /** Has an order done by a new process, which dies at a mark, or some time after it began. */
  send(order: Order, death: { killAt: number } | { afterMs: number } | null): Promise<Ended>;
  /** How many were killed so far. */
  killed(): number;
  close(): void;
}

/** Started beforehand, while the one before is still looked at. */
const WAITING = 2;

const AS_INSTALLED = ['better-sqlite3', 'pg'];
/** Takes half of the time in which a process starts, and is needed by one order only. */
const WHEN_USED = 'exceljs';
/** No order logs anybody in. */
const NEVER_USED = '@node-rs/argon2';

/** The program of the children is bundled once, so that they start quickly. */
export async function theChildren({ address }: FreshDatabase): Promise<Children> {
  // Within the project, so that the packages are found from there.
  mkdirSync('.cache', { recursive: true });
  const folder = mkdtempSync(path.resolve('.cache/killed-'));
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    // A hundred of them are started, and find one file sooner than all those of the packages.
    ssr: { noExternal: true, external: [...AS_INSTALLED, NEVER_USED] },
    plugins: [loadedWhenUsed(WHEN_USED)],
    build: {
      ssr: 'tests/killed/child.ts',
      outDir: folder,
      minify: false,
      target: 'node20',
      rollupOptions: { treeshake: { moduleSideEffects: (id) => id !== NEVER_USED } },
    },
  });
  const { databaseUrl, sqliteFile, backupFolder } = address;
  const start = () => new Child(path.join(folder, 'child.js'), [databaseUrl ?? '', sqliteFile, backupFolder]);
  const waiting = Array.from({ length: WAITING }, start);
  let killed = 0;
  return {
    async send(order, death) {
      waiting.push(start());
      const ended = await waiting.shift()!.obey(order, death);
      if (ended.isKilled) killed += 1;
      return ended;
    },
    killed: () => killed,
    close: () => {
      for (const child of waiting) child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The package is read at its first use, instead of at the start of the process. */
function loadedWhenUsed(name: string): Plugin {
  const id = `\0${name}`;
  return {
    name: 'loaded-when-used',
    enforce: 'pre',
    resolveId: (asked) => (asked === name ? id : null),
    load: (asked) =>
      asked === id
        ? `import { createRequire } from 'node:module';
           const load = createRequire(import.meta.url);
           export default new Proxy({}, { get: (_, key) => load('${name}')[key] });`
        : null,
  };
}

class Child {
  private readonly process: ChildProcessByStdio<Writable, Readable, Readable>;
  private readonly lines: AsyncIterator<string>;
  private readonly ended: Promise<NodeJS.Signals | number | null>;
  private told = '';

  constructor(program: string, address: string[]) {
    this.process = spawn(process.execPath, [program, ...address], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.lines = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
    this.process.stderr.setEncoding('utf8').on('data', (text: string) => (this.told += text));
    this.ended = new Promise((resolve) =>
      this.process.on('close', (status, signal) => resolve(signal ?? status)),
    );
  }

  async obey(order: Order, death: { killAt: number } | { afterMs: number } | null): Promise<Ended> {
    await this.expectLine('ready');
    const sent: Sent = { order, killAt: death && 'killAt' in death ? death.killAt : null };
    this.process.stdin.end(`${JSON.stringify(sent)}\n`);
    await this.expectLine('begun');
    if (death && 'afterMs' in death) void sleep(death.afterMs).then(() => this.kill());
    const line = await this.lines.next();
    const ended = await this.ended;
    if (ended === 'SIGKILL') return { isKilled: true };
    if (line.done || ended !== 0) throw new Error(`The child ended with ${ended}: ${this.told}`);
    return { isKilled: false, answer: (JSON.parse(line.value) as { answer: unknown }).answer };
  }

  kill(): void {
    this.process.kill('SIGKILL');
  }

  private async expectLine(expected: string): Promise<void> {
    const line = await this.lines.next();
    if (line.value !== expected) throw new Error(`The child said ${String(line.value)}: ${this.told}`);
  }
}
