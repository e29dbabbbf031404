import { formatDate, type BusinessDate } from '../calendar/date';

/** The texts of a public notice on paper. */
export const NOTICE_PAPER = {
  title: '困难职工家庭认定公示',
  number: (number: string) => `编号：${number}`,
  fileName: (number: string) => `公示 ${number}`,
  opening: (count: number) =>
    `经个人申请、材料审核和入户核查，拟将下列 ${count} 户家庭认定为困难职工家庭，现予公示，接受职工群众监督。`,
  period: (first: BusinessDate, last: BusinessDate) =>
    `公示期：${formatDate(first)}至${formatDate(last)}（不少于 5 个工作日）。`,
  place: (place: string) => `公示地点：${place}。`,
  objections: (centreName: string) =>
    `对公示内容有异议的，请在公示期内以书面或口头形式向${centreName}反映，提供具体情况；我们将核实处理，并为反映人保密。`,
  columns: ['序号', '姓名', '工作单位', '拟认定类别', '行政区划'],
  noCategory: '待审批确定',
  footer: '公示期满即行撤下',
} as const;
