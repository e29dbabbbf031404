import type { Grade } from '../fund/project';
import type { ServiceKind } from '../fund/project';

/** Words of the invented demo centre. Nobody here exists; ID numbers are from an area that was never assigned. */

export const DEMO_CENTRE = '郑州市困难职工帮扶中心（演示）';

export const DEMO_STAFF = {
  admin: '管理员甲',
  head: '林主任',
  caseworker: '陈专员',
  secondCaseworker: '吴专员',
  finance: '赵会计',
  auditor: '审计员甲',
} as const;

export const SURNAMES = [
  ...'张王李赵刘陈杨黄周吴徐孙马朱胡郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史陶贺毛郝顾龚邵万覃武钱严',
];
export const GIVEN_MALE =
  '建国 志强 永刚 海涛 春生 德明 保华 文斌 学军 立新 长河 庆丰 洪亮 正林 金山 少华 根生 卫东 继红 向阳 国栋 新民 东升 光明 玉柱'.split(
    ' ',
  );
export const GIVEN_FEMALE =
  '秀英 桂兰 淑珍 玉梅 红霞 丽娟 春燕 彩云 金凤 晓琴 爱莲 慧敏 凤英 雪梅 素芳 月娥 翠萍 巧云 美玲 雅琴 冬梅 香菊 小红 文静 银环'.split(
    ' ',
  );
export const GIVEN_CHILD =
  '子涵 宇轩 梓萱 浩然 欣怡 一诺 俊杰 思远 雨桐 佳怡 嘉豪 晨曦 可馨 明哲 若溪 博文 静怡 天佑 诗雨 家乐'.split(
    ' ',
  );

export const STREETS =
  '建设路 棉纺路 嵩山路 陇海路 航海路 花园路 文化路 东风路 农业路 黄河路 桐柏路 工人路 中原路 长江路 大学路 紫荆山路'.split(
    ' ',
  );
export const WORK_UNITS =
  '第三棉纺厂 纺织机械厂 电缆厂 轴承厂 印染厂 第二砂轮厂 公交总公司 煤矿机械厂 食品总厂 化工六厂 橡胶制品厂 环卫清洁公司 第一建筑公司 铝制品厂 面粉厂'.split(
    ' ',
  );
export const INDUSTRIES = ['纺织', '机械制造', '公共服务', '建筑', '食品加工', '煤炭', '化工'];
export const ILLNESSES = ['尿毒症', '肺癌', '脑梗死', '冠心病', '白血病', '肝硬化', '乳腺癌'];
export const certificateNumber = (number: number) => `演示低保${String(number).padStart(6, '0')}`;
export const BANKS = [
  '工商银行建设路支行',
  '建设银行陇海路支行',
  '农业银行中原支行',
  '邮政储蓄银行花园路支行',
  '中国银行文化路支行',
];
export const SCHOOLS = {
  primary: ['建设路小学', '陇海小学', '航海路小学'],
  junior: ['第四十二中学', '桐柏路中学'],
  senior: ['第十一高级中学', '第七高级中学'],
  college: ['职业技术学院', '交通高等专科学校'],
  bachelor: ['中原工学院', '轻工业大学'],
} as const;

export const unitNumber = (number: number) => `${number}号院`;
export const buildingOf = (building: number, room: number) => `${building}号楼${room}室`;

export const VISIT_NOTES = [
  '入户查看，住房为单位老家属院两居室，家具陈旧，收入情况与申报一致。',
  '走访邻居和社区，家庭收入主要靠档案主工资，负担较重。',
  '查看诊断书和票据，自付医疗支出较大，情况属实。',
  '核对学生证和缴费单据，在读情况属实。',
];
export const VISIT_HOUSINGS = [
  '单位老家属院两居室，约 55 平方米，家具陈旧。',
  '租住平房一间，约 25 平方米，没有独立厨卫。',
  '自购房约 60 平方米，陈设简单。',
  '与父母同住老房，约 70 平方米。',
];

