import { asc, eq } from 'drizzle-orm';
import { businessDate } from '../../app/calendar/date';
import { confirmAccount, proposeAccount } from '../../app/families/accountChanges.server';
import { fundPage } from '../../app/fund/fundPage.server';
import type { AccountNumber } from '../../app/identity/bankAccount';
import { unseal } from '../../app/identity/sealing.server';
import { newId } from '../../app/ids.server';
import { yearIndicators } from '../../app/indicators/yearFigures.server';
import { checkInvariants } from '../../app/integrity/invariants.server';
import { fen } from '../../app/money/fen';
import { plainYuan } from '../../app/money/yuan';
import { applyResult } from '../../app/payments/bankAnswers.server';
import { guessMapping } from '../../app/payments/bankResult';
import { uploadResult } from '../../app/payments/bankResults.server';
import { batchDraft } from '../../app/payments/batchDraft.server';
import { downloadBankFile, exportBatch } from '../../app/payments/batchExport.server';
import { approveBatch, makeBatch, submitBatch } from '../../app/payments/batches.server';
import { listFailures } from '../../app/payments/failures.server';
import { mapResult } from '../../app/payments/mappedResults.server';
import { previewPage } from '../../app/payments/resultPreview.server';
import { decideApplications, reviewApplications } from '../../app/relief/applications.server';
import { campaignAct } from '../../app/relief/campaignActs.server';
import { campaignPage, campaignPreview, startCampaign } from '../../app/relief/campaigns.server';
import { exportRecipients, publishRecipients } from '../../app/relief/recipients.server';
import type { Store } from '../../db/client.server';
import { batches, families, instructions } from '../../db/schema';
import { benchOffice, EACH_FEN, today, YEAR, type BenchOffice } from './campaignOffice';

/** One campaign from its list to the reconciled bank file, by the use cases that the pages call. */

const STARTED_ON = businessDate(`${YEAR}-03-01`);
const PAID_ON = businessDate(`${YEAR}-03-12`);
const FAILURES = 37;
export const ANSWER_HEADERS = ['序号', '账号', '户名', '金额', '处理结果', '失败原因', '交易日期', '流水号'];
const REASONS = ['户名不符', '账户已销户', '账户冻结', '账号不存在', '身份证过期'];

/** Does a named piece of work and tells what it took. */
export type Measure = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** A campaign of so many payees as far as the bank, and the file that the bank answers with. */
export async function campaignAtBank(
  store: Store,
  { count, measure }: { count: number; measure: Measure },
): Promise<{ batchId: string; answer: Buffer }> {
  const office = await measure('写入名册', () => benchOffice(store, count));
  const bench = { store, office, measure };
  const campaignId = await started(bench);
  await decided(bench, campaignId);
  const batchId = await sentToBank(bench, { year: YEAR, campaignId });
  return { batchId, answer: bytesOf((await linesOf(store, batchId)).map(answerOf)) };
}

interface Bench {
  store: Store;
  office: BenchOffice;
  measure: Measure;
}

type Line = Awaited<ReturnType<typeof linesOf>>[number];

/** Fills a register of payees and takes every step of a campaign for all of them, with failures and their re-issue. */
export async function measureCampaign(
  store: Store,
  { count, measure, settle }: { count: number; measure: Measure; settle: () => Promise<void> },
): Promise<void> {
  const office = await measure('写入名册', () => benchOffice(store, count));
  await settle();
  const bench = { store, office, measure };
  const campaignId = await started(bench);
  await decided(bench, campaignId);
  const batchId = await sentToBank(bench, { year: YEAR, campaignId });
  const lines = await linesOf(store, batchId);
  await answered(bench, {
    batchId,
    rows: lines.map(answerOf),
  });
  await reissued(bench);
  await looked(bench);
}

async function started({ store, office, measure }: Bench): Promise<string> {
  const plan = { projectYear: YEAR, type: 'living', amountFen: EACH_FEN, startedOn: STARTED_ON } as const;
  const preview = await measure('预览名单和费用', () => store.read((read) => campaignPreview(read, plan)));
  const { id } = await measure('启动活动', () =>
    startCampaign(office.caseworker, {
      ...plan,
      commandId: newId(),
      name: '样例活动',
      expectedCount: preview.count,
      expectedMark: preview.mark,
    }),
  );
  await measure('活动页', () => store.read((read) => campaignPage(read, id)));
  return id;
}

async function decided({ store, office, measure }: Bench, campaignId: string): Promise<void> {
  const question = { campaignId, on: STARTED_ON, except: [], withoutBlocked: false, page: 1 };
  const { finance, head, caseworker } = office;
  const toReview = await measure('审核页', () =>
    store.read((read) => campaignAct(read, { ...question, step: 'review', staffId: finance.actor.staffId })),
  );
  const matching = { year: YEAR, campaignId, except: [], ...toReview.chosen };
  const act = { matching, on: STARTED_ON, note: '样例' };
  await measure('审核全部', () => reviewApplications(finance, { ...act, outcome: 'pass' }));
  await measure('审批页', () =>
    store.read((read) => campaignAct(read, { ...question, step: 'decide', staffId: head.actor.staffId })),
  );
  await measure('审批全部', () =>
    decideApplications(head, { ...act, commandId: newId(), outcome: 'approve' }),
  );
  await measure('公示并导出 Word', async () => {
    await publishRecipients(caseworker, { campaignId, on: STARTED_ON, place: '样本公示栏' });
    await exportRecipients(caseworker, { campaignId });
  });
}

