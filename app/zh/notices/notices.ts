/** What is said once, on the page after something was done. */
export type Notices = Record<string, (data: Record<string, string | number>) => string>;
