import type { Grade, ReceiptSource, ReliefType } from '../fund/project';

export const reliefTypeLabels: Record<ReliefType, string> = {
  living: '生活救助',
  schooling: '助学救助',
  medical: '医疗救助',
};

export const receiptSourceLabels: Record<ReceiptSource, string> = {
  central: '中央财政专项',
  local: '地方财政配套',
  union: '上级工会拨付及本级留成',
  donation: '社会捐助',
  interest: '专户利息',
  other: '其他合法来源',
};

export const gradeLabels: Record<Grade, string> = {
  achieved: '达成',
  partly: '部分达成',
  not_achieved: '未达成',
};

/** The tree a project-year begins with when it is not made from a form; a person completes the numbers. */
export const standardTree: readonly {
  level1: string;
  level2: string;
  level3: string | null;
  target: string;
}[] = [
  { level1: '投入与目标管理', level2: '投入管理', level3: '预算执行率', target: '=100%' },
  { level1: '投入与目标管理', level2: '投入管理', level3: '预算资金到位率', target: '=100%' },
  { level1: '投入与目标管理', level2: '财务管理', level3: '资金使用规范性', target: '合规' },
  { level1: '产出目标', level2: '数量', level3: '生活救助人数', target: '' },
  { level1: '产出目标', level2: '数量', level3: '助学救助人数', target: '' },
  { level1: '产出目标', level2: '数量', level3: '医疗救助人数', target: '' },
  { level1: '产出目标', level2: '数量', level3: '应补尽补率', target: '=100%' },
  { level1: '产出目标', level2: '质量', level3: null, target: '' },
  { level1: '产出目标', level2: '时效', level3: '补贴发放及时性', target: '及时' },
  { level1: '产出目标', level2: '成本', level3: null, target: '' },
  { level1: '效果目标', level2: '社会效益', level3: '社会稳定性', target: '得到提高' },
  { level1: '效果目标', level2: '满意度', level3: '受助对象满意度', target: '>90%' },
  { level1: '影响力目标', level2: '长效管理', level3: '档案管理机制健全性', target: '健全' },
];
