import type { Sentences } from './sentences';

export const FAMILIES_REFUSALS = {} satisfies Sentences;
