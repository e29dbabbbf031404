import { z } from 'zod';
import { belowMinimumMessage, moneyMessages } from '../zh/money';
import type { Fen } from './fen';
import { formatYuan, parseYuan } from './yuan';

interface YuanAmountOptions {
  /** Refuse 0. */
  positive?: boolean;
  /** The least amount accepted; a negative one allows negative amounts. */
  min?: Fen;
}

/** A form field in yuan: text in, Fen out, or a message in Chinese. Without options: 0 or more. */
export function YuanAmount({ positive = false, min }: YuanAmountOptions = {}) {
  return z.string({ error: moneyMessages['money.empty'] }).transform((text, context): Fen => {
    const parsed = parseYuan(text, { allowNegative: min !== undefined && min < 0 });
    if (!parsed.ok) return refuse(context, moneyMessages[parsed.code]);
    if (positive && parsed.fen <= 0) return refuse(context, moneyMessages['money.not_positive']);
    if (min !== undefined && parsed.fen < min) return refuse(context, belowMinimumMessage(formatYuan(min)));
    return parsed.fen;
  });
}

function refuse(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}
