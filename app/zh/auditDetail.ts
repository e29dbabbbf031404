import { formatYuan } from '../money/yuan';
import { fen } from '../money/fen';
import { AUDIT_CODES, AUDIT_KEYS } from './auditKeys';

/** What an audit entry tells, as one line: `原状态：草稿；审批日期：2019-03-01`. */
export function auditDetailText(detail: string): string {
  return textOf(JSON.parse(detail) as unknown, '');
}

function textOf(value: unknown, key: string): string {
  if (value === null || value === undefined || value === '') return '—';
  if (Array.isArray(value)) return value.map((one) => textOf(one, key)).join('、');
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, inner]) => `${AUDIT_KEYS[name] ?? name}：${textOf(inner, name)}`)
      .join('；');
  }
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return key.endsWith('Fen') ? `${formatYuan(fen(value))} 元` : String(value);
  return AUDIT_CODES[String(value)] ?? String(value);
}
