import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import {
  familyAccountChanges,
  waitingAccountChanges,
  waitingAccountCount,
  type ShownChange,
} from '../../app/families/accountChangeList.server';
import {
  confirmAccount,
  proposeAccount,
  rejectAccount,
  revealAccountChange,
} from '../../app/families/accountChanges.server';
import { familyHistory, revealFamily } from '../../app/families/families.server';
import { FolderPaperStore } from '../../app/families/paperStore.server';
import { papersOfFamily, uploadPapers } from '../../app/families/papers.server';
import { exitFamily } from '../../app/relief/exits.server';
import { familyPage } from '../../app/families/familyQueries.server';
import { businessDate } from '../../app/calendar/date';
import type { Cursor, KeyPage } from '../../app/cursor';
import type { Role } from '../../app/staff/role';
import type { Desk } from '../../app/staff/staff.server';
import { workList } from '../../app/workList.server';
import { auditDetailText } from '../../app/zh/auditDetail';
import { accountDoubts } from '../../app/payments/accountDoubts.server';
import type { Store } from '../../db/client.server';
import { accountChanges } from '../../db/schema';
import { freshStore, type FreshDatabase } from '../database';
import { aFamily, anAccount } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { anOffice, type Office } from '../factories/office';
import { expectInvariants } from '../invariants';
import { onDatabase } from '../rawDatabase';
import { refused } from '../refused';

let database: FreshDatabase;
let store: Store;
let office: Office;

beforeAll(async () => {
  ({ database, store, office } = await aFreshOffice());
});

const CARD_OF_CCB = '6217000010000000001';

async function aProposal(given: { familyId: string; accountHolder: string; account?: string }) {
  const proposal = {
    bankName: '样本银行云州支行',
    account: anAccount(),
    reason: '银行退票：户名不符',
    noPaperReason: '当面看过银行卡',
    ...given,
  };
  return { ...proposal, account: proposal.account as ReturnType<typeof anAccount> };
}

/** A family on the register with a proposed account. */
async function proposed() {
  const { id: familyId, input } = await aFamily(office);
  const proposal = await aProposal({ familyId, accountHolder: input.bank.accountHolder });
  const changeId = await proposeAccount(office.caseworker, proposal);
  return { familyId, changeId, account: proposal.account, before: input.bank.account, proposal };
}

const accountOf = async (id: string) =>
  (await revealFamily(office.finance, { id, reason: '核对账户' })).account;
const statusOf = async (familyId: string) =>
  (await store.read((read) => familyAccountChanges(read, familyId))).map(({ status }) => status);

