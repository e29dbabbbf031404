import type { ReceiptSource, ReliefType, ServiceKind } from '../fund/project';
import type { Metric } from '../fund/target';
import type { Division } from '../identity/division';

// What the names of indicators on a target form say, matched against text without blanks and with half-width signs.

const counted = /人数|人次|户数|户次|人员数|家庭数|对象数|数量/;
const notCounted = /金额|标准|人均|户均|及时|满意|覆盖|准确|质量|[率比]$/;

const countedAtEnd = /(人数|人次数?|户数|户次|人员数|家庭数|对象数|(职工|家庭|人员|对象|群众)数量)$/;
const ofOneType = /生活|助困(?!难)|送温暖|助学|上学|就学|学生|子女|教育|医|病/;
const notRelief = /建档|在册|在档|脱困|解困|培训|就业|介绍|创业|法律|咨询|信访|走访|服务|宣传|监督|筹集|到位/;

/** Where money comes from, as the name of an amount begins with it. A source in other words is not guessed. */
export const sourceNames: readonly (readonly [ReceiptSource, RegExp])[] = [
  ['central', /^中央(财政)?/],
  ['local', /^地方(财政)?(配套)?/],
  ['donation', /^社会(捐助|捐赠)/],
];

/** Sources as any name may tell of them. */
export const sourceWords: readonly (readonly [ReceiptSource, RegExp])[] = [
  ['central', /中央财政|中央(专项|资金)/],
  ['local', /地方(财政|配套)/],
  ['union', /上级工会/],
  ['donation', /社会(捐助|捐赠)/],
];

export const reliefTypeNames: readonly (readonly [ReliefType, RegExp])[] = [
  ['living', /生活(困难)?(救助|补助|帮扶|补贴|发放)|助困(?!难)/],
  ['schooling', /助学/],
  ['medical', /医疗|助医|大病(救助|帮扶|补助)/],
];

/** The divisions by the names that people write; a development zone also by its short one. */
export const divisionNames: readonly (readonly [Division, RegExp])[] = [
  ['410102', /中原区(?!域)/],
  ['410103', /二七区/],
  ['410104', /管城(回族)?区/],
  ['410105', /金水区/],
  ['410106', /上街区/],
  ['410108', /惠济区/],
  ['410122', /中牟县?/],
  ['410171', /经济技术开发区|经开区/],
  ['410172', /高新(技术产业开发)?区/],
  ['410173', /航空港(经济综合实验)?区?/],
  ['410181', /巩义市?/],
  ['410182', /荥阳市?/],
  ['410183', /新密市?/],
  ['410184', /新郑市?/],
  ['410185', /登封市?/],
];

/** All but what is named. */
export const exceptNames = /除|不含|不包括|以外|之外/;

export const serviceNames: readonly (readonly [ServiceKind, RegExp])[] = [
  ['job_placement', /职业介绍/],
  ['training', /技能培训/],
  ['start_up', /创业指导/],
  ['petition', /信访接待/],
  ['legal_aid', /法律援助/],
  ['policy_advice', /政策咨询/],
];

const anyOf = (names: readonly (readonly [string, RegExp])[]) =>
  names.map(([, { source }]) => source.replace('^', '')).join('|');

// Of what came in and of services whole names are known: one word more may make them mean something else.
const receivedName = new RegExp(
  `^(${anyOf(sourceNames)})?(项目|专项|帮扶|救助|补助)*((资金|经费|款)(到位|到账)总?金?额|(到位|到账)(资金|经费)总?金?额)$`,
);
const serviceName = new RegExp(
  `^((困难)?职工)?(提供|开展|接受|参加)?(${anyOf(serviceNames)})(服务|帮扶)?((困难)?职工)?(人数|人次数?)$`,
);
const anythingBut = ({ source }: RegExp) => new RegExp(`^(?!${source})`);

/**
 * How indicators are named. All patterns must occur in the second- and third-level names together, one of them in
 * the third-level name, and `none` must not occur there; the first fitting entry counts.
 */
export const metricNames: readonly { metric: Metric; all: readonly RegExp[]; none?: RegExp }[] = [
  { metric: 'satisfaction', all: [/满意(度|率)/] },
  {
    metric: 'budget_execution',
    all: [/预算|资金|经费|支出/, /执行率|执行情况|执行进度|支出率|支出进度|资金使用率/],
  },
  { metric: 'funds_in_place', all: [/预算|资金|经费/, /到位(率|情况|程度|度)?$/] },
  {
    metric: 'coverage',
    all: [/应补尽补|应助尽助|应帮尽帮|应救尽救|(帮扶|救助|补助|补贴)(对象|人员)?覆盖(率|面|程度)/],
  },
  {
    metric: 'timeliness',
    all: [/发放|兑付|支付|补贴|补助|救助|帮扶/, /及时(性|率|度|程度)?$/],
    none: /到位|拨付|下达|上报/,
  },
  {
    metric: 'people_helped.schooling',
    all: [/助学|(子女|学生)(上学|就学|教育)/, counted],
    none: notCounted,
  },
  { metric: 'people_helped.medical', all: [/医疗|助医|大病|重病/, counted], none: notCounted },
  {
    metric: 'people_helped.living',
    all: [/生活(困难)?(救助|补助|帮扶|慰问)|助困(?!难)|送温暖/, counted],
    none: notCounted,
  },
  { metric: 'received_amount', all: [/额$/], none: anythingBut(receivedName) },
  { metric: 'services_count', all: [/人数|人次/], none: anythingBut(serviceName) },
  // Over all types: only where the name tells of none of them, and of nothing but relief.
  {
    metric: 'people_helped.all',
    all: [/帮扶|救助|受助|慰问/, /帮扶|救助|受助|慰问|困难(职工|家庭|群众)/, countedAtEnd],
    none: new RegExp(`${notCounted.source}|${ofOneType.source}|${notRelief.source}`),
  },
  {
    metric: 'paid_amount',
    all: [
      /发放|救助|帮扶|补助|补贴|慰问/,
      /(发放|救助|帮扶|补助|补贴|慰问)(资金|款|金)?(发放|支出)?(总)?金?额$/,
    ],
    none: new RegExp(`人均|户均|标准|${ofOneType.source}|${notRelief.source}`),
  },
];
