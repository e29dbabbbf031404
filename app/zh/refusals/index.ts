import type { Refusal, RefusalData } from '../../refusal';
import { ACCOUNT_CHANGES_REFUSALS } from './accountChanges';
import { BANK_RESULTS_REFUSALS } from './bankResults';
import { BATCHES_REFUSALS } from './batches';
import { EXCHANGE_REFUSALS } from './exchange';
import { FAMILIES_REFUSALS } from './families';
import { FUND_REFUSALS } from './fund';
import { INDICATORS_REFUSALS } from './indicators';
import { OPERATIONS_REFUSALS } from './operations';
import { PAYMENTS_REFUSALS } from './payments';
import { RELIEF_REFUSALS } from './relief';
import { REPORTS_REFUSALS } from './reports';
import type { Sentences } from './sentences';
import { STAFF_REFUSALS } from './staff';
import { SURVEYS_REFUSALS } from './surveys';

const SENTENCES: Sentences = {
  ...STAFF_REFUSALS,
  ...FAMILIES_REFUSALS,
  ...EXCHANGE_REFUSALS,
  ...FUND_REFUSALS,
  ...RELIEF_REFUSALS,
  ...PAYMENTS_REFUSALS,
  ...OPERATIONS_REFUSALS,
  ...BATCHES_REFUSALS,
  ...BANK_RESULTS_REFUSALS,
  ...ACCOUNT_CHANGES_REFUSALS,
  ...INDICATORS_REFUSALS,
  ...REPORTS_REFUSALS,
  ...SURVEYS_REFUSALS,
  'command.changed': () =>
    '这份表单已经提交过，但内容与第一次不同，没有重复办理。请返回列表核对后，重新打开表单填写。',
  'record.changed': () =>
    '在您填写期间，其他人修改了这条记录。请打开最新内容核对后再提交，您填写的内容仍保留在下面。',
  'record.not_found': () => '没有找到这条记录，它可能已被删除，或网址不完整。',
};

/** The Chinese sentence of a refusal. */
export function refusalText({ code, data }: Refusal): string {
  return refusalSentence(code, data);
}

/** The same where only its code and figures were kept. */
export function refusalSentence(code: string, data: RefusalData): string {
  const sentence = SENTENCES[code];
  if (!sentence) throw new Error(`No sentence for the refusal ${code}`);
  return sentence(data);
}

/** Every code that has a sentence, for the test that no code is thrown without one. */
export const REFUSAL_CODES = Object.keys(SENTENCES);
