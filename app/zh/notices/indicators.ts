import type { Notices } from './notices';

export const INDICATORS_NOTICES = {
  'indicator.graded': ({ name }) => `「${name}」的评定已保存。`,
  'indicator.explained': ({ name }) => `「${name}」的说明已保存。`,
} satisfies Notices;
