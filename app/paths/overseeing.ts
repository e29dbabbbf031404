import { query } from './query';

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
  casePackZip: (id: string) => `/case-packs/${id}/zip`,
} as const;
