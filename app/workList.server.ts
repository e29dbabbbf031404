import type { Read } from '../db/client.server';
import { todayInChina } from './calendar/date';
import { LATE_STATES, OWN_DESKS, ownDesks } from './deskTime/late';
import { latePage, type LateCase, type LatePage } from './deskTime/late.server';
import type { FamilyStatus } from './families/family';
import { checkedImports } from './exchange/jobs.server';
import { waitingAccountCount } from './families/accountChangeList.server';
import { countApprovable } from './families/bulkLeftOut.server';
import { countByStatus } from './families/families.server';
import { noticeCounts, noticesToAnswer } from './families/noticeQueries.server';
import { overdueReviews } from './families/reviews.server';
import { projectIds } from './fund/otherYears.server';
import { waitingUploads } from './fund/targetUploads.server';
import { paths } from './paths';
import type { BatchStatus } from './payments/batch';
import { batchCounts, ownWaitingBatches } from './payments/batchQueries.server';
import { openContradictionCount } from './payments/contradictions.server';
import { waitingFailureCount } from './payments/failureCount.server';
import { uncheckedFileCount } from './payments/uncheckedList.server';
import type { ApplicationStatus } from './relief/application';
import { recipientNoticeCounts } from './relief/recipientNotices.server';
import { openAwardCount, undecidedApplications, undecidedForOthers } from './relief/waiting.server';
import { may, type Permission } from './staff/permission';
import type { Role } from './staff/role';
import { waitingRoleCount, waitingRoles } from './staff/roleChanges.server';
import { GIVEN_AT_ONCE, givenAtOnce, headResets, RESETS } from './staff/toldHome.server';
import { together } from './together';
import { givenAtOnceText } from './zh/staff';
import { forOthersText, notApprovableText, type TaskCode } from './zh/tasks';

/** Something that waits: how many there are that one may do, and the list of them. */
export interface Task {
  code: TaskCode;
  count: number;
  to: string;
  /** Of work of another year than the present one: which. */
  year?: number | undefined;
  /** What the count alone does not tell. */
  note?: string;
}

interface PossibleTask extends Task {
  /** Whose it is; of several, whoever has one. */
  permission: Permission | readonly Permission[];
  /** How many more the list holds that this person may not do: one's own are for another (maker-checker). */
  others?: number;
}

interface WorkList {
  /** In the order of the work; nothing that waits for nobody. */
  tasks: Task[];
  /** Of what is late or soon will be, the first due: a few of what the tasks count. */
  urgent: LateCase[];
}

/** An office that is far behind counts hundreds: the home page names these, the list of deadlines all. */
const MOST_URGENT = 5;

/**
 * What waits for somebody with these roles: of the present year, and of every other that has a project.
 * @param asked.staffId who it is: what one recorded, made, proposed or sent is counted apart, for another to decide
 */
export async function workList(
  read: Read,
  { roles, year, staffId = '' }: { roles: readonly Role[]; year: number | null; staffId?: string },
): Promise<WorkList> {
  if (!may(roles, 'family.read')) return { tasks: [], urgent: [] };
  const desks = ownDesks(roles);
  const late = desks.length > 0 ? latePage(read, { desks, notBy: staffId, size: MOST_URGENT }) : null;
  const possible = await tasksOf([
    roleTask(read, staffId),
    resetTasks(read),
    givenTask(read),
    uploadTask(read),
    lateTasks(late),
    bankTasks(read),
    fileTasks(read, { roles, staffId }),
    year === null ? [] : allYearsTasks(read, { presentYear: year, staffId }),
  ]);
  const tasks = possible
    .filter(({ permission, count }) => count > 0 && [permission].flat().some((one) => may(roles, one)))
    .map(({ permission: _, others = 0, ...task }) =>
      others > 0 ? { ...task, note: forOthersText(task.code, others) } : task,
    );
  return { tasks, urgent: (await late)?.rows ?? [] };
}

type Tasks = PossibleTask | readonly PossibleTask[];

/** All that are asked for at once, in their order. */
async function tasksOf(asked: readonly (Tasks | Promise<Tasks>)[]): Promise<PossibleTask[]> {
  return (await Promise.all(asked.map(async (tasks) => tasks))).flat();
}

