import { parseWithZod } from '@conform-to/zod/v4';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dateMessages } from '../zh/calendar';
import { DateText } from './date.form';

describe('DateText', () => {
  it('turns text into a date', () => expect(DateText.parse('2019年1月5日')).toBe('2019-01-05'));
  it.each([
    ['', 'date.empty'],
    [undefined, 'date.empty'],
    ['soon', 'date.not_a_date'],
    ['2019-02-29', 'date.not_real'],
    ['1899-12-31', 'date.out_of_range'],
  ] as const)('says what is wrong with %j', (text, code) =>
    expect(DateText.safeParse(text).error?.issues[0]?.message).toBe(dateMessages[code]),
  );
  it('works inside a submitted form', () => {
    const schema = z.object({ paidOn: DateText, endsOn: DateText.optional() });
    const data = new FormData();
    data.set('paidOn', '20190105');
    data.set('endsOn', '');
    const submission = parseWithZod(data, { schema });
    expect(submission.status === 'success' && submission.value).toEqual({ paidOn: '2019-01-05' });
  });
});
