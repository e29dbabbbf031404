import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** A running product whose folder got newer files: what it starts must leave packages and build as they are. */

let place: string;

beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'bangfu-beside-'));
  for (const name of ['prepare.mjs', 'processMark.mjs', 'run.mjs', 'beside.mjs'])
    cpSync(path.join('scripts', name), path.join(place, 'scripts', name));
  write('package.json', '{"type":"module"}');
  write('package-lock.json', 'newer');
  write('app/newer.ts', '');
  write('node_modules/.bangfu-installed', 'what was installed before');
  write('build/.bangfu-source', 'running');
  write('build/commands/backup.js', `process.stdout.write('backup of the running program');`);
  write('build/commands/verify.js', `await import('a-package-that-is-gone');`);
  write('bin/npm', '#!/bin/sh\necho "$@" >> npm-called\n', 0o755);
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

describe('a child of a running product', () => {
  it('runs the program that is running, although newer files and another lock file lie there', () => {
    expect(ran('beside.mjs', 'backup', stampOf('running'))).toEqual({
      status: 0,
      stdout: 'backup of the running program',
      stderr: '',
    });
    expect(existsSync(path.join(place, 'npm-called'))).toBe(false);
  });

  it('refuses with a sentence when the folder was built anew', () => {
    write('build/.bangfu-source', 'newer');
    const { status, stderr } = ran('beside.mjs', 'backup', stampOf('running'));
    expect([status, stderr]).toEqual([1, '程序文件在系统启动之后换过，请重新启动系统后再做。\n']);
    expect(existsSync(path.join(place, 'npm-called'))).toBe(false);
  });

  it('refuses with a sentence when packages are missing', () => {
    const { status, stderr } = ran('beside.mjs', 'verify', stampOf('running'));
    expect([status, stderr]).toEqual([1, '程序的文件或依赖不完整，请停止系统，用 npm start 重新启动。\n']);
    expect(existsSync(path.join(place, 'npm-called'))).toBe(false);
  });

  it('is no command that a person calls', () => {
    expect(ran('beside.mjs', 'seed', stampOf('running')).status).toBe(1);
  });
});

describe('a command that a person calls', () => {
  it('installs what is newer where nothing is running, whatever a killed server left', () => {
    write('.cache/serving-999999999', '');
    ran('run.mjs', 'backup', '');
    expect(readFileSync(path.join(place, 'npm-called'), 'utf8')).toMatch(/^ci /);
  });

  it('installs nothing under a server that runs from there, and says what to do', () => {
    write('scripts/start.mjs', 'setInterval(() => {}, 1000);');
    const server = spawn(process.execPath, [path.join(place, 'scripts', 'start.mjs')]);
    write(`.cache/serving-${server.pid}`, '');
    try {
      const { status, stderr } = ran('run.mjs', 'backup', '');
      expect([status, stderr]).toEqual([
        1,
        `这里的程序文件已更新，而系统还在运行（进程 ${server.pid}）。请先停止系统，用 npm start 重新启动后再做。\n`,
      ]);
      expect(existsSync(path.join(place, 'npm-called'))).toBe(false);
    } finally {
      server.kill();
    }
  });

  it('takes another program that has the number of a killed server for what it is', () => {
    write(`.cache/serving-${process.pid}`, '');
    ran('run.mjs', 'backup', '');
    expect(existsSync(path.join(place, 'npm-called'))).toBe(true);
  });
});

function write(name: string, text: string, mode = 0o644): void {
  const file = path.join(place, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text, { mode });
}

function ran(script: string, command: string, program: string) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(place, 'scripts', script), command],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: `${path.join(place, 'bin')}:${process.env.PATH}`,
        BANGFU_PROGRAM: program,
      },
    },
  );
  return { status, stdout, stderr };
}

/** As scripts/start.mjs leaves it to what it starts. */
function stampOf(text: string): string {
  return createHash('sha256').update(`build/.bangfu-source\0${text}\0`).digest('hex');
}
