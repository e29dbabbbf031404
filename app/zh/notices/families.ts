import type { Notices } from './notices';

export const FAMILIES_NOTICES = {} satisfies Notices;
