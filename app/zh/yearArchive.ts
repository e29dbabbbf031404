/** The words of the auditor's zip (审计资料包). */

/** The lists of all files of a zip with their hashes. */
export const MANIFEST_NAMES = { text: 'manifest.txt', json: 'manifest.json' } as const;

export const ARCHIVE_NAMES = {
  manual: '00 说明.txt',
  frozenFolder: '定稿',
  draftFolder: '报告（未定稿）',
  monitoringFolder: '绩效监控',
  monitoring: (asOf: string) => `绩效运行监控表（截至${asOf}）.docx`,
  evidenceFolder: '佐证材料',
  removedFolder: '定稿后移除的佐证材料',
  model: '定稿数据.json',
  reportDocx: '自评表.docx',
  reportXlsx: '自评表.xlsx',
  narrative: '绩效自评报告.docx',
  title: (year: number, projectName: string) => `${year} 年度${projectName}`,
  by: (name: string, when: string) => `${name}，${when}`,
  origin: '来源',
  from: (origin: string, rows: number) => `由 ${origin} 导出，共 ${rows} 行。证件号码隐去中间位。`,
} as const;

export const ARCHIVE_TABLES = {
  payments: '01 发放台账',
  people: '02 受助人员名单',
  surveys: '03 满意度样本',
  batches: '04 发放批次',
  receipts: '05 到账记录',
  adjustments: '06 预算调整',
  audit: '07 操作日志摘录',
  outside: '08 年度以外发放',
  services: '09 服务记录',
  due: '10 应补未补名单',
} as const;

const LEDGER_COLUMNS = [
  '序号',
  '日期',
  '受助人',
  '身份证号（隐去中间）',
  '档案号',
  '救助类型',
  '种类',
  '更正',
  '金额（元）',
  '银行流水号或批次号',
  '审批日期',
  '审批人',
  '登记人',
  '备注',
] as const;

export const ARCHIVE_COLUMNS = {
  payments: LEDGER_COLUMNS,
  outside: LEDGER_COLUMNS,
  people: [
    '序号',
    '受助人',
    '身份证号（隐去中间）',
    '档案号',
    '生活救助（元）',
    '助学救助（元）',
    '医疗救助（元）',
    '合计（元）',
  ],
  surveys: [
    ...['调查', '样本序号', '受访人', '身份证号（隐去中间）', '评价日期', '方式', '评价', '意见'],
    ...['计入满意度', '其中满意'],
  ],
  batches: [
    '批次号',
    '名称',
    '状态',
    '制单人',
    '制单时间',
    '审批人',
    '审批日期',
    '笔数',
    '金额（元）',
    '项目期内付（元）',
    '项目期外付（元）',
    '审批校验码',
  ],
  receipts: [
    ...['序号', '到账日期', '来源', '截至末日（元）', '末日以后（元）', '更正', '凭证号', '登记人', '备注'],
  ],
  adjustments: ['调整日期', '金额（元）', '文件', '原因', '登记人'],
  audit: ['序号', '时间', '办理人', '操作', '对象', '编号', '内容', '校验码'],
  services: [
    ...['序号', '服务日期', '服务项目', '姓名', '档案号', '服务内容', '结果', '登记人'],
    ...['计入人次', '作废原因'],
  ],
  due: [
    ...['序号', '姓名', '身份证号（隐去中间）', '档案号', '未发放原因'],
    ...['生活救助（人）', '助学救助（人）', '医疗救助（人）'],
  ],
} as const satisfies Record<keyof typeof ARCHIVE_TABLES, readonly string[]>;

export const SYSTEM_NAME = '系统';
export const CORRECTION_OF = (number: number | undefined) =>
  number === undefined ? '更正以前年度的记录' : `更正第 ${number} 条`;

export const archiveFileName = (year: number, projectName: string) =>
  `${year}年度${projectName}审计资料包.zip`;

/** How somebody finds out that no file of a zip was changed: steps 1 to 3. */
export const HOW_TO_CHECK: readonly string[] = [
  '  1. 把本压缩包解压到一个文件夹。',
  '  2. Windows：在该文件夹里按住 Shift 点右键，选“在此处打开 PowerShell 窗口”，粘贴下面一行后回车：',
  '     Get-Content manifest.txt -Encoding UTF8 | ForEach-Object { $h,$f = $_ -split \'  \',2; if ((Get-FileHash -LiteralPath $f).Hash -eq $h) { "相符 $f" } else { "不符 $f" } }',
  '     Linux 或 macOS：在该文件夹里运行 sha256sum -c manifest.txt（macOS 用 shasum -a 256 -c manifest.txt）。',
  '  3. 每个文件都应显示“相符”（或 OK）。',
];

