import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { LIMITED_DESKS } from '../../app/deskTime/desk';
import { deskLimitsOf, setDeskLimits } from '../../app/deskTime/deskLimits.server';
import { DEFAULT_COLUMNS } from '../../app/exchange/nationalLayout';
import { defineNationalLayout } from '../../app/exchange/nationalLayouts.server';
import { changeContact, changeFamily } from '../../app/families/families.server';
import {
  changeIndicators,
  changeProgrammes,
  changeProject,
  projectPage,
} from '../../app/fund/projects.server';
import { scoringPage, setScoring } from '../../app/fund/scoring.server';
import { chooseSources } from '../../app/indicators/sources.server';
import { fen } from '../../app/money/fen';
import { recordPayingAccount } from '../../app/payments/bankLayouts.server';
import { setExtraLevel } from '../../app/relief/reliefSettings.server';
import { writeChapter, writtenChapter } from '../../app/reports/chapters.server';
import { chooseLayout, layoutPage } from '../../app/reports/layouts.server';
import { requireSecondFactor } from '../../app/staff/secondFactor.server';
import { changeStaff, renameCentre } from '../../app/staff/staff.server';
import type { Store } from '../../db/client.server';
import { auditEntries } from '../../db/schema';
import { aFamily, anUnchangedForm } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { aColleague, confirmedRoles, OFFICE_PASSWORD, type Office } from '../factories/office';
import { aScoring } from '../factories/scoring';

/** Whoever saves a form as it was opened has changed nothing: an entry whose before is its after tells of no act. */

const year = 2019;
let store: Store;
let office: Office;
let draftId: string;
let familyId: string;
let colleague: string;

const entries = async () => (await store.read((read) => read.select().from(auditEntries))).length;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice({ year }));
  draftId = (await aFamily(office, { state: 'draft' })).id;
  familyId = (await aFamily(office)).id;
  colleague = await aColleague(office.admin, {
    ...{ username: 'colleague', name: '同事', roles: ['auditor'], password: OFFICE_PASSWORD },
  });
});

/** The latest first. */
const told = async () =>
  (await store.read((read) => auditOf(read, { type: 'staff', id: colleague }))).map(({ action }) => action);
const project = () => store.read((read) => projectPage(read, year));

const NO_SPLIT = {
  ...{ plannedCarriedFen: null, plannedOtherFen: null },
  ...{ budgetCarriedFen: null, budgetOtherFen: null },
};

