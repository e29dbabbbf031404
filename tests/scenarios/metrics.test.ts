import type { ServerBuild } from '@remix-run/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../app/ids.server';
import { routePatterns } from '../../app/http/routePatterns.server';
import { insertJob } from '../../app/exchange/jobs.server';
import { currentHealth } from '../../app/operations/health.server';
import { countMetrics, serveMetrics, type Metrics } from '../../app/operations/metrics.server';
import { closeStore, type Store } from '../../db/client.server';
import { anOffice, type Office } from '../factories/office';
import { processStore } from '../process';

let metrics: Metrics;
let store: Store;
let office: Office;

beforeAll(async () => {
  metrics = countMetrics();
  store = await processStore();
  office = await anOffice(store);
});

/** What /metrics answers over HTTP, and one figure of it. */
async function askedMetrics() {
  const { port, close } = await serveMetrics(metrics, 0);
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  const elsewhere = await fetch(`http://127.0.0.1:${port}/`);
  close();
  expect([answer.status, elsewhere.status]).toEqual([200, 404]);
  const text = await answer.text();
  const of = (line: string) =>
    Number(
      text
        .split('\n')
        .find((one) => one.startsWith(line))
        ?.split(' ')
        .at(-1),
    );
  return { text, of };
}

describe('the figures of the process', () => {
  it('count requests by route, reads and writes, jobs, disk and backups', async () => {
    metrics.answered({ route: '/families/:familyId', method: 'GET', status: 200, seconds: 0.02 });
    const job = { id: newId(), kind: 'families.export', fileName: '名单.xlsx', input: {} } as const;
    await store.write((write) => insertJob(write, office.caseworker.actor, job));
    await expect(store.write(() => Promise.reject(new Error('a rule')))).rejects.toThrow('a rule');

    const { text, of } = await askedMetrics();
    const request = 'route="/families/:familyId",method="GET",status="200"';
    expect(of(`bangfu_http_request_duration_seconds_count{${request}}`)).toBe(1);
    expect(of(`bangfu_http_request_duration_seconds_bucket{le="0.01",${request}}`)).toBe(0);
    expect(of(`bangfu_http_request_duration_seconds_bucket{le="0.025",${request}}`)).toBe(1);
    expect(of('bangfu_jobs{status="waiting"}')).toBe(1);
    expect(of('bangfu_jobs{status="running"}')).toBe(0);
    expect(of('bangfu_database_up')).toBe(1);
    expect(of('bangfu_database_units_failed_total{kind="write"}')).toBe(1);
    expect(of('bangfu_database_attempts_total{kind="write"}')).toBeGreaterThan(1);
    expect(of('bangfu_database_units_open{kind="write"}')).toBe(0);
    expect(of('bangfu_disk_free_bytes')).toBeGreaterThan(0);
    expect(of('bangfu_backup_age_seconds')).toBeNaN();
    expect(of('process_resident_memory_bytes')).toBeGreaterThan(0);
    expect(text).not.toContain('名单');
  });
});

it('the health of a process whose database is closed is told, not thrown', async () => {
  expect(await currentHealth()).toMatchObject({ status: 'ok', database: 'ok' });
  await store.close();
  expect(await currentHealth()).toMatchObject({ status: 'down', database: 'unavailable' });

  // And so are the figures that it needs no database for.
  const { text, of } = await askedMetrics();
  expect(of('bangfu_database_up')).toBe(0);
  expect(of('process_resident_memory_bytes')).toBeGreaterThan(0);
  expect(of('bangfu_disk_free_bytes')).toBeGreaterThan(0);
  expect(text).not.toContain('bangfu_jobs{');
  await closeStore().catch(() => undefined);
});

const ROUTES: Record<string, { id: string; parentId?: string; path?: string; index?: boolean }> = {
  root: { id: 'root', path: '' },
  home: { id: 'home', parentId: 'root', index: true },
  families: { id: 'families', parentId: 'root', path: 'families' },
  family: { id: 'family', parentId: 'root', path: 'families/:familyId' },
};

it.each([
  ['/', '/'],
  ['/_root.data', '/'],
  ['/families', '/families'],
  ['/families/0198c3f0.data', '/families/:familyId'],
  ['/assets/root-x.js', '/assets'],
  ['/wp-login.php', 'unmatched'],
])('%s is counted as %s', async (path, route) => {
  const build = { routes: ROUTES } as unknown as ServerBuild;
  expect(await routePatterns(build)(path)).toBe(route);
});
