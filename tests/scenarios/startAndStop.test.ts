import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configuration } from '../../app/config.server';
import { startNotes } from '../../app/zh/backups';
import { processStore } from '../process';
import { startProduct } from '../product';

/** What whoever runs the product is told when it starts, and how it ends. */

const NOTHING = { copyBeforeUpgrade: null, shut: [], failed: null };

const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-start-'));
beforeAll(async () => {
  await processStore();
  writeFileSync(configuration().keyFile, `${process.env.BANGFU_KEY}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the start', () => {
  it('tells the folders that no backup can write into', async () => {
    const shut = path.join(folder, 'shut');
    writeFileSync(shut, 'a file in its way');
    const product = await startProduct({
      BACKUP_DIR: path.join(shut, 'backups'),
      BACKUP_KEY_DIR: shut,
      BANGFU_KEY: '',
    });
    const told = () => product.log().match(/不能写入 \w+ 所指的「[^」]+」/g);
    await expect
      .poll(told)
      .toEqual([
        `不能写入 BACKUP_DIR 所指的「${path.join(shut, 'backups')}」`,
        `不能写入 BACKUP_KEY_DIR 所指的「${shut}」`,
      ]);
    expect(await product.stop()).toBe(0);
  });

  it('tells of a backup that was stopped', async () => {
    const backups = path.join(folder, 'backups');
    mkdirSync(backups);
    const begun = { at: '2026-11-27T18:00:00.000Z', by: `${process.pid} of-an-earlier-start 1` };
    writeFileSync(path.join(backups, 'begun.json'), JSON.stringify(begun));
    const product = await startProduct({ BACKUP_DIR: backups });
    await expect
      .poll(() => product.log())
      .toContain('2026-11-28 02:00:00 开始的备份没有做成：没有做完就停了');
    expect(await product.stop()).toBe(0);
  });

  it('tells where the copy of before an upgrade lies, and nothing on an ordinary day', () => {
    expect(startNotes({ ...NOTHING, copyBeforeUpgrade: '/srv/before-upgrade-1.db' })).toEqual([
      expect.stringContaining('升级前的副本在 /srv/before-upgrade-1.db'),
    ]);
    expect(startNotes(NOTHING)).toEqual([]);
  });
});

/** How a start ends that cannot serve. */
async function refusedStart(settings: Record<string, string>): Promise<{ status: number; said: string }> {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { ...process.env, PORT: '0', BACKUP_HOUR: 'off', DATA_DIR: folder, ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [status] = (await once(child, 'close')) as [number];
  return { status, said };
}

describe('a start that cannot serve says why, and whether another try may help', () => {
  it('where the database is away', { timeout: 30_000 }, async () => {
    const away = 'postgres://bangfu@127.0.0.1:1/bangfu';
    expect(await refusedStart({ DATABASE_URL: away })).toEqual({
      ...{ status: 1, said: expect.stringMatching(/^连不上数据库.*\n$/) as string },
    });
  });

  it('where its file is none', { timeout: 30_000 }, async () => {
    writeFileSync(path.join(folder, 'bangfu.db'), 'x'.repeat(8192));
    expect(await refusedStart({ DATABASE_URL: '' })).toEqual({
      ...{ status: 78, said: expect.stringMatching(/^数据库文件 bangfu\.db 已损坏.*\n$/) as string },
    });
  });
});

describe('the end', () => {
  it(
    'comes in order while a browser keeps a connection that it never used',
    { timeout: 30_000 },
    async () => {
      const product = await startProduct();
      const unused = connect(Number(new URL(product.url).port), '127.0.0.1');
      await once(unused, 'connect');
      // Else the connection may not have been taken yet when the end comes.
      expect((await product.ask('/healthz')).status).toBe(200);
      expect(await product.stop()).toBe(0);
      expect(product.log()).not.toContain('不能写入');
      unused.destroy();
    },
  );
});
