/** Codes of the long work that runs beside the pages; the Chinese terms stand in app/zh/jobs.ts. */

export const JOB_KINDS = ['families.import', 'families.export'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

export const JOB_STATUSES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];
