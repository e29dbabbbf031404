import type { Sentences } from './sentences';

export const REPORTS_REFUSALS = {} satisfies Sentences;
