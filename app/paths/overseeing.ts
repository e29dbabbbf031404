import { query, type Value } from './query';

/** What watches over the work: deadlines, and packs for whoever checks it. */
export const overseeingPaths = {
  /** 逾期提醒: what lies at a desk too long, or soon will. */
  deadlines: (filter: { desk?: string | null; state?: string | null; page?: number } = {}) =>
    `/deadlines${query(filter)}`,
  /** 逐件办理: the queues, and the first case of one. */
  queues: '/queues',
  queue: (kind: string) => `/queues/${kind}`,
  deskLimits: '/deadlines/limits',
  /** 抽查资料包: a list of numbers to be looked for, and the zip of what was found or of one payment or award. */
  casePacks: '/case-packs',
  casePackNew: (chosen: { payment?: string; award?: string } = {}) => `/case-packs/new${query(chosen)}`,
  casePack: (id: string) => `/case-packs/${id}`,
  /** 全国系统: what goes there, and its download compared with ours. */
  national: '/national',
  nationalExport: '/national/export',
  nationalCompare: '/national/compare',
  nationalLayout: '/national/layout',
  comparison: (id: string, filter: Record<string, Value> = {}) =>
    `/national/comparisons/${id}${query(filter)}`,
  comparisonCancel: (id: string) => `/national/comparisons/${id}/cancel`,
  comparisonExplain: (id: string, itemId: string) => `/national/comparisons/${id}/${itemId}/explain`,
  /** A file begun with what the national system says of the family. */
  comparisonRegister: (id: string, itemId: string) => `/national/comparisons/${id}/${itemId}/register`,
  casePackZip: (id: string) => `/case-packs/${id}/zip`,
} as const;
