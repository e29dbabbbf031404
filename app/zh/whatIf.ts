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

export const WHAT_IF_SHEET = '类别会变化的家庭';
export const WHAT_IF_NONE = '不属于困难类别';
export const WHAT_IF_COLUMNS = [
  '档案号',
  '档案主',
  '认定类别',
  '现在建议',
  '测算后建议',
  '现在人均月收入（元）',
  '测算后人均月收入（元）',
  '现在标准（元）',
  '测算后标准（元）',
] as const;
export const whatIfFileName = (date: string) => `类别测算 ${date}.xlsx`;
