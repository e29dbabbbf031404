import type { Permission } from '../staff/permission';

interface ListRules {
  /** Who sees the list; to take it along needs `list.export` besides. */
  reader: Permission;
  /** Whether it is of a project-year, of any calendar year, or of no year. */
  of: 'project' | 'year' | 'office';
}

/** Lists that can be taken along as a workbook, narrowed as their page is; families have an export of their own. */
export const EXPORTED_LISTS = {
  reviews: { reader: 'family.read', of: 'office' },
  notices: { reader: 'family.read', of: 'office' },
  duplicates: { reader: 'family.read', of: 'office' },
  'account-changes': { reader: 'family.read', of: 'office' },
  'lacking-papers': { reader: 'family.read', of: 'office' },
  deadlines: { reader: 'family.read', of: 'office' },
  retention: { reader: 'family.erase', of: 'office' },
  lines: { reader: 'family.read', of: 'office' },
  'national-items': { reader: 'national.exchange', of: 'office' },
  applications: { reader: 'relief.read', of: 'project' },
  campaigns: { reader: 'relief.read', of: 'project' },
  'recipient-notices': { reader: 'relief.read', of: 'office' },
  due: { reader: 'relief.read', of: 'project' },
  awards: { reader: 'payment.read', of: 'project' },
  batches: { reader: 'payment.read', of: 'project' },
  'batch-lines': { reader: 'payment.read', of: 'office' },
  failures: { reader: 'payment.read', of: 'project' },
  payments: { reader: 'payment.read', of: 'project' },
  services: { reader: 'service.read', of: 'year' },
  'survey-rounds': { reader: 'survey.read', of: 'project' },
  'survey-people': { reader: 'survey.read', of: 'office' },
  receipts: { reader: 'fund.read', of: 'project' },
  adjustments: { reader: 'fund.read', of: 'project' },
  projects: { reader: 'project.read', of: 'office' },
  'indicator-rows': { reader: 'indicator.read', of: 'project' },
  compliance: { reader: 'indicator.read', of: 'project' },
  audit: { reader: 'audit.read', of: 'office' },
} as const satisfies Record<string, ListRules>;

export type ExportedList = keyof typeof EXPORTED_LISTS;

/** The list that an address names; null when there is none of that name. */
export function exportedListOf(name: string | undefined): ExportedList | null {
  return name !== undefined && Object.hasOwn(EXPORTED_LISTS, name) ? (name as ExportedList) : null;
}
