import { readdirSync, readFileSync } from 'node:fs';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { eq } from 'drizzle-orm';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { businessDate } from '../../app/calendar/date';
import { proposeAccount } from '../../app/families/accountChanges.server';
import { newId } from '../../app/ids.server';
import { EXPORTED_LISTS, exportedListOf, type ExportedList } from '../../app/lists/list';
import { exportList } from '../../app/lists/listExports.server';
import { adjustBudget } from '../../app/fund/fund.server';
import { fen } from '../../app/money/fen';
import { correctPayment } from '../../app/payments/payments.server';
import { startCampaign } from '../../app/relief/campaigns.server';
import { loader as accountChanges } from '../../app/routes/account-changes';
import { loader as applications } from '../../app/routes/applications';
import { loader as audit } from '../../app/routes/audit';
import { loader as awards } from '../../app/routes/awards';
import { loader as batches } from '../../app/routes/batches';
import { loader as batch } from '../../app/routes/batches_.$batchId';
import { loader as campaignsPage } from '../../app/routes/campaigns';
import { loader as recipientNotices } from '../../app/routes/campaigns_.notices';
import { loader as deadlines } from '../../app/routes/deadlines';
import { loader as due } from '../../app/routes/due.$year';
import { loader as duplicates } from '../../app/routes/duplicates';
import { loader as exportLoader } from '../../app/routes/exports.$list';
import { loader as failures } from '../../app/routes/failures';
import { loader as lackingPapers } from '../../app/routes/families_.lacking-papers';
import { loader as fund } from '../../app/routes/fund';
import { loader as indicator } from '../../app/routes/indicators.$year_.$indicatorId';
import { loader as compliance } from '../../app/routes/indicators.$year_.compliance';
import { loader as lines } from '../../app/routes/lines';
import { loader as notices } from '../../app/routes/notices';
import { loader as payments } from '../../app/routes/payments';
import { loader as projects } from '../../app/routes/projects';
import { loader as retention } from '../../app/routes/retention';
import { loader as reviews } from '../../app/routes/reviews';
import { loader as services } from '../../app/routes/services';
import { loader as surveys } from '../../app/routes/surveys';
import { loader as survey } from '../../app/routes/surveys_.$roundId';
import { recordService } from '../../app/services/services.server';
import { may } from '../../app/staff/permission';
import { ROLES, type Role } from '../../app/staff/role';
import { COMPLIANCE_LABELS } from '../../app/zh/compliance';
import { LIST_COLUMNS, LIST_SUMS } from '../../app/zh/listExports';
import type { Store } from '../../db/client.server';
import { campaigns, families, indicators } from '../../db/schema';
import { aBatch } from '../factories/batches';
import { aFamily, anAccount, type FamilyOptions, type MadeFamily } from '../factories/families';
import { aProject } from '../factories/fund';
import { anOffice, type Office } from '../factories/office';
import { aCorrectionInput, aPayment } from '../factories/payments';
import { anApplication, anAward } from '../factories/relief';
import { aDrawnRound, anAnswer } from '../factories/surveys';
import { expectInvariants } from '../invariants';
import { cookieOf, processStore, requestWith } from '../process';
import { refused } from '../refused';

const YEAR = 2019;
const ROUTES = 'app/routes';
const CONTEXT = { nonce: '', requestId: '', network: null, taken: () => Promise.resolve(true) };

let store: Store;
let office: Office;
let made: MadeFamily[];
let cookies: Record<Role, string>;
/** What stands in the addresses of pages about one thing. */
let known: { batchId: string; roundId: string; indicatorId: string };

