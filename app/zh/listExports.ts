import type { ExportedList } from '../exchange/listExport';

export const LIST_TITLES: Record<ExportedList, string> = {
  applications: '救助申请',
  awards: '核定',
  payments: '发放记录',
  services: '服务记录',
};

export const LIST_COLUMNS = {
  applications: [
    '受助人',
    '身份证号（隐去中间）',
    '档案号',
    '救助类型',
    '救助活动',
    '申请日期',
    '状态',
    '申请金额（元）',
    '现金额（元）',
  ],
  awards: [
    '受助人',
    '身份证号（隐去中间）',
    '档案号',
    '救助类型',
    '救助活动',
    '开户银行',
    '账号末四位',
    '批准日期',
    '应发日期',
    '状态',
    '核定（元）',
    '已发（元）',
    '待发（元）',
  ],
  payments: [
    '受助人',
    '身份证号（隐去中间）',
    '档案号',
    '救助类型',
    '种类',
    '日期',
    '金额（元）',
    '银行流水号或批次号',
    '备注',
  ],
  services: ['日期', '服务项目', '服务对象', '档案号', '服务内容', '结果', '登记人', '作废原因'],
} as const satisfies Record<ExportedList, readonly string[]>;

export const listFileName = (list: ExportedList, year: number, date: string) =>
  `${year} 年度${LIST_TITLES[list]} ${date}.xlsx`;

export const listFooter = (who: string, when: string, rows: number) =>
  `由${who}于 ${when} 导出，共 ${rows} 行。内含个人信息，请妥善保管，用毕删除。`;

export const TOTAL_WORD = '合计';
/** Of a printed sheet, in the code of Excel. */
export const PAGE_NUMBERS = '&C第 &P 页，共 &N 页';
export const NUMBER_WORD = '序号';

export const LIST_ORIGIN_SHEET = '导出说明';
