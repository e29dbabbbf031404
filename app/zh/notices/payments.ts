import type { Notices } from './notices';

export const PAYMENTS_NOTICES = {} satisfies Notices;
