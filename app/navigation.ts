import { paths } from './paths';
import { may, type Permission } from './staff/permission';
import type { Role } from './staff/role';
import { NAVIGATION_LABELS as LABELS } from './zh/navigation';
import type { NavGroup } from './ui';

interface Entry {
  to: string;
  label: string;
  icon: NonNullable<NavGroup['items'][number]['icon']>;
  permission: Permission | null;
}

interface Group {
  heading: string;
  entries: Entry[];
}

const GROUPS: Group[] = [
  {
    heading: LABELS.work,
    entries: [
      { to: paths.home, label: LABELS.home, icon: 'home', permission: null },
      { to: paths.queues, label: LABELS.queues, icon: 'list', permission: 'relief.review' },
    ],
  },
  {
    heading: LABELS.relief,
    entries: [
      { to: paths.families(), label: LABELS.families, icon: 'people', permission: 'family.read' },
      { to: paths.notices(), label: LABELS.notices, icon: 'message', permission: 'family.read' },
      { to: paths.reviews(), label: LABELS.reviews, icon: 'calendar', permission: 'family.read' },
      { to: paths.duplicates(), label: LABELS.duplicates, icon: 'people', permission: 'family.read' },
      { to: paths.applications(), label: LABELS.applications, icon: 'hand', permission: 'relief.read' },
      { to: paths.campaigns, label: LABELS.campaigns, icon: 'list', permission: 'relief.read' },
      { to: paths.dueHome, label: LABELS.due, icon: 'list', permission: 'relief.read' },
      { to: paths.deadlines(), label: LABELS.deadlines, icon: 'warning', permission: 'family.read' },
      { to: paths.awards(), label: LABELS.awards, icon: 'clock', permission: 'payment.read' },
      { to: paths.batches(), label: LABELS.batches, icon: 'list', permission: 'payment.read' },
      { to: paths.failures(), label: LABELS.failures, icon: 'warning', permission: 'payment.read' },
      { to: paths.payments(), label: LABELS.payments, icon: 'money', permission: 'payment.read' },
      { to: paths.services(), label: LABELS.services, icon: 'hand', permission: 'service.read' },
      { to: paths.surveys(), label: LABELS.surveys, icon: 'message', permission: 'survey.read' },
    ],
  },
  {
    heading: LABELS.fund,
    entries: [
      { to: paths.fund(), label: LABELS.fundOverview, icon: 'wallet', permission: 'fund.read' },
      { to: paths.projects, label: LABELS.projects, icon: 'target', permission: 'project.read' },
      { to: paths.indicatorsHome, label: LABELS.indicators, icon: 'chart', permission: 'indicator.read' },
      { to: paths.reportsHome, label: LABELS.reports, icon: 'document', permission: 'report.read' },
    ],
  },
  {
    heading: LABELS.office,
    entries: [
      { to: paths.lines, label: LABELS.lines, icon: 'book', permission: 'family.read' },
      { to: paths.standards, label: LABELS.standards, icon: 'book', permission: 'relief.read' },
      { to: paths.retention, label: LABELS.retention, icon: 'clock', permission: 'family.erase' },
      { to: paths.workflow, label: LABELS.workflow, icon: 'list', permission: null },
      { to: paths.national, label: LABELS.national, icon: 'list', permission: 'national.exchange' },
      { to: paths.casePacks, label: LABELS.casePacks, icon: 'download', permission: 'case_pack.take' },
      { to: paths.audit, label: LABELS.audit, icon: 'history', permission: 'audit.read' },
      { to: paths.staff, label: LABELS.staff, icon: 'key', permission: 'staff.manage' },
      { to: paths.backups, label: LABELS.backups, icon: 'book', permission: 'backup.read' },
      { to: paths.centre, label: LABELS.centre, icon: 'gear', permission: 'centre.edit' },
    ],
  },
];

/** The menu of somebody with these roles: only what they may open, no empty group. */
export function navigationFor(roles: readonly Role[]): NavGroup[] {
  return GROUPS.map(({ heading, entries }) => ({
    heading,
    items: entries.filter(({ permission }) => permission === null || may(roles, permission)),
  }))
    .filter(({ items }) => items.length > 0)
    .map(({ heading, items }) => ({
      heading,
      items: items.map(({ to, label, icon }) => ({ to, label, icon })),
    }));
}

/** Pages that help leads to and that stand in no menu. */
const BESIDE_THE_MENU: Record<string, Permission | null> = {
  [paths.account]: null,
  [paths.familyNew]: 'family.record',
  [paths.familiesImport]: 'family.import',
  [paths.bankLayouts]: 'bank_layout.edit',
  [paths.bankContradictions]: 'payment.read',
  [paths.uncheckedResults]: 'payment.read',
  [paths.whatIf()]: 'family.read',
  [paths.reportTemplate]: 'report.template',
  [paths.auditCheck]: 'audit.read',
  [paths.auditEntry]: 'audit.read',
  [paths.indicatorsCompare()]: 'indicator.read',
};

/** Whether somebody with these roles may open a page of the menu, or one that stands beside it. */
export function mayOpen(roles: readonly Role[], to: string): boolean {
  const beside = BESIDE_THE_MENU[to];
  if (beside !== undefined) return beside === null || may(roles, beside);
  return navigationFor(roles).some(({ items }) => items.some((item) => item.to === to));
}
