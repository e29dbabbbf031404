import type { FamilyImportCode } from '../exchange/familyProblem';
import type { DifferingField, NationalField, NationalList } from '../exchange/national';
import type { HiddenDifference } from '../identity/mask';
import type { SheetProblem } from '../sheets/sheet';
import { FAMILY_FIELD_LABELS, MEMBER_FIELD_LABELS } from './families';
import { COLUMN_ALIASES, COLUMN_TITLES, importProblemText } from './familySheet';
import { sheetProblemMessages } from './sheets';
import type { CellData } from './sheetCells';

export const NATIONAL_LIST_LABELS: Record<NationalList, string> = {
  theirs_only: '全国有，本地无',
  ours_only: '本地有，全国无',
  differing: '内容不同',
  refused: '读不出的行',
};

/** What a list holds, and what to do with it. */
export const NATIONAL_LIST_NOTES: Record<NationalList, string> = {
  theirs_only:
    '全国系统的文件里有，本系统的在册档案里没有这个身份证号。档案已有而没有在册的，打开档案接着办；完全没有的，可以按对方的内容开始登记。',
  ours_only:
    '本系统在册，全国系统的文件里没有这个身份证号。请在全国系统补录，或核对两边的身份证号；身份证号在对方文件里读不出的，也列在这里。',
  differing:
    '两边都有这个身份证号，内容不同，或者不在同一户（按档案主的身份证号认）。本地错的，打开档案更正；对方错的，在全国系统更正。',
  refused: '文件里这些行有读不出的单元格，那一格没有比对。请按说明在全国系统或文件里改正后重新比对。',
};

const OWN = {
  ...COLUMN_TITLES,
  ...MEMBER_FIELD_LABELS,
  ...FAMILY_FIELD_LABELS,
};

/** How the product heads its own layout. */
export const NATIONAL_TITLES: Record<NationalField, string> = {
  fileNumber: OWN.fileNumber,
  relation: OWN.relation,
  name: OWN.name,
  idNumber: OWN.idNumber,
  sex: OWN.sex,
  birthOn: OWN.birthOn,
  ethnicGroup: OWN.ethnicGroup,
  politicalStatus: OWN.politicalStatus,
  maritalStatus: OWN.maritalStatus,
  employment: OWN.employment,
  health: OWN.health,
  illness: OWN.illness,
  disabilityKind: OWN.disabilityKind,
  disabilityGrade: OWN.disabilityGrade,
  educationStage: OWN.educationStage,
  enrolmentYear: OWN.enrolmentYear,
  school: OWN.school,
  insurance: OWN.insurance,
  monthlyIncome: OWN.monthlyIncome,
  category: OWN.category,
  mainCause: OWN.mainCause,
  secondCause: '其他致困原因1',
  thirdCause: '其他致困原因2',
  fourthCause: '其他致困原因3',
  phone: OWN.phone,
  otherContact: OWN.otherContact,
  address: OWN.address,
  postcode: OWN.postcode,
  division: OWN.division,
  hukouKind: '户口类型',
  housingKind: OWN.housingKind,
  housingArea: OWN.housingArea,
  workUnit: OWN.workUnit,
  unitKind: OWN.unitKind,
  enterpriseState: OWN.enterpriseState,
  industry: OWN.industry,
  workingSinceOn: OWN.workingSinceOn,
  modelWorker: '劳模类型',
  singleParent: '是否单亲',
  canSelfHelp: '是否有自救能力',
  zeroEmployment: '是否零就业家庭',
  unionMember: OWN.unionMember,
  registeredOn: OWN.registeredOn,
  bankName: OWN.bankName,
  accountHolder: '账户户名',
  account: OWN.account,
};

/** What a difference lies in. */
export const DIFFERENCE_TITLES: Record<DifferingField, string> = {
  ...NATIONAL_TITLES,
  household: '所在的户',
};

/** The households of both sides. */
export const HOUSEHOLD_TEXTS = {
  file: (fileNumber: string, name: string) => `${fileNumber}（档案主${name}）`,
  memberOf: (fileNumber: string, name: string) => `档案主${name}（本地是 ${fileNumber} 的家庭成员）`,
  unknown: (name: string, idMasked: string) => `档案主${name}（${idMasked}，本地不在册）`,
};

/** That a download does not tell the households of so many people, and how one is got that does. */
export const householdsUntoldText = (people: number) =>
  `${people.toLocaleString('zh-CN')} 位家庭成员没有比对在哪一户：文件里他们没有档案编号，同一户的人又没有挨在一起，认不出。要比对的，请下载带档案编号的文件，或把同一户的人排在一起、档案主在前，再上传。`;

