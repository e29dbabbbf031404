/** How many lines a list shows at once. */
export const PAGE_SIZE = 100;

export interface Paging {
  /** From 1; a page beyond the last is the last. */
  page: number;
  pageCount: number;
  limit: number;
  offset: number;
}

/** Which lines of how many a page shows. */
export function pagingOf(total: number, asked = 1, size = PAGE_SIZE): Paging {
  const pageCount = Math.max(1, Math.ceil(total / size));
  const page = Math.min(Math.max(1, Math.floor(asked) || 1), pageCount);
  return { page, pageCount, limit: size, offset: (page - 1) * size };
}
