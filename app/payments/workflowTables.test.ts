import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { WORKFLOW_ENDS, WORKFLOW_HEADS } from '../zh/workflow';
import {
  applicationRows,
  awardRows,
  batchRows,
  correctionRows,
  familyRows,
  instructionRows,
  WORKFLOW_TABLES,
  type WorkflowTable,
} from './workflowTables';

describe('the tables of what may be done', () => {
  it.each([
    ['families', familyRows(), { status: '公示中', action: '审批建档', by: '中心主任', to: '在册' }],
    [
      'applications',
      applicationRows(),
      { status: '待审核', action: '审核通过', by: '帮扶专员、财务、中心主任', to: '待审批' },
    ],
    ['awards', awardRows(), { status: '待发放', action: '撤销未发放的部分', by: '中心主任', to: '一分未发' }],
    ['batches', batchRows(), { status: '待审批', action: '审批', by: '中心主任', to: '已审批' }],
    ['closed batches', batchRows(), { status: '已作废', action: '', by: '', to: '' }],
    ['lines', instructionRows(), { status: '已送银行', action: '付款成功', by: '银行回单', to: '付款成功' }],
    ['corrections', correctionRows(), { status: '发放', action: '退票', by: '财务', to: '银行退回全部款项' }],
  ])('%s', (_, rows, row) => {
    expect(rows).toContainEqual(row);
  });

  it('stand in WORKFLOW.md as the rules have them (--update writes it anew)', async () => {
    const text = [INTRODUCTION, ...WORKFLOW_TABLES.map(markdownOf)].join('\n\n');
    const options = { parser: 'markdown', singleQuote: true, printWidth: 110 };
    await expect(await format(text, options)).toMatchFileSnapshot('../../WORKFLOW.md');
  });
});

const INTRODUCTION = `# What may be done, when and by whom

The tables by which screens and rules decide, printed from the code by \`app/payments/workflowTables.test.ts\`. The
product shows the same ones under 办理流程.`;

function markdownOf({ title, description, rows, heads }: WorkflowTable): string {
  const { status, action, by, to } = { ...WORKFLOW_HEADS, ...heads };
  const lines = rows.map((row) => [row.status, row.action || WORKFLOW_ENDS, row.by, row.to]);
  const table = [[status, action, by, to], ['---', '---', '---', '---'], ...lines];
  return [`## ${title}`, description, table.map((cells) => `| ${cells.join(' | ')} |`).join('\n')].join(
    '\n\n',
  );
}
