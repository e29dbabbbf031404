import type { FieldMetadata } from '@conform-to/react';
import { FormGrid, TextField } from '../ui';
import { FAMILY_FIELD_LABELS as LABELS } from '../zh/families';

interface BankValue {
  bankName?: string | undefined;
  accountHolder?: string | undefined;
  account?: string | undefined;
}

interface BankFieldsProps {
  field: FieldMetadata<BankValue | undefined>;
  /** The account on file, which stays when the field is left empty. */
  accountLast4: string | null;
}

/** Where relief is paid to. The account on file is not sent to the browser. */
export function BankFields({ field, accountLast4 }: BankFieldsProps) {
  const bank = field.getFieldset();
  return (
    <FormGrid columns={3}>
      <TextField field={bank.bankName} label={LABELS['bank.bankName']} hint="写到支行" />
      <TextField field={bank.accountHolder} label={LABELS['bank.accountHolder']} hint="档案主或本户成员" />
      <TextField
        field={bank.account}
        label={LABELS['bank.account']}
        inputMode="numeric"
        hint={accountLast4 ? `已登记 ****${accountLast4}，不变更的留空` : '12 至 21 位数字'}
      />
    </FormGrid>
  );
}
