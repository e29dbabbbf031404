import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import type { z } from 'zod';
import { divisions } from '../identity/division';
import {
  Button,
  CheckboxField,
  DateField,
  ErrorSummary,
  FormActions,
  FormGrid,
  HiddenField,
  LinkButton,
  MoneyField,
  Section,
  SelectField,
  Stack,
  SubmitButton,
  TextAreaField,
  TextField,
} from '../ui';
import {
  CAUSE_LABELS,
  FAMILY_FIELD_LABELS as LABELS,
  FAMILY_HUKOU_LABELS,
  MEMBER_FIELD_LABELS,
} from '../zh/families';
import { divisionLabels } from '../zh/identity';
import { BankFields } from './BankFields';
import { CAUSES, FAMILY_HUKOUS } from './family';
import { FamilyChangeForm, FamilyForm, MOST_MEMBERS, type FamilyChange } from './family.form';
import { MemberFields } from './MemberFields';

type FamilyFormValue = z.input<typeof FamilyChangeForm>;

interface FamilyEditorProps {
  /** Null for a new file; what is on file for one that is changed. */
  known: { version: number; idMasked: Record<string, string>; accountLast4: string | null } | null;
  lastResult: SubmissionResult | null | undefined;
  defaultValue: Record<string, unknown>;
  today: string;
  submitLabel: string;
  cancelTo: string;
}

/** The form of a family file. Members are added and removed with JavaScript or without. */
export function FamilyEditor({
  known,
  lastResult,
  defaultValue,
  today,
  submitLabel,
  cancelTo,
}: FamilyEditorProps) {
  const schema = known ? FamilyChangeForm : FamilyForm;
  const [form, fields] = useForm<FamilyFormValue, FamilyChange>({
    lastResult,
    defaultValue,
    constraint: getZodConstraint(schema),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: schema as typeof FamilyChangeForm }),
    shouldValidate: 'onBlur',
    shouldRevalidate: 'onInput',
  });
  const members = fields.members.getFieldList();
  const income = fields.income.getFieldset();
  return (
    <Form method="post" {...getFormProps(form)}>
      {/* Enter in a field presses the first button of the form, which must not be one that removes somebody. */}
      <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
      <ErrorSummary form={form} labels={labelsOf(members.length)} />
      {known ? <HiddenField field={fields.version} /> : null}
      <Stack>
        <Section title="申请情况">
          <FormGrid columns={3}>
            <DateField field={fields.appliedOn} label={LABELS.appliedOn} max={today} />
            <SelectField
              field={fields.mainCause}
              label={LABELS.mainCause}
              options={CAUSES.map((cause) => ({ value: cause, label: CAUSE_LABELS[cause] }))}
            />
            <TextField field={fields.phone} label={LABELS.phone} type="tel" inputMode="tel" />
            <SelectField
              field={fields.division}
              label={LABELS.division}
              options={divisions.map((division) => ({ value: division, label: divisionLabels[division] }))}
            />
            <SelectField
              field={fields.hukouKind}
              label={LABELS.hukouKind}
              hint="决定适用城镇还是农村低保标准"
              options={FAMILY_HUKOUS.map((kind) => ({ value: kind, label: FAMILY_HUKOU_LABELS[kind] }))}
            />
            <TextField field={fields.workUnit} label={LABELS.workUnit} />
            <TextField field={fields.address} label={LABELS.address} wide />
            <CheckboxField field={fields.unionMember} label="档案主是工会会员（农民工须为会员）" wide />
          </FormGrid>
        </Section>
        {members.map((member, index) => (
          <MemberFields
            key={member.key ?? member.name}
            field={member}
            index={index}
            idMasked={known?.idMasked ?? {}}
            removal={form.remove.getButtonProps({ name: fields.members.name, index })}
          />
        ))}
        {members.length < MOST_MEMBERS ? (
          <div>
            <Button {...form.insert.getButtonProps({ name: fields.members.name })} icon="plus">
              增加家庭成员
            </Button>
          </div>
        ) : null}
        <Section
          title="近 12 个月家庭收入与支出"
          description="申请日期之前 12 个月全家合计，没有的留空。人均月收入 = 五项收入合计 ÷ 12 ÷ 家庭人数。"
        >
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
            <MoneyField
              field={income.rigidExpenseFen}
              label={LABELS['income.rigidExpenseFen']}
              hint="自付医疗费、学费等；2015 年规则不从收入中扣除"
            />
          </FormGrid>
        </Section>
        <Section title="收款账户" description="救助金只能转入档案主或本户成员的账户。可以稍后补充。">
          <BankFields field={fields.bank} accountLast4={known?.accountLast4 ?? null} />
        </Section>
        <Section title="备注">
          <TextAreaField field={fields.remarks} label={LABELS.remarks} rows={3} />
        </Section>
      </Stack>
      <FormActions>
        <SubmitButton>{submitLabel}</SubmitButton>
        <LinkButton to={cancelTo}>取消</LinkButton>
      </FormActions>
    </Form>
  );
}

/** What each field is called in the summary of errors: members by their place. */
function labelsOf(memberCount: number): Record<string, string> {
  const ofMembers = Array.from({ length: memberCount }, (_, index) =>
    Object.entries(MEMBER_FIELD_LABELS).map(([name, label]) => [
      `members[${index}].${name}`,
      `${memberTitle(index)}${label}`,
    ]),
  );
  return { ...LABELS, ...(Object.fromEntries(ofMembers.flat()) as Record<string, string>) };
}

function memberTitle(index: number): string {
  return index === 0 ? '档案主' : `家庭成员 ${index + 1} `;
}
