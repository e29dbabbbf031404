import type { BankCode } from '../identity/bank';
import type { BankAccountCode, BankAccountWarning } from '../identity/bankAccount';
import type { Division } from '../identity/division';
import type { IdNumberCode, IdNumberWarning, Sex } from '../identity/idNumber';
import type { PersonNameCode } from '../identity/personName';
import type { PhoneCode } from '../identity/phone';

export const hiddenNamePart = '＊';

export const compoundSurnames = [
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '夏侯',
  '皇甫',
  '东方',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '司徒',
  '宇文',
  '长孙',
  '轩辕',
  '闻人',
  '呼延',
  '端木',
  '南宫',
  '独孤',
] as const;

export const sexLabels: Record<Sex, string> = { male: '男', female: '女' };

export const divisionLabels: Record<Division, string> = {
  '410102': '中原区',
  '410103': '二七区',
  '410104': '管城回族区',
  '410105': '金水区',
  '410106': '上街区',
  '410108': '惠济区',
  '410122': '中牟县',
  '410171': '郑州经济技术开发区',
  '410172': '郑州高新技术产业开发区',
  '410173': '郑州航空港经济综合实验区',
  '410181': '巩义市',
  '410182': '荥阳市',
  '410183': '新密市',
  '410184': '新郑市',
  '410185': '登封市',
};

export const idNumberMessages: Record<IdNumberCode, string> = {
  'id.empty': '请填写身份证号。',
  'id.fifteen': '这是 15 位的旧身份证号，请按现在的身份证填写 18 位号码。',
  'id.length': '身份证号应为 18 位，请对照身份证核对是否漏填或多填。',
  'id.characters': '身份证号只能由数字组成，仅最后一位可以是 X，请核对后重新填写。',
  'id.birth_date': '身份证号第 7 至 14 位不是一个真实的出生日期，请对照身份证核对。',
  'id.future': '身份证号中的出生日期晚于今天，请对照身份证核对。',
  'id.too_old': '按身份证号计算年龄超过 120 岁，请对照身份证核对出生年份。',
  'id.check_digit': '身份证号的校验位不符，至少有一位填错，请对照身份证逐位核对。',
};

export const idNumberWarningMessages: Record<IdNumberWarning, string> = {
  'id.area_unknown': '身份证号开头的地区代码无法识别，请核对；确认无误可以继续。',
  'id.converted': '由 15 位旧身份证号换算得出，无法校验，请核对现在的身份证。',
};

export const personNameMessages: Record<PersonNameCode, string> = {
  'name.empty': '请填写姓名。',
  'name.too_long': '姓名最多 50 个字，请核对是否误填了其他内容。',
  'name.digits': '姓名中不能有数字，请核对后重新填写。',
  'name.characters': '姓名中有不能使用的符号，请删去；少数民族姓名中间请用“·”。',
};

export const bankAccountMessages: Record<BankAccountCode, string> = {
  'account.empty': '请填写银行账号。',
  'account.characters':
    '银行账号只能由数字组成。如果显示成 6.2E+18，说明数字已经丢失，请对照银行卡重新填写。',
  'account.length': '银行账号应为 12 至 21 位数字，请对照银行卡或存折核对。',
};

export const bankAccountWarningMessages: Record<BankAccountWarning, string> = {
  'account.luhn': '这个号码不符合银行卡的校验规则。如果是银行卡，请逐位核对；如果是存折账号，可以继续。',
};

export const phoneMessages: Record<PhoneCode, string> = {
  'phone.empty': '请填写电话号码。',
  'phone.not_a_phone': '电话号码不正确。请填写 11 位手机号，或带区号的固定电话，例如 0371-61234567。',
};

export const bankLabels: Record<BankCode, string> = {
  icbc: '工商银行',
  abc: '农业银行',
  boc: '中国银行',
  ccb: '建设银行',
  bocom: '交通银行',
  psbc: '邮政储蓄银行',
  cmb: '招商银行',
  citic: '中信银行',
  ceb: '光大银行',
  cmbc: '民生银行',
  cib: '兴业银行',
  spdb: '浦发银行',
};

/** As people write them. */
export const bankShortNames: Record<BankCode, string> = {
  icbc: '工行',
  abc: '农行',
  boc: '中行',
  ccb: '建行',
  bocom: '交行',
  psbc: '邮储',
  cmb: '招行',
  citic: '中信',
  ceb: '光大',
  cmbc: '民生',
  cib: '兴业',
  spdb: '浦发',
};

/** That a card is of another bank than the one that was typed. */
export const otherBankText = (bank: BankCode) =>
  `按卡号识别：${bankLabels[bank]}，与填写的开户银行不同，请核对`;

/** Free texts are shown, exported and kept for good; numbers of people have sealed fields of their own. */
export const TEXT_HOLDS_NUMBER =
  '请不要在文字里填写身份证号或银行账号（15 位以上的数字）。号码请填在专门的栏目里，那里会加密保存。';

export const TEXT_HOLDS_ID_NUMBER =
  '这里像是一个身份证号，身份证号请填在专门的栏目里。确是凭证或流水编号的，请用「/」隔开，如 410105/20190315/0001。';
