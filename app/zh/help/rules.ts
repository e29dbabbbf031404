import type { DeskLimits, LimitedDesk } from '../../deskTime/desk';
import type { ReliefType } from '../../fund/project';
import type { Requirement } from '../../families/requiredPapers';
import type { ScoringRules } from '../../fund/scoring';
import type { CapRule } from '../../relief/standards';
import { DESK_LIMIT_LABELS } from '../deskTime';
import { CAUSE_LABELS, EXCLUSION_LABELS } from '../families';
import { monitoringNotes } from '../monitoring';
import { PAPER_LABELS } from '../papers';
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
  privacy: '个人信息与系统',
} as const;

const OWN_DEFAULT = '系统默认，不是法规；本地另有规定的以本地规定为准。';

export const METRIC_WHY = '目标表上写的是人数和比率，要有唯一的算法，才能年年相比、人人核得出。';
export const METRIC_SOURCE = '指标出自财政绩效目标表；算法是本系统的约定，写在这里供核对。';

const SETTABLE = '这里是系统默认；每个年度可以在「年度目标」的「评分规则」里另定。';

export const RULE_TEXTS = {
  category: {
    name: '困难类别',
    rule: '2015 规则：家庭人均月收入低于低保标准为低保户；在低保标准以上、1.5 倍以内并且有致困原因为低保边缘户；因突发事件、意外伤害或重病致困，收入不限，为意外致困户。正好等于标准的算低保边缘户。2020 规则用扣除刚性支出后的收入，线为 1 倍和 2 倍。人均月收入＝申请前 12 个月的可计收入 ÷ 12 ÷ 家庭人数。',
    why: '同样的家庭得到同样的认定，每一步都能对着数字核。',
    source: '2015 规则的三类出自绩效目标表；2020 规则和「正好等于」的归类是系统默认，请按本地规定核对。',
  },
  line: {
    name: '低保标准',
    rule: '按地区、城乡和日期取当日有效的一条。当日没有标准就不给建议，不会用别的年份代替。',
    why: '类别和上限都从它算起，用错年份或地区会连带算错。',
    source: '由中心登记并写明文号；标着「示例」的没有核对过文件，确认后才可作依据。',
  },
  contract: (months: number) => ({
    name: '农民工',
    rule: `农民工须是工会会员。从中心登记的执行日期起，可以另要求劳动合同满 ${months} 个月：不满的，系统不建议认定；按申请日期当时的规定，没有登记的不要求。`,
    why: '困难职工帮扶面向工会会员；合同期限用来确认是稳定就业的职工。',
    source: '会员的要求出自绩效目标表；合同期限只有部分地区要求，本地要求的由中心主任登记文件。',
  }),
  exclusions: {
    name: '不予帮扶情形',
    rule: `${Object.values(EXCLUSION_LABELS).join('、')}。其中不配合核查或隐瞒收入、有劳动能力拒绝就业的，登记后不能提交；其他的提示核实，由审批人判断。`,
    why: '有限的资金先给真正困难的家庭。',
    source: `各地认定办法里常见的情形；${OWN_DEFAULT}`,
  },
  oneFile: {
    name: '一户一档',
    rule: '一个证件号只能在一份有效档案里，不论是档案主还是家庭成员。',
    why: '同一个人不在两份档案里重复领取。',
    source: '困难职工建档的通行要求。',
  },
  papers: (requirements: readonly Requirement[]) => ({
    name: '档案材料',
    rule: papersText(requirements),
    why: '审批和审计要能凭材料核对；缺哪一种，看致困原因就知道。',
    source: '建档的通行要求，按致困原因；本地另有规定的以本地规定为准。',
  }),
  notice: (days: number) => ({
    name: '公示期',
    rule: `至少 ${days} 个工作日，从张贴次日起算，调休的周末算工作日。有未处理的异议不能审批。`,
    why: '让知情的人有时间提出异议。',
    source: OWN_DEFAULT,
  }),
  lateEntry: (days: number) => ({
    name: '事后录入',
    rule: `提交、入户核查比所填日期晚 ${days} 天以上录入，或公示在张贴之后才录入的，审批时逐项列出。公示从录入之日起满公示期才算数，此前审批要另外勾选确认，并列入合规检查；开始使用本系统以前的年度除外。`,
    why: '没有人能事后证明公示在录入以前贴了多久，审批的人要知道。',
    source: OWN_DEFAULT,
  }),
  review: ({ every, ahead }: { every: number; ahead: number }) => ({
    name: '年度审核',
    rule: `在册满 ${every} 个月到期，提前 ${ahead} 个月可以办理，按年审日期当时的收入和标准重新核对。提前办的，下一次仍按原来的日子；逾期办的，从办理之日起算。`,
    why: '家庭情况会变，不再困难的应当退出。',
    source: OWN_DEFAULT,
  }),
  retention: (years: number) => ({
    name: '档案保存',
    rule: `退出后保存 ${years} 年；期满由中心主任决定清除个人信息，发放记录和统计数字保留。`,
    why: '够审计和复查使用，又不无限期留存个人信息。',
    source: OWN_DEFAULT,
  }),
  idNumber: {
    name: '证件号码',
    rule: '18 位，校验末位，出生日期真实、不在将来。已撤销的地区代码只提醒。15 位旧号只在导入旧资料时接受，并转换为 18 位。',
    why: '查重、去重和发放都靠它，错一位就找不到人。',
    source: '国家标准 GB 11643。',
  },
  fileFirst: {
    name: '先建档，后帮扶',
    rule: '批准之日家庭必须在册。款项只转到受助人或档案登记的家庭成员的银行账户，不付现金。',
    why: '救助的每一元都对得上一户核实过的家庭，款项有银行记录。',
    source: '困难职工帮扶工作的通行要求（先建档、后帮扶、实名制）。',
  },
  cap: (caps: Record<ReliefType, CapRule>) => ({
    name: '救助上限',
    rule: `随系统提供的一套：生活救助每户每年${capText(caps.living)}；助学救助每名学生每年${capText(caps.schooling)}；医疗救助${capText(caps.medical)}（总费用减已报销）。中心登记并确认过别的标准的，按办理日期当时执行的一套。`,
    why: '同类家庭之间公平，不超过政策给的额度。',
    source: '总工发〔2015〕20号；现行标准和文号见「救助标准」。',
  }),
  duplicate: {
    name: '重复救助',
    rule: '同一学生同一年第二次助学不批；同一原因再次救助提醒；生活救助可以多次，全年合计计入上限。',
    why: '同一件事不领两次。',
    source: OWN_DEFAULT,
  },
  extraLevel: {
    name: '二级审批金额',
    rule: '单笔金额超过当年二级审批金额的，审批后由另一位中心主任确认，确认后才核定、占用资金；正好等于的不需要。专项活动按每人金额计算。没有设定的年度不需要。',
    why: '大额救助由两个人负责。',
    source: '由中心主任按本单位的授权规定每年设定；系统没有默认数额。',
  },
  budget: {
    name: '资金闸门',
    rule: '审批时：已发放 + 已批待发 + 本次 ≤ 调整后预算。发放时：到发放日为止的发放 ≤ 到账。多人同时办理时也一分不超。',
    why: '批准的都有钱发，发出的都已到账。',
    source: '预算管理的基本要求。',
  },
  carryForward: {
    name: '上年结转',
    rule: '从上一年度结转，不超过那一年可用于发放的资金（到账减去已结转、已发放和在银行的），以后任何一天也不能因此不够。建议再扣除已批准、没有发放的核定，它们仍从那一年的资金发放。',
    why: '已经答应的救助不会因为结转没有钱发。',
    source: '结转资金先保证已批准的支出，是预算管理的通行要求；算法是本系统的约定。',
  },
  fourEyes: {
    name: '经办与审批分开',
    rule: '登记档案的人不能审批它；申请的登记、审核、审批是不同的人；做批次的人不能批准它；账户变更由另一人确认。',
    why: '一个人不能既造名单又批钱。',
    source: '内部控制的基本要求；每一步由谁办见「办理流程」。',
  },
  payment: {
    name: '发放记录',
    rule: '只有银行付成功才写发放记录，日期用银行的日期，写下以后不改不删。退票、冲正、追回是新的一行，指明更正哪一笔。',
    why: '钱出没出去，以银行为准；过去的数字不会悄悄变动。',
    source: '本系统的约定：绩效数字全部由这些记录算出。',
  },
  payWindow: {
    name: '发放期',
    rule: '各类救助在年度目标的救助安排所写的期间发放。安排在发放期以外的，办理时提示并要勾选确认，之后列入合规检查「发放期外发放」。',
    why: '目标表承诺了什么时候发，及时性和应补尽补率按它计算。',
    source: '绩效目标表的项目实施计划；各年度可以修改。',
  },
  dueDate: (days: number) => ({
    name: '应发日',
    rule: `审批后第 ${days} 个工作日（含调休）与该类救助发放期最后一天中较早的一天；年度计划可以另定天数。发放期以后才批准的，从批准起算同样天数。`,
    why: '批准以后多久该到手，要有一个说得清的日子。',
    source: '发放期出自绩效目标表；天数是系统默认。',
  }),
  deskLimits: (usual: DeskLimits, soonDays: number) => ({
    name: '办理时限',
    rule: `中心主任没有另定时：${limitsText(usual)}。从上一环节办结的次日起算，含调休。过了最后一天为「已逾期」，还有 ${soonDays} 个工作日以内的为「将逾期」。发放的时限是应发日。`,
    why: '看得出一件事停在谁那里、停了多久。',
    source: OWN_DEFAULT,
  }),
  capitals: {
    name: '大写金额',
    rule: '凭证和签批单上的金额同时印大写，例如 1409.50 元印作「人民币壹仟肆佰零玖元伍角」。',
    why: '大写不易涂改，也便于核对。',
    source: '票据大写的通行写法。',
  },
  score: (usual: ScoringRules) => ({
    name: '定量指标的得分',
    rule: `达到目标得满分；没有达到的按完成值与目标值之比得分，不超过分值。${measuredText(usual)}比较时不四舍五入，显示两位小数。${SETTABLE}`,
    why: '得分只由目标和记录决定，没有达到的不会得满分。',
    source: `指标和目标出自绩效目标表；计分方法为${OWN_DEFAULT}`,
  }),
  forecast: {
    name: '预计全年',
    rule: monitoringNotes.reckoned,
    why: '年中就能看出年底差多少，还来得及安排。',
    source: '绩效运行监控要填全年预计；推算的方法是本系统的约定。',
  },
  timelinessWord: (usual: ScoringRules) => ({
    name: '及时、基本及时、不及时',
    rule: `${timelinessText(usual)}应发日或之前撤销的核定不计入，过了应发日才撤销的仍算逾期；全额追回并了结的不计入。${SETTABLE}`,
    why: '目标写的是文字，要有一个比例才能比。',
    source: OWN_DEFAULT,
  }),
  grades: (usual: ScoringRules) => ({
    name: '定性指标与等级',
    rule: `${bandsText(usual)}。${totalGradesText(usual)}${filesText(usual)}${SETTABLE}`,
    why: '同样的评定得同样的分。',
    source: '财政绩效评价的常用分档；请按当年通知核对。',
  }),
  thinSample: (usual: ScoringRules) => ({
    name: '满意度样本',
    rule: `${thinSampleText(usual)}每人只计最后一次评价；目标写「大于 90%」时正好 90% 不达标。${SETTABLE}`,
    why: '几个人的评价代表不了全部受助人。',
    source: OWN_DEFAULT,
  }),
  closing: {
    name: '年终定稿',
    rule: '定稿时报告的数据和文件连同哈希一起保存。以后的更正列为差异，不改定稿。',
    why: '交出去的报告以后还能一字不差地拿出来。',
    source: '本系统的约定。',
  },
  masking: {
    name: '遮盖与查看',
    rule: '屏幕上证件号显示前 6 后 4，电话前 3 后 4，账号后 4。查看全部要有权限、写理由、留日志。公示不写证件号、地址、电话、出生日期、账号和病情。',
    why: '看得到的人越少，泄露的可能越小；谁看过要查得到。',
    source: '个人信息保护的要求。',
  },
  password: ({ least, classes, remembered }: { least: number; classes: number; remembered: number }) => ({
    name: '登录密码',
    rule: `至少 ${least} 位，包含大写字母、小写字母、数字、符号中的 ${classes} 类，不含用户名，不是容易猜到的，也不是最近 ${remembered} 次用过的。`,
    why: '太短、太常见的密码能被猜出来。',
    source: `网络安全等级保护的通行做法；${OWN_DEFAULT}`,
  }),
  lock: ({ failures, minutes, ofAddress, addressMinutes }: LockFigures) => ({
    name: '登录失败锁定',
    rule: `一个账号连续 ${failures} 次密码或验证码错误，锁定 ${minutes} 分钟，管理员重置密码可以提前解开。同一网络 ${addressMinutes} 分钟内失败 ${ofAddress} 次，暂停登录 ${addressMinutes} 分钟。`,
    why: '猜密码的人试不了几次，本人等一会儿仍能登录。',
    source: `网络安全等级保护的通行做法；${OWN_DEFAULT}`,
  }),
  session: ({ sessionIdleMinutes, sessionMaxMinutes }: SessionFigures) => ({
    name: '登录有效期',
    rule: `${sessionIdleMinutes} 分钟没有操作，或登录满 ${timeText(sessionMaxMinutes)}，要重新登录。`,
    why: '离开座位以后，别人不能用您的账号办事。',
    source: '安装时的设置；没有另设的按系统默认，不是法规。',
  }),
  kept: ({ formMinutesKept, deviceDaysKept, fileDays }: KeptFigures) => ({
    name: '暂存的内容',
    rule: `登录失效后提交的表单保留 ${timeText(formMinutesKept)}，只有本人能继续提交。没有信号时留在本机的入户核查和材料，最多保留 ${deviceDaysKept} 天，退出时会问：送出、删除，还是留着。导入、导出和比对的文件 ${fileDays} 天后从服务器删除。`,
    why: '填好的不白填，个人信息也不久留。',
    source: `个人信息只在必要的时间内保存；天数是${OWN_DEFAULT}`,
  }),
  backups: ({ days, weeks, months, oldDays }: BackupFigures) => ({
    name: '数据备份',
    rule: `每份备份在别处试恢复一次并核对全部记录，核对无误才算可用；文件后来大小变了、不在了，或每晚从头读时内容变了，就不再算可用，首页提醒；能打开它的密钥已不在数据目录和 BACKUP_KEY_DIR 中的，也不算可用。保留最近 ${days} 天、${weeks} 周、${months} 个月各一份，更早的删除。超过 ${oldDays} 天没有可用的备份，首页提醒中心主任和系统管理员。`,
    why: '电脑坏了或误操作以后，能回到前一天、前几周、前几个月。',
    source: OWN_DEFAULT,
  }),
  fileLimits: (most: FileFigures) => ({
    name: '上传文件的大小',
    rule: `家庭档案、历史台账和全国系统的表格不超过 ${most.importMb} MB；家庭档案最多 ${wholeText(most.people)} 人（「全部没有问题才导入」的 ${wholeText(most.atOnce)} 人），台账 ${wholeText(most.ledgerRows)} 行，全国系统 ${wholeText(most.nationalPeople)} 人。银行结果、绩效目标表、满意度调查和抽查名单不超过 ${most.tableMb} MB；银行结果最多 ${wholeText(most.resultRows)} 行，满意度调查 ${wholeText(most.answerRows)} 行，抽查名单 ${most.numbers} 个号码。材料和佐证一次最多 ${most.files} 个，每个不超过 ${most.paperMb} MB，合计不超过 ${most.togetherMb} MB。自评报告模板不超过 ${most.templateMb} MB。`,
    why: '一个文件要整个读过才知道有没有问题；太大的让别人久等，也可能是传错了。',
    source: '本系统的约定，不是法规；超过的可以分成几个文件。',
  }),
} as const;

