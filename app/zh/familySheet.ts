import type { FamilyImportCode, FamilyImportNote, FamilyWarningCode } from '../exchange/familyProblem';
import type { SheetColumn } from '../exchange/familySheet';
import type {
  Category,
  Cause,
  EducationStage,
  Employment,
  FamilyStatus,
  Health,
  Relation,
} from '../families/family';
import type { Division } from '../identity/division';
import type { BankAccountCode } from '../identity/bankAccount';
import type { PhoneCode } from '../identity/phone';
import type { CellCode } from '../exchange/sheetCells';
import { bankAccountMessages, phoneMessages } from './identity';
import { CELL_SENTENCES, constantSentences, type CellData } from './sheetCells';

export const COLUMN_TITLES: Record<SheetColumn, string> = {
  fileNumber: '档案编号',
  relation: '与档案主关系',
  name: '姓名',
  idNumber: '身份证号',
  sex: '性别',
  birthOn: '出生日期',
  ethnicGroup: '民族',
  phone: '联系电话',
  category: '困难类别',
  mainCause: '主要致困原因',
  address: '家庭住址',
  division: '行政区划',
  workUnit: '工作单位',
  employment: '身份',
  health: '健康状况',
  educationStage: '学历阶段',
  school: '学校',
  monthlyIncome: '月收入',
  yearlyIncome: '家庭年度总收入',
  bankName: '开户银行',
  account: '银行卡号',
  unionMember: '是否工会会员',
  registeredOn: '建档日期',
  status: '状态',
  exitedOn: '退出日期',
};

/** Other names that offices give the same columns. */
export const COLUMN_ALIASES: Record<SheetColumn, readonly string[]> = {
  fileNumber: ['档案号', '档案编码', '家庭编号', '建档编号'],
  relation: ['与户主关系', '与档案主的关系', '与本人关系', '关系', '家庭关系'],
  name: ['成员姓名', '职工姓名', '名字'],
  idNumber: ['身份证号码', '身份证', '公民身份号码', '公民身份证号', '证件号码', '证件号'],
  sex: [],
  birthOn: ['出生年月日', '出生日', '出生年月', '生日'],
  ethnicGroup: [],
  phone: ['电话', '手机', '手机号', '手机号码', '联系方式', '电话号码'],
  category: ['困难类型', '类别', '困难职工类别', '档案类别'],
  mainCause: ['致困原因', '困难原因', '主要困难原因'],
  address: ['住址', '地址', '家庭地址', '现住址', '居住地址'],
  division: ['所属区县', '区县', '所属区划', '区划', '行政区'],
  workUnit: ['单位', '单位名称', '所在单位'],
  employment: ['就业状况', '人员身份', '身份类别', '就业情况'],
  health: ['健康情况', '身体状况'],
  educationStage: ['学历', '在读学历', '就读阶段', '学段'],
  school: ['学校名称', '就读学校', '所在学校'],
  monthlyIncome: ['本人月收入', '个人月收入', '月均收入'],
  yearlyIncome: ['家庭年收入', '年度总收入', '家庭年总收入', '家庭总收入'],
  bankName: ['银行', '开户行', '银行名称', '开户行名称'],
  account: ['银行账号', '银行帐号', '账号', '帐号', '卡号', '银行卡', '收款账号'],
  unionMember: ['工会会员', '是否会员'],
  registeredOn: ['建档时间', '建档日', '登记日期', '入册日期'],
  status: ['档案状态', '在册状态'],
  exitedOn: ['退出时间', '脱困日期', '退档日期'],
};

