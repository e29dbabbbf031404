/** How many years a file is kept after it was closed. */
export const KEPT_YEARS = 10;

/** As many files as are erased at once. */
export const MOST_ERASED = 100;
