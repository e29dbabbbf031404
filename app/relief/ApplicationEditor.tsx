import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import type { z } from 'zod';
import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  CheckboxField,
  DateField,
  EmptyState,
  ErrorSummary,
  FormActions,
  FormGrid,
  HiddenField,
  LinkButton,
  MoneyField,
  RadioField,
  Section,
  SelectField,
  Stack,
  SubmitButton,
  TextAreaField,
  TextField,
} from '../ui';
import { EDUCATION_STAGES } from '../families/family';
import {
  EDUCATION_STAGE_LABELS,
  EMPLOYMENT_LABELS,
  FAMILY_STATUS_LABELS,
  HEALTH_LABELS,
  RELATION_LABELS,
} from '../zh/families';
import {
  APPLICATION_FIELD_LABELS as LABELS,
  BENEFICIARY_LABELS,
  CAP_GAP_SENTENCES,
  capSentence,
  proposalSentence,
  standardDocument,
} from '../zh/relief';
import type { ReliefType } from '../fund/project';
import type { Applicant } from './applicationQueries.server';
import { EarlierRelief } from './ApplicationSummary';
import { ApplicationForm } from './relief.form';
import { SampleLineNote } from './SampleLineNote';
import type { Proposal } from './standards';

type FormValue = z.input<typeof ApplicationForm>;

interface ApplicationEditorProps {
  type: ReliefType;
  year: number;
  applicant: Applicant;
  lastResult: SubmissionResult | undefined;
  defaultValue: Partial<FormValue>;
  today: string;
  submitLabel: string;
  cancelTo: string;
  /** Of an application that is being changed. */
  applicationId?: string;
}

/** The form of an application: for whom of the family, how much and why, with the cap explained beside each person. */
export function ApplicationEditor(props: ApplicationEditorProps) {
  const { applicant, type } = props;
  const { family, members } = applicant;
  if (!family.registeredOn) {
    return (
      <Alert tone="warning" title={`这份档案是「${FAMILY_STATUS_LABELS[family.status]}」，还没有在册`}>
        先建档、后帮扶：审批建档以后才能提出救助申请。
      </Alert>
    );
  }
  if (members.length === 0) return <NoBeneficiary familyId={family.id} type={type} />;
  return (
    <Stack>
      <SampleLineNote count={members.filter(({ cap }) => cap.ok && cap.cap.lineIsSample).length} />
      {family.status === 'exited' ? (
        <Alert tone="warning" title={`这份档案已于 ${family.exitedOn} 退出`}>
          只能补录退出以前提出的申请。
        </Alert>
      ) : null}
      <EditorForm {...props} />
      <EarlierRelief
        rows={applicant.earlier.filter((row) => row.applicationId !== props.applicationId)}
        about="这一家庭，以及其中可选的人在别的档案里（按身份证号），本年度的申请、核定与发放。"
      />
    </Stack>
  );
}

function NoBeneficiary({ familyId, type }: { familyId: string; type: ReliefType }) {
  return (
    <Section title={LABELS.memberId}>
      <EmptyState
        title={`这份档案里没有可以选择的${BENEFICIARY_LABELS[type]}`}
        action={<LinkButton to={paths.family(familyId)}>查看家庭档案</LinkButton>}
      >
        助学救助的受助人须是身份为「学生」的家庭成员。请选择其他救助类型，或先更正家庭档案。
      </EmptyState>
    </Section>
  );
}

function EditorForm(props: ApplicationEditorProps) {
  const { type, year, applicant, lastResult, defaultValue, today, submitLabel, cancelTo } = props;
  const [form, fields] = useForm({
    lastResult,
    constraint: getZodConstraint(ApplicationForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ApplicationForm }),
    shouldValidate: 'onBlur',
    shouldRevalidate: 'onInput',
    defaultValue: { ...defaultValue, type, familyId: applicant.family.id, projectYear: String(year) },
  });
  return (
    <Form method="post" {...getFormProps(form)}>
      <ErrorSummary form={form} labels={LABELS} />
      <HiddenField field={fields.type} />
      <HiddenField field={fields.familyId} />
      <HiddenField field={fields.projectYear} />
      {defaultValue.commandId ? <HiddenField field={fields.commandId} /> : null}
      <Section
        title="申请内容"
        description={
          <>
            带 * 的为必填项。 <RuleLink rule="cap" of="上限" />
          </>
        }
      >
        <FormGrid>
          <RadioField
            field={fields.memberId}
            label={BENEFICIARY_LABELS[type]}
            inline={false}
            wide
            required
            options={applicant.members.map((member) => choiceOf(member, type))}
          />
          {type === 'medical' ? (
            <>
              <MoneyField
                field={fields.medicalTotalFen}
                label={LABELS.medicalTotalFen}
                required
                hint="票据上的总费用。"
              />
              <MoneyField
                field={fields.medicalReimbursedFen}
                label={LABELS.medicalReimbursedFen}
                required
                hint={billHint(applicant)}
              />
            </>
          ) : null}
          {type === 'schooling' ? (
            <>
              <SelectField
                field={fields.schoolStage}
                label={LABELS.schoolStage}
                placeholder="按家庭档案"
                options={EDUCATION_STAGES.map((stage) => ({
                  value: stage,
                  label: EDUCATION_STAGE_LABELS[stage],
                }))}
              />
              <TextField
                field={fields.school}
                label={LABELS.school}
                hint="留空的按家庭档案里的学段和学校记入。"
              />
              <MoneyField
                field={fields.tuitionFen}
                label={LABELS.tuitionFen}
                hint="票据上的学费，没有的留空。"
              />
            </>
          ) : null}
          <MoneyField field={fields.requestedFen} label={LABELS.requestedFen} />
          <DateField field={fields.appliedOn} label={LABELS.appliedOn} max={today} />
          <TextAreaField field={fields.reason} label={LABELS.reason} wide />
        </FormGrid>
        {lastResult?.error?.confirmed || lastResult?.initialValue?.confirmed ? (
          <CheckboxField field={fields.confirmed} label="已核对，仍按以上内容提交" required={false} />
        ) : null}
        <FormActions>
          <SubmitButton>{submitLabel}</SubmitButton>
          <LinkButton to={cancelTo}>取消</LinkButton>
        </FormActions>
      </Section>
    </Form>
  );
}

function choiceOf(member: Applicant['members'][number], type: ReliefType) {
  const relation = member.position === 0 ? '档案主' : RELATION_LABELS[member.relation];
  const state = type === 'medical' ? HEALTH_LABELS[member.health] : EMPLOYMENT_LABELS[member.employment];
  return {
    value: member.id,
    label: `${member.name}（${relation}，${state}）${member.idMasked}`,
    hint: type === 'medical' ? undefined : capText(member.cap) + proposalText(member.proposal),
  };
}

function proposalText(proposal: Proposal | null): string {
  return proposal ? proposalSentence(proposal) : '';
}

/** The cap and the proposal of medical relief are the same for every member. */
function billHint({ members: [first] }: Applicant): string {
  const proposal = first?.proposal ?? null;
  const rule = `依据${standardDocument(proposal?.document ?? null)}，救助不超过总费用减去已报销的自付部分。`;
  return `医保和其他已报销的合计，没有的填 0。${rule}${proposalText(proposal)}`;
}

function capText(answer: Applicant['members'][number]['cap']): string {
  return answer.ok ? capSentence(answer.cap) : CAP_GAP_SENTENCES[answer.gap];
}