/** The words by which the cells of lists are understood beside their labels. */
export const RELATION_WORDS: Record<string, Relation> = {
  ...words('self', '本人', '户主', '档案主', '职工本人'),
  ...words('spouse', '配偶', '妻子', '丈夫', '妻', '夫', '爱人'),
  ...words('child', '子女', '儿子', '女儿', '子', '女', '长子', '长女', '次子', '次女', '儿', '养子', '养女'),
  ...words('parent', '父母', '父亲', '母亲', '父', '母', '岳父', '岳母', '公公', '婆婆'),
  ...words('sibling', '兄弟姐妹', '哥哥', '弟弟', '姐姐', '妹妹', '兄', '弟', '姐', '妹', '兄弟', '姐妹'),
  ...words('grandchild', '孙子女', '孙子', '孙女', '外孙', '外孙女', '外孙子'),
  ...words('grandparent', '祖父母', '祖父', '祖母', '爷爷', '奶奶', '外祖父', '外祖母', '外公', '外婆'),
  ...words('other', '其他', '其它', '其他亲属'),
};

export const SEX_WORDS: Record<string, 'male' | 'female'> = {
  ...words('male', '男', '男性'),
  ...words('female', '女', '女性'),
};

export const CATEGORY_WORDS: Record<string, Category> = {
  ...words('subsistence', '低保户', '低保'),
  ...words('marginal', '低保边缘户', '低保边缘', '边缘户'),
  ...words(
    'sudden_hardship',
    '意外灾害(事件)致困户',
    '意外灾害致困户',
    '意外事件致困户',
    '意外致困户',
    '意外灾害(事件)致困',
    '意外灾害致困',
  ),
  ...words('deep_hardship', '深度困难', '深度困难职工'),
  ...words('relative_hardship', '相对困难', '相对困难职工'),
  ...words('accidental_hardship', '意外致困', '意外致困职工'),
};

export const CAUSE_WORDS: Record<string, Cause> = {
  ...words('own_illness', '本人大病', '本人患病', '因病', '本人疾病'),
  ...words('relative_illness', '直系亲属大病', '家属大病', '家属患病', '亲属大病', '供养直系亲属大病'),
  ...words('accident', '意外灾害', '意外事件', '因灾', '意外'),
  ...words('disability', '残疾', '因残'),
  ...words('low_income', '收入低', '低收入', '收入低无法维持基本生活'),
  ...words('laid_off', '下岗失业', '下岗', '失业', '下岗(失业)'),
  ...words('schooling', '子女上学', '因学', '子女就学'),
  ...words('single_parent', '单亲', '单亲家庭'),
  ...words('other', '其他', '其它'),
};

export const EMPLOYMENT_WORDS: Record<string, Employment> = {
  ...words('employed', '在岗', '在职', '就业'),
  ...words('laid_off', '下(待)岗', '下岗', '待岗', '下岗待岗'),
  ...words('unemployed', '失(无)业', '失业', '无业', '失业无业'),
  ...words('retired', '退休', '离休', '离退休'),
  ...words('sick_leave', '病休'),
  ...words('early_retired', '内退'),
  ...words('migrant_worker', '农民工'),
  ...words('student', '学生', '小学生', '初中生', '高中生', '中学生', '大学生', '在校生', '在校学生'),
  ...words('other', '其他', '其它', '学龄前', '儿童'),
};

export const HEALTH_WORDS: Record<string, Health> = {
  ...words('good', '良好', '健康', '正常'),
  ...words('minor_illness', '一般疾病', '慢性病', '一般', '患病'),
  ...words('major_illness', '重大疾病', '大病', '重病', '重大病'),
  ...words('disabled', '残疾'),
};

export const STAGE_WORDS: Record<string, EducationStage> = {
  ...words('primary', '小学'),
  ...words('junior', '初中'),
  ...words('senior', '高中', '普高', '普通高中'),
  ...words('vocational', '中职中技', '中职', '中技', '中专', '技校', '职高', '职业高中'),
  ...words('college', '大专', '专科', '高职', '大学专科'),
  ...words('bachelor', '本科', '大学', '大学本科'),
  ...words('graduate', '研究生', '硕士', '博士', '硕士研究生', '博士研究生'),
};

