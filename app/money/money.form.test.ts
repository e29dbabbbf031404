import { parseWithZod } from '@conform-to/zod/v4';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { moneyMessages } from '../zh/money';
import { fen } from './fen';
import { YuanAmount } from './money.form';

function messageOf(schema: ReturnType<typeof YuanAmount>, text: unknown): string | undefined {
  return schema.safeParse(text).error?.issues[0]?.message;
}

describe('YuanAmount', () => {
  it('turns text into fen', () => expect(YuanAmount().parse('1,409.50')).toBe(140950));
  it('says what is wrong in Chinese', () => {
    expect(messageOf(YuanAmount(), '')).toBe(moneyMessages['money.empty']);
    expect(messageOf(YuanAmount(), undefined)).toBe(moneyMessages['money.empty']);
    expect(messageOf(YuanAmount(), '1.234')).toBe(moneyMessages['money.too_many_decimals']);
    expect(messageOf(YuanAmount(), '-1')).toBe(moneyMessages['money.negative']);
  });
  it('accepts 0 unless it must be positive', () => {
    expect(YuanAmount().parse('0')).toBe(0);
    expect(messageOf(YuanAmount({ positive: true }), '0')).toBe(moneyMessages['money.not_positive']);
    expect(YuanAmount({ positive: true }).parse('0.01')).toBe(1);
  });
  it('keeps to its minimum', () => {
    const schema = YuanAmount({ min: fen(10_000) });
    expect(schema.parse('100')).toBe(10_000);
    expect(messageOf(schema, '99.99')).toContain('100.00');
    expect(YuanAmount({ min: fen(-500) }).parse('-5')).toBe(-500);
    expect(messageOf(YuanAmount({ min: fen(-500) }), '-5.01')).toContain('-5.00');
  });
  it('works inside a submitted form, where an empty field is missing', () => {
    const schema = z.object({ amountFen: YuanAmount(), otherFen: YuanAmount().optional() });
    const data = new FormData();
    data.set('amountFen', '');
    data.set('otherFen', '');
    expect(parseWithZod(data, { schema }).reply().error).toEqual({
      amountFen: [moneyMessages['money.empty']],
    });
    data.set('amountFen', '６００');
    const submission = parseWithZod(data, { schema });
    expect(submission.status === 'success' && submission.value.amountFen).toBe(60_000);
  });
});
