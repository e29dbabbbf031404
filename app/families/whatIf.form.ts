import { parseDate, type BusinessDate } from '../calendar/date';
import { parseYuan } from '../money/yuan';
import { toPlainText } from '../plainText';
import { moneyMessages } from '../zh/money';
import { WHAT_IF_MESSAGES as MESSAGES } from '../zh/whatIf';
import { HUKOU_KINDS, type HukouKind } from './family';
import { LINE_REGIONS } from './line.form';
import { CITY_REGION } from './sampleLines';
import type { Supposition } from './whatIf';

const LEAST_PERCENT = -100;
const MOST_PERCENT = 1000;

export interface WhatIfQuestion {
  /** As it was typed, to be shown again. */
  typed: { region: string; hukouKind: HukouKind; amount: string; percent: string };
  on: BusinessDate;
  page: number;
  isWhole: boolean;
  /** Null while nothing is supposed, or when it cannot be read. */
  supposition: Supposition | null;
  errors: { amount?: string; percent?: string };
}

/** What an address asks: another amount for a region and kind, a change of all incomes, or both, on a day. */
export function whatIfQuestion(given: URLSearchParams, today: BusinessDate): WhatIfQuestion {
  const typed = {
    region: LINE_REGIONS.find((one) => one === given.get('region')) ?? CITY_REGION,
    hukouKind: HUKOU_KINDS.find((one) => one === given.get('hukouKind')) ?? HUKOU_KINDS[0],
    amount: given.get('amount') ?? '',
    percent: given.get('percent') ?? '',
  };
  const amount = typed.amount.trim() ? parseYuan(typed.amount) : null;
  const percent = percentFrom(typed.percent);
  const amountError = amount && (amount.ok ? amount.fen <= 0 && 'money.not_positive' : amount.code);
  const errors = {
    ...(amountError ? { amount: moneyMessages[amountError] } : {}),
    ...(percent === null ? { percent: MESSAGES.percent } : {}),
  };
  const isAsked = Object.keys(errors).length === 0 && (amount !== null || percent !== 0);
  const { region, hukouKind } = typed;
  const line = amount?.ok ? { region, hukouKind, monthlyFen: amount.fen } : null;
  const day = parseDate(given.get('on') ?? '');
  return {
    typed,
    on: day.ok ? day.date : today,
    page: Math.max(1, Math.floor(Number(given.get('page'))) || 1),
    isWhole: given.get('all') === 'yes',
    supposition: isAsked ? { line, incomePercent: percent ?? 0 } : null,
    errors,
  };
}

/** A whole number of percent as it was typed; null for anything else. */
function percentFrom(text: string): number | null {
  const plain = toPlainText(text).replace(/%$/, '');
  if (plain === '') return 0;
  const percent = Number(plain);
  const isWhole = /^[+-]?\d{1,4}$/.test(plain);
  return isWhole && percent >= LEAST_PERCENT && percent <= MOST_PERCENT ? percent : null;
}
