/** When wrong passwords and codes lock, and for how long; after them the answer is the same whatever is typed. */

/** In a row, of one account. */
export const FAILURES_BEFORE_LOCK = 5;
export const LOCK_MINUTES = 30;

/** What a whole office behind one router stays below, and a list of passwords does not. */
export const FAILURES_OF_AN_ADDRESS = 30;
/** Within how long so many failures lock an address, and for how long. */
export const ADDRESS_MINUTES = 30;
