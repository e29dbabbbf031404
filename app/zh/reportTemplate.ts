import type { TemplateField, TemplateLoop, TemplateProblem } from '../reports/template';
import { chapterLabels } from './closing';

/** The words of the office's own Word template of the report: the names of its placeholders are what people type. */

interface Named {
  name: string;
  meaning: string;
}

export const TEMPLATE_FIELDS: Record<TemplateField, Named> = {
  title: { name: '报告标题', meaning: '单位名称加“项目绩效自评报告”' },
  centreName: { name: '单位名称', meaning: '年度目标表上的预算单位' },
  projectName: { name: '项目名称', meaning: '年度目标表上的项目名称' },
  year: { name: '年度', meaning: '四位数字，如 2019' },
  asOf: { name: '数据截至', meaning: '项目的最后一天' },
  generated: { name: '生成时间', meaning: '生成文件的日期和时间' },
  planned: { name: '年初预算数', meaning: '元，两位小数' },
  budget: { name: '全年预算数', meaning: '调整后，元' },
  received: { name: '资金到位数', meaning: '元' },
  paid: { name: '资金支付数', meaning: '扣除退票、冲正、追回，元' },
  committed: { name: '已批待发数', meaning: '元' },
  execution: { name: '预算执行率', meaning: '百分比，两位小数' },
  inPlace: { name: '资金到位率', meaning: '百分比，两位小数' },
  score: { name: '总分', meaning: '自评得分合计' },
  weight: { name: '满分', meaning: '权重合计' },
  grade: { name: '评级', meaning: '如“评级：优”' },
  standing: { name: '定稿情况', meaning: '年终定稿之后另作的报告写明与定稿有几处不同；定稿以前为空' },
  auditHead: { name: '日志末条', meaning: '操作日志末条的序号、时间和校验码' },
};

export const TEMPLATE_LOOPS: Record<TemplateLoop, Named & { fields: Record<string, Named> }> = {
  chapters: {
    name: '章节',
    meaning: '报告的八章，依次重复',
    fields: {
      heading: { name: '章标题', meaning: '如“一、项目概况”' },
      paragraphs: { name: '段落', meaning: '本章的各段，依次重复；里面用 {内容}' },
    },
  },
  paragraphs: {
    name: '段落',
    meaning: '只在一章之内使用',
    fields: { text: { name: '内容', meaning: '一段文字：系统填入的事实，或各章补充的文字' } },
  },
  indicators: {
    name: '指标',
    meaning: '各项三级指标，依次重复，可以放在表格的一行里',
    fields: {
      level1: { name: '一级指标', meaning: '所属的一级指标' },
      level2: { name: '二级指标', meaning: '所属的二级指标' },
      level3: { name: '三级指标', meaning: '指标名称' },
      target: { name: '目标值', meaning: '目标表上的写法' },
      actual: { name: '完成值', meaning: '由记录算出，或评定结果' },
      weight: { name: '分值', meaning: '权重' },
      score: { name: '得分', meaning: '尚无得分时为“—”' },
      note: { name: '说明', meaning: '计数、偏差和主任的说明' },
    },
  },
  funds: {
    name: '资金',
    meaning: '年初预算、全年预算、到位、支付、待发各一行',
    fields: {
      label: { name: '资金名称', meaning: '如“资金支付数”' },
      amount: { name: '金额', meaning: '元，两位小数' },
      capitals: { name: '大写金额', meaning: '如“人民币陆佰元整”' },
    },
  },
  signOff: {
    name: '落款',
    meaning: '填表人、项目负责人、单位盖章、日期各一行',
    fields: {
      label: { name: '落款项', meaning: '如“填表人：”' },
      text: { name: '落款内容', meaning: '留空待填；日期为“　年　月　日”' },
    },
  },
};

/** A chapter alone, for a template that puts the chapters where it wants them: a loop over its paragraphs. */
export const CHAPTER_NAMES: readonly string[] = Object.values(chapterLabels);

const PROBLEMS: Record<TemplateProblem['code'], (name: string) => string> = {
  unknown: (name) => `不认识占位符 {${name}}，请按下面的清单改写或删去`,
  unopened: (name) => `{/${name}} 前面没有对应的 {#${name}}，请补上开头或删去结尾`,
  unclosed: (name) => `{#${name}} 后面没有对应的 {/${name}}，请补上结尾`,
  mismatched: (name) => `{${name}} 的开头和结尾对不上，请按先开后关的次序改正`,
  brace: (name) => `“${name}”处的大括号不成对，请补全 { 或 }`,
  other: (name) => `“${name}”处的占位符写法不对，请删去后重新输入`,
};

export const templateProblemText = ({ code, name, place }: TemplateProblem) =>
  `${PROBLEMS[code](name)}${place === '' ? '' : `（位置：${place}）`}`;

export const TEMPLATE_PLACES = { body: '正文', header: '页眉', footer: '页脚', notes: '脚注' } as const;
export const templatePlaceText = (part: keyof typeof TEMPLATE_PLACES, excerpt: string) =>
  `${TEMPLATE_PLACES[part]}“${excerpt}”`;

export const DEFAULT_TEMPLATE_FILE = '绩效自评报告模板（系统默认）.docx';
export const previewFileName = (year: number, version: number) =>
  `预览 ${year} 年绩效自评报告（模板第${version}版）.docx`;

export const TEMPLATE_LABELS = { file: '模板文件' } as const;
export const TEMPLATE_MESSAGES = {
  file: '请选择 Word 文档（.docx）。',
  large: (mb: number) => `文件超过 ${mb} MB，请压缩其中的图片后再上传。`,
} as const;
