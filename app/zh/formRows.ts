/** Beside a list of a form with more rows than it may have. */
export const tooManyRows = (most: number): string => `最多 ${most} 项，请减少以后再提交。`;
