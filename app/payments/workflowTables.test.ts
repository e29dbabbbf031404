import { describe, expect, it } from 'vitest';
import {
  applicationRows,
  awardRows,
  batchRows,
  correctionRows,
  familyRows,
  instructionRows,
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
});
