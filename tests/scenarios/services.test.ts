import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { yearEndOf } from '../../app/reports/yearEnd.server';
import { serviceQuestion } from '../../app/services/serviceFilter';
import {
  changeService,
  listServices,
  recordService,
  serviceCounts,
  serviceView,
  voidService,
  type ServiceInput,
} from '../../app/services/services.server';
import type { Store } from '../../db/client.server';
import { auditEntries, services } from '../../db/schema';
import { aFamily, aMember, aStudent, type MadeFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import type { Office } from '../factories/office';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

let store: Store;
let office: Office;
let family: MadeFamily;
let names = 0;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
  family = await aFamily(office, { members: [aMember(), aStudent()] });
  await aProject(office, { year: 2019 });
});

const idOf = (position: number) => family.input.members[position]!.idNumber as string;
const newName = () => `林样${String.fromCodePoint(0x4e00 + (names += 1))}`;

function aService(given: Partial<ServiceInput> = {}): ServiceInput {
  return {
    kind: 'training',
    servedOn: businessDate('2019-05-06'),
    file: '',
    personName: '样例访客',
    content: '报名培训',
    outcome: '已结业',
    ...given,
  };
}

async function record(given: Partial<ServiceInput> = {}): Promise<string> {
  const id = newId();
  await recordService(office.caseworker, { id, ...aService(given) });
  return id;
}

const view = (id: string) => store.read((read) => serviceView(read, id));
const list = (year: number, query: string) =>
  store.read((read) => listServices(read, { ...serviceQuestion(new URLSearchParams(query)), year }));

describe('a service', () => {
  it.each([
    ['the file number', () => family.fileNumber, '林样本'],
    ['the ID number', () => family.input.members[0]!.idNumber as string, '林样本'],
    ['small letters around it', () => ` ${family.fileNumber.toLowerCase()} `, '林样本'],
  ])('is of somebody found by %s', async (_, file, name) => {
    const service = await view(await record({ file: file(), personName: '' }));
    expect(service).toMatchObject({ familyId: family.id, personName: name, fileNumber: family.fileNumber });
  });

  it.each([
    [{ file: 'ZZ-000' }, 'service.family_unknown', 'file'],
    [{ personName: '' }, 'service.name_missing', 'personName'],
    [{ servedOn: businessDate('2099-01-01') }, 'service.date_in_future', 'servedOn'],
  ])('is refused with %o: %s', async (given, code, field) => {
    expect(await refused(record(given))).toMatchObject({ code, field });
    await expectInvariants(store, code);
  });

  it.each([
    ['the file number', '林学生', () => family.fileNumber, null],
    ['the file number', '别的人', () => family.fileNumber, 'service.name_not_in_file'],
    ['the ID number of the student', '林学生', () => idOf(1), null],
    ['the ID number of the student', '', () => idOf(1), null],
    ['the ID number of the student', '林样本', () => idOf(1), 'service.name_not_of_id'],
    ['the ID number of the main person', '别的人', () => idOf(0), 'service.name_not_of_id'],
  ])('beside %s: is of one of the family: "%s"', async (_, personName, file, code) => {
    const given = { file: file(), personName, servedOn: businessDate('2019-04-01'), content: newId() };
    if (code) {
      expect(await refused(record(given))).toMatchObject({ code, field: 'personName' });
      return expectInvariants(store, code);
    }
    expect(await view(await record(given))).toMatchObject({ familyId: family.id, personName: '林学生' });
  });

  it('keeps the name that it was recorded with while the rest of it is corrected', async () => {
    const id = await record({ personName: '旧名', content: '以前的记录' });
    await store.write((write) =>
      write.update(services).set({ familyId: family.id }).where(eq(services.id, id)),
    );
    const given = { file: family.fileNumber, personName: '旧名', content: '以前的记录' };
    await changeService(office.caseworker, { id, version: 1, ...aService({ ...given, outcome: '补充' }) });
    const other = aService({ ...given, personName: '另一名', outcome: '补充' });
    expect(await refused(changeService(office.caseworker, { id, version: 2, ...other }))).toMatchObject({
      code: 'service.name_not_in_file',
    });
  });

  it.each<[string, Partial<ServiceInput>, boolean]>([
    ['itself', {}, true],
    ['other spaces and another outcome', { content: ' 咨询 工伤', outcome: '已解答' }, true],
    ['the name alone', { file: '' }, true],
    ['another kind', { kind: 'policy_advice' }, false],
    ['another day', { servedOn: businessDate('2019-07-02') }, false],
    ['another member', { personName: '林学生' }, false],
    ['other words', { content: '咨询欠薪' }, false],
  ])('is asked about once it stands in the log: %s', async (_, differing, isAsked) => {
    const own = await aFamily(office, { members: [aMember({ name: newName() }), aStudent()] });
    const first = {
      ...({ kind: 'legal_aid', servedOn: businessDate('2019-07-01'), file: own.fileNumber } as const),
      ...{ personName: own.input.members[0]!.name, content: '咨询工伤' },
    };
    await record({ ...first, confirmed: false });
    const again = record({ ...first, ...differing, confirmed: false });
    if (!isAsked) return void (await again);
    expect(await refused(again)).toMatchObject({
      ...{ code: 'service.same_again', field: 'confirmed', count: 1, name: first.personName },
    });
    const id = await record({ ...first, ...differing, confirmed: true });
    const entries = await store.read((read) =>
      read.select().from(auditEntries).where(eq(auditEntries.subjectId, id)),
    );
    expect(JSON.parse(entries[0]!.detail)).toMatchObject({ sameServices: 1 });
  });

  it('of two people of one name in two files, or one that is void, is not the same', async () => {
    const [one, other] = [await aFamily(office), await aFamily(office)];
    const given = { kind: 'job_placement', personName: '', content: '推荐岗位', confirmed: false } as const;
    const first = await record({ ...given, file: one.fileNumber });
    await record({ ...given, file: other.fileNumber });
    await voidService(office.caseworker, { id: first, reason: '录错' });
    await record({ ...given, file: one.fileNumber });
  });

  it('that a correction makes the same as another is asked about, and not for its outcome alone', async () => {
    const given = { personName: '样例重复', content: '报名', confirmed: false };
    await record(given);
    const id = await record({ ...given, content: '结业' });
    const change = (version: number, more: Partial<ServiceInput>) =>
      changeService(office.caseworker, { id, version, ...aService({ ...given, ...more }) });
    expect(await refused(change(1, { content: '报名' }))).toMatchObject({ code: 'service.same_again' });
    await change(1, { content: '报名', confirmed: true });
    await change(2, { content: '报名', outcome: '另一期' });
    expect(await view(id)).toMatchObject({ version: 3, outcome: '另一期' });
  });

  it('is recorded once by two clicks', async () => {
    const before = (await list(2019, '')).total;
    const service = { id: newId(), ...aService() };
    await Promise.all([recordService(office.caseworker, service), recordService(office.caseworker, service)]);
    expect((await list(2019, '')).total).toBe(before + 1);
  });

  it('is corrected with what it said before in the audit, but not over another correction', async () => {
    const id = await record();
    await changeService(office.caseworker, { id, version: 1, ...aService({ outcome: '未结业' }) });
    expect(await view(id)).toMatchObject({ outcome: '未结业', version: 2 });
    const late = changeService(office.secondCaseworker, { id, version: 1, ...aService({ outcome: '在学' }) });
    expect(await refused(late)).toMatchObject({ code: 'record.changed' });
    await changeService(office.caseworker, { id, version: 1, ...aService({ outcome: '未结业' }) });
    const entries = await store.read((read) =>
      read.select().from(auditEntries).where(eq(auditEntries.subjectId, id)),
    );
    expect(entries.map(({ action }) => action)).toEqual(['service.recorded', 'service.changed']);
    expect(entries[1]!.detail).toContain('已结业');
  });

  it('that is void counts no more and is not changed', async () => {
    const id = await record({ kind: 'legal_aid', servedOn: businessDate('2017-03-01') });
    const counts = () => store.read((read) => serviceCounts(read, { year: 2017 }));
    expect(await counts()).toMatchObject({ total: 1, byKind: { legal_aid: 1 } });
    await voidService(office.caseworker, { id, reason: '重复登记' });
    await voidService(office.caseworker, { id, reason: '再次' });
    expect(await counts()).toMatchObject({ total: 0, byKind: { legal_aid: 0 } });
    expect(await view(id)).toMatchObject({ voidReason: '重复登记' });
    const change = changeService(office.caseworker, { id, version: 2, ...aService() });
    expect(await refused(change)).toMatchObject({ code: 'service.voided' });
  });
});

