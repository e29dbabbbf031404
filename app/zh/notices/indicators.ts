import type { Notices } from './notices';

export const INDICATORS_NOTICES = {} satisfies Notices;
