import type { FieldMetadata } from '@conform-to/react';
import type { ComponentProps } from 'react';
import type { z } from 'zod';
import { Button, FormGrid, HiddenField, MoneyField, Section, SelectField, TextField } from '../ui';
import {
  EDUCATION_STAGE_LABELS,
  EMPLOYMENT_LABELS,
  HEALTH_LABELS,
  MEMBER_FIELD_LABELS as LABELS,
  RELATION_LABELS,
} from '../zh/families';
import { EDUCATION_STAGES, EMPLOYMENTS, HEALTHS, RELATIONS } from './family';
import type { FamilyChangeForm } from './family.form';

type MemberValue = z.input<typeof FamilyChangeForm>['members'][number];

interface MemberFieldsProps {
  field: FieldMetadata<MemberValue>;
  index: number;
  /** Masked ID numbers on file, by the id of the member. */
  idMasked: Record<string, string>;
  /** What makes a button remove this member. */
  removal: ComponentProps<'button'>;
}

/** One member; the first is the main person, who cannot be removed. */
export function MemberFields({ field, index, idMasked, removal }: MemberFieldsProps) {
  const member = field.getFieldset();
  const onFile = idMasked[member.memberId.value ?? ''];
  const isMain = index === 0;
  return (
    <Section
      title={isMain ? '档案主（本人）' : `家庭成员 ${index + 1}`}
      actions={
        isMain ? null : (
          <Button {...removal} size="small" tone="danger">
            移除<span className="sr-only">家庭成员 {index + 1}</span>
          </Button>
        )
      }
    >
      {onFile ? <HiddenField field={member.memberId} /> : null}
      {isMain ? <HiddenField field={member.relation} value="self" /> : null}
      <FormGrid columns={3}>
        <TextField field={member.name} label={LABELS.name} />
        <TextField
          field={member.idNumber}
          label={LABELS.idNumber}
          required={!onFile}
          spellCheck={false}
          hint={onFile ? `已登记 ${onFile}，不更正的留空` : '性别和出生日期由身份证号得出'}
        />
        {isMain ? null : (
          <SelectField
            field={member.relation}
            label={LABELS.relation}
            options={RELATIONS.filter((relation) => relation !== 'self').map((relation) => ({
              value: relation,
              label: RELATION_LABELS[relation],
            }))}
          />
        )}
        <SelectField
          field={member.employment}
          label={LABELS.employment}
          options={EMPLOYMENTS.map((employment) => ({
            value: employment,
            label: EMPLOYMENT_LABELS[employment],
          }))}
        />
        <SelectField
          field={member.health}
          label={LABELS.health}
          options={HEALTHS.map((health) => ({ value: health, label: HEALTH_LABELS[health] }))}
        />
        <MoneyField field={member.monthlyIncomeFen} label={LABELS.monthlyIncomeFen} />
        <SelectField
          field={member.educationStage}
          label={LABELS.educationStage}
          placeholder="不在学"
          options={EDUCATION_STAGES.map((stage) => ({ value: stage, label: EDUCATION_STAGE_LABELS[stage] }))}
        />
        <TextField field={member.school} label={LABELS.school} />
      </FormGrid>
    </Section>
  );
}