/** Acts that say one of two things, on the record as it is now, and tell whether it is another by that. */
const ACTS: Record<string, (other: boolean) => Promise<boolean>> = {
  'the name of the centre': (other) => renameCentre(office.admin, other ? '乙中心' : '甲中心'),
  'an account': async (other) => {
    const change = { id: colleague, name: other ? '乙' : '甲', roles: ['auditor' as const] };
    return (await changeStaff(office.admin, change)).isChanged;
  },
  'roles that are taken away': async (other) => {
    const change = { id: colleague, name: '甲', roles: other ? [] : (['auditor'] as const) };
    const { isChanged, isWaiting } = await changeStaff(office.admin, { ...change, roles: [...change.roles] });
    if (isWaiting) await confirmedRoles(store, colleague);
    return isChanged;
  },
  'which roles need a second factor': (other) =>
    requireSecondFactor(office.admin, other ? ['head', 'finance'] : ['admin']),
  'a file': async (other) =>
    changeFamily(office.caseworker, {
      ...(await anUnchangedForm(store, draftId)),
      remarks: other ? '乙' : '甲',
    }),
  'who stands in a file': async (other) => {
    const form = await anUnchangedForm(store, draftId);
    const [main, ...others] = form.members;
    const health = other ? ('major_illness' as const) : ('good' as const);
    return changeFamily(office.caseworker, { ...form, members: [{ ...main!, health }, ...others] });
  },
  'what excludes a family': async (other) =>
    changeFamily(office.caseworker, {
      ...(await anUnchangedForm(store, draftId)),
      exclusions: { private_car: other ? '行驶证' : '车辆登记' },
    }),
  'how a family is reached': async (other) => {
    const { version, phone } = await anUnchangedForm(store, familyId);
    const address = other ? '样例路 2 号' : '样例路 3 号';
    return changeContact(office.caseworker, { id: familyId, version, phone, address, workUnit: '' });
  },
  'the head of a year': async (other) => {
    const { version, draft } = await project();
    const { planned: _, programmes: _programmes, ...head } = draft;
    return changeProject(office.head, { ...head, year, version, contact: other ? '乙' : '甲' });
  },
  'the tree of a year': async (other) => {
    const { version, indicators } = await project();
    const rows = indicators.map((one) => ({ ...one, targetText: one.target?.text ?? '' }));
    rows[0]!.level3 = other ? '乙' : '甲';
    return changeIndicators(office.head, { year, version, rows });
  },
  'the programmes of a year': async (other) => {
    const { version, draft } = await project();
    const programmes = draft.programmes.map((one) => ({ ...one, plannedPeople: other ? 20 : 10 }));
    return changeProgrammes(office.head, { year, version, programmes });
  },
  'by what a year is scored': async (other) => {
    const { version } = await store.read((read) => scoringPage(read, year));
    return setScoring(office.head, { year, version, rules: aScoring({ goodFrom: other ? 8100 : 8200 }) });
  },
  'by what an indicator is judged': async (other) => {
    const { indicators } = await project();
    const { id: indicatorId } = indicators.find(({ level3, metric }) => level3 !== null && metric === null)!;
    const sources = other ? (['over_cap', 'files'] as const) : [];
    return chooseSources(office.head, { indicatorId, year, sources });
  },
  'the level of a second approval': (other) =>
    setExtraLevel(office.head, { year, levelFen: other ? null : fen(300_000) }),
  'the columns of the national system': (other) =>
    defineNationalLayout(office.head, other ? DEFAULT_COLUMNS : DEFAULT_COLUMNS.slice(0, -1)),
  'the limits of the desks': async (other) =>
    setDeskLimits(office.head, {
      ...(await store.read(deskLimitsOf)),
      [LIMITED_DESKS[0]]: other ? 7 : 8,
    }),
  'the account that pays': (other) =>
    recordPayingAccount(office.finance, {
      ...{ accountHolder: '样本帮扶中心', bankName: other ? '乙银行' : '甲银行' },
      account: '888800000000001',
    }),
  'a chapter': async (other) => {
    const asked = { year, chapter: 'causes' as const };
    const { version } = await store.read((read) => writtenChapter(read, asked));
    return writeChapter(office.head, { ...asked, version, content: other ? '乙' : '甲' });
  },
  'the layout of the report': async (other) => {
    const { version } = await store.read((read) => layoutPage(read, year));
    const wish = { year, version, layout: 'national' as const, department: other ? '乙' : '甲' };
    return chooseLayout(office.head, { ...wish, ...NO_SPLIT });
  },
};

describe('saving the same again', () => {
  it.each(Object.keys(ACTS))('of %s is nothing that the log tells of', async (name) => {
    const act = ACTS[name]!;
    await act(false);
    const before = await entries();
    expect(await act(false)).toBe(false);
    expect(await entries()).toBe(before);
    expect(await act(true)).toBe(true);
    expect(await entries()).toBeGreaterThan(before);
    expect(await act(true)).toBe(false);
  });

  it('asks a head once more for the roles that wait, and tells of them alone', async () => {
    const account = { id: colleague, name: '同事' };
    const propose = () => changeStaff(office.admin, { ...account, roles: ['finance'] });
    await changeStaff(office.admin, { ...account, roles: [] });
    const before = await told();
    expect(await propose()).toEqual({ isWaiting: true, isChanged: true });
    expect(await told()).toEqual(['staff.roles_proposed', ...before]);
    await propose();
    expect(await told()).toHaveLength(before.length + 1);
    // To take back what waits is a change, although the account stays as it is.
    const back = await changeStaff(office.admin, { ...account, roles: [] });
    expect(back).toEqual({ isWaiting: false, isChanged: true });
    expect(await told()).toEqual(['staff.roles_withdrawn', 'staff.roles_proposed', ...before]);
  });
});