async function roleTask(read: Read, staffId: string): Promise<PossibleTask> {
  const { count, all } = await together({
    count: waitingRoleCount(read, staffId),
    all: waitingRoles(read),
  });
  const others = all.length - count;
  return { code: 'roles.waiting', permission: 'staff.confirm_roles', count, others, to: paths.roleChanges };
}

/** That the account of a head was opened by somebody else, which is told to all heads for some days. */
async function resetTasks(read: Read): Promise<PossibleTask[]> {
  const counts = await headResets(read, new Date());
  return RESETS.map((action) => ({
    code: `head.${action}` as const,
    permission: 'staff.confirm_roles',
    count: counts[action],
    to: `${paths.audit}?${new URLSearchParams({ action })}`,
  }));
}

/** That an account got roles with nobody there to confirm them, which is told to all heads as long. */
async function givenTask(read: Read): Promise<PossibleTask> {
  const given = await givenAtOnce(read, new Date());
  return {
    code: `head.${GIVEN_AT_ONCE}`,
    permission: 'staff.confirm_roles',
    count: given.length,
    to: `${paths.audit}?${new URLSearchParams({ action: GIVEN_AT_ONCE })}`,
    ...(given.length > 0 ? { note: givenAtOnceText(given) } : {}),
  };
}

/** Target forms that were read and wait to be checked: one uploaded at set-up comes to the head's mind here. */
async function uploadTask(read: Read): Promise<PossibleTask> {
  const [latest, ...others] = await waitingUploads(read);
  return {
    code: 'project.waiting',
    permission: 'project.edit',
    count: latest ? 1 + others.length : 0,
    to: latest && others.length === 0 ? paths.projectUpload(latest.id) : paths.projects,
  };
}

/** What lies too long at the desks of one's own, and what soon will. */
async function lateTasks(asked: Promise<LatePage> | null): Promise<PossibleTask[]> {
  const late = await asked;
  if (!late) return [];
  return LATE_STATES.map((state) => ({
    code: `desk.${state}` as const,
    permission: 'family.read',
    count: late.counts[state],
    to: paths.deadlines({ state, desk: OWN_DESKS }),
  }));
}

/** What of the bank's answers nobody has looked at. */
async function bankTasks(read: Read): Promise<PossibleTask[]> {
  const { contradictions, files } = await together({
    contradictions: openContradictionCount(read),
    files: uncheckedFileCount(read),
  });
  const permission = 'payment.record';
  return [
    { code: 'contradiction.open', permission, count: contradictions, to: paths.bankContradictions },
    { code: 'results.unchecked', permission, count: files, to: paths.uncheckedResults },
  ];
}

interface Person {
  roles: readonly Role[];
  staffId: string;
}

async function fileTasks(read: Read, person: Person): Promise<PossibleTask[]> {
  // What one recorded is looked for in the log, for those alone whom it concerns.
  const mayApprove = may(person.roles, 'family.approve');
  return tasksOf([
    statusTasks(read),
    mayApprove ? approvalTask(read, person) : [],
    noticeTasks(read, person),
    mayApprove ? reviewTask(read, person) : [],
    accountTask(read, person),
    importTasks(read, person),
  ]);
}

async function statusTasks(read: Read): Promise<PossibleTask[]> {
  const statusCounts = await countByStatus(read);
  const task = (code: TaskCode, status: FamilyStatus): PossibleTask => ({
    code,
    permission: 'family.record',
    count: statusCounts[status],
    to: paths.families({ status }),
  });
  return [
    task('file.draft', 'draft'),
    task('file.returned', 'returned'),
    task('file.submitted', 'submitted'),
    task('file.visited', 'visited'),
  ];
}

async function importTasks(read: Read, person: Person): Promise<PossibleTask[]> {
  const { register, ledger } = await together({
    register: checkedImports(read, { ...person, kind: 'families.import' }),
    ledger: checkedImports(read, { ...person, kind: 'payments.import' }),
  });
  return [
    { code: 'import.checked', permission: 'family.approve', ...register, to: paths.familiesImport },
    { code: 'ledger.checked', permission: 'ledger.override', ...ledger, to: paths.paymentsImport },
  ];
}

async function approvalTask(read: Read, { staffId }: Person): Promise<PossibleTask> {
  const { total, leftOut } = await countApprovable(read, staffId);
  const note = notApprovableText(leftOut);
  const to = paths.families({ status: 'publicised' });
  return {
    ...{ code: 'file.publicised', permission: 'family.approve', count: total, to },
    ...(note ? { note } : {}),
  };
}

