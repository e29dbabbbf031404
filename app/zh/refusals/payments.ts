import type { Sentences } from './sentences';

export const PAYMENTS_REFUSALS = {} satisfies Sentences;