beforeAll(async () => {
  store = await processStore();
  office = await anOffice(store);
  await aProject(office, { year: YEAR });
  made = [];
  const family = async (options: FamilyOptions = {}) => {
    made.push(await aFamily(office, options));
    return made.at(-1)!;
  };
  const [first, second, third] = [await family(), await family({ phone: '13900000001' }), await family()];
  await family({ state: 'submitted' });
  await family({ state: 'publicised' });
  const kept = await family({ state: 'exited' });
  await store.write((write) =>
    write.update(families).set({ exitedOn: '2009-01-05' }).where(eq(families.id, kept.id)),
  );
  await proposeAccount(office.caseworker, {
    familyId: first.id,
    ...{ bankName: '样本银行云州支行', accountHolder: first.input.bank.accountHolder },
    ...{ account: anAccount(), reason: '=换卡', noPaperReason: '样例' },
  });
  const awardOf = (familyId: string) =>
    anAward(office, { year: YEAR, familyId, appliedOn: businessDate('2019-03-04') });
  await aPayment(office, { awardId: (await awardOf(first.id)).id, on: businessDate('2019-03-08') });
  const back = await aPayment(office, {
    awardId: (await awardOf(second.id)).id,
    on: businessDate('2019-03-08'),
  });
  await correctPayment(office.finance, aCorrectionInput(back.id, { kind: 'return', on: '2019-03-09' }));
  const batchId = await aBatch(office, [(await awardOf(third.id)).id]);
  await anApplication(office, { year: YEAR, familyId: second.id });
  await aCampaignOnNotice();
  await adjustBudget(office.head, {
    ...{ commandId: newId(), year: YEAR, adjustedOn: businessDate('2019-05-06') },
    ...{ amountFen: fen(100), document: '样本文件', reason: '样本' },
  });
  await recordService(office.caseworker, {
    ...{ id: newId(), kind: 'job_placement', servedOn: businessDate('2019-05-06'), content: '=介绍' },
    ...{ outcome: '', file: '', personName: '样本甲' },
  });
  const round = await aDrawnRound(office);
  await anAnswer(office, { roundId: round.id, personId: round.people[0]!.id });
  const [indicator] = await store.read((read) =>
    read
      .select({ id: indicators.id })
      .from(indicators)
      .where(eq(indicators.metric, 'people_helped.living'))
      .limit(1),
  );
  known = { batchId, roundId: round.id, indicatorId: indicator!.id };
  cookies = {} as Record<Role, string>;
  for (const role of ROLES) cookies[role] = await cookieOf(office[role].actor.staffId);
});

/** Its applications are refused nothing: only the notice is put up as the head's decision would leave it. */
async function aCampaignOnNotice(): Promise<void> {
  const { id } = await startCampaign(office.caseworker, {
    ...{ commandId: newId(), projectYear: YEAR, type: 'living', name: '样例活动' },
    ...{ amountFen: fen(60_000), startedOn: businessDate('2019-06-03') },
  });
  await store.write((write) =>
    write
      .update(campaigns)
      .set({ noticedOn: '2019-06-10', noticeEndsOn: '2019-06-18', noticePlace: '公示栏' })
      .where(eq(campaigns.id, id)),
  );
}

type Counted = (place: { cookie: string; query: string }) => Promise<number>;

/** How many rows a page says that its list has, asked of the page itself. */
function pageOf<Data>(
  loader: (args: LoaderFunctionArgs) => Promise<Data>,
  count: (data: Data) => number,
  params: () => Record<string, string> = () => ({}),
): Counted {
  return async ({ cookie, query }) =>
    count(await loader({ request: requestWith(cookie, `/?${query}`), params: params(), context: CONTEXT }));
}

const ofYear = () => ({ year: String(YEAR) });

