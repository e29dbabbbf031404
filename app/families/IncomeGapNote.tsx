import { Alert } from '../ui';
import { incomeGapSentence } from '../zh/familyForm';
import type { Income } from './classification';
import { incomeGap } from './incomeGap';

interface IncomeGapNoteProps {
  income: Income;
  /** Of each member in fen; null where nobody said. */
  monthly: readonly (number | null)[];
}

/** Says where a category rests on an income that the members' monthly ones contradict. */
export function IncomeGapNote({ income, monthly }: IncomeGapNoteProps) {
  const gap = incomeGap(income, monthly);
  if (!gap) return null;
  return (
    <Alert tone="warning" title="月收入与近 12 个月收入不符">
      {incomeGapSentence(gap)}
    </Alert>
  );
}

/** The same for a file. */
export function IncomeGapOfFile({ family }: { family: Pick<IncomeGapNoteProps, 'income'> & FileMembers }) {
  const monthly = family.members.map(({ monthlyIncomeFen }) => monthlyIncomeFen);
  return <IncomeGapNote income={family.income} monthly={monthly} />;
}

interface FileMembers {
  members: readonly { monthlyIncomeFen: number | null }[];
}
