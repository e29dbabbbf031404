/** Codes of the services without payment; the Chinese terms stand in app/zh/services.ts. */

export const SERVICE_KINDS = [
  'job_placement',
  'training',
  'start_up',
  'petition',
  'legal_aid',
  'policy_advice',
] as const;
export type ServiceKind = (typeof SERVICE_KINDS)[number];

/** How many services there were in a year. */
export interface ServiceCounts {
  total: number;
  byKind: Record<ServiceKind, number>;
  /** By month 1 to 12, in order; each by kind. */
  months: { month: number; total: number; byKind: Record<ServiceKind, number> }[];
}
