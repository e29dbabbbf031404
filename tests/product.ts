import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterAll } from 'vitest';

export interface Product {
  url: string;
  /** Everything that it has logged up to now. */
  log(): string;
  /** How long it has kept a processor busy, in ms to a hundredth of a second; on Linux only. */
  busyMs(): number;
  /** Has it stop, and waits until it has. @returns its exit status */
  stop(): Promise<number | null>;
  /** Asks as a browser does that has this cookie; no redirect is followed. */
  ask(path: string, init?: RequestInit & { cookie?: string | null }): Promise<Response>;
  /** Posts a form as the product's own pages do. */
  post(
    path: string,
    fields: Record<string, string> | FormData,
    init?: RequestInit & { cookie?: string | null },
  ): Promise<Response>;
}

const started: ChildProcess[] = [];

// Here and not where one is started: within a hook, vitest does not hear of another one.
afterAll(async () => {
  for (const child of started) await stopped(child);
});

async function stopped(child: ChildProcess): Promise<number | null> {
  child.kill('SIGTERM');
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
}

/**
 * Starts the built product over real HTTP, on the database of this process or as other settings say; it stops after the
 * file's tests.
 */
export async function startProduct(settings: Record<string, string> = {}): Promise<Product> {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: {
      ...process.env,
      ...{ NODE_ENV: 'production', PORT: '0', LOG_LEVEL: 'info', BACKUP_HOUR: 'off' },
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  const lines: string[] = [];
  const url = await addressOf(child, lines);
  const ask: Product['ask'] = (path, { cookie, headers, ...init } = {}) =>
    fetch(url + path, {
      redirect: 'manual',
      ...init,
      // What is sent plain is neither packed nor unpacked for a test.
      headers: {
        Origin: url,
        'Accept-Encoding': 'identity',
        ...(cookie ? { Cookie: cookie } : {}),
        ...headers,
      },
    });
  const post: Product['post'] = (path, fields, init) =>
    ask(path, {
      method: 'POST',
      body: fields instanceof FormData ? fields : new URLSearchParams(fields),
      ...init,
    });
  return {
    ...{ url, ask, post, log: () => lines.join('') },
    busyMs: () => busyMsOf(child.pid!),
    stop: () => stopped(child),
  };
}

/** By the system's own account: the 14th and 15th figure are hundredths of a second, and the 2nd may hold blanks. */
function busyMsOf(processId: number): number {
  const figures = readFileSync(`/proc/${processId}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(figures[11]) + Number(figures[12])) * 10;
}

function addressOf(child: ChildProcess, lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      lines.push(text);
      const address = /http:\/\/localhost:\d+/.exec(text);
      if (address) resolve(address[0].replace('localhost', '127.0.0.1'));
    });
    child.once('exit', () => reject(new Error(`The product did not start:\n${lines.join('')}`)));
  });
}
