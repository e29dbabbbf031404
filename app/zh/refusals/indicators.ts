import type { Sentences } from './sentences';

export const INDICATORS_REFUSALS = {} satisfies Sentences;
