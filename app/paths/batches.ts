import { query } from './query';

/** The URLs of payment batches and of what the bank is sent and answers. */
export const batchPaths = {
  batches: (
    filter: { year?: number; status?: string | null; after?: string | null; before?: string | null } = {},
  ) => `/batches${query(filter)}`,
  /** With one award, or with a filter of awards; several awards are sent by the ticks of a list. */
  batchNew: (
    chosen: {
      award?: readonly string[];
      year?: number;
      type?: string;
      campaign?: string;
      except?: readonly string[];
    } = {},
  ) => `/batches/new${query(chosen)}`,
  batch: (id: string, filter: { status?: string | null; after?: string; before?: string } = {}) =>
    `/batches/${id}${query(filter)}`,
  batchTakeOut: (id: string) => `/batches/${id}/take-out`,
  batchSubmit: (id: string) => `/batches/${id}/submit`,
  batchApprove: (id: string, filter: { after?: string; before?: string } = {}) =>
    `/batches/${id}/approve${query(filter)}`,
  batchReturn: (id: string) => `/batches/${id}/return`,
  batchCancel: (id: string) => `/batches/${id}/cancel`,
  batchExport: (id: string) => `/batches/${id}/export`,
  batchFile: (id: string, fileId: string) => `/batches/${id}/files/${fileId}`,
  batchPrint: (id: string, part?: number) => `/batches/${id}/print${query({ part })}`,
  batchSigning: (id: string, part?: number) => `/batches/${id}/signing${query({ part })}`,
  batchSigningFile: (id: string, format: string, part?: number) =>
    `/batches/${id}/signing/${format}${query({ part })}`,
  /** The texts for the recipients of a batch. */
  batchPaidNotices: (id: string) => `/batches/${id}/paid-notices`,
  batchResults: (id: string) => `/batches/${id}/results`,
  batchResult: (id: string, resultId: string, filter: { view?: string; page?: number } = {}) =>
    `/batches/${id}/results/${resultId}${query(filter)}`,
  batchResultVoid: (id: string, resultId: string) => `/batches/${id}/results/${resultId}/void`,
  batchResultMapping: (id: string, resultId: string) => `/batches/${id}/results/${resultId}/mapping`,
  /** A line to answer, beside the row of a result file from which one comes. */
  batchLinePaid: (id: string, lineId: string, from: { result?: string; row?: number } = {}) =>
    `/batches/${id}/lines/${lineId}/paid${query(from)}`,
  batchLineFailed: (id: string, lineId: string, from: { result?: string; row?: number } = {}) =>
    `/batches/${id}/lines/${lineId}/failed${query(from)}`,
  bankContradictions: '/bank-contradictions',
  bankContradictionsPage: (page: number) => `/bank-contradictions${query({ page })}`,
  bankContradictionSettle: (id: string) => `/bank-contradictions/${id}/settle`,
  uncheckedResults: '/unchecked-results',
  uncheckedResultsPage: (page: number) => `/unchecked-results${query({ page })}`,
  failures: (filter: { year?: number; cause?: string; page?: number } = {}) => `/failures${query(filter)}`,
  bankLayouts: '/bank-layouts',
  bankLayoutNew: (from?: string) => `/bank-layouts/new${query({ from })}`,
  bankLayoutRetire: (id: string) => `/bank-layouts/${id}/retire`,
  payingAccount: '/bank-layouts/paying-account',
} as const;