interface LockFigures {
  failures: number;
  minutes: number;
  ofAddress: number;
  addressMinutes: number;
}
interface SessionFigures {
  sessionIdleMinutes: number;
  sessionMaxMinutes: number;
}
interface KeptFigures {
  formMinutesKept: number;
  deviceDaysKept: number;
  fileDays: number;
}
interface BackupFigures {
  days: number;
  weeks: number;
  months: number;
  oldDays: number;
}

interface FileFigures {
  /** Of registers, ledgers and downloads of the national system. */
  importMb: number;
  people: number;
  atOnce: number;
  ledgerRows: number;
  nationalPeople: number;
  /** Of all other tables. */
  tableMb: number;
  resultRows: number;
  answerRows: number;
  numbers: number;
  /** Of one scan, and of those sent together. */
  paperMb: number;
  files: number;
  togetherMb: number;
  templateMb: number;
}

const wholeText = (count: number) => count.toLocaleString('zh-CN');

function timeText(minutes: number): string {
  return minutes % 60 === 0 ? `${minutes / 60} 小时` : `${minutes} 分钟`;
}

function capText(rule: CapRule): string {
  return rule.basis === 'self_paid' ? '不超过自付部分' : `不超过 ${rule.months} 个月低保标准`;
}

/** `申请书、身份证；因「残疾」致困的另要残疾证；…` */
function papersText(requirements: readonly Requirement[]): string {
  const byWhen = new Map<string, string[]>();
  for (const { kind, when } of requirements) {
    const asked = whenText(when);
    byWhen.set(asked, [...(byWhen.get(asked) ?? []), PAPER_LABELS[kind]]);
  }
  return `${[...byWhen].map(([asked, papers]) => asked + papers.join('、')).join('；')}。公示材料和审批表在办理中产生，提交时还没有。`;
}

function whenText(when: Requirement['when']): string {
  if (when === 'always') return '每份档案都要';
  if (when === 'migrant_worker') return '农民工另要';
  return `因${when.map((cause) => `「${CAUSE_LABELS[cause]}」`).join('或')}致困的另要`;
}

function limitsText(usual: DeskLimits): string {
  const desks = Object.keys(usual) as LimitedDesk[];
  return desks.map((desk) => `${DESK_LIMIT_LABELS[desk]} ${usual[desk]} 个工作日`).join('，');
}
