import { describe, expect, it } from 'vitest';
import { auditDetailText } from './auditDetail';

const rowChange = (path: string, before: unknown, after: unknown) => ({
  ...{ path, change: 'changed', subject: '效果 / 满意度', before, after },
});

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
    ['project.changed', { year: 2019, differences: [] }, '年度：2019；保存，内容没有变化'],
    [
      'project.changed',
      {
        year: 2019,
        differences: [
          ...[rowChange('row.target', '＞90%', '≥93.75%'), rowChange('row.weight', 1000, 550)],
          rowChange('row.metric', 'satisfaction', null),
          { path: 'currentFen', change: 'changed', subject: null, before: 100, after: 250 },
          { path: 'row', change: 'removed', subject: '产出 / 数量 / 户数', before: '≥3户', after: null },
          { path: 'rows.order', change: 'changed', subject: null, before: null, after: null },
        ],
      },
      [
        '年度：2019；修改「效果 / 满意度」目标值（＞90% → ≥93.75%）；修改「效果 / 满意度」分值（10 分 → 5.5 分）',
        '修改「效果 / 满意度」计算口径（满意度 → （空））；修改项目本年度金额（1.00 元 → 2.50 元）',
        '删除「产出 / 数量 / 户数」指标（≥3户 → （空））；修改指标顺序',
      ].join('；'),
    ],
    [
      'project.reimported',
      {
        year: 2020,
        differences: [{ ...rowChange('overview', '长'.repeat(61), ''), subject: null }],
        programmes: {
          before: [{ type: 'living', plannedPeople: null, perHeadFen: 100, timelyDays: 10 }],
          after: [{ type: 'living', plannedPeople: 30, perHeadFen: 100, timelyDays: 5 }],
        },
      },
      `年度：2020；修改项目概况（${'长'.repeat(60)}… → （空））；修改「生活救助」计划人数（（空） → 30）；修改「生活救助」及时期限（工作日）（10 → 5）`,
    ],
  ])('names each number and state by what it is of: %s', (action, detail, text) => {
    expect(auditDetailText({ action, detail: JSON.stringify(detail) })).toBe(text);
  });
});