export const YES_NO_WORDS: Record<string, boolean> = {
  ...words(true, '是', '√', '有', 'Y', 'YES', 'TRUE', '1', '会员'),
  ...words(false, '否', '×', '无', '不是', 'N', 'NO', 'FALSE', '0', '非会员'),
};

export const STATUS_WORDS: Record<string, Extract<FamilyStatus, 'draft' | 'approved' | 'exited'>> = {
  ...words('approved', '在册', '在档'),
  ...words('draft', '草稿'),
  ...words('exited', '已退出', '退出', '已退档', '退档'),
};

export const DIVISION_WORDS: Record<string, Division> = {
  ...words('410102', '中原'),
  ...words('410103', '二七'),
  ...words('410104', '管城', '管城区'),
  ...words('410105', '金水'),
  ...words('410106', '上街'),
  ...words('410108', '惠济'),
  ...words('410122', '中牟'),
  ...words('410171', '经开', '经开区', '经济技术开发区', '郑州经开区'),
  ...words('410172', '高新', '高新区', '高新技术产业开发区', '郑州高新区'),
  ...words('410173', '航空港', '航空港区', '港区', '航空港经济综合实验区', '郑州航空港区'),
  ...words('410181', '巩义'),
  ...words('410182', '荥阳'),
  ...words('410183', '新密'),
  ...words('410184', '新郑'),
  ...words('410185', '登封'),
};

/** What stands before a district in an address. */
export const CITY_PREFIX = /^(中国)?(河南省?)?(郑州市)?/;

/** How offices write that a cell has nothing in it. */
export const NOTHING_WORDS = new Set(['无', '/', '-', '--', '—', '——', '\\', '暂无', '没有', '空']);

/** What an imported file says of its category. */
export const importedCategoryReason = {
  noLine: '由原登记册导入；当时没有低保标准，未能核算，沿用原认定类别',
  unstated: '由原登记册导入；原登记册没有填写收入，未能核算，沿用原认定类别',
  differs: (proposed: string | null) =>
    `由原登记册导入，沿用原认定类别；按导入的收入核算，系统建议${proposed ? `「${proposed}」` : '不予认定'}`,
};

export const NAME_SEPARATOR = '、';

/** What an imported file keeps of its conversion. */
export const convertedRemark = (names: string) => `${names}的身份证号由 15 位旧号换算，请核对现在的身份证`;

const OWN_SENTENCES: Record<Exclude<FamilyImportCode, TakenCode>, (data: CellData) => string> = {
  'sex.differs': ({ expected }) => `与身份证号不符，按身份证号应为「${expected}」。请核对身份证号和性别。`,
  'birth_on.differs': ({ expected }) =>
    `与身份证号不符，按身份证号应为 ${expected}。请核对身份证号和出生日期。`,
  'row.duplicate': ({ first }) => `与第 ${first} 行完全重复，已按一人处理。请删去这一行。`,
  'family.no_main_person': () => '这一户没有“与档案主关系”为“本人”的一行。请把档案主的关系填为“本人”。',
  'family.two_main_persons': ({ first }) =>
    `第 ${first} 行已是这一户的“本人”。同一档案编号只能有一位档案主，请核对档案编号或关系。`,
  'family.same_id_twice': ({ first }) =>
    `身份证号与同户第 ${first} 行相同，但其他内容不同。请对照身份证核对。`,
  'family.id_twice_in_file': ({ first }) =>
    `身份证号已出现在第 ${first} 行的另一户里。一人只能在一份有效档案中，请只保留一处。`,
  'family.too_many_members': ({ most }) => `一份档案最多登记 ${most} 人，请核对档案编号是否误填。`,
  'family.conflict': ({ first }) => `与同户第 ${first} 行填写的不同。同一户请填写一致，或只填在“本人”一行。`,
  'family.gap': ({ row }) =>
    `第 ${row} 行夹在这一户中间，却是另一个档案编号，且没有“本人”。请核对那一行的档案编号。`,
  'family.other_row': ({ row }) => `同户第 ${row} 行有问题，一户须整户导入。请改正那一行后一起重新导入。`,
  'family.id_elsewhere': ({ fileNumber, status }) =>
    `身份证号已登记在档案 ${fileNumber}（${status}）中，且内容与这一行所在的家庭不同。导入不会修改已有档案，请在系统中打开该档案核对。`,
  'family.file_number_taken': ({ fileNumber }) =>
    `档案编号 ${fileNumber} 已被另一份档案使用。请核对编号；留空则由系统编号。`,
  'exit.before_registration': ({ registeredOn }) => `退出日期早于建档日期 ${registeredOn}。请核对两个日期。`,
  'exit.not_exited': () => '填写了退出日期，状态却不是“已退出”。请改正状态，或删去退出日期。',
  'account.bank_missing': () => '填写了银行卡号，没有填写开户银行。请补填开户银行。',
};

