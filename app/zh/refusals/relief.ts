import type { Sentences } from './sentences';

export const RELIEF_REFUSALS = {} satisfies Sentences;
