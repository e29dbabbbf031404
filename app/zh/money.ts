import type { YuanCode } from '../money/yuan';

export const yuanWord = '元';

export const capitalWords = {
  currency: '人民币',
  minus: '负',
  zero: '零',
  digits: '壹贰叁肆伍陆柒捌玖',
  places: '拾佰仟',
  thousand: '仟',
  sections: '万亿',
  yuan: '元',
  jiao: '角',
} as const;

export const moneyMessages: Record<YuanCode | 'money.not_positive', string> = {
  'money.empty': '请填写金额，单位为元，例如 600 或 1409.50。',
  'money.not_a_number': '这不是一个金额。请只填数字，单位为元，例如 1409.50。',
  'money.too_many_decimals': '金额最多两位小数（精确到分），请改为例如 1409.50。',
  'money.too_large': '金额过大，最多 99,999,999,999.99 元，请检查是否多输了数字。',
  'money.negative': '金额不能为负数，请去掉负号。',
  'money.not_positive': '金额必须大于 0，请填写实际金额。',
};

export function belowMinimumMessage(minimumYuan: string): string {
  return `金额不能少于 ${minimumYuan} 元，请填写更大的金额。`;
}