describe('the account of a family on the register', () => {
  it('changes when a second person has confirmed it, and not before', async () => {
    const { familyId, changeId, account, before } = await proposed();
    expect(await accountOf(familyId)).toBe(before);
    expect(await store.read(waitingAccountCount)).toBeGreaterThan(0);
    await confirmAccount(office.finance, { familyId, changeId, note: '与银行卡一致' });
    expect(await accountOf(familyId)).toBe(account);
    expect(await statusOf(familyId)).toEqual(['confirmed']);
    const entries = await store.read((read) => auditOf(read, { type: 'family', id: familyId }));
    const told = entries.filter(({ action }) => action.startsWith('family.account_'));
    expect(told.map(({ action, staffName }) => [action, staffName])).toEqual([
      ['family.account_confirmed', 'finance'],
      ['family.account_proposed', 'caseworker'],
    ]);
    for (const entry of told) {
      expect(entry.detail).not.toMatch(/\d{8}/);
      expect(auditDetailText(entry)).toContain(`****${account.slice(-4)}`);
    }
    await expectInvariants(store, 'a changed account');
  });

  it('waits at home for those who may confirm it, and never for who proposed it', async () => {
    const { familyId } = await proposed();
    const waits = async ({ actor: { staffId } }: Desk, roles: Role[]) => {
      const { tasks } = await store.read((read) => workList(read, { roles, year: null, staffId }));
      return tasks.find(({ code }) => code === 'account.waiting')?.count ?? 0;
    };
    const all = await store.read(waitingAccountCount);
    const proposedBy = office.caseworker.actor.staffId;
    expect(await waits(office.finance, ['finance'])).toBe(all);
    expect(await waits(office.caseworker, ['caseworker'])).toBe(0);
    // Somebody with both hands counts those of others only.
    const others = await store.read((read) => waitingAccountCount(read, { notBy: proposedBy }));
    expect(await waits(office.caseworker, ['caseworker', 'finance'])).toBe(others);
    const own = await store.read(waitingAccountChanges);
    expect(all - others).toBe(own.rows.filter((one) => one.proposedBy.id === proposedBy).length);
    expect(own.rows.map((one) => one.familyId)).toContain(familyId);
  });

  it.each([
    ['6222020000000000126', ['account.luhn']],
    ['6222020000000000125', []],
  ])(
    'says of %s, while it waits and on the file, what its digits say against it',
    async (account, doubts) => {
      const { id: familyId, input } = await aFamily(office);
      const { accountHolder } = input.bank;
      const changeId = await proposeAccount(
        office.caseworker,
        await aProposal({ familyId, accountHolder, account }),
      );
      const [waiting] = await store.read((read) => familyAccountChanges(read, familyId));
      expect(waiting!.doubts).toEqual(doubts);
      await confirmAccount(office.finance, { familyId, changeId, note: '当面看过银行卡' });
      expect((await store.read((read) => familyPage(read, familyId))).accountDoubts).toEqual(doubts);
    },
  );

  it.each([
    ['', 'refused'],
    ['看', 'refused'],
    ['看卡', 'confirmed'],
  ])('without a paper takes how it was verified: 「%s」 is %s', async (note, outcome) => {
    const { familyId, changeId, account, before } = await proposed();
    const work = () => confirmAccount(office.finance, { familyId, changeId, note });
    if (outcome === 'confirmed') {
      await work();
      const [entry] = await store.read((read) => auditOf(read, { type: 'family', id: familyId }));
      expect(auditDetailText(entry!)).toContain(note);
    } else {
      expect(await refused(work())).toMatchObject({ code: 'account.unverified', field: 'note' });
    }
    expect(await accountOf(familyId)).toBe(outcome === 'confirmed' ? account : before);
  });

  it('stays where the second person says no', async () => {
    const { familyId, changeId, before } = await proposed();
    await rejectAccount(office.head, { familyId, changeId, note: '与银行卡不一致' });
    expect(await accountOf(familyId)).toBe(before);
    expect(await statusOf(familyId)).toEqual(['rejected']);
  });

  it('is never confirmed by who proposed it, neither by the rule nor by the database', async () => {
    const { familyId, changeId, before } = await proposed();
    const decision = { familyId, changeId, note: '当面看过银行卡' };
    expect(await refused(confirmAccount(office.caseworker, decision))).toMatchObject({ code: 'account.own' });
    expect(await refused(rejectAccount(office.caseworker, decision))).toMatchObject({ code: 'account.own' });
    const { staffId } = office.caseworker.actor;
    const work = store.write((write) =>
      write
        .update(accountChanges)
        .set({ status: 'confirmed', decidedBy: staffId })
        .where(eq(accountChanges.id, changeId)),
    );
    await expect(work).rejects.toThrow();
    expect(await accountOf(familyId)).toBe(before);
  });

  it('is told of to who pays as long as it waits', async () => {
    const { familyId, changeId } = await proposed();
    const line = { awardId: 'none', familyId, name: '', fileNumber: '', accountFingerprint: '' };
    const doubts = () => store.read((read) => accountDoubts(read, [line]));
    expect(await doubts()).toMatchObject([{ familyId, trouble: null, isChangeWaiting: true }]);
    await confirmAccount(office.finance, { familyId, changeId, note: '当面看过银行卡' });
    expect(await doubts()).toEqual([]);
  });

  it('waits for one decision at a time, and each is taken once', async () => {
    const { familyId, changeId, proposal } = await proposed();
    const again = { ...proposal, account: anAccount() };
    expect(await refused(proposeAccount(office.secondCaseworker, again))).toMatchObject({
      code: 'account.waiting',
    });
    const decision = { familyId, changeId, note: '当面看过银行卡' };
    const answers = await Promise.all([
      refused(confirmAccount(office.finance, decision)),
      refused(rejectAccount({ ...office.head, store: await database.open() }, decision)),
    ]);
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
    expect(answers.find((answer) => answer !== null)).toMatchObject({ code: 'account.decided' });
    expect(await statusOf(familyId)).toHaveLength(1);
  });

  it('is refused where nothing changes, for a stranger, with a paper of another file, and off the register', async () => {
    const { id: familyId, input } = await aFamily(office);
    const { bankName, accountHolder, account } = input.bank;
    const proposal = await aProposal({ familyId, accountHolder });
    const propose = (given: object) => refused(proposeAccount(office.caseworker, { ...proposal, ...given }));
    expect(await propose({ bankName, account })).toMatchObject({ code: 'account.same', field: 'account' });
    expect(await propose({ accountHolder: '外人' })).toMatchObject({
      code: 'family.holder_not_listed',
      field: 'accountHolder',
    });
    for (const noPaperReason of ['', undefined])
      expect(await propose({ noPaperReason })).toEqual({ code: 'account.paper_missing', field: 'paperId' });
    expect(await propose({ paperId: 'none' })).toMatchObject({
      code: 'account.paper_gone',
      field: 'paperId',
    });
    const draft = await aFamily(office, { state: 'draft' });
    expect(await propose({ familyId: draft.id })).toMatchObject({ code: 'family.not_now' });
    expect(await propose({ familyId: 'none' })).toMatchObject({ code: 'record.not_found' });
  });

  it('is not confirmed any more once the person has died, nor proposed', async () => {
    const { familyId, changeId, proposal } = await proposed();
    await exitFamily(office.head, { id: familyId, on: businessDate('2019-12-01'), reason: 'deceased' });
    expect(
      await refused(confirmAccount(office.finance, { familyId, changeId, note: '当面看过银行卡' })),
    ).toMatchObject({
      code: 'account.deceased',
    });
    await rejectAccount(office.finance, { familyId, changeId, note: '已去世' });
    expect(await refused(proposeAccount(office.caseworker, proposal))).toMatchObject({
      code: 'account.deceased',
    });
  });

  it('is changed after the family has left for another reason: what was awarded may still be paid', async () => {
    const { familyId, changeId, account } = await proposed();
    await exitFamily(office.head, { id: familyId, on: businessDate('2019-12-01'), reason: 'retired' });
    await confirmAccount(office.finance, { familyId, changeId, note: '当面看过银行卡' });
    expect(await accountOf(familyId)).toBe(account);
    await expectInvariants(store, 'account changed after the exit');
  });

  it('is not confirmed against another account than it was proposed against', async () => {
    const { familyId, changeId } = await proposed();
    await onDatabase(database, `UPDATE families SET bank_name = 'x' WHERE id = '${familyId}'`);
    expect(
      await refused(confirmAccount(office.finance, { familyId, changeId, note: '当面看过银行卡' })),
    ).toMatchObject({
      code: 'account.changed_meanwhile',
    });
  });

  it('takes a reason of both where another family has it, and shows whose it is', async () => {
    const twin = await aFamily(office);
    const { id: familyId, input } = await aFamily(office);
    const { accountHolder } = input.bank;
    const proposal = await aProposal({ familyId, accountHolder, account: twin.input.bank.account });
    expect(await refused(proposeAccount(office.caseworker, proposal))).toMatchObject({
      code: 'account.shared',
      field: 'sharedReason',
    });
    const sharedReason = '两家都由村会计代收';
    const changeId = await proposeAccount(office.caseworker, { ...proposal, sharedReason });
    const [shown] = await store.read((read) => familyAccountChanges(read, familyId));
    expect(shown).toMatchObject({
      sharedReason,
      twins: [{ id: twin.id, fileNumber: twin.fileNumber, isProposed: false }],
    });
    const decision = { familyId, changeId, note: '当面看过银行卡' };
    expect(await refused(confirmAccount(office.finance, decision))).toMatchObject({ code: 'account.shared' });
    await confirmAccount(office.finance, { ...decision, sharedReason: '已看委托书' });
    const [confirmed] = await store.read((read) => familyAccountChanges(read, familyId));
    expect(confirmed).toMatchObject({ status: 'confirmed', sharedReason, sharedConfirmed: '已看委托书' });
    const { events } = await store.read((read) => familyHistory(read, familyId));
    expect(events[0]!.text).toContain('同一账户的原因：已看委托书');
  });

  it('is seen where it only waits in another file, and not where the other file is the same family', async () => {
    const { account } = await proposed();
    const { id: familyId, input } = await aFamily(office);
    const { accountHolder } = input.bank;
    const proposal = await aProposal({ familyId, accountHolder, account });
    expect(await refused(proposeAccount(office.caseworker, proposal))).toMatchObject({
      code: 'account.shared',
    });
    const changeId = await proposeAccount(office.caseworker, { ...proposal, sharedReason: '样例' });
    const [shown] = await store.read((read) => familyAccountChanges(read, familyId));
    expect(shown!.twins).toMatchObject([{ isProposed: true }]);
    // The rule asks again at the confirmation: by then nobody else may have it.
    const [other] = shown!.twins;
    const [first] = await store.read((read) => familyAccountChanges(read, other!.id));
    await rejectAccount(office.head, { familyId: other!.id, changeId: first!.id, note: '不符' });
    await confirmAccount(office.finance, { familyId, changeId, note: '当面看过银行卡' });
    const previous = await aFamily(office, { state: 'exited' });
    const again = await aFamily(office);
    await onDatabase(
      database,
      `UPDATE families SET previous_family_id = '${previous.id}' WHERE id = '${again.id}'`,
    );
    const back = await aProposal({
      familyId: again.id,
      accountHolder: again.input.bank.accountHolder,
      account: previous.input.bank.account,
    });
    expect(await refused(proposeAccount(office.caseworker, back))).toBeNull();
  });

  it('tells whoever confirms that the card is of another bank than the one typed, until it is decided', async () => {
    const { id: familyId, input } = await aFamily(office);
    const ofAnother = {
      ...(await aProposal({ familyId, accountHolder: input.bank.accountHolder, account: CARD_OF_CCB })),
      bankName: '中国工商银行云州支行',
    };
    const shown = () => store.read((read) => familyAccountChanges(read, familyId));
    const changeId = await proposeAccount(office.caseworker, ofAnother);
    expect(await shown()).toMatchObject([{ otherBank: 'ccb', paper: null }]);
    const waiting = await store.read((read) => waitingAccountChanges(read));
    expect(waiting.rows.find(({ id }) => id === changeId)).toMatchObject({ otherBank: 'ccb' });
    await confirmAccount(office.finance, { familyId, changeId, note: '当面看过银行卡' });
    expect(await shown()).toMatchObject([{ otherBank: null }]);
    expect((await store.read((read) => familyPage(read, familyId))).otherBank).toBe('ccb');
    await proposeAccount(office.caseworker, { ...ofAnother, bankName: '中国建设银行云州支行' });
    expect((await shown())[0]).toMatchObject({ status: 'proposed', otherBank: null });
  });

  it('waits in a list that pages by key, forwards and back, with none left out', async () => {
    for (let one = 0; one < 5; one += 1) await proposed();
    const page = (cursor: Cursor) =>
      store.read((read) => waitingAccountChanges(read, { size: 2, ...cursor }));
    const keysOf = ({ rows }: KeyPage<ShownChange>) =>
      rows.map(({ proposedAt, id }) => `${proposedAt} ${id}`);
    let last = await page({});
    const places = [keysOf(last)];
    while (last.next !== null) {
      last = await page({ after: last.next });
      places.push(keysOf(last));
    }
    const all = places.flat();
    expect(all).toEqual([...new Set(all)].sort());
    expect(all).toHaveLength(await store.read(waitingAccountCount));
    expect(keysOf(await page({ before: last.previous }))).toEqual(places.at(-2));
  });

  it('is shown in full to who may see it, for a reason that is kept', async () => {
    const { familyId, changeId, account, before } = await proposed();
    const asked = { familyId, changeId, reason: '与银行卡核对' };
    expect(await revealAccountChange(office.finance, asked)).toEqual({ before, after: account });
    const [entry] = await store.read((read) => auditOf(read, { type: 'family', id: familyId }));
    expect(entry).toMatchObject({ action: 'family.account_revealed', staffName: 'finance' });
    expect(entry!.detail).toContain('与银行卡核对');
    expect(entry!.detail).not.toMatch(/\d{8}/);
    expect(await refused(revealAccountChange(office.finance, { ...asked, familyId: 'none' }))).toMatchObject({
      code: 'account.not_found',
    });
  });

  it('is what was confirmed last, whatever is proposed, confirmed and refused', async () => {
    const { id: familyId, input } = await aFamily(office);
    const { accountHolder } = input.bank;
    const step = fc.constantFrom('propose', 'confirm', 'reject', 'confirm own');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
        let standing = await accountOf(familyId);
        let waiting = (await store.read((read) => familyAccountChanges(read, familyId))).find(
          ({ status }) => status === 'proposed',
        )?.id;
        let account: string | null = null;
        if (waiting) await rejectAccount(office.head, { familyId, changeId: waiting, note: '重来' });
        waiting = undefined;
        for (const one of steps) {
          if (one === 'propose') {
            const proposal = await aProposal({ familyId, accountHolder });
            const answer = await refused(
              proposeAccount(office.caseworker, proposal).then((id) => {
                waiting = id;
                account = proposal.account;
              }),
            );
            expect([undefined, 'account.waiting']).toContain(answer?.code);
            continue;
          }
          if (!waiting) continue;
          const decision = { familyId, changeId: waiting, note: '样例' };
          if (one === 'confirm own') await refused(confirmAccount(office.caseworker, decision));
          if (one === 'confirm') {
            await confirmAccount(office.finance, decision);
            standing = account;
          }
          if (one === 'reject') await rejectAccount(office.head, decision);
          if (one !== 'confirm own') waiting = undefined;
          expect(await accountOf(familyId)).toBe(standing);
        }
        expect(await accountOf(familyId)).toBe(standing);
      }),
      { numRuns: 15 },
    );
  });
});

describe('a proposed account that a paper shows', () => {
  // The bytes lie in a folder that the checks of the other files do not know.
  const folder = mkdtempSync(join(tmpdir(), 'bangfu-cards-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is confirmed without a word', async () => {
    const desks = await anOffice(await freshStore());
    const { id: familyId, input } = await aFamily(desks);
    const files = [{ name: '银行卡.pdf', bytes: Buffer.from('%PDF-1.4\n1\n%%EOF\n') }];
    const papers = new FolderPaperStore(folder);
    await uploadPapers(desks.caseworker, { familyId, kind: 'bank_card', files, papers });
    const { store: own } = desks.finance;
    const [paper] = (await own.read((read) => papersOfFamily(read, familyId))).present;
    const { accountHolder } = input.bank;
    const proposal = { ...(await aProposal({ familyId, accountHolder })), paperId: paper!.id };
    const changeId = await proposeAccount(desks.caseworker, proposal);
    await confirmAccount(desks.finance, { familyId, changeId, note: '' });
    const [change] = await own.read((read) => familyAccountChanges(read, familyId));
    expect(change).toMatchObject({ status: 'confirmed', decisionNote: '' });
  });
});
