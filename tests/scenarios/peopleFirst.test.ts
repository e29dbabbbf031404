import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { importFamilies } from '../../app/exchange/familiesImport.server';
import { readFamilyFile } from '../../app/exchange/familyFile.server';
import { runJobs } from '../../app/exchange/jobRuns.server';
import { jobView, orderExport, releaseImport } from '../../app/exchange/jobs.server';
import { ledgerJobView, orderLedgerImport, releaseLedger } from '../../app/exchange/ledgerJobs.server';
import { startOwnImport } from '../../app/exchange/ownImport.server';
import type { LedgerKind } from '../../app/exchange/ledgerSheet';
import { familyFilters } from '../../app/families/familyFilter';
import { giveWayToPeople, peopleFirst } from '../../app/peopleFirst.server';
import { ANSWERING_MS, markRunning, requestCount } from '../../app/running.server';
import { commandLineDesk } from '../../app/staff/staff.server';
import type { Store } from '../../db/client.server';
import { centre } from '../../db/schema';
import { registerWorkbook, sheetFamily, sheetIdNumber } from '../factories/familySheet';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import { aSentImport } from '../factories/imports';
import { ledgerWorkbook, type LedgerLineOf } from '../factories/ledgerSheet';
import type { Office } from '../factories/office';
import { expectInvariants } from '../invariants';

/** Long work rests while people are answered: others save meanwhile, and it comes to its end all the same. */

const run = promisify(execFile);
const dataDir = mkdtempSync(path.join(tmpdir(), 'bangfu-people-'));
process.env.DATA_DIR = dataDir;
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('a job', () => {
  let store: Store;
  let office: Office;
  let saved: number;

  beforeEach(async () => {
    ({ store, office } = await aFreshOffice());
    saved = 0;
    // A rest within a write would wait for ever: somebody saves in each, and writes take their turn.
    giveWayToPeople(async () => {
      await store.write((write) => write.update(centre).set({ name: `样本中心 ${saved}` }));
      saved += 1;
    });
  });

  const savedIn = async (work: () => Promise<void>): Promise<number> => {
    const before = saved;
    await work();
    return saved - before;
  };

  async function register(): Promise<void> {
    const people = Array.from({ length: 4 }, (_, index) => sheetFamily(index + 1)).flat();
    const bytes = await registerWorkbook(people);
    const order = { bytes, fileName: '登记册.xlsx', mode: 'good_families' as const, isCheckOnly: false };
    const id = await aSentImport(office.caseworker, order);
    expect(await savedIn(() => runJobs(store))).toBeGreaterThanOrEqual(3);
    await releaseImport(office.head, id);
    expect(await savedIn(() => runJobs(store))).toBeGreaterThanOrEqual(4);
    const view = await store.read((read) => jobView(read, office.caseworker.actor, id));
    expect(view).toMatchObject({ status: 'done', importOutcome: { accepted: 12, refused: 0 } });
  }

  it.each([
    ['while people are there', true, [40, 80, 90]],
    ['where nobody is', false, [90]],
  ])('of a register writes shorter steps %s', async (_, areThere, steps) => {
    giveWayToPeople(async () => areThere);
    const maker = await commandLineDesk(store);
    const people = Array.from({ length: 90 }, (__, index) => sheetFamily(index, { size: 1 })).flat();
    const told = { fileName: 'a.xlsx', mode: 'good_families' as const };
    const importId = await startOwnImport(maker, { ...told, releasedBy: null, total: 90 });
    const written: number[] = [];
    const watch = { advanced: async (_write: unknown, done: number) => void written.push(done) };
    await peopleFirst();
    await importFamilies({
      ...{ ...told, store, importId, approvedBy: null, watch, actor: maker.actor },
      file: await readFamilyFile(await registerWorkbook(people)),
    });
    expect(written).toEqual(steps);
  });

  async function ledger(kind: LedgerKind, lines: LedgerLineOf[]): Promise<string> {
    const bytes = await ledgerWorkbook(kind, lines);
    const order = { kind, bytes, fileName: '台账.xlsx', isCheckOnly: false };
    const id = await orderLedgerImport(office.finance, order);
    expect(await savedIn(() => runJobs(store))).toBeGreaterThanOrEqual(1);
    return id;
  }

  const ledgerView = (id: string) => store.read((read) => ledgerJobView(read, office.finance.actor, id));

  it('of a register lets others save between its steps, when it checks and when it writes', async () => {
    await register();
    await expectInvariants(store, 'a register that gave way');
  });

  it('of a ledger does so before each of its days', async () => {
    await register();
    await aProject(office, { year: 2019, receivedFen: 0 });
    const receipt = { receivedOn: '2019-01-10', source: '中央财政专项', amount: 500000, voucher: '记-001' };
    expect(await ledgerView(await ledger('receipts', [receipt]))).toMatchObject({
      status: 'done',
      outcome: { accepted: 1 },
    });
    const paid = {
      ...{ fileNumber: 'ZZ-000001', idNumber: sheetIdNumber(1), name: '林样本', type: '生活救助' },
      ...{ approvedOn: '2019-04-01', awardAmount: 600, paidOn: '2019-04-08', amount: 600, result: '成功' },
    };
    const id = await ledger('payments', [{ ...paid, reference: 'S1' }]);
    expect(await ledgerView(id)).toMatchObject({ status: 'checked', outcome: { accepted: 1, refused: 0 } });
    await releaseLedger(office.head, { id, overrideReason: null });
    expect(await savedIn(() => runJobs(store))).toBeGreaterThanOrEqual(2);
    expect(await ledgerView(id)).toMatchObject({ status: 'done', outcome: { accepted: 1 } });
    await expectInvariants(store, 'a ledger that gave way');
  });

  it('of an export does so before each piece', async () => {
    await register();
    const filters = familyFilters(new URLSearchParams());
    const order = { filters, isFull: false, fileName: '名册.xlsx', reason: '年度核对' };
    const id = await orderExport(office.caseworker, order);
    expect(await savedIn(() => runJobs(store))).toBeGreaterThanOrEqual(1);
    const view = await store.read((read) => jobView(read, office.caseworker.actor, id));
    expect(view).toMatchObject({ status: 'done', exportOutcome: { families: 4 } });
  });
});

describe('a process beside the servers', () => {
  const worked = async (steps: number): Promise<number> => {
    const words = ['--import', 'tsx', 'tests/beside/steps.ts', String(steps)];
    const { stdout } = await run(process.execPath, words, { env: process.env });
    const told = JSON.parse(stdout) as { steps: number; restedMs: number };
    expect(told.steps).toBe(steps);
    return told.restedMs;
  };
  const requests = requestCount(dataDir);
  markRunning(dataDir);

  it('does not rest while nobody is answered', async () => {
    expect(await worked(20)).toBeLessThan(600);
  });

  it('rests while somebody always is, and comes to its end', async () => {
    requests.began();
    const others = setInterval(() => requests.began(), ANSWERING_MS / 10);
    expect(await worked(20)).toBeGreaterThan(1_000);
    clearInterval(others);
  });

  it('waits a moment only for a server that never comes to an end', async () => {
    requests.began();
    expect(await worked(60)).toBeLessThan(ANSWERING_MS * 2);
  });
});
