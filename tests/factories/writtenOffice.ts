import { businessDate } from '../../app/calendar/date';
import { orderCasePack } from '../../app/casePack/casePack.server';
import { recordContractRule } from '../../app/families/contractRules.server';
import { recordLine } from '../../app/families/lines.server';
import { CITY_REGION } from '../../app/families/sampleLines';
import { adjustBudget } from '../../app/fund/fund.server';
import { recordReceipt } from '../../app/fund/receipts.server';
import { importTargets, uploadTargetForm } from '../../app/fund/targetUploads.server';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import { recordStandard } from '../../app/relief/standardSets.server';
import { recordService, voidService } from '../../app/services/services.server';
import { saveFilter } from '../../app/staff/savedFilters.server';
import { changeStaff, createStaff, renameCentre, staffActor } from '../../app/staff/staff.server';
import { confirmRoles, waitingRolesOf } from '../../app/staff/roleChanges.server';
import { withdrawRound } from '../../app/surveys/withdrawals.server';
import * as schema from '../../db/schema';
import { aProject, aTargetForm, projectHead } from './fund';
import type { Office } from './office';
import { aDrawnRound, anAnswer } from './surveys';
import { bankOf, registerOf, reliefOf, type Writing } from './writtenFamilies';
import { closedYear, reportsOf } from './writtenReports';

const YEAR = 2019;
const on = businessDate;

/** An office in which every text that people write says what it is told, by the very functions that keep it. */
export async function aWrittenOffice(office: Office, w: Writing): Promise<void> {
  await renameCentre(office.admin, w('centre.name'));
  await staffOf(office, w);
  await fundOf(office, w);
  const families = await registerOf(office, w);
  await reliefOf(office, w, families);
  await bankOf(office, w);
  await reportsOf(office, w);
  await closedYear(office, w);
  await voicesOf(office, w);
}

async function staffOf({ admin, head, caseworker }: Office, w: Writing): Promise<void> {
  const one = { username: 'written', name: w('staff.name'), password: 'Sample-Pass-2019' };
  const reason = w('staff.roles_reason');
  const { id } = await createStaff(admin, { ...one, roles: ['caseworker', 'finance'], reason });
  const waiting = await admin.store.read((read) => waitingRolesOf(read, id));
  await confirmRoles(head, { id: waiting!.id, note: w('role_changes.decision_note') });
  await changeStaff(admin, {
    id,
    name: one.name,
    roles: ['caseworker', 'finance', 'auditor'],
    reason: w('role_changes.roles_reason'),
  });
  // The log names everybody as they were called then.
  const actor = (await admin.store.read((read) => staffActor(read, id)))!;
  await saveFilter({ store: admin.store, actor }, { list: 'families', name: '样例', query: '' });
  await saveFilter(caseworker, { list: 'families', name: w('saved_filters.name'), query: '' });
}

async function fundOf(office: Office, w: Writing): Promise<void> {
  const head = projectHead({ year: YEAR });
  const p = (name: string) => w(`projects.${name}`);
  await aProject(office, {
    ...head,
    centreName: p('centre_name'),
    projectName: p('project_name'),
    unitCode: p('unit_code'),
    useType: p('use_type'),
    leader: p('leader'),
    contact: p('contact'),
    phone: p('phone'),
    texts: {
      overview: p('overview'),
      basis: p('basis'),
      necessity: p('necessity'),
      measures: p('measures'),
      plan: p('plan'),
      remarks: p('remarks'),
      overallGoal: p('overall_goal'),
      annualGoal: p('annual_goal'),
    },
    components: [{ subject: w('project_components.subject'), amountFen: head.currentFen }],
  });
  await adjustBudget(office.head, {
    commandId: newId(),
    year: YEAR,
    adjustedOn: on('2019-01-02'),
    amountFen: fen(100_000),
    document: w('budget_adjustments.document'),
    reason: w('budget_adjustments.reason'),
  });
  await recordReceipt(office.finance, {
    commandId: newId(),
    year: YEAR,
    source: 'donation',
    receivedOn: on('2019-01-02'),
    amountFen: fen(100),
    voucher: w('receipts.voucher'),
    remarks: w('receipts.remarks'),
  });
  await importTargets(office.head, { bytes: await aTargetForm(), fileName: '2021.txt' });
  // Of a form marks are left out and entities read, twice: what was written as these of these is a mark in the end.
  const leader = encoded(encoded(w('target_form_uploads.reading')));
  const waiting = await aTargetForm([/2021/g, '2022'], ['样例甲', leader]);
  await uploadTargetForm(office.head, {
    bytes: waiting,
    fileName: w('target_form_uploads.file_name'),
  });
  await recordStandard(office.head, {
    effectiveOn: on('2022-02-01'),
    document: w('relief_standards.document'),
    livingMonths: 6,
    schoolingMonths: 5,
    amounts: { living: {}, schooling: {}, medicalPercent: null },
  });
  const line = { region: CITY_REGION, hukouKind: 'urban' as const, effectiveOn: on('2014-01-01') };
  await recordLine(office.head, {
    ...line,
    monthlyFen: fen(50_000),
    document: w('subsistence_lines.document'),
  });
  await recordContractRule(office.head, {
    effectiveOn: on('2030-01-01'),
    state: 'required',
    document: w('contract_rules.document'),
  });
}

async function voicesOf(office: Office, w: Writing): Promise<void> {
  const { caseworker, head, auditor } = office;
  const { id: roundId, people } = await aDrawnRound(office, { name: w('survey_rounds.name') });
  await anAnswer(office, { roundId, personId: people[0]!.id, opinion: w('survey_answers.opinion') });
  const { id: wrong } = await aDrawnRound(office);
  await withdrawRound(head, { id: wrong, reason: w('survey_withdrawals.reason') });
  const service = {
    kind: 'legal_aid' as const,
    servedOn: on('2019-05-06'),
    file: '',
    personName: w('services.person_name'),
    content: w('services.content'),
    outcome: w('services.outcome'),
  };
  const ids = [newId(), newId()];
  for (const id of ids) await recordService(caseworker, { ...service, id, confirmed: true });
  await voidService(caseworker, { id: ids[0]!, reason: w('services.void_reason') });
  const [payment] = await head.store.read((read) => read.select().from(schema.payments).limit(1));
  await orderCasePack(auditor, {
    question: { kind: 'payment', id: payment!.id },
    reason: w('case_packs.reason'),
    isWhole: false,
  });
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function encoded(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
}
