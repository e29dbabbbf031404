import type { FieldMetadata } from '@conform-to/react';
import { bankOf, otherBankOf, type BankCode } from '../identity/bank';
import { parseBankAccount, type BankAccountWarning } from '../identity/bankAccount';
import { FormGrid, TextField } from '../ui';
import { FAMILY_FIELD_LABELS as LABELS } from '../zh/families';
import { bankAccountWarningMessages, bankLabels, otherBankText } from '../zh/identity';
import { LookAlikes } from './LookAlikes';

interface BankValue {
  bankName?: string | undefined;
  accountHolder?: string | undefined;
  account?: string | undefined;
}

interface BankFieldsProps {
  field: FieldMetadata<BankValue | undefined>;
  /** The account on file, which stays when the field is left empty. */
  onFile: { last4: string; doubts: readonly BankAccountWarning[]; otherBank: BankCode | null } | null;
  /** The file that is being changed; empty for a new one. */
  familyId: string;
}

/** Where relief is paid to. The account on file is not sent to the browser. */
export function BankFields({ field, onFile, familyId }: BankFieldsProps) {
  const bank = field.getFieldset();
  return (
    <FormGrid columns={3}>
      <TextField
        field={bank.bankName}
        label={LABELS['bank.bankName']}
        list={Object.values(bankLabels)}
        hint="写到支行"
      />
      <TextField field={bank.accountHolder} label={LABELS['bank.accountHolder']} hint="档案主或本户成员" />
      <TextField
        field={bank.account}
        label={LABELS['bank.account']}
        inputMode="numeric"
        hint={accountHint(bank.account.value, bank.bankName.value) ?? onFileHint(onFile)}
      />
      <LookAlikes account={bank.account.value} except={familyId} />
    </FormGrid>
  );
}

function onFileHint(onFile: BankFieldsProps['onFile']): string {
  if (!onFile) return '12 至 21 位数字';
  const doubts = onFile.doubts.map((doubt) => bankAccountWarningMessages[doubt]);
  const bank = onFile.otherBank ? [otherBankText(onFile.otherBank)] : [];
  return [`已登记 ****${onFile.last4}，不变更的留空`, ...bank, ...doubts].join('；');
}

/** What the digits of an account say, as soon as it is whole; null until then. */
export function accountHint(account: string | undefined, bankName: string | undefined): string | null {
  const parsed = account ? parseBankAccount(account) : null;
  if (!parsed?.ok) return null;
  const notes = [
    bankNote(parsed.account, bankName ?? ''),
    ...parsed.warnings.map((warning) => bankAccountWarningMessages[warning]),
  ];
  return notes.join('；');
}

function bankNote(account: string, bankName: string): string {
  const other = otherBankOf(account, bankName);
  if (other) return otherBankText(other);
  const bank = bankOf(account);
  return bank ? `按卡号识别：${bankLabels[bank]}` : `${account.length} 位`;
}