export const DEMO_REGISTER = {
  residents: '与登记的家庭成员一致，没有其他人居住。',
  reviewed: '电话回访并核对工资流水，收入、就业和患病情况与建档时基本一致。',
  categoryKept: '标准调整后仍处在临界，家庭负担没有减轻，保持原类别。',
  objections: [
    { content: '有职工反映这户家庭另有一处住房出租。' },
    {
      content: '有职工反映申请人在外兼职，收入没有申报。',
      handling: '向兼职单位和社区核实，申请人去年底已离职，申报的 12 个月内没有兼职收入。',
    },
    {
      content: '有职工反映家庭成员名下有营运车辆。',
      handling: '经车管部门核对情况属实，车辆经营收入没有申报，须退回补正。',
    },
  ],
} as const;

export const DEMO_REASONS = {
  rejected: '核对后家庭人均收入超过标准，不符合建档条件。',
  returned: '收入证明缺单位盖章，请补正后重新提交。',
  application: '家庭收入低，生活困难，申请救助。',
  medical: '重大疾病住院治疗，自付费用负担沉重。',
  reviewed: '材料齐全，情况属实。',
  approved: '同意。',
  applicationRejected: '与已享受的救助重复，不予批准。',
  returnedByBank: '账号与户名不符，银行退回',
} as const;

export const CAMPAIGNS = {
  spring: '2019年春节送温暖',
  summer: '2019年夏季送清凉',
  autumn: '2019年金秋助学',
  winter: '2019年岁末生活救助',
  newYear: '2019年元旦慰问',
} as const;

/** Batches for the bank, and what the bank answers. */
export const DEMO_BATCHES = {
  bank: '样本银行',
  place: '一楼公示栏',
  again: (name: string) => `${name}（补发）`,
  rest: (name: string) => `${name}（第二批）`,
  resultName: (number: string) => `${number} 代发结果.csv`,
  resultHeaders: ['序号', '账号', '户名', '金额', '处理结果', '失败原因', '交易日期', '流水号'],
  paid: '成功',
  failed: '失败',
  failures: ['账户已销户', '户名不符'],
  changed: '原账户已销户，本人提供新开的银行卡。',
  shown: '本人当面出示银行卡，复印件待补。',
  confirmed: '已与本人电话核对。',
} as const;

export const RECEIPT_VOUCHERS = [
  '财拨2019-003',
  '财拨2019-021',
  '工拨2019-007',
  '捐2019-011',
  '财拨2019-046',
  '息2019-004',
];

/** What the head has said of the indicators that are graded, by their names; the last one still waits. */
export const DEMO_GRADES: Record<string, { grade: Grade; ratioPercent: number; sentence: string }> = {
  预算编制合理性: {
    grade: 'achieved',
    ratioPercent: 95,
    sentence: '预算按救助项目和标准编制，执行中没有科目调整。',
  },
  财务管理制度健全性: {
    grade: 'achieved',
    ratioPercent: 100,
    sentence: '制定了资金使用与审批制度，专户核算，全年执行到位。',
  },
  资金使用规范性: {
    grade: 'achieved',
    ratioPercent: 100,
    sentence: '登记、审核、审批、发放由不同岗位办理，未发现违规使用。',
  },
  财务监控有效性: {
    grade: 'achieved',
    ratioPercent: 90,
    sentence: '按季核对发放明细与银行回单，公开发放名单。',
  },
  合同管理完备性: {
    grade: 'partly',
    ratioPercent: 75,
    sentence: '救助协议随档案保存，有少数医疗救助的协议补签较晚，已改为批准当日签订。',
  },
  项目质量可控性: {
    grade: 'achieved',
    ratioPercent: 95,
    sentence: '入户核查、公示、审批环节完整，退票当月处理。',
  },
  项目管理制度健全性: {
    grade: 'achieved',
    ratioPercent: 95,
    sentence: '建档、审核、发放各环节都有书面制度，按制度执行。',
  },
  社会稳定性目标: {
    grade: 'achieved',
    ratioPercent: 90,
    sentence: '救助对象基本生活得到保障，来访数量比上年下降。',
  },
  档案管理机制健全性: {
    grade: 'achieved',
    ratioPercent: 95,
    sentence: '一户一档，纸质与电子档案同步更新。',
  },
};

