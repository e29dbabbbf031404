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
    [
      'family.changed',
      { fields: ['address', 'wagesFen'], before: { wagesFen: 100 }, after: { wagesFen: 250 } },
      '修改家庭住址、工资性收入（1.00 元 → 2.50 元）',
    ],
    ['family.changed', { fields: [], before: {}, after: {} }, '保存，内容没有变化'],
    [
      'family.changed',
      {
        fields: ['members'],
        before: {},
        after: {},
        people: { changed: [{ place: 1, fields: ['idFingerprint'] }], added: 1, removed: 0 },
      },
      '修改家庭成员（家庭成员 2：身份证号；增加 1 人）',
    ],
    ['project.changed', { before: {}, after: {}, year: 2019 }, '年度：2019'],
  ])('names each number and state by what it is of: %s', (action, detail, text) => {
    expect(auditDetailText({ action, detail: JSON.stringify(detail) })).toBe(text);
  });
});