/** The tables hold the records of now, the frozen papers those of then. */
function sinceFrozen(differences: readonly { place: string; frozen: string; now: string }[]): string[] {
  if (differences.length === 0) return [];
  const inOneLine = (text: string) => text.replaceAll(/\s*\n\s*/g, '；') || '（空）';
  return [
    `  以上各表按导出时的记录；最近一次定稿以后有变化，与定稿的自评表、绩效报告和佐证材料有 ${differences.length} 处不同：`,
    ...differences.map(
      ({ place, frozen, now }) => `    ${place}：定稿 ${inOneLine(frozen)}，现在 ${inOneLine(now)}`,
    ),
  ];
}

export const archiveManual = (given: {
  title: string;
  centreName: string;
  origin: string;
  /** Whether the last day of the project has come. */
  isOver: boolean;
  /** What the records say otherwise now than the last frozen paper; null where none is frozen. */
  differences: readonly { place: string; frozen: string; now: string }[] | null;
  audit: { count: number; broken: number; sequence: number; hash: string };
}) =>
  [
    `${given.title}审计资料包`,
    `${given.centreName}`,
    `由 ${given.origin} 导出`,
    '',
    '一、内容',
    ...Object.values(ARCHIVE_TABLES).map((name) => `  ${name}.xlsx`),
    given.differences
      ? '  定稿：年终定稿和补充定稿的自评表、绩效报告原件，定稿数据，及定稿计入、后来移除的佐证材料'
      : '  报告（未定稿）：按现在的数据生成，年终定稿之后以定稿为准',
    '  银行凭证：每个已报盘批次一个文件夹，有批次付款凭证、逐笔明细和银行结果；批次外付款和更正另列一表',
    '  绩效监控：主任填写过预计和偏差原因的每个截至日一份监控表，数字按导出时的记录计算；没有填写过的没有这个文件夹',
    '  佐证材料：各定性指标现有的佐证文件，按指标分文件夹',
    '  manifest.txt、manifest.json：本包其他每个文件的 SHA-256 校验码',
    '',
    '二、怎样核对文件没有改过',
    ...HOW_TO_CHECK,
    '  4. manifest.txt 自身的校验码记在系统的操作日志里（“生成审计资料包”一条），可以请中心主任或审计员核对。',
    '',
    '三、操作日志',
    `  导出时逐条重算全部 ${given.audit.count} 条：${given.audit.broken === 0 ? '全部相符' : `有 ${given.audit.broken} 处对不上`}。`,
    `  末条序号 ${given.audit.sequence}，校验码 ${given.audit.hash}`,
    '  07 操作日志摘录：本年度内的全部操作，以及任何时候对本年度的申请、核定、发放、批次、到账、指标、调查和报告的操作。序号是全部日志中的序号。',
    '',
    '四、说明',
    '  身份证号、账号只显示部分位数；完整号码须在系统中按权限查看并留痕。报盘文件含完整账号，不放入本包，批次付款凭证上有它的校验码。本包含个人信息，请妥善保管，用毕删除。',
    '  金额单位为元；冲正、退票、追回为负数。受助人员按身份证号去重，金额为扣除更正后的净额，与自评表同一口径。',
    `  各表与自评表同一截至日：${given.isOver ? '项目最后一天' : '导出的当天，项目还没有结束'}。`,
    '  01 发放台账的合计等于自评表的资金支付数：只列项目期内的发放和更正。项目期外的列在 08 年度以外发放，序号接着台账编。',
    '  03 满意度样本：“计入满意度”的合计等于自评表的有效评价份数，一人只计最后一次评价。',
    '  04 发放批次列全部批次，状态是导出时的；项目期内付的合计是台账中经批次发放的部分。',
    '  05 到账记录列全部记录，“截至末日”的合计等于自评表的资金到位数；06 预算调整的合计是自评表预算数与年初预算之差。',
    '  09 服务记录列本年度全部不发放资金的服务，“计入人次”的合计等于自评表说明中的服务人次；作废的也列出，不计入。',
    '  10 应补未补名单：到截至日应补而没有补的人，一人一类一行，各类的合计等于应补尽补率中的应补数减已补数；未发放原因按导出时的记录。',
    ...sinceFrozen(given.differences ?? []),
    '',
  ].join('\n');
