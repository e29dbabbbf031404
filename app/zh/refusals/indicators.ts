import type { Grade } from '../../fund/project';
import { gradeLabels } from '../fund';
import type { Sentences } from './sentences';

export const INDICATORS_REFUSALS = {
  'indicator.not_found': () => '没有找到这项指标，它可能已从目标表中移除。',
  'indicator.computed': () => '这项指标由系统按记录计算，不能评定等级，只能填写偏差说明。',
  'indicator.entered': () => '这项指标的目标值是数字，请填写完成值，由系统按比例计分，不能评定等级。',
  'indicator.value_missing': () => '请填写完成值。',
  'indicator.grade_missing': () => '请选择完成情况。',
  'indicator.ratio_outside_band': ({ grade, from, to }) =>
    `「${gradeLabels[grade as Grade]}」的得分比例应在 ${from}% 至 ${to}% 之间，请修改比例或完成情况。`,
  'indicator.sentence_missing': () => '请写明理由，年终报告会印出这句话。',
} satisfies Sentences;
