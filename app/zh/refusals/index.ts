import type { Refusal } from '../../refusal';
import { EXCHANGE_REFUSALS } from './exchange';
import { FAMILIES_REFUSALS } from './families';
import { FUND_REFUSALS } from './fund';
import { INDICATORS_REFUSALS } from './indicators';
import { PAYMENTS_REFUSALS } from './payments';
import { RELIEF_REFUSALS } from './relief';
import { REPORTS_REFUSALS } from './reports';
import type { Sentences } from './sentences';
import { STAFF_REFUSALS } from './staff';

const SENTENCES: Sentences = {
  ...STAFF_REFUSALS,
  ...FAMILIES_REFUSALS,
  ...EXCHANGE_REFUSALS,
  ...FUND_REFUSALS,
  ...RELIEF_REFUSALS,
  ...PAYMENTS_REFUSALS,
  ...INDICATORS_REFUSALS,
  ...REPORTS_REFUSALS,
  'command.changed': () =>
    '这份表单已经提交过，但内容与第一次不同，没有重复办理。请返回列表核对后，重新打开表单填写。',
  'record.changed': () =>
    '在您填写期间，其他人修改了这条记录。请打开最新内容核对后再提交，您填写的内容仍保留在下面。',
  'record.not_found': () => '没有找到这条记录，它可能已被删除，或网址不完整。',
};

/** The Chinese sentence of a refusal. */
export function refusalText(refusal: Refusal): string {
  const sentence = SENTENCES[refusal.code];
  if (!sentence) throw new Error(`No sentence for the refusal ${refusal.code}`);
  return sentence(refusal.data);
}

/** Every code that has a sentence, for the test that no code is thrown without one. */
export const REFUSAL_CODES = Object.keys(SENTENCES);