/** Where each list is shown; lists of one thing name it in their export's address. */
const PAGES: Record<ExportedList, { page: Counted; along?: () => string; queries: Record<string, number> }> =
  {
    reviews: {
      page: pageOf(reviews, ({ list }) => list.total),
      queries: {
        'view=overdue': 3,
        'view=overdue&division=410105': 3,
        'view=overdue&division=410102': 0,
        'view=later': 0,
      },
    },
    notices: {
      page: pageOf(notices, ({ list }) => list.total),
      queries: { '': 5, 'view=expired': 5, 'view=running': 0 },
    },
    duplicates: {
      page: pageOf(duplicates, ({ rows }) => rows.length),
      queries: { 'sign=phone': 10, 'sign=account': 0 },
    },
    'account-changes': { page: pageOf(accountChanges, ({ rows }) => rows.length), queries: { '': 1 } },
    'lacking-papers': {
      page: pageOf(lackingPapers, ({ complete, active }) => active - complete),
      queries: { '': 3 },
    },
    deadlines: {
      page: pageOf(deadlines, ({ total }) => total),
      queries: { '': 8, 'state=late': 8, 'state=soon': 0, 'desk=visit': 1, 'desk=mine': 1 },
    },
    retention: { page: pageOf(retention, ({ total }) => total), queries: { '': 1 } },
    lines: { page: pageOf(lines, ({ lines: rows }) => rows.length), queries: { '': 1 } },
    'national-items': { page: async () => 0, queries: { 'job=none&list=differing': 0 } },
    applications: {
      page: pageOf(applications, ({ found }) => found!.list.total),
      queries: { '': 7, 'status=submitted': 4, 'type=schooling': 0 },
    },
    campaigns: { page: pageOf(campaignsPage, ({ found }) => found!.rows.length), queries: { '': 1 } },
    'recipient-notices': {
      page: pageOf(recipientNotices, ({ list }) => list.total),
      queries: { '': 1, 'view=expired': 1, 'view=running': 0 },
    },
    due: {
      page: pageOf(due, ({ list }) => list.total!, ofYear),
      queries: { '': 5, 'type=living': 2, 'type=living&reason=bank_returned': 1, 'search=NOBODY': 0 },
    },
    awards: { page: pageOf(awards, ({ found }) => found!.list.total), queries: { '': 2, 'view=all': 3 } },
    batches: {
      page: pageOf(batches, ({ found }) => found!.list.rows.length),
      queries: { '': 1, 'status=draft': 1, 'status=closed': 0 },
    },
    'batch-lines': {
      page: pageOf(
        batch,
        ({ page }) => page.total,
        () => ({ batchId: known.batchId }),
      ),
      along: () => `batch=${known.batchId}`,
      queries: { '': 1, 'status=failed': 0 },
    },
    failures: {
      page: pageOf(failures, ({ found }) => found!.list.total),
      queries: { '': 1, 'cause=returned': 1, 'cause=reversed': 0 },
    },
    payments: {
      page: pageOf(payments, ({ found }) => found!.list.total),
      queries: { '': 3, 'kind=return': 1, 'month=2019-04': 0 },
    },
    services: { page: pageOf(services, ({ list }) => list.total), queries: { '': 1, 'kind=training': 0 } },
    'survey-rounds': { page: pageOf(surveys, ({ found }) => found!.rounds.length), queries: { '': 1 } },
    'survey-people': {
      page: pageOf(
        survey,
        ({ people }) => people.total,
        () => ({ roundId: known.roundId }),
      ),
      along: () => `round=${known.roundId}`,
      queries: { '': 1, 'view=satisfied': 1, 'view=open': 0 },
    },
    receipts: { page: pageOf(fund, ({ fund: shown }) => shown!.receipts.length), queries: { '': 1 } },
    adjustments: { page: pageOf(fund, ({ fund: shown }) => shown!.adjustments.length), queries: { '': 1 } },
    projects: { page: pageOf(projects, ({ projects: rows }) => rows.length), queries: { '': 1 } },
    'indicator-rows': {
      page: pageOf(
        indicator,
        ({ evidence }) => evidence!.total!,
        () => ({ ...ofYear(), indicatorId: known.indicatorId }),
      ),
      along: () => `indicator=${known.indicatorId}`,
      queries: { '': 2, 'part=numerator': 1, 'search=NOBODY': 0, 'part=numerator&asOf=2019-01-31': 0 },
    },
    compliance: {
      page: pageOf(compliance, ({ total }) => total, ofYear),
      queries: { '': 0, 'check=over_cap': 0 },
    },
    audit: {
      page: async (place) => (await audit(argumentsOf(place))).entries.length,
      queries: { 'action=family.approved': 4, 'action=family.approved&to=2000-01-01': 0, 'text=NOBODY': 0 },
    },
  };