/** Codes whose sentence stands with what they are about. */
type TakenCode = CellCode | PhoneCode | BankAccountCode;

const SENTENCES: Record<FamilyImportCode, (data: CellData) => string> = {
  ...CELL_SENTENCES,
  ...OWN_SENTENCES,
  ...constantSentences(phoneMessages),
  ...constantSentences(bankAccountMessages),
};

/** Why a row is refused, and what to do. */
export function importProblemText(code: FamilyImportCode, data: CellData): string {
  return SENTENCES[code](data);
}

const WARNING_SENTENCES: Record<FamilyWarningCode, (data: CellData) => string> = {
  'account.on_register': (data) => `与档案 ${filesText(data)} 的收款账户相同，请到「疑似重复」核对。`,
  'account.in_file': ({ first }) => `与第 ${first} 行那一户的收款账户相同，导入后请到「疑似重复」核对。`,
  'phone.on_register': (data) => `与档案 ${filesText(data)} 的联系电话相同，请到「疑似重复」核对。`,
  'phone.in_file': ({ first }) => `与第 ${first} 行那一户的联系电话相同，导入后请到「疑似重复」核对。`,
};

function filesText({ files, count }: CellData): string {
  const named = String(files).split(NAME_SEPARATOR).length;
  return Number(count) > named ? `${files} 等 ${count} 份` : String(files);
}

/** Why a row that comes in is to be looked at. */
export function importWarningText(code: FamilyWarningCode, data: CellData): string {
  return WARNING_SENTENCES[code](data);
}

/** Of warnings that are not all listed. */
export const someWarningsText = (listed: number, count: number) =>
  `收款账户或联系电话与别的家庭相同的共 ${count} 处，只列出其中 ${listed} 处；导入后请到「疑似重复」逐一核对。`;

export const IMPORT_NOTE_LABELS: Record<FamilyImportNote, (count: number) => string> = {
  id_converted: (count) =>
    `${count} 人的身份证号是 15 位旧号，已换算为 18 位并在档案备注中注明，请核对现在的身份证。`,
  id_area_unknown: (count) => `${count} 人身份证号开头的地区代码无法识别，已照录，请核对。`,
  account_luhn: (count) => `${count} 个银行卡号不符合银行卡的校验规则（旧存折账号属正常），已照录，请核对。`,
  employment_missing: (count) => `${count} 人没有填写身份，按“其他”登记。`,
  health_missing: (count) => `${count} 人没有填写健康状况，按“良好”登记。`,
  status_missing: (count) => `${count} 户所在的表没有“状态”列，按草稿登记。`,
  status_blank: (count) => `${count} 户没有填写“状态”，按草稿登记。`,
  division_from_address: (count) => `${count} 户没有填写行政区划，按家庭住址判断。`,
  income_differs: (count) => `${count} 户的家庭年度总收入少于各人月收入之和，按家庭年度总收入登记。`,
  account_ignored: (count) => `${count} 户填写了不止一个银行卡号，只登记了本人（或首位）的。`,
  lines_skipped: (count) => `${count} 行是合计、说明或重复的表头，没有作为人员读取。`,
};

