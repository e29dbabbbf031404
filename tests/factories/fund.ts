import { readFile } from 'node:fs/promises';
import { eq } from 'drizzle-orm';
import { businessDate } from '../../app/calendar/date';
import { recordReceipt } from '../../app/fund/fund.server';
import type { ReliefType } from '../../app/fund/project';
import { createProject, type NewProject } from '../../app/fund/projects.server';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import type { Store } from '../../db/client.server';
import { applications, awards, families, familyMembers, payments } from '../../db/schema';
import type { Office } from './office';

/** The head of an invented project-year of 1,000,000 yuan in one component. */
export function projectHead(given: Partial<NewProject> = {}): NewProject {
  const year = given.year ?? 2019;
  const currentFen = given.currentFen ?? fen(100_000_000);
  return {
    year,
    centreName: '云州市困难职工帮扶中心',
    projectName: '样例帮扶资金',
    unitCode: '990001',
    useType: '业务类',
    leader: '样例甲',
    contact: '样例乙',
    phone: '0999-5550100',
    startOn: businessDate(`${year}-01-01`),
    endOn: businessDate(`${year}-12-31`),
    totalFen: currentFen,
    currentFen,
    previousTotalFen: null,
    previousCurrentFen: null,
    texts: {
      overview: '面向在册困难职工家庭。',
      basis: '',
      necessity: '',
      measures: '',
      plan: '',
      remarks: '',
      overallGoal: '',
      annualGoal: '按时足额发放。',
    },
    components: [{ subject: '救济费', amountFen: currentFen }],
    ...given,
  };
}

export interface ProjectWish extends Partial<NewProject> {
  budgetFen?: number;
  /** Money that has come in by the first day of the project; all of the budget unless said otherwise. */
  receivedFen?: number;
}

/** A project-year with its budget and one receipt that covers it. */
export async function aProject(
  office: Office,
  wish: ProjectWish = {},
): Promise<{ id: string; year: number }> {
  const { budgetFen = 100_000_000, receivedFen = budgetFen, ...given } = wish;
  const head = projectHead({ ...given, currentFen: fen(budgetFen) });
  const id = await createProject(office.head, head);
  if (receivedFen > 0) {
    await recordReceipt(office.finance, {
      commandId: newId(),
      year: head.year,
      source: 'local',
      receivedOn: head.startOn,
      amountFen: fen(receivedFen),
      voucher: '样例-001',
      remarks: '',
    });
  }
  return { id, year: head.year };
}

/** The bytes of the invented target form, of the project-year 2021, with texts replaced. */
export async function aTargetForm(
  ...replacements: [from: string | RegExp, to: string][]
): Promise<Uint8Array> {
  const text = await readFile(new URL('../fixtures/targetForm.txt', import.meta.url), 'utf8');
  const changed = replacements.reduce((before, [from, to]) => before.replace(from, to), text);
  return Buffer.from(changed);
}

/** Rows of awards and payments as later domains write them, for tests of the sums over them. */
export async function ledgerOf(office: Office, projectId: string) {
  const { store, actor } = office.head;
  const { familyId, memberId } = await store.write((write) => aBareFamily(write, office));
  const at = new Date().toISOString();

  return {
    async award({ type = 'living', amountFen, on }: { type?: ReliefType; amountFen: number; on: string }) {
      const id = newId();
      const applicationId = newId();
      const common = { projectId, type, familyId, memberId, recordedAt: at };
      await store.write(async (write) => {
        await write.insert(applications).values({
          ...common,
          id: applicationId,
          status: 'approved',
          appliedOn: on,
          requestedFen: amountFen,
          reason: '',
          recordedBy: office.caseworker.actor.staffId,
        });
        await write
          .insert(awards)
          .values({ ...common, id, applicationId, amountFen, approvedOn: on, approvedBy: actor.staffId });
      });
      return id;
    },

    async pay(
      awardId: string,
      { amountFen, on, corrects = null }: { amountFen: number; on: string; corrects?: string | null },
    ) {
      const id = newId();
      await store.write(async (write) => {
        const [award] = await write.select().from(awards).where(eq(awards.id, awardId));
        await write.insert(payments).values({
          id,
          awardId,
          projectId,
          type: award!.type,
          familyId,
          memberId,
          kind: corrects ? 'return' : 'payment',
          correctsId: corrects,
          originalId: corrects ?? id,
          amountFen,
          paidOn: on,
          bankReference: 'R-1',
          remarks: '',
          commandId: newId(),
          recordedBy: office.finance.actor.staffId,
          recordedAt: at,
        });
      });
      return id;
    },

    async release(awardId: string, on: string) {
      await store.write((write) =>
        write.update(awards).set({ releasedOn: on, releaseReason: '样例' }).where(eq(awards.id, awardId)),
      );
    },
  };
}

let sequence = 900_000;

async function aBareFamily(write: Parameters<Parameters<Store['write']>[0]>[0], office: Office) {
  const familyId = newId();
  const memberId = newId();
  const at = new Date().toISOString();
  const noIncome = {
    wagesFen: 0,
    businessFen: 0,
    propertyFen: 0,
    transferFen: 0,
    otherIncomeFen: 0,
    rigidExpenseFen: 0,
  };
  await write.insert(families).values({
    ...noIncome,
    id: familyId,
    fileNumber: familyId,
    fileYear: 2018,
    fileSequence: (sequence += 1),
    status: 'approved',
    ruleSet: '2015',
    division: '410102',
    hukouKind: 'urban',
    address: '',
    phone: '',
    workUnit: '',
    unionMember: true,
    bankName: '',
    accountHolder: '',
    remarks: '',
    appliedOn: '2018-12-01',
    registeredOn: '2018-12-31',
    recordedBy: office.caseworker.actor.staffId,
    recordedAt: at,
    version: 1,
  });
  await write.insert(familyMembers).values({
    id: memberId,
    familyId,
    position: 0,
    relation: 'self',
    name: '样例丙',
    idSealed: 'sealed',
    idFingerprint: memberId,
    idMasked: '999999********0000',
    sex: 'male',
    birthOn: '1970-01-01',
    employment: 'unemployed',
    health: 'good',
    school: '',
    monthlyIncomeFen: 0,
  });
  return { familyId, memberId };
}
