import type { FirstDay } from '../../help/help';

/** The first day at the desk, by role. */
export const FIRST_DAYS: readonly FirstDay[] = [
  {
    role: 'caseworker',
    about: '您登记困难职工家庭、入户核查、提出救助申请。先熟悉查找和建档，再看待办。',
    steps: [
      {
        text: '打开首页。「待办」里的每个数字都能点开，点开就是要办的那几份档案或申请。',
        to: '/',
        picture: 'home',
      },
      {
        text: '在顶部输入姓名、拼音首字母或证件号后四位找一户人家；按 Ctrl+K 不用鼠标也能找。',
        topic: 'find',
      },
      {
        text: '新建一份档案草稿试一试：只填姓名和证件号也会自动保存，不提交就没有人审。',
        to: '/families/new',
        topic: 'register',
      },
      { text: '看一遍「办理流程」，知道每个状态下一步由谁办。', to: '/workflow' },
      { text: '提出第一件救助申请之前，先读「单个救助申请」。', topic: 'application' },
    ],
  },
  {
    role: 'finance',
    about: '您登记到账、审核申请、把批准的救助发到账户，并处理银行退回的款。',
    steps: [
      { text: '打开资金总览，核对预算、到账和已发放。每个数字下面都有明细。', to: '/fund', picture: 'fund' },
      { text: '先把本年各笔到账按银行的到账日登记好：钱没有到账，就不能记发放。', topic: 'fund' },
      { text: '在银行文件格式里填写本单位的付款账户，选好开户银行的文件格式。', to: '/bank-layouts' },
      { text: '读「成批发放」：做批次、送审、导出银行文件、导入结果，四步都在同一页。', topic: 'batch' },
      { text: '每天看一次「退票与失败」，账户更正以后补发。', to: '/failures', topic: 'failures' },
    ],
  },
  {
    role: 'head',
    about: '您审批档案、救助和批次，掌握资金进度，年终定稿绩效报告。',
    steps: [
      { text: '年初上传财政的绩效目标表，核对读出的预算和指标。', to: '/projects', topic: 'targets' },
      {
        text: '确认救助标准和低保标准：系统自带的是示例，没有确认的会一直提示。',
        to: '/standards',
        topic: 'rules-setting',
      },
      { text: '打开首页看资金、进度和等您决定的事项。', to: '/', picture: 'home' },
      { text: '审批时看清提示：超标准、重复救助、资金不足都会写明差多少。', topic: 'decide' },
      { text: '年中、年末用「绩效报告」看得分和需要说明的偏差。', topic: 'report' },
    ],
  },
  {
    role: 'auditor',
    about: '您只看不改。所有数字都能点到原始记录，所有操作都有日志。',
    steps: [
      {
        text: '从绩效指标进入，点任何一个完成值，看它由哪些记录算出。',
        to: '/indicators',
        topic: 'indicators',
      },
      {
        text: '在操作日志里按人、按日期、按操作查找；每条日志与前一条用哈希相连，改动会被查出。',
        to: '/audit',
        topic: 'audit',
      },
      {
        text: '在合规检查里看有没有超标准、重复、未审批、审批人与经办人相同的记录。',
        to: '/indicators',
        topic: 'indicators',
      },
      { text: '需要带走材料时用各列表的导出，导出会留下日志。', topic: 'excel' },
    ],
  },
  {
    role: 'admin',
    about: '您管理账号、单位信息和备份，看不到家庭资料。',
    steps: [
      {
        text: '为每位同事建一个账号，一人一号。登记、审核、审批不要都给同一个人。角色由中心主任确认后才生效。',
        to: '/staff',
        topic: 'accounts',
      },
      { text: '核对单位名称等信息，它们会印在公示和报告上。', to: '/centre' },
      {
        text: '打开数据备份，确认昨晚的备份成功，并把密钥另存一份在别处。',
        to: '/backups',
        topic: 'backups',
      },
    ],
  },
];
