import type { FieldMetadata } from '@conform-to/react';
import type { z } from 'zod';
import { FormGrid, MoneyField } from '../ui';
import { FAMILY_FIELD_LABELS as LABELS } from '../zh/families';
import type { FamilyChangeForm } from './family.form';

type IncomeValue = z.input<typeof FamilyChangeForm>['income'];

/** The items of income and of rigid expenditure over 12 months. */
export function IncomeFields({ field }: { field: FieldMetadata<IncomeValue> }) {
  const income = field.getFieldset();
  return (
    <>
      <FormGrid columns={3}>
        <MoneyField field={income.wagesFen} label={LABELS['income.wagesFen']} />
        <MoneyField field={income.businessFen} label={LABELS['income.businessFen']} />
        <MoneyField field={income.propertyFen} label={LABELS['income.propertyFen']} />
        <MoneyField
          field={income.transferFen}
          label={LABELS['income.transferFen']}
          hint="养老金、赡养费、失业金等"
        />
        <MoneyField field={income.otherIncomeFen} label={LABELS['income.otherIncomeFen']} />
      </FormGrid>
      <h3 className="mb-3 mt-5 border-t border-ink-200 pt-4 font-semibold">刚性支出</h3>
      <FormGrid columns={3}>
        <MoneyField field={income.rigidMedicalFen} label={LABELS['income.rigidMedicalFen']} />
        <MoneyField field={income.rigidSchoolingFen} label={LABELS['income.rigidSchoolingFen']} />
        <MoneyField field={income.rigidHousingFen} label={LABELS['income.rigidHousingFen']} />
        <MoneyField field={income.rigidExpenseFen} label={LABELS['income.rigidExpenseFen']} />
      </FormGrid>
    </>
  );
}
