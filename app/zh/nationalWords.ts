import {
  CATEGORY_LABELS,
  CAUSE_LABELS,
  DISABILITY_GRADE_LABELS,
  DISABILITY_KIND_LABELS,
  EDUCATION_STAGE_LABELS,
  EMPLOYMENT_LABELS,
  ENTERPRISE_STATE_LABELS,
  HEALTH_LABELS,
  HOUSING_KIND_LABELS,
  INSURANCE_LABELS,
  MARITAL_STATUS_LABELS,
  MODEL_WORKER_LABELS,
  POLITICAL_STATUS_LABELS,
  RELATION_LABELS,
  UNIT_KIND_LABELS,
} from './families';
import {
  CATEGORY_WORDS,
  CAUSE_WORDS,
  EMPLOYMENT_WORDS,
  HEALTH_WORDS,
  RELATION_WORDS,
  SEX_WORDS,
  STAGE_WORDS,
} from './familySheet';
import { sexLabels } from './identity';

/** The words of the national form where it says things otherwise than this product. */
export const NATIONAL_HUKOU_LABELS = { urban: '非农业', rural: '农业', converted: '农转居' } as const;
export const YES_NO_LABELS = { true: '是', false: '否' } as const;

const CAUSES = wordsOf(CAUSE_LABELS, CAUSE_WORDS);
const YES_NO = wordsOf(YES_NO_LABELS, { 有: 'true', 能: 'true', 无: 'false', 不能: 'false', 不是: 'false' });

/** The words by which a cell of a list is understood: ours first, then the others that offices use. */
export const NATIONAL_WORDS = {
  relation: wordsOf(RELATION_LABELS, RELATION_WORDS),
  sex: wordsOf(sexLabels, SEX_WORDS),
  politicalStatus: wordsOf(POLITICAL_STATUS_LABELS, {
    党员: 'party_member',
    中国共产党党员: 'party_member',
    团员: 'youth_league',
    中国共产主义青年团团员: 'youth_league',
  }),
  maritalStatus: wordsOf(MARITAL_STATUS_LABELS, { 离婚: 'divorced', 丧偶未再婚: 'widowed', 初婚: 'married' }),
  employment: wordsOf(EMPLOYMENT_LABELS, EMPLOYMENT_WORDS),
  health: wordsOf(HEALTH_LABELS, HEALTH_WORDS),
  disabilityKind: wordsOf(DISABILITY_KIND_LABELS, {
    视力残疾: 'visual',
    听力残疾: 'hearing',
    言语残疾: 'speech',
    智力残疾: 'intellectual',
    肢体残疾: 'physical',
    精神残疾: 'mental',
    多重残疾: 'multiple',
  }),
  disabilityGrade: wordsOf(DISABILITY_GRADE_LABELS, {
    '1': 'first',
    '2': 'second',
    '3': 'third',
    '4': 'fourth',
  }),
  educationStage: wordsOf(EDUCATION_STAGE_LABELS, STAGE_WORDS),
  insurance: wordsOf(INSURANCE_LABELS, {}),
  category: wordsOf(CATEGORY_LABELS, CATEGORY_WORDS),
  mainCause: CAUSES,
  secondCause: CAUSES,
  thirdCause: CAUSES,
  fourthCause: CAUSES,
  hukouKind: wordsOf(NATIONAL_HUKOU_LABELS, { 非农: 'urban', 城镇: 'urban', 城市: 'urban', 农村: 'rural' }),
  housingKind: wordsOf(HOUSING_KIND_LABELS, {}),
  unitKind: wordsOf(UNIT_KIND_LABELS, {}),
  enterpriseState: wordsOf(ENTERPRISE_STATE_LABELS, {}),
  modelWorker: wordsOf(MODEL_WORKER_LABELS, {}),
  singleParent: YES_NO,
  canSelfHelp: YES_NO,
  zeroEmployment: YES_NO,
  unionMember: YES_NO,
} as const satisfies Record<string, Record<string, string>>;

function wordsOf(labels: Record<string, string>, more: Record<string, string>): Record<string, string> {
  return { ...Object.fromEntries(Object.entries(labels).map(([code, label]) => [label, code])), ...more };
}
