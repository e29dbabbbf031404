import { parseWithZod } from '@conform-to/zod/v4';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bankAccountMessages, idNumberMessages, personNameMessages, phoneMessages } from '../zh/identity';
import { BankAccount, IdNumberText, PersonName, PhoneText } from './identity.form';

const schema = z.object({
  name: PersonName,
  idNumber: IdNumberText,
  account: BankAccount.optional(),
  phone: PhoneText,
});

function submit(fields: Record<string, string>) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return parseWithZod(data, { schema });
}

describe('the fields of a person', () => {
  it('are normalised', () => {
    const submission = submit({
      name: ' 张　三 ',
      idNumber: '110105 19491231 002x',
      account: '4111 1111 1111 1111',
      phone: '130-0000-0001',
    });
    expect(submission.status === 'success' && submission.value).toEqual({
      name: '张三',
      idNumber: '11010519491231002X',
      account: '4111111111111111',
      phone: '13000000001',
    });
  });
  it('say when they are missing', () => {
    expect(submit({ name: '', idNumber: '', account: '', phone: '' }).reply().error).toEqual({
      name: [personNameMessages['name.empty']],
      idNumber: [idNumberMessages['id.empty']],
      phone: [phoneMessages['phone.empty']],
    });
  });
  it('say what is wrong', () => {
    const fields = { name: '张3', idNumber: '110105194912310021', account: '123', phone: '110' };
    expect(submit(fields).reply().error).toEqual({
      name: [personNameMessages['name.digits']],
      idNumber: [idNumberMessages['id.check_digit']],
      account: [bankAccountMessages['account.length']],
      phone: [phoneMessages['phone.not_a_phone']],
    });
  });
});
