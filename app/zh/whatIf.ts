export const WHAT_IF_LABELS = {
  region: '适用地区',
  hukouKind: '户籍',
  amount: '低保标准改为（元/月）',
  percent: '收入变动（%）',
  on: '按哪一天的规则和标准',
};

export const WHAT_IF_MESSAGES = {
  percent: '收入变动应为 -100 到 1000 之间的整数，例如 10 表示增加 10%，-5 表示减少 5%。',
} as const;