/** A batch of all awards of the choice, as far as the bank. */
async function sentToBank(
  { store, office, measure }: Bench,
  chosen: { year: number; campaignId: string } | { awardIds: string[] },
): Promise<string> {
  const { finance, head } = office;
  const draft = await measure('批次草稿页', () =>
    store.read((read) => batchDraft(read, { ...chosen, except: [] })),
  );
  const order = draft.matching ? { matching: draft.matching } : { awardIds: draft.awardIds! };
  const { id } = await measure('做成批次', () =>
    makeBatch(finance, { ...order, commandId: newId(), title: '样例批次' }),
  );
  const step = async () => ({ commandId: newId(), batchId: id, version: await versionOf(store, id) });
  await measure('提交批次', async () => submitBatch(finance, await step()));
  await measure('审批批次', async () => approveBatch(head, await step()));
  const file = await measure('导出银行文件', () =>
    exportBatch(finance, { batchId: id, layoutId: 'generic', format: 'xlsx' }),
  );
  await measure('下载银行文件', () => downloadBankFile(finance, { batchId: id, fileId: file.id }));
  return id;
}

async function answered(
  { store, office, measure }: Bench,
  { batchId, rows }: { batchId: string; rows: string[][] },
): Promise<void> {
  const { finance } = office;
  const bytes = bytesOf(rows);
  const resultId = await measure('上传结果文件', async () => {
    const { id } = await uploadResult(finance, { batchId, bytes, fileName: '结果.csv' });
    await mapResult(finance, { batchId, resultId: id, mapping: guessMapping(ANSWER_HEADERS) });
    return id;
  });
  const { totals, reasons } = await measure('核对结果', () =>
    store.read((read) => previewPage(read, { batchId, resultId, tab: null, page: 1 })),
  );
  await measure('登记结果', () =>
    applyResult(finance, {
      commandId: newId(),
      batchId,
      resultId,
      succeeded: totals.succeeded.count,
      failed: totals.failed.count,
      amountFen: totals.succeeded.amountFen,
      causes: reasons.map(({ text, cause }) => ({ text, cause })),
    }),
  );
}

/** The accounts of what failed are changed by two people; what failed is paid to them. */
async function reissued(bench: Bench): Promise<void> {
  const { store, measure } = bench;
  const failures = await measure('退票与失败', () =>
    store.read((read) => listFailures(read, { year: YEAR, today: today() })),
  );
  await measure('变更账户，两人', async () => {
    for (const [index, { familyId }] of failures.rows.entries()) await changeAccount(bench, familyId, index);
  });
  const batchId = await sentToBank(bench, { awardIds: failures.rows.map(({ awardId }) => awardId) });
  const rows = (await linesOf(store, batchId)).map((line) => rowOf(line, ''));
  await answered(bench, { batchId, rows });
  const left = await store.read((read) => listFailures(read, { year: YEAR, today: today() }));
  if (left.total > 0) throw new Error(`${left.total} failures are left.`);
}

async function changeAccount({ store, office }: Bench, familyId: string, index: number): Promise<void> {
  const [family] = await store.read((read) =>
    read.select({ holder: families.accountHolder }).from(families).where(eq(families.id, familyId)),
  );
  const changeId = await proposeAccount(office.caseworker, {
    familyId,
    bankName: '样本银行',
    accountHolder: family!.holder,
    account: `8888${String(index).padStart(12, '0')}` as AccountNumber,
    reason: '样例',
    noPaperReason: '样例数据没有材料',
  });
  await confirmAccount(office.finance, { familyId, changeId, note: '样例' });
}

/** What the head looks at, and whether everything fits. */
async function looked({ store, measure }: Bench): Promise<void> {
  await measure('绩效指标', () =>
    store.read(async (read) => yearIndicators(read, { year: YEAR, asOf: `${YEAR}-12-31` })),
  );
  await measure('资金总览', () => store.read((read) => fundPage(read, { year: YEAR, asOf: today() })));
  const findings = await measure('verify', () => store.read(checkInvariants));
  const broken = findings.filter(({ offending }) => offending.length > 0);
  if (broken.length > 0) throw new Error(`Broken: ${broken.map(({ code }) => code).join(', ')}.`);
}

async function versionOf(store: Store, batchId: string): Promise<number> {
  const [row] = await store.read((read) => read.select().from(batches).where(eq(batches.id, batchId)));
  return row!.version;
}

function linesOf(store: Store, batchId: string) {
  return store.read((read) =>
    read
      .select()
      .from(instructions)
      .where(eq(instructions.batchId, batchId))
      .orderBy(asc(instructions.lineNumber)),
  );
}

function answerOf(line: Line, index: number): string[] {
  return rowOf(line, index < FAILURES ? REASONS[index % REASONS.length]! : '');
}

function bytesOf(rows: string[][]): Buffer {
  return Buffer.from([ANSWER_HEADERS, ...rows].map((row) => row.join(',')).join('\r\n'), 'utf8');
}

/** As a bank answers a line: paid, unless it says why not. */
function rowOf(line: Line, reason: string): string[] {
  return [
    String(line.lineNumber),
    unseal(line.accountSealed),
    line.accountHolder,
    plainYuan(fen(line.amountFen)),
    reason ? '失败' : '成功',
    reason,
    PAID_ON,
    reason ? '' : `LS${line.batchId.slice(-4)}${line.lineNumber}`,
  ];
}