function words<Code>(code: Code, ...all: string[]): Record<string, Code> {
  return Object.fromEntries(all.map((word) => [word, code]));
}

export const REASON_TITLE = '退回原因';

export const TEMPLATE_TEXTS = {
  sheet: '困难职工家庭',
  explanation: '填写说明',
  example: '示例',
  lists: '选项',
  origin: '导出信息',
  choose: '请从下拉列表中选择。',
  lines: [
    [
      '怎样填',
      '只填第一张表「困难职工家庭」，第一行的标题不要改；「示例」是一户填好的样子，「选项」是各列可选的内容。',
    ],
    [
      '必填的列',
      '标题为黄色的列：每人填与档案主关系、姓名、身份证号；“本人”一行还要填联系电话、主要致困原因、家庭住址、行政区划。其余没有的可以留空。',
    ],
    [
      '要求',
      '每人一行，同一户的人填同一个档案编号；档案主的“与档案主关系”填“本人”。一户整户导入，有一人填错，全户退回。',
    ],
    ['档案编号', '原有编号照填，没有的可以留空：从“本人”一行起，到下一个“本人”之前算一户，由系统编号。'],
    [
      '身份证号、银行卡号',
      '这两列已设为文本。粘贴时请用“只粘贴值”，不要改成数字，否则 15 位以后的数字会丢失。',
    ],
    ['日期', '2019-01-05、2019.1.5、2019/1/5、2019年1月5日、20190105 或 Excel 日期都可以。'],
    ['性别、出生日期', '可以不填，按身份证号取得；填了须与身份证号一致。'],
    ['月收入、家庭年度总收入', '单位为元，最多两位小数。家庭年度总收入不填时，按各人月收入 × 12 计算。'],
    ['困难类别、建档日期', '“在册”和“已退出”的家庭必填；草稿可以不填。'],
    ['退出日期', '“已退出”的家庭必填，不早于建档日期。'],
    ['行政区划', '填区县名称或六位代码。'],
  ],
} as const;

/** A family as it is filled in; nobody's numbers, and an import refuses them. */
export const TEMPLATE_PEOPLE: readonly Partial<Record<SheetColumn, string>>[] = [
  {
    ...{ fileNumber: 'KN2019-00001', relation: '本人', name: '张示例', idNumber: '4101051975****0011' },
    ...{ sex: '男', birthOn: '1975-03-01', ethnicGroup: '汉族', phone: '139****0001', category: '低保户' },
    ...{
      mainCause: '直系亲属大病',
      address: '金水区示例路 1 号',
      division: '金水区',
      workUnit: '示例机械厂',
    },
    ...{ employment: '在岗', health: '良好', monthlyIncome: '1200', yearlyIncome: '14400' },
    ...{ bankName: '示例银行金水支行', account: '6222****0001', unionMember: '是' },
    ...{ registeredOn: '2019-02-01', status: '在册' },
  },
  {
    ...{ fileNumber: 'KN2019-00001', relation: '配偶', name: '李示例', idNumber: '4101051976****0022' },
    ...{ sex: '女', birthOn: '1976-05-02', ethnicGroup: '汉族', employment: '失(无)业', health: '重大疾病' },
    monthlyIncome: '0',
  },
  {
    ...{ fileNumber: 'KN2019-00001', relation: '子女', name: '张小示', idNumber: '4101052004****0033' },
    ...{ sex: '男', birthOn: '2004-09-03', ethnicGroup: '汉族', employment: '学生', health: '良好' },
    ...{ educationStage: '高中', school: '示例中学', monthlyIncome: '0' },
  },
];

export const exportFooter = (who: string, when: string, families: number) =>
  `由${who}于 ${when} 导出，共 ${families} 户。内含个人信息，请妥善保管，用毕删除。`;
