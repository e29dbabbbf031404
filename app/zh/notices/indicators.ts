import type { Notices } from './notices';

export const INDICATORS_NOTICES = {
  'indicator.graded': ({ name }) => `「${name}」的评定已保存。`,
  'indicator.entered': ({ name }) => `「${name}」的完成值已保存，得分已按它计算。`,
  'indicator.monitored': ({ name }) => `「${name}」的监控意见已保存。`,
  'indicator.explained': ({ name }) => `「${name}」的说明已保存。`,
  'indicator.filter_chosen': () => '计算范围已保存，完成值和逐行记录已按它重新计算。',
  'indicator.sources_chosen': () => '评定依据已保存，下面的建议已按它重新给出。',
} satisfies Notices;
