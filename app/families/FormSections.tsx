import type { FormMetadata } from '@conform-to/react';
import type { z } from 'zod';
import { divisions } from '../identity/division';
import { RuleLink } from '../rules/RuleLink';
import { CheckboxField, DateField, FormGrid, Section, SelectField, TextAreaField, TextField } from '../ui';
import {
  CAUSE_LABELS,
  ENTERPRISE_STATE_LABELS,
  EXCLUSION_LABELS,
  FAMILY_FIELD_LABELS as LABELS,
  FAMILY_HUKOU_LABELS,
  HOUSING_KIND_LABELS,
  MODEL_WORKER_LABELS,
  UNIT_KIND_LABELS,
} from '../zh/families';
import { FORM_SECTION_LABELS as TITLES } from '../zh/familyForm';
import { divisionLabels } from '../zh/identity';
import { EXCLUSION_LEVELS } from './crossChecks';
import {
  CAUSES,
  ENTERPRISE_STATES,
  EXCLUSION_KINDS,
  FAMILY_HUKOUS,
  HOUSING_KINDS,
  MODEL_WORKER_RANKS,
  UNIT_KINDS,
} from './family';
import type { FamilyChangeForm } from './family.form';
import { IncomeFields } from './IncomeFields';
import { LookAlikes } from './LookAlikes';
import { optionsOf } from './options';

export type FamilyFormValue = z.input<typeof FamilyChangeForm>;
export type FamilyFields = ReturnType<FormMetadata<FamilyFormValue>['getFieldset']>;

const BEFORE_SUBMISSION = '提交前必填';

/** What is applied for, and why. */
export function ApplicationSection({ fields, today }: { fields: FamilyFields; today: string }) {
  const causes = optionsOf(CAUSES, CAUSE_LABELS);
  return (
    <Section id="section-application" title={TITLES.application}>
      <FormGrid columns={3}>
        <DateField field={fields.appliedOn} label={LABELS.appliedOn} max={today} />
        <SelectField field={fields.mainCause} label={LABELS.mainCause} options={causes} />
        <TextField field={fields.certificateNumber} label={LABELS.certificateNumber} hint="低保户填写" />
        <SelectField
          field={fields.secondCause}
          label={LABELS.secondCause}
          placeholder="无"
          options={causes}
        />
        <SelectField field={fields.thirdCause} label={LABELS.thirdCause} placeholder="无" options={causes} />
        <SelectField
          field={fields.fourthCause}
          label={LABELS.fourthCause}
          placeholder="无"
          options={causes}
        />
        <CheckboxField field={fields.unionMember} label="档案主是工会会员（农民工须为会员）" />
        <CheckboxField
          field={fields.contractYear}
          label="农民工：劳动合同满一年"
          hint={<RuleLink rule="contract" of="农民工" />}
        />
      </FormGrid>
    </Section>
  );
}

/** Where the family lives and how it is reached. */
export function HomeSection({ fields, familyId }: { fields: FamilyFields; familyId: string }) {
  return (
    <Section id="section-home" title={TITLES.home}>
      <FormGrid columns={3}>
        <SelectField
          field={fields.division}
          label={LABELS.division}
          options={optionsOf(divisions, divisionLabels)}
        />
        <SelectField
          field={fields.hukouKind}
          label={LABELS.hukouKind}
          hint="非农业和农转居适用城镇低保标准"
          options={optionsOf(FAMILY_HUKOUS, FAMILY_HUKOU_LABELS)}
        />
        <TextField field={fields.postcode} label={LABELS.postcode} inputMode="numeric" />
        <TextField field={fields.address} label={LABELS.address} wide />
        <TextField field={fields.phone} label={LABELS.phone} type="tel" inputMode="tel" />
        <TextField field={fields.otherContact} label={LABELS.otherContact} hint="亲属电话等" />
        <LookAlikes phone={fields.phone.value} except={familyId} />
        <SelectField
          field={fields.housingKind}
          label={LABELS.housingKind}
          hint={BEFORE_SUBMISSION}
          options={optionsOf(HOUSING_KINDS, HOUSING_KIND_LABELS)}
        />
        <TextField field={fields.housingArea} label={LABELS.housingArea} inputMode="decimal" suffix="㎡" />
        <CheckboxField field={fields.singleParent} label={LABELS.singleParent} />
        <CheckboxField field={fields.zeroEmployment} label={LABELS.zeroEmployment} />
        <CheckboxField field={fields.canSelfHelp} label={LABELS.canSelfHelp} />
      </FormGrid>
    </Section>
  );
}

/** What the main person works, or worked. */
export function WorkSection({ fields }: { fields: FamilyFields }) {
  return (
    <Section id="section-work" title={TITLES.work}>
      <FormGrid columns={3}>
        <TextField
          field={fields.workUnit}
          label={LABELS.workUnit}
          hint={`${BEFORE_SUBMISSION}；没有单位的填写「无」`}
        />
        <SelectField
          field={fields.unitKind}
          label={LABELS.unitKind}
          options={optionsOf(UNIT_KINDS, UNIT_KIND_LABELS)}
        />
        <SelectField
          field={fields.enterpriseState}
          label={LABELS.enterpriseState}
          options={optionsOf(ENTERPRISE_STATES, ENTERPRISE_STATE_LABELS)}
        />
        <TextField field={fields.industry} label={LABELS.industry} />
        <DateField field={fields.workingSinceOn} label={LABELS.workingSinceOn} />
        <SelectField
          field={fields.modelWorker}
          label={LABELS.modelWorker}
          options={optionsOf(MODEL_WORKER_RANKS, MODEL_WORKER_LABELS)}
        />
      </FormGrid>
    </Section>
  );
}

/** What the family lived on, and what it could not help spending. */
export function IncomeSection({ fields }: { fields: FamilyFields }) {
  return (
    <Section
      id="section-income"
      title={TITLES.income}
      description={
        <>
          申请日期之前 12 个月全家合计，没有的留空。人均月收入 = 五项收入合计 ÷ 12 ÷ 家庭人数；2020
          年起的规则先扣除刚性支出。 <RuleLink rule="category" of="类别建议" />
        </>
      }
    >
      <IncomeFields field={fields.income} />
    </Section>
  );
}

/** What keeps a family out, with its evidence. */
export function ExclusionSection({ fields }: { fields: FamilyFields }) {
  const exclusions = fields.exclusions.getFieldset();
  return (
    <Section
      id="section-exclusions"
      title={TITLES.exclusions}
      description={
        <>
          没有的留空；有的写明情况和佐证，例如查询结果、证明文件。{' '}
          <RuleLink rule="exclusions" of="不予帮扶情形" />
        </>
      }
    >
      <FormGrid columns={2}>
        {EXCLUSION_KINDS.map((kind) => (
          <TextField
            key={kind}
            field={exclusions[kind]}
            label={EXCLUSION_LABELS[kind]}
            hint={EXCLUSION_LEVELS[kind] === 'block' ? '登记后不能提交' : '登记后提示核实'}
          />
        ))}
      </FormGrid>
    </Section>
  );
}

/** Whatever else is to be said. */
export function RemarksSection({ fields }: { fields: FamilyFields }) {
  return (
    <Section id="section-remarks" title={TITLES.remarks}>
      <TextAreaField field={fields.remarks} label={LABELS.remarks} rows={3} />
    </Section>
  );
}
