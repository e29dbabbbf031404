import type { Notices } from './notices';

export const RELIEF_NOTICES = {} satisfies Notices;