describe('the log', () => {
  it('pages by key, filters, and counts by kind and month up to a day', async () => {
    for (let day = 1; day <= 28; day += 1) {
      const servedOn = businessDate(`2018-02-${String(day).padStart(2, '0')}`);
      await record({ servedOn, kind: 'petition', personName: `访客${day}` });
      await record({ servedOn, kind: 'policy_advice', file: family.fileNumber, personName: '' });
    }
    const first = await list(2018, '');
    expect(first).toMatchObject({ total: 56, previous: null });
    const second = await list(2018, `after=${first.next}`);
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toHaveLength(56);
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(56);
    expect((await list(2018, 'kind=petition')).total).toBe(28);
    expect((await list(2018, 'month=2018-03')).total).toBe(0);
    expect((await list(2018, `search=${family.fileNumber}`)).total).toBe(28);
    expect((await list(2018, 'search=访客28')).total).toBe(1);
    expect((await list(2018, 'search=%25')).total).toBe(0);
    const counts = await store.read((read) => serviceCounts(read, { year: 2018, asOf: '2018-02-10' }));
    expect(counts).toMatchObject({ total: 20, byKind: { petition: 10, policy_advice: 10, training: 0 } });
    expect(counts.months.map(({ total }) => total)).toEqual([0, 20, ...Array<number>(10).fill(0)]);
  });

  it('is told of in the year-end report', async () => {
    await record({ kind: 'start_up', servedOn: businessDate('2019-06-03') });
    const { total } = await store.read((read) => serviceCounts(read, { year: 2019 }));
    const report = await store.read((read) => yearEndOf(read, { year: 2019, asOf: '2019-12-31' }));
    expect(report.notes.join()).toContain(`不发放资金的服务${total}人次`);
    expect(report.notes.join()).toContain('创业指导1人次');
  });
});
