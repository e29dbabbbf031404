import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { count, inArray } from 'drizzle-orm';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { theStore, watchUnits } from '../../db/client.server';
import { jobs } from '../../db/schema';
import type { Health } from './health';
import { currentHealth } from './health.server';

/**
 * Figures of the running process in the text format of Prometheus, on a port of the loopback address alone. Requests
 * are told apart by the pattern of their route, never by their address: no name, number or record id is in them.
 */

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.3, 0.6, 1, 2.5, 5, 10, 30];
const OPEN_JOBS = ['waiting', 'running', 'checked'] as const;

export interface Metrics {
  /** Counts a request that was answered. */
  answered: (request: { route: string; method: string; status: number; seconds: number }) => void;
  /** The figures of this moment as text. */
  text: () => Promise<string>;
}

/** Begins to count; once in a process. */
export function countMetrics(): Metrics {
  const registers = [new Registry()];
  collectDefaultMetrics({ register: registers[0]! });
  const requests = new Histogram({
    registers,
    name: 'bangfu_http_request_duration_seconds',
    help: 'Requests by the pattern of their route, method and status.',
    labelNames: ['route', 'method', 'status'],
    buckets: SECONDS,
  });
  countUnits(registers);
  const look = lookedOnce();
  countJobs(registers, look);
  countHealth(registers, look);
  return {
    answered: ({ seconds, ...labels }) => requests.observe(labels, seconds),
    text: () => registers[0]!.metrics(),
  };
}

/**
 * Answers `GET /metrics` on a port of the loopback address.
 * @returns the port it listens on, and what ends it
 */
export async function serveMetrics(
  metrics: Metrics,
  port: number,
): Promise<{ port: number; close: () => void }> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4' }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

function countUnits(registers: Registry[]): void {
  const labelNames = ['kind'] as const;
  const open = new Gauge({
    registers,
    labelNames,
    name: 'bangfu_database_units_open',
    help: 'Reads and writes that wait for their turn or are under way.',
  });
  const waited = new Histogram({
    registers,
    labelNames,
    name: 'bangfu_database_wait_seconds',
    help: 'How long a read or write waited until its first query could run.',
    buckets: SECONDS,
  });
  const took = new Histogram({
    registers,
    labelNames,
    name: 'bangfu_database_unit_seconds',
    help: 'How long a read or write took from its first query to its end, failed and repeated ones included.',
    buckets: SECONDS,
  });
  const failed = new Counter({
    registers,
    labelNames,
    name: 'bangfu_database_units_failed_total',
    help: 'Reads and writes that ended with an error, refusals by a rule included.',
  });
  const attempts = new Counter({
    registers,
    labelNames,
    name: 'bangfu_database_attempts_total',
    help: 'Begun reads and writes, each repetition after a conflict or a lost connection counted.',
  });
  watchUnits({
    asked: (kind) => open.inc({ kind }),
    begun: (kind, seconds) => {
      attempts.inc({ kind });
      waited.observe({ kind }, seconds);
    },
    ended: (kind, { seconds, isFailed }) => {
      open.dec({ kind });
      took.observe({ kind }, seconds);
      if (isFailed) failed.inc({ kind });
    },
  });
}

type Look = () => Promise<Health>;

/** One look for the figures of one answer. */
function lookedOnce(): Look {
  let asked: Promise<Health> | null = null;
  return () => (asked ??= currentHealth().finally(() => (asked = null)));
}

function countJobs(registers: Registry[], look: Look): void {
  new Gauge({
    registers,
    name: 'bangfu_jobs',
    help: 'Imports and exports that are not finished.',
    labelNames: ['status'],
    async collect() {
      // Where nobody knows how many there are, none are told: the other figures are wanted most then.
      this.reset();
      if ((await look()).database !== 'ok') return;
      const rows = await openJobs().catch(() => null);
      if (!rows) return;
      for (const status of OPEN_JOBS)
        this.set({ status }, rows.find((row) => row.status === status)?.count ?? 0);
    },
  });
}

async function openJobs(): Promise<{ status: string; count: number }[]> {
  const store = await theStore();
  return store.read((read) =>
    read
      .select({ status: jobs.status, count: count() })
      .from(jobs)
      .where(inArray(jobs.status, [...OPEN_JOBS]))
      .groupBy(jobs.status),
  );
}

function countHealth(registers: Registry[], look: Look): void {
  const figure = (name: string, help: string, of: (health: Health) => number) =>
    new Gauge({
      registers,
      name,
      help,
      async collect() {
        this.set(of(await look()));
      },
    });
  figure('bangfu_degraded', '1 when /healthz has a reason to be looked at.', ({ reasons }) =>
    reasons.length > 0 ? 1 : 0,
  );
  figure('bangfu_database_up', '1 while the database answers.', ({ database }) =>
    database === 'ok' ? 1 : 0,
  );
  figure('bangfu_disk_free_bytes', 'Free on the volume of DATA_DIR.', ({ disk }) => disk?.freeBytes ?? NaN);
  figure(
    'bangfu_backup_age_seconds',
    'Age of the last backup that was tried and found whole; NaN where there is none.',
    ({ backupAgeSeconds }) => backupAgeSeconds ?? NaN,
  );
}
