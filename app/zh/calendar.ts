import type { DateCode } from '../calendar/date';

export const dateWords = { year: '年', month: '月', day: '日', dayInSpeech: '号' } as const;

export const dateMessages: Record<DateCode, string> = {
  'date.empty': '请填写日期，例如 2019-10-01。',
  'date.not_a_date': '这不是一个日期。请按“年-月-日”填写，例如 2019-10-01。',
  'date.not_real': '日历上没有这一天，请核对年、月、日。',
  'date.out_of_range': '日期应在 1900 年至 2100 年之间，请核对年份。',
};
