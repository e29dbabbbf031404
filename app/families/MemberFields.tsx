import type { FieldMetadata } from '@conform-to/react';
import type { ComponentProps } from 'react';
import type { z } from 'zod';
import type { BusinessDate } from '../calendar/date';
import { ageOn, parseIdNumber, type Sex } from '../identity/idNumber';
import {
  Button,
  Disclosure,
  FormGrid,
  HiddenField,
  MoneyField,
  Section,
  SelectField,
  TextField,
} from '../ui';
import { ETHNIC_GROUPS } from '../zh/ethnicGroups';
import {
  DISABILITY_GRADE_LABELS,
  DISABILITY_KIND_LABELS,
  EDUCATION_STAGE_LABELS,
  EMPLOYMENT_LABELS,
  HEALTH_LABELS,
  INSURANCE_LABELS,
  MARITAL_STATUS_LABELS,
  MEMBER_FIELD_LABELS as LABELS,
  POLITICAL_STATUS_LABELS,
  RELATION_LABELS,
} from '../zh/families';
import { memberTitle } from '../zh/familyForm';
import { idNumberWarningMessages, sexLabels } from '../zh/identity';
import {
  DISABILITY_GRADES,
  DISABILITY_KINDS,
  EDUCATION_STAGES,
  EMPLOYMENTS,
  HEALTHS,
  INSURANCES,
  MARITAL_STATUSES,
  POLITICAL_STATUSES,
  RELATIONS,
} from './family';
import type { FamilyChangeForm } from './family.form';
import type { KnownOnFile } from './familyFormValue';
import { LookAlikes } from './LookAlikes';
import { optionsOf } from './options';

type MemberValue = z.input<typeof FamilyChangeForm>['members'][number];
type MemberFieldset = ReturnType<FieldMetadata<MemberValue>['getFieldset']>;

interface MemberFieldsProps {
  field: FieldMetadata<MemberValue>;
  index: number;
  /** Masked ID numbers and what they say, by the id of the member. */
  people: KnownOnFile['people'];
  today: BusinessDate;
  /** The file that is being changed; empty for a new one. */
  familyId: string;
  /** What makes a button remove this member. */
  removal: ComponentProps<'button'>;
}

/** One member; the first is the main person, who cannot be removed. */
export function MemberFields({ field, index, people, today, familyId, removal }: MemberFieldsProps) {
  const member = field.getFieldset();
  const onFile = people[member.memberId.value ?? ''];
  const isMain = index === 0;
  return (
    <Section
      id={isMain ? 'section-people' : undefined}
      title={isMain ? '档案主（本人）' : memberTitle(index)}
      actions={
        isMain ? null : (
          <Button {...removal} size="small" tone="danger">
            移除<span className="sr-only">{memberTitle(index)}</span>
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
          hint={idHint(member.idNumber.value, { onFile, today })}
        />
        {isMain ? (
          <PersonalFields member={member} isMain />
        ) : (
          <SelectField
            field={member.relation}
            label={LABELS.relation}
            options={optionsOf(RELATIONS, RELATION_LABELS).filter(({ value }) => value !== 'self')}
          />
        )}
        <LookAlikes
          idNumber={member.idNumber.value}
          name={member.name.value}
          birthOn={onFile?.birthOn}
          except={familyId}
        />
        <SituationFields member={member} />
      </FormGrid>
      {isMain ? null : (
        <div className="mt-4">
          <Disclosure summary="民族、政治面貌与婚姻状况" open={hasPersonal(member)}>
            <FormGrid columns={3}>
              <PersonalFields member={member} />
            </FormGrid>
          </Disclosure>
        </div>
      )}
    </Section>
  );
}

/** What a person is asked for besides the situation; of the main person before the file is submitted. */
function PersonalFields({ member, isMain }: { member: MemberFieldset; isMain?: boolean }) {
  const hint = isMain ? '提交前必填' : undefined;
  return (
    <>
      <TextField field={member.ethnicGroup} label={LABELS.ethnicGroup} list={ETHNIC_GROUPS} hint={hint} />
      <SelectField
        field={member.politicalStatus}
        label={LABELS.politicalStatus}
        options={optionsOf(POLITICAL_STATUSES, POLITICAL_STATUS_LABELS)}
        hint={hint}
      />
      <SelectField
        field={member.maritalStatus}
        label={LABELS.maritalStatus}
        options={optionsOf(MARITAL_STATUSES, MARITAL_STATUS_LABELS)}
        hint={hint}
      />
    </>
  );
}

/** Work, health and school; what a healthy adult is not asked for appears when it applies, or is filled in. */
function SituationFields({ member }: { member: MemberFieldset }) {
  return (
    <>
      <SelectField
        field={member.employment}
        label={LABELS.employment}
        options={optionsOf(EMPLOYMENTS, EMPLOYMENT_LABELS)}
      />
      <MoneyField field={member.monthlyIncomeFen} label={LABELS.monthlyIncomeFen} hint="没有收入的填 0" />
      <SelectField
        field={member.insurance}
        label={LABELS.insurance}
        options={optionsOf(INSURANCES, INSURANCE_LABELS)}
      />
      <SelectField field={member.health} label={LABELS.health} options={optionsOf(HEALTHS, HEALTH_LABELS)} />
      <TextField field={member.illness} label={LABELS.illness} hint="患病的写明，例如尿毒症" />
      <SelectField
        field={member.disabilityKind}
        label={LABELS.disabilityKind}
        placeholder="无"
        options={optionsOf(DISABILITY_KINDS, DISABILITY_KIND_LABELS)}
        hint={member.health.value === 'disabled' ? '提交前必填' : undefined}
      />
      <SelectField
        field={member.disabilityGrade}
        label={LABELS.disabilityGrade}
        placeholder="无"
        options={optionsOf(DISABILITY_GRADES, DISABILITY_GRADE_LABELS)}
        hint={member.health.value === 'disabled' ? '提交前必填' : undefined}
      />
      <SelectField
        field={member.educationStage}
        label={LABELS.educationStage}
        placeholder="不在学"
        options={optionsOf(EDUCATION_STAGES, EDUCATION_STAGE_LABELS)}
      />
      <TextField field={member.school} label={LABELS.school} />
      <TextField field={member.enrolmentYear} label={LABELS.enrolmentYear} inputMode="numeric" />
    </>
  );
}

function hasPersonal(member: MemberFieldset): boolean {
  return [member.ethnicGroup, member.politicalStatus, member.maritalStatus].some(({ initialValue, errors }) =>
    Boolean(initialValue || errors),
  );
}

/** What an ID number says, as soon as it is whole; of one on file what is known of it. */
function idHint(
  text: string | undefined,
  { onFile, today }: { onFile: KnownOnFile['people'][string] | undefined; today: BusinessDate },
): string {
  const parsed = text ? parseIdNumber(text, { today }) : null;
  if (parsed?.ok) {
    const person = personText({ sex: parsed.sex, birthOn: parsed.birthDate, today });
    return [person, ...parsed.warnings.map((warning) => idNumberWarningMessages[warning])].join('；');
  }
  if (!onFile) return '性别、出生日期和年龄由身份证号得出';
  return `已登记 ${onFile.idMasked}（${personText({ ...onFile, today })}），不更正的留空`;
}

function personText({
  sex,
  birthOn,
  today,
}: {
  sex: Sex;
  birthOn: BusinessDate;
  today: BusinessDate;
}): string {
  return `${sexLabels[sex]}，${birthOn} 出生，${ageOn(birthOn, today)} 岁`;
}
