import { Facts, MoneyText, type Fact } from '../ui';
import { CATEGORY_LABELS, EDUCATION_STAGE_LABELS } from '../zh/families';
import { STANDARD_FIELD_LABELS as LABELS } from '../zh/relief';
import type { CapRule, StandardAmounts } from './standards';

interface StandardFactsProps {
  standard: { caps: Record<'living' | 'schooling' | 'medical', CapRule>; amounts: StandardAmounts };
}

/** The caps and usual amounts of one set. */
export function StandardFacts({ standard: { caps, amounts } }: StandardFactsProps) {
  const { medicalPercent } = amounts;
  return (
    <Facts
      columns={3}
      items={[
        { label: '生活救助上限', value: capText(caps.living, '每户每年') },
        { label: '助学救助上限', value: capText(caps.schooling, '每名学生每年') },
        { label: '医疗救助上限', value: capText(caps.medical, '') },
        ...amountFacts(LABELS.living, amounts.living, CATEGORY_LABELS),
        ...amountFacts(LABELS.schooling, amounts.schooling, EDUCATION_STAGE_LABELS),
        {
          label: '医疗救助建议金额',
          value: medicalPercent === null ? null : `自付部分的 ${medicalPercent}%`,
        },
      ]}
    />
  );
}

function capText(rule: CapRule, per: string): string {
  return rule.basis === 'self_paid' ? '不超过自付部分' : `${per}不超过 ${rule.months} 个月低保标准`;
}

function amountFacts<Code extends string>(
  label: string,
  amounts: Partial<Record<Code, number>>,
  labels: Record<Code, string>,
): Fact[] {
  const known = Object.entries(amounts) as [Code, number][];
  if (known.length === 0) return [{ label, value: null }];
  return known.map(([code, amountFen]) => ({
    label: `${label}：${labels[code]}`,
    value: <MoneyText fen={amountFen} />,
  }));
}