/** A performance-target form of the demo centre, in the layout of the finance bureau's, in our own words. */
export const DEMO_TARGET_FORM = `郑州市困难职工帮扶中心支出项目绩效目标表
（2019年）
项目名称	帮扶资金
单位编码	093001	资金用途	业务类
项目负责人	林主任	联系人	陈专员
联系电话	13900000000
开始时间	2019-01-01	结束时间	2019-12-31
项目总金额	1000000.00	项目本年度金额	1000000.00
上年度项目总金额	1000000.00	项目上年度金额	1000000.00
项目详细信息
项目概况	<p>为在册困难职工家庭提供生活、助学和医疗救助，帮助他们渡过难关。</p>
立项依据	<p>按照帮扶中心专项资金管理的有关规定设立。</p>
项目设立的必要性	<p>部分职工家庭因病、因学或收入偏低，仅靠自身难以维持基本生活。</p>
项目配套制度措施	<p>先建档、后帮扶，实名发放，全程留痕。</p>
项目实施计划	<p>2019年帮扶资金100万元。其中：生活救助2019年1月-12月实施，拟救助1000人；助学救助2019年10月份进行，拟救助60人；医疗救助6月-12月份进行，拟救助5人。</p>
项目构成
	经济科目名称	预算金额（元）
	救济费	1000000.00
备注	无
项目绩效目标
项目总目标	让困难职工家庭得到及时、足额的帮扶。
年度绩效目标	完成全年生活、助学、医疗救助，困难问题得到缓解。
一级指标	二级指标	三级指标	目标值
投入与目标管理	投入管理	预算执行率	=100%
		预算编制合理性	合理
		预算资金到位情况	=100%
	财务管理	财务管理制度健全性	健全
		资金使用规范性	合规
		财务监控有效性	有效
	项目管理	合同管理完备性	完备
		项目质量可控性	可控
		项目管理制度健全性	健全
	资产管理
产出目标	数量	医疗救助人数	=5人
		助学救助人数	=200人
		生活救助人数	=2000人
		应补尽补率	100%
	质量
	时效	补贴发放及时性	及时
	成本
效果目标	经济效益
	社会效益	社会稳定性目标	得到提高
	环境效益
	满意度	受补贴对象满意度	>90%
影响力目标	长效管理	档案管理机制健全性	健全
		长效管理机制健全性	健全
	人力资源
	部门协助
	配套设施
	信息共享
	其它
预算单位（盖章）:
`;

/** What the demo's start prints on the terminal. */
export function demoAccountLines(
  accounts: readonly { username: string; name: string; password: string }[] | null,
): string[] {
  if (!accounts)
    return ['演示数据已存在，沿用第一次启动时显示的账号和密码（要重新生成，请删除 data/demo 后再启动）。'];
  return [
    '演示账号（密码为本次随机生成，请记下，以后不再显示）：',
    ...accounts.map(({ username, name, password }) => `  ${username.padEnd(18)}${password}  ${name}`),
  ];
}

export const DEMO_SURVEY = '2019年冬季满意度调查';
export const DEMO_OPINIONS = {
  good: ['感谢工会的帮助。', '款项到账很快。', '', '', '', '工作人员态度好。'],
  bad: ['希望救助金额再高一些。', '希望发放能再早一点。', '申请材料太多，跑了两趟。'],
} as const;

/** What the centre did without paying, with what came of it. */
export const DEMO_SERVICES: Record<ServiceKind, readonly (readonly [content: string, outcome: string])[]> = {
  job_placement: [
    ['推荐保洁岗位，联系用人单位面试', '已上岗'],
    ['推荐保安岗位', '等待面试结果'],
  ],
  training: [
    ['报名家政服务培训班', '已结业，取得证书'],
    ['报名电工培训班', '正在培训'],
  ],
  start_up: [['咨询开办早餐店的手续和小额贷款', '已介绍到担保中心']],
  petition: [
    ['反映单位拖欠工资', '已转劳动监察部门，答复本人'],
    ['询问困难职工认定结果', '已当面解释'],
  ],
  legal_aid: [['工伤赔偿纠纷，申请法律援助', '已指派律师']],
  policy_advice: [
    ['咨询助学救助的条件', '已告知所需材料'],
    ['咨询医疗救助的报销范围', '已告知'],
  ],
};
export const DEMO_STRANGERS = ['样例路人甲', '样例路人乙', '样例路人丙'];