const argumentsOf = ({ cookie, query }: { cookie: string; query: string }): LoaderFunctionArgs => ({
  request: requestWith(cookie, `/?${query}`),
  params: {},
  context: CONTEXT,
});

const LISTS = Object.keys(EXPORTED_LISTS) as ExportedList[];

async function bookOf(list: ExportedList, { query, role }: { query: string; role: Role }) {
  const request = requestWith(cookies[role], `/exports/${list}?year=${YEAR}&${query}`);
  const answer = await exportLoader({ request, params: { list }, context: CONTEXT }).catch(
    (thrown: unknown) => {
      if (thrown instanceof Response) return thrown;
      throw thrown;
    },
  );
  if (answer.status !== 200) return { status: answer.status, sheet: null };
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await answer.arrayBuffer());
  return { status: 200, sheet: book.worksheets[0]! };
}

describe('a list that is taken along', () => {
  it.each(LISTS)('%s has the rows that its page has, masked, as texts, numbers and amounts', async (list) => {
    const { page, along = () => '', queries } = PAGES[list];
    const whole = made.flatMap(({ input }) => [
      ...input.members.map(({ idNumber }) => idNumber),
      ...[input.bank.account, input.phone],
    ]);
    const role = ROLES.find((one) => may([one], EXPORTED_LISTS[list].reader))!;
    for (const [query, rows] of Object.entries(queries)) {
      const asked = `${query}&${along()}`;
      const { sheet } = await bookOf(list, { query: asked, role });
      const shown = await page({ cookie: cookies[role], query: `year=${YEAR}&${asked}` });
      const sumRow = rows > 0 && LIST_SUMS[list] ? sheet!.rowCount : null;
      const listed = sheet!.rowCount - (sumRow === null ? 1 : 2);
      expect([query, listed, shown]).toEqual([query, rows, rows]);
      expect(sheet!.getRow(1).values).toEqual([undefined, ...LIST_COLUMNS[list]]);
      sheet!.eachRow((row) => {
        expect(row.cellCount).toBeLessThanOrEqual(LIST_COLUMNS[list].length);
        row.eachCell(({ formula, value, numFmt, text }) => {
          if (row.number !== sumRow) expect(formula).toBeUndefined();
          if (typeof value === 'string') expect(numFmt).toBe('@');
          expect(text).not.toMatch(/undefined|null|NaN|\[object/);
          expect(text).not.toMatch(/(?<![\da-f])\d{17}[\dX](?![\da-f])/);
          expect(whole.filter((number) => text.includes(number))).toEqual([]);
        });
      });
    }
  });

  it.each(LISTS)('%s goes to those who see it and may take lists along, and is on record', async (list) => {
    const before = (await store.read((read) => auditOf(read, { type: 'list', id: list }, 500))).length;
    const { along = () => '' } = PAGES[list];
    const allowed = ROLES.filter(
      (role) => may([role], 'list.export') && may([role], EXPORTED_LISTS[list].reader),
    );
    for (const role of ROLES) {
      const { status } = await bookOf(list, { query: along(), role });
      expect([role, status]).toEqual([role, allowed.includes(role) ? 200 : 403]);
    }
    const entries = await store.read((read) => auditOf(read, { type: 'list', id: list }, 500));
    expect(entries).toHaveLength(before + allowed.length);
    expect(entries[0]!.detail).toMatch(/"fileName":"[^"]+\.xlsx","rows":\d+/);
    expect(allowed).not.toContain('admin');
  });

  it('that is too long is refused with what to do, and is not on record', async () => {
    const before = (await store.read((read) => auditOf(read, { type: 'list', id: 'audit' }, 500))).length;
    const work = exportList(office.head, { list: 'audit', given: new URLSearchParams(), mostRows: 3 });
    expect((await refused(work))?.code).toBe('list.too_long');
    const after = await store.read((read) => auditOf(read, { type: 'list', id: 'audit' }, 500));
    expect(after).toHaveLength(before);
  });

  it('is none under another name', async () => {
    expect(exportedListOf('toString')).toBeNull();
    const unknown = bookOf('none' as ExportedList, { query: '', role: 'head' });
    expect((await unknown).status).toBe(404);
  });

  it('leaves every invariant as it was', () => expectInvariants(store, 'after the exports'));

  it('tells the cases of a check that fails', async () => {
    await store.write((write) =>
      write.update(families).set({ registeredOn: '2019-12-01' }).where(eq(families.id, made[0]!.id)),
    );
    const query = 'check=not_on_register';
    const shown = await PAGES.compliance.page({ cookie: cookies.head, query });
    const { sheet } = await bookOf('compliance', { query, role: 'head' });
    expect([shown, sheet!.rowCount - 1]).toEqual([1, 1]);
    expect(sheet!.getRow(2).getCell(1).text).toBe(COMPLIANCE_LABELS.not_on_register);
  });
});

/** Pages with a table and without a link to the one mechanism, by why. */
const ELSEWHERE: Record<string, string[]> = {
  'has an export or a paper of its own': [
    ...['families', 'lines_.what-if', 'campaigns_.$campaignId_.list', 'campaigns_.$campaignId_.notice'],
    ...['campaigns_.$campaignId_.notice_.print', 'notices_.$noticeId', 'batches_.$batchId_.print'],
  ],
  'is about one record and what belongs to it': [
    ...['awards_.$awardId', 'payments_.$paymentId', 'payments_.$paymentId_.correct', 'families_.$familyId'],
    ...['families_.$familyId_.account', 'families_.$familyId_.approve', 'families_.$familyId_.papers'],
    ...['batches_.$batchId_.approve', 'indicators.$year_.$indicatorId_.files', 'projects_.$year'],
    ...['staff_.$staffId', 'staff_.$staffId_.sessions.$sessionId.end', 'account'],
  ],
  'is a form that asks what to do with the rows it shows': [
    ...[
      'batches_.new',
      'bulk.families.$act',
      'notices_.new',
      'payments_.record',
      'families_.$familyId_.reopen',
    ],
    'campaigns_.$campaignId_.what-if',
  ],
  'shows a file that somebody has, or the state of its reading': [
    ...['batches_.$batchId_.results', 'batches_.$batchId_.results_.$resultId', 'national'],
    ...['batches_.$batchId_.results_.$resultId_.mapping', 'backups', 'reports.template'],
  ],
  'leads to the lists, or sets a few values': [
    ...[
      'queues',
      'indicators.compare',
      'bank-contradictions',
      'unchecked-results',
      'bank-layouts',
      'bank-layouts_.new',
      'lines_.contract',
    ],
    ...['national_.layout', 'standards'],
  ],
  'is for those who take no list along': ['staff'],
  'tells about the product': ['help', 'workflow', 'styleguide', 'setup_.demo'],
};

describe('every page with a list', () => {
  const pages = readdirSync(ROUTES)
    .map((file) => ({ name: file.replace(/\.tsx$/, ''), text: readFileSync(`${ROUTES}/${file}`, 'utf8') }))
    .filter(({ text }) => /<(KeyPager|Pager)\b|<\w*Table\b/.test(text));
  const linked = (text: string) =>
    [...text.matchAll(/<ExportLink\s+list="([\w-]+)"/g)].map(([, list]) => list!);

  it('takes it along, or says why not', () => {
    const without = pages.filter(({ text }) => linked(text).length === 0).map(({ name }) => name);
    expect(without.sort()).toEqual(Object.values(ELSEWHERE).flat().sort());
  });

  it('leads to every list that there is', () => {
    expect(new Set(pages.flatMap(({ text }) => linked(text)))).toEqual(new Set(LISTS));
  });
});
