import type { ScoringRules } from '../../fund/scoring';
import {
  bandsText,
  filesText,
  measuredText,
  thinSampleText,
  timelinessText,
  totalGradesText,
} from '../scoring';

/** The rules of the product in words: what is asked, and where that comes from. */

export const RULE_GROUPS = {
  register: '建档与认定',
  money: '救助与发放',
  indicators: '绩效指标的算法',
  scoring: '自评得分',
  privacy: '个人信息',
} as const;

const OWN_DEFAULT = '系统默认，不是法规；本地另有规定的以本地规定为准。';

export const METRIC_SOURCE = '指标出自财政绩效目标表；算法是本系统的约定，写在这里供核对。';

const SETTABLE = '这里是系统默认；每个年度可以在「年度目标」的「评分规则」里另定。';

export const RULE_TEXTS = {
  category: {
    name: '困难类别',
    rule: '2015 规则：家庭人均月收入低于低保标准为低保户；在低保标准以上、1.5 倍以内并且有致困原因为低保边缘户；因突发事件、意外伤害或重病致困，收入不限，为意外致困户。正好等于标准的算低保边缘户。2020 规则用扣除刚性支出后的收入，线为 1 倍和 2 倍。人均月收入＝申请前 12 个月的可计收入 ÷ 12 ÷ 家庭人数。',
    source: '2015 规则的三类出自绩效目标表；2020 规则和「正好等于」的归类是系统默认，请按本地规定核对。',
  },
  line: {
    name: '低保标准',
    rule: '按地区、城乡和日期取当日有效的一条。当日没有标准就不给建议，不会用别的年份代替。',
    source: '由中心登记并写明文号；标着「示例」的没有核对过文件，确认后才可作依据。',
  },
  oneFile: {
    name: '一户一档',
    rule: '一个证件号只能在一份有效档案里，不论是档案主还是家庭成员。',
    source: '困难职工建档的通行要求。',
  },
  notice: (days: number) => ({
    name: '公示期',
    rule: `至少 ${days} 个工作日，从张贴次日起算，调休的周末算工作日。有未处理的异议不能审批。`,
    source: OWN_DEFAULT,
  }),
  review: (months: number) => ({
    name: '年度审核',
    rule: `在册满 ${months} 个月到期，按到期日当时的收入和标准重新核对。`,
    source: OWN_DEFAULT,
  }),
  retention: (years: number) => ({
    name: '档案保存',
    rule: `退出后保存 ${years} 年；期满由中心主任决定清除个人信息，发放记录和统计数字保留。`,
    source: OWN_DEFAULT,
  }),
  idNumber: {
    name: '证件号码',
    rule: '18 位，校验末位，出生日期真实、不在将来。已撤销的地区代码只提醒。15 位旧号只在导入旧资料时接受，并转换为 18 位。',
    source: '国家标准 GB 11643。',
  },
  fileFirst: {
    name: '先建档，后帮扶',
    rule: '批准之日家庭必须在册。款项只转到受助人或档案登记的家庭成员的银行账户，不付现金。',
    source: '困难职工帮扶工作的通行要求（先建档、后帮扶、实名制）。',
  },
  cap: {
    name: '救助上限',
    rule: '生活救助：每户每年不超过 12 个月低保标准；助学救助：每名学生每年不超过 10 个月；医疗救助：不超过自付部分（总费用减已报销）。各套标准按生效日期保存。',
    source: '总工发〔2015〕20号；现行标准见「救助标准」。',
  },
  duplicate: {
    name: '重复救助',
    rule: '同一学生同一年第二次助学不批；同一原因再次救助提醒；生活救助可以多次，全年合计计入上限。',
    source: OWN_DEFAULT,
  },
  budget: {
    name: '资金闸门',
    rule: '审批时：已发放 + 已批待发 + 本次 ≤ 调整后预算。发放时：到发放日为止的发放 ≤ 到账。多人同时办理时也一分不超。',
    source: '预算管理的基本要求。',
  },
  fourEyes: {
    name: '经办与审批分开',
    rule: '登记档案的人不能审批它；申请的登记、审核、审批是不同的人；做批次的人不能批准它；账户变更由另一人确认。',
    source: '内部控制的基本要求；每一步由谁办见「办理流程」。',
  },
  payment: {
    name: '发放记录',
    rule: '只有银行付成功才写发放记录，日期用银行的日期，写下以后不改不删。退票、冲正、追回是新的一行，指明更正哪一笔。',
    source: '本系统的约定：绩效数字全部由这些记录算出。',
  },
  dueDate: (days: number) => ({
    name: '应发日',
    rule: `审批后第 ${days} 个工作日（含调休）与该类救助发放期最后一天中较早的一天；年度计划可以另定天数。发放期以后才批准的，从批准起算同样天数。`,
    source: '发放期出自绩效目标表；天数是系统默认。',
  }),
  capitals: {
    name: '大写金额',
    rule: '凭证和签批单上的金额同时印大写，例如 1409.50 元印作「人民币壹仟肆佰零玖元伍角」。',
    source: '票据大写的通行写法。',
  },
  score: (usual: ScoringRules) => ({
    name: '定量指标的得分',
    rule: `达到目标得满分；没有达到的按完成值与目标值之比得分，不超过分值。${measuredText(usual)}比较时不四舍五入，显示两位小数。${SETTABLE}`,
    source: `指标和目标出自绩效目标表；计分方法为${OWN_DEFAULT}`,
  }),
  timelinessWord: (usual: ScoringRules) => ({
    name: '及时、基本及时、不及时',
    rule: `${timelinessText(usual)}应发日或之前撤销的核定不计入，过了应发日才撤销的仍算逾期；全额追回并了结的不计入。${SETTABLE}`,
    source: OWN_DEFAULT,
  }),
  grades: (usual: ScoringRules) => ({
    name: '定性指标与等级',
    rule: `${bandsText(usual)}。${totalGradesText(usual)}${filesText(usual)}${SETTABLE}`,
    source: '财政绩效评价的常用分档；请按当年通知核对。',
  }),
  thinSample: (usual: ScoringRules) => ({
    name: '满意度样本',
    rule: `${thinSampleText(usual)}每人只计最后一次评价；目标写「大于 90%」时正好 90% 不达标。${SETTABLE}`,
    source: OWN_DEFAULT,
  }),
  closing: {
    name: '年终定稿',
    rule: '定稿时报告的数据和文件连同哈希一起保存。以后的更正列为差异，不改定稿。',
    source: '本系统的约定。',
  },
  masking: {
    name: '遮盖与查看',
    rule: '屏幕上证件号显示前 6 后 4，电话前 3 后 4，账号后 4。查看全部要有权限、写理由、留日志。公示不写证件号、地址、电话、出生日期、账号和病情。',
    source: '个人信息保护的要求。',
  },
  password: (least: number) => ({
    name: '登录密码',
    rule: `至少 ${least} 位，包含大写字母、小写字母、数字、符号中的三种。`,
    source: OWN_DEFAULT,
  }),
} as const;