async function reviewTask(read: Read, { staffId }: Person): Promise<PossibleTask> {
  const overdue = await overdueReviews(read, { today: todayInChina(new Date()), staffId });
  return { code: 'review.overdue', permission: 'family.approve', ...overdue, to: paths.reviews() };
}

async function accountTask(read: Read, { staffId }: Person): Promise<PossibleTask> {
  const { count, all } = await together({
    count: waitingAccountCount(read, { notBy: staffId }),
    all: waitingAccountCount(read),
  });
  return {
    code: 'account.waiting',
    permission: 'account.confirm',
    count,
    others: all - count,
    to: paths.accountChanges(),
  };
}

async function noticeTasks(read: Read, { staffId }: Person): Promise<PossibleTask[]> {
  const today = todayInChina(new Date());
  const { counts, toAnswer, recipients } = await together({
    counts: noticeCounts(read, today),
    toAnswer: noticesToAnswer(read, staffId),
    recipients: recipientNoticeCounts(read, today),
  });
  return [
    {
      code: 'notice.objected',
      permission: 'family.object',
      count: toAnswer,
      others: counts.objected - toAnswer,
      to: paths.notices({ view: 'objected' }),
    },
    {
      code: 'notice.expired',
      permission: 'family.record',
      count: counts.expired,
      to: paths.notices({ view: 'expired' }),
    },
    {
      code: 'recipients.expired',
      permission: 'relief.apply',
      count: recipients.expired,
      to: paths.recipientNotices({ view: 'expired' }),
    },
  ];
}

/** A year that was opened does not end the work of the one before. */
async function allYearsTasks(
  read: Read,
  { presentYear, staffId }: { presentYear: number; staffId: string },
): Promise<PossibleTask[]> {
  const projects = await projectIds(read);
  const present = projects.filter((project) => project.year === presentYear);
  const others = projects.filter((project) => project.year !== presentYear);
  return tasksOf([
    ...present.map((project) => yearTasks(read, { ...project, staffId })),
    ...others.map(async ({ id, year }) => {
      const tasks = await yearTasks(read, { id, year, staffId });
      return tasks.map((task) => ({ ...task, year }));
    }),
  ]);
}

async function yearTasks(
  read: Read,
  { id: projectId, year, staffId }: { id: string; year: number; staffId: string },
): Promise<PossibleTask[]> {
  const { steps, forOthers, unpaid, failures, ofBatches } = await together({
    steps: undecidedApplications(read, projectId),
    forOthers: undecidedForOthers(read, { projectId, staffId }),
    unpaid: openAwardCount(read, projectId),
    failures: waitingFailureCount(read, projectId),
    ofBatches: batchTasks(read, { year, staffId }),
  });
  const task = (code: TaskCode, status: ApplicationStatus, permission: Permission) => ({
    code,
    permission,
    count: (steps.get(status) ?? 0) - (forOthers.get(status) ?? 0),
    others: forOthers.get(status) ?? 0,
    to: paths.applications({ year, status }),
  });
  return [
    task('application.returned', 'returned', 'relief.apply'),
    task('application.submitted', 'submitted', 'relief.review'),
    task('application.reviewed', 'reviewed', 'relief.decide'),
    task('application.confirming', 'confirming', 'relief.decide'),
    ...ofBatches,
    {
      code: 'failure.waiting',
      // Who changes the account, and who confirms it; who only reads has nothing to do with it.
      permission: ['family.record', 'account.confirm'],
      count: failures,
      to: paths.failures({ year }),
    },
    { code: 'award.unpaid', permission: 'payment.record', count: unpaid, to: paths.awards({ year }) },
  ];
}

async function batchTasks(
  read: Read,
  { year, staffId }: { year: number; staffId: string },
): Promise<PossibleTask[]> {
  const { counts, own } = await together({
    counts: batchCounts(read, year),
    own: ownWaitingBatches(read, { year, staffId }),
  });
  const task = (code: TaskCode, status: BatchStatus, permission: Permission, others = 0) => ({
    code,
    permission,
    count: counts[status] - others,
    others,
    to: paths.batches({ year, status }),
  });
  return [
    task('batch.draft', 'draft', 'batch.make'),
    task('batch.submitted', 'submitted', 'batch.approve', own),
    task('batch.approved', 'approved', 'batch.export'),
    task('batch.exported', 'exported', 'payment.record'),
  ];
}