/** Other names under which the same columns are known. */
export const NATIONAL_ALIASES: Partial<Record<NationalField, readonly string[]>> = {
  ...COLUMN_ALIASES,
  hukouKind: ['户籍类别', '户口性质', '户口类别', '户籍类型'],
  maritalStatus: ['婚姻情况'],
  modelWorker: ['劳模', '劳模级别'],
  singleParent: ['单亲家庭', '是否单亲家庭'],
  canSelfHelp: ['有自救能力', '有无自救能力'],
  zeroEmployment: ['零就业家庭'],
  housingArea: ['建筑面积'],
  illness: ['疾病名称', '患病名称'],
  insurance: ['医保', '医疗保险类型'],
  otherContact: ['其他联系电话'],
  accountHolder: ['户名', '开户名'],
};

export const NATIONAL_SHEET = '困难职工档案';
export const NATIONAL_ORIGIN_SHEET = '导出信息';
export const nationalFooter = (who: string, when: string, people: number) =>
  `由${who}于 ${when} 导出给全国系统，共 ${people} 人。内含完整的身份证号和账号，请妥善保管，用毕删除。`;
export const nationalFileName = (date: string) => `全国系统 在册档案 ${date}.xlsx`;

export const NATIONAL_MESSAGES = {
  file: '请选择从全国系统下载的 Excel 文件（.xlsx）。',
  fileTooLarge: '文件超过 40 MB。请删去图片和多余的工作表后再上传。',
  reason: '请写明用途，至少 4 个字。',
  explanation: '请写明为什么不同，至少 4 个字。',
  tooLong: '最多 200 个字，请精简。',
  position: '请填 1 到 99 的整数；不用这一列的，留空。',
  title: '填了顺序的列要有列名。',
  titleLong: '列名最多 30 个字。',
  lacking: '“与档案主关系”“姓名”“身份证号”三列必须有，请给它们填上顺序。',
  sameTitle: '有两列的列名相同。文件里按列名认列，请改成不同的列名。',
} as const;

export type NationalFailureCode = SheetProblem | keyof typeof FAILURES | 'columns_missing';

/** Why nothing was compared, and what to do. */
export function nationalFailureText(problem: NationalFailureCode, columns: readonly NationalField[]): string {
  if (problem === 'columns_missing')
    return `表头缺少「${columns.map((field) => NATIONAL_TITLES[field]).join('」「')}」列，不能比对。请下载含这些列的文件；列名不同的，请中心主任在「列的设定」里改成对方的列名。`;
  return problem in sheetProblemMessages
    ? sheetProblemMessages[problem as SheetProblem]
    : FAILURES[problem as keyof typeof FAILURES];
}

const FAILURES = {
  no_register:
    '没有找到表头。前 30 行内要有一行列名，至少有“姓名”“身份证号”“与档案主关系”。列名不同的，请中心主任在「列的设定」里改成对方的列名。',
  too_many_rows: '超过 300,000 人，不能一次比对。请按区县分别下载和比对。',
  interrupted: '处理时多次中断，没有完成。请重新上传同一文件。',
  file_gone: '上传的文件已不在服务器上。请重新上传。',
  error: '处理时出错，没有完成。请重新上传，或联系系统管理员查看日志。',
};

/** What is wrong with a cell of a download, and what to do; without an ID number nothing of the row was compared. */
export function nationalProblemText(field: NationalField, code: FamilyImportCode, data: CellData): string {
  const skipped = field === 'idNumber' ? '，这一行没有比对' : '';
  if (code === 'cell.missing') return `没有填写${data.column}${skipped}。请在全国系统补填后重新下载。`;
  if (code === 'family.id_twice_in_file')
    return `身份证号已出现在第 ${data.first} 行，这一行没有比对。请在全国系统核对是否重复建档。`;
  return importProblemText(code, data);
}

export const EMPTY_TEXT = '（空）';

/** Where two numbers differ that read alike under their masks, from the left. */
export function hiddenDifferenceText(hidden: HiddenDifference): string {
  if ('places' in hidden) return `遮住的第 ${hidden.places.join('、')} 位不同`;
  const { longerBy } = hidden;
  return `位数不同，全国的${longerBy > 0 ? '多' : '少'} ${Math.abs(longerBy)} 位`;
}
