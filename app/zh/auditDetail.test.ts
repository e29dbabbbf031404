import { describe, expect, it } from 'vitest';
import { auditDetailText } from './auditDetail';

describe('what an audit entry tells', () => {
  it.each([
    ['award.bank_failed', { number: '2019-003' }, '批次编号：2019-003'],
    ['batch.closed', { number: '2019-003' }, '批次编号：2019-003'],
    ['notice.exported', { number: '2019-1' }, '公示编号：2019-1'],
    ['family.publicised', { on: '2019-03-01', number: '2019-1' }, '公示编号：2019-1；日期：2019-03-01'],
    ['application.approved', { before: 'reviewed' }, '原状态：待审批'],
    ['family.account_proposed', { before: '****1234', after: '****5678' }, '原：****1234；改为：****5678'],
  ])('names each number and state by what it is of: %s', (action, detail, text) => {
    expect(auditDetailText({ action, detail: JSON.stringify(detail) })).toBe(text);
  });
});
