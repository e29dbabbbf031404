import type { Permission } from '../staff/permission';

/** Lists that can be taken along as a workbook as they are narrowed; families have an export of their own. */
export const EXPORTED_LISTS = ['applications', 'awards', 'payments', 'services'] as const;
export type ExportedList = (typeof EXPORTED_LISTS)[number];

/** Who sees the list; to take it along needs `list.export` besides. */
export const LIST_READERS: Record<ExportedList, Permission> = {
  applications: 'relief.read',
  awards: 'payment.read',
  payments: 'payment.read',
  services: 'service.read',
};
