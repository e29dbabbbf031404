import { describe, expect, it } from 'vitest';
import { formFields, type Leaf } from './formFields';

/** A field keeps a line break only where a page asks for it in a box of several lines, or where it names a record. */

const BROKEN = ['样例一\r\n样例二', '样例一\u2028样例二', '样例一\u0007\t样例二'];

/** What people write in boxes of several lines. */
const SEVERAL_LINES = [
  / (\S+\.)?(\w*[rR]eason|note|remarks|content|outcome|handling|sentence|opinion|cause|expected)$/,
  / ProjectForm texts\.\w+$/,
  / NewProjectForm texts\.\w+$/,
  / VisitForm (housing|residents)$/,
  / ResultMappingForm (success|failure)$/,
  /^casePack\/casePack\S+ \w+ numbers$/,
];
/** What is only compared with what there is, or looked for. */
const COMPARED = [
  / (\S+\.)?(id|ids|\w+Id|\w+Ids|except|seen|expectedMark|family|layoutId|readAs|claimsShown)$/,
  /^casePack\/casePack\S+ CasePackForm (payment|award)$/,
  /^families\/duplicate\S+ LookAlikeForm \w+$/,
  /^services\/service\S+ \w+ file$/,
  /^payments\/bankResult\S+ ApplyResultForm causes\.text$/,
  /^staff\/savedFilter\S+ SavedFilterForm query$/,
  /^staff\/\S+ (LoginForm (username|password)|LoginCodeForm oneTimeCode|\w+ (current|repeated|password))$/,
];
const ALLOWED = [...SEVERAL_LINES, ...COMPARED];

function keepsBreaks({ schema }: Leaf): boolean {
  return BROKEN.some((text) => {
    const { success, data } = schema.safeParse(text);
    const several = schema.safeParse([text]);
    return /[\p{Cc}\p{Zl}\p{Zp}]/u.test(
      [success ? data : '', several.success ? several.data : ''].flat().map(String).join(''),
    );
  });
}

describe('a line break', () => {
  it('is kept by no field of one line', () => {
    const keeping = formFields.filter(keepsBreaks).map(({ field }) => field);
    expect(keeping.filter((field) => !ALLOWED.some((allowed) => allowed.test(field)))).toEqual([]);
    // An exception that nothing needs any more would hide the next mistake.
    expect(ALLOWED.filter((allowed) => !keeping.some((field) => allowed.test(field)))).toEqual([]);
  });

  it.each([
    ['样例银行\r\nX-Evil: 1', '样例银行 X-Evil: 1'],
    ['样例\t银行', '样例 银行'],
    ['\n样例银行\n', '样例银行'],
    ['样例银行', '样例银行'],
  ])('in the name of a bank layout is a space: %j', (typed, kept) => {
    const field = 'payments/bankLayout.form.ts BankLayoutForm name';
    expect(formFields.find((one) => one.field === field)!.schema.safeParse(typed).data).toBe(kept);
  });

  it('alone is no name', () => {
    const field = 'staff/staff.form.ts StaffForm name';
    const { schema } = formFields.find((one) => one.field === field)!;
    expect(['\n', '\u0007', '样'].map((typed) => schema.safeParse(typed).success)).toEqual([
      false,
      false,
      true,
    ]);
  });
});
