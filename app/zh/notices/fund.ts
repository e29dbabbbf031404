import type { Notices } from './notices';

export const FUND_NOTICES = {} satisfies Notices;
