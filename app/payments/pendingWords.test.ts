import { describe, expect, it } from 'vitest';
import { RESULT_WORDS } from '../zh/bankResults';
import { isLikelyPending, isPending } from './pendingWords';

const natureOf = (word: string) => (isPending(word) ? 'pending' : isLikelyPending(word) ? 'likely' : 'ended');

describe('a word of the bank', () => {
  it.each([
    ['处理中', 'pending'],
    ['处理中…', 'pending'],
    ['（银行处理中）', 'pending'],
    ['已 受理', 'pending'],
    ['受理成功，待入账', 'pending'],
    ['交易中', 'pending'],
    ['Ｐｒｏｃｅｓｓｉｎｇ', 'pending'],
    ['预约成功', 'pending'],
    ['预约付款', 'likely'],
    ['Accepted', 'likely'],
    ['Processed', 'ended'],
    ['受理成功', 'likely'],
    ['提交成功', 'likely'],
    ['待人行清算', 'likely'],
    ['状态未知', 'likely'],
    ['受理失败', 'ended'],
    ['审核不通过', 'ended'],
    ['受理后已入账', 'ended'],
    ['已核销', 'ended'],
    ['', 'ended'],
  ])('%s is %s', (word, nature) => {
    expect(natureOf(word)).toBe(nature);
  });

  it('that is proposed for paid or not paid has ended', () => {
    for (const word of [...RESULT_WORDS.success, ...RESULT_WORDS.failure])
      expect(natureOf(word), word).toBe('ended');
  });
});
