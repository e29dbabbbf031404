import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { describe, expect, it } from 'vitest';
import { dateMessages } from '../zh/calendar';
import { moneyMessages } from '../zh/money';
import { PAYMENT_MESSAGES as MESSAGES } from '../zh/payments';
import { CorrectionForm, paymentRun, PaymentRunForm } from './payment.form';

const COMMAND = '0192f0c1-2b3c-7d4e-8f50-112233445566';
const common = { commandId: COMMAND, paidOn: '2019-10-11', bankReference: ' PL1 ' };

type Fields = [name: string, value: string][];

function formOf(fields: Fields): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

/** The run of a form that is accepted. */
function run(...fields: Fields) {
  const submission = parseWithZod(formOf([...Object.entries(common), ...fields]), { schema: PaymentRunForm });
  return submission.status === 'success' ? paymentRun(submission.value) : submission.reply().error;
}

function errorsOf(schema: typeof PaymentRunForm | typeof CorrectionForm, fields: Fields) {
  return parseWithZod(formOf(fields), { schema }).reply().error;
}

describe('a payment run', () => {
  const accepted = {
    commandId: COMMAND,
    paidOn: '2019-10-11',
    bankReference: 'PL1',
    remarks: '',
    windowSeen: 0,
    exitedSeen: 0,
    claimsSeen: 0,
    failedSeen: 0,
    claimsShown: '',
    anotherReason: '',
  };

  it('takes ticked awards with their amounts', () => {
    expect(
      run(
        ['lines[0].awardId', 'a'],
        ['lines[0].amountFen', '1,000.50'],
        ['lines[1].awardId', 'b'],
        ['lines[1].amountFen', '0.01'],
      ),
    ).toEqual({
      ...accepted,
      lines: [
        { awardId: 'a', amountFen: 100_050 },
        { awardId: 'b', amountFen: 1 },
      ],
    });
  });

  it('takes everything that a filter matched, as it was seen', () => {
    expect(
      run(
        ['matching.year', '2019'],
        ['matching.type', 'living'],
        ['matching.campaignId', ''],
        ['matching.except[0]', 'a'],
        ['matching.count', '1100'],
        ['matching.amountFen', '66000000'],
      ),
    ).toEqual({
      ...accepted,
      matching: { year: 2019, type: 'living', except: ['a'], count: 1100, amountFen: 66_000_000 },
    });
  });

  it('leaves out nothing when nothing was', () => {
    expect(
      run(['matching.year', '2019'], ['matching.count', '1'], ['matching.amountFen', '100']),
    ).toMatchObject({ matching: { except: [] } });
  });

  it('of nothing has no lines, which the rules refuse', () => {
    expect(run()).toEqual({ ...accepted, lines: [] });
  });

  it('says what is wrong beside the field', () => {
    const errors = errorsOf(PaymentRunForm, [
      ['commandId', COMMAND],
      ['paidOn', '2019-02-30'],
      ['bankReference', '9'.repeat(61)],
      ['remarks', '注'.repeat(201)],
      ['lines[0].awardId', 'a'],
      ['lines[0].amountFen', '0'],
    ]);
    expect(errors).toEqual({
      paidOn: [dateMessages['date.not_real']],
      bankReference: [MESSAGES.referenceLong],
      remarks: [MESSAGES.remarksLong],
      'lines[0].amountFen': [moneyMessages['money.not_positive']],
    });
    expect(errorsOf(PaymentRunForm, [['bankReference', ' ']])).toMatchObject({
      bankReference: [MESSAGES.referenceMissing],
    });
  });

  it('tells the browser what is required', () => {
    expect(getZodConstraint(PaymentRunForm)).toMatchObject({
      bankReference: { required: true },
      remarks: { required: false },
    });
  });
});

describe('a correction', () => {
  const good: Fields = [
    ['commandId', COMMAND],
    ['on', '2019-10-11'],
    ['bankReference', 'TP1'],
    ['amountFen', '600'],
  ];

  it('needs its kind and its reason', () => {
    expect(errorsOf(CorrectionForm, good)).toEqual({
      kind: [MESSAGES.kindMissing],
      remarks: [MESSAGES.remarksMissing],
    });
  });

  it('is taken', () => {
    expect(errorsOf(CorrectionForm, [...good, ['kind', 'return'], ['remarks', '户名不符']])).toBeUndefined();
  });
});
