import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import type { BusinessDate } from '../calendar/date';
import {
  Alert,
  Button,
  ErrorSummary,
  FormActions,
  HiddenField,
  LinkButton,
  Section,
  Stack,
  SubmitButton,
} from '../ui';
import { FAMILY_FIELD_LABELS as LABELS, MEMBER_FIELD_LABELS } from '../zh/families';
import { EXCLUSION_LABELS } from '../zh/families';
import { formFieldLabel, FORM_SECTION_LABELS } from '../zh/familyForm';
import { BankFields } from './BankFields';
import { AutosaveNote } from './DraftNotice';
import { FamilyChangeForm, FamilyForm, MOST_MEMBERS, type FamilyChange } from './family.form';
import { withBirths, type FamilyAnswers } from './familyAnswers';
import type { KnownOnFile } from './familyFormValue';
import { FormContents } from './FormContents';
import {
  ApplicationSection,
  ExclusionSection,
  HomeSection,
  IncomeSection,
  RemarksSection,
  WorkSection,
  type FamilyFormValue,
} from './FormSections';
import { MemberFields } from './MemberFields';
import { useAutosave } from './useAutosave';

/** Links to a field of the form begin with it: see paths.familyEditField. */
const FORM_ID = 'family';
const ADD_MEMBER_ID = 'add-member';

interface FamilyEditorProps {
  /** Null for a new file; what is on file for one that is changed. */
  known: KnownOnFile | null;
  lastResult: SubmissionResult | null | undefined;
  defaultValue: Record<string, unknown>;
  /** Which draft keeps what is typed; and whether an older one still waits to be restored or dropped. */
  draft: { form: string; isOffered: boolean };
  /** The newest version was shown beside what was typed: saving again goes on from there. */
  takesNewestVersion?: boolean;
  today: BusinessDate;
  submitLabel: string;
  cancelTo: string;
}

/** The form of a family file. Members are added and removed with JavaScript or without. */
export function FamilyEditor({
  known,
  lastResult,
  defaultValue,
  draft,
  takesNewestVersion,
  today,
  submitLabel,
  cancelTo,
}: FamilyEditorProps) {
  const schema = known ? FamilyChangeForm : FamilyForm;
  const [form, fields] = useForm<FamilyFormValue, FamilyChange>({
    id: FORM_ID,
    lastResult,
    defaultValue,
    constraint: getZodConstraint(schema),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: schema as typeof FamilyChangeForm }),
    shouldValidate: 'onBlur',
    shouldRevalidate: 'onInput',
  });
  const autosave = useAutosave({
    formId: FORM_ID,
    draft: draft.form,
    version: known?.version ?? null,
    isPaused: draft.isOffered,
  });
  useEffect(focusAddressed, []);
  const familyId = known?.familyId ?? '';
  const members = fields.members.getFieldList();
  usePlaceAmongMembers(members.length);
  const typed = { ...form.value, category: known?.category } as FamilyAnswers;
  const answers = withBirths(typed, { onFile: known?.people ?? {}, today });
  return (
    <Form method="post" {...getFormProps(form)}>
      {/* Enter in a field presses the first button of the form, which must not be one that removes somebody. */}
      <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
      <ErrorSummary form={form} labels={labelsOf(members.length)} />
      {known ? (
        <HiddenField
          key={takesNewestVersion ? 'newest' : 'opened'}
          field={fields.version}
          value={takesNewestVersion ? String(known.version) : undefined}
        />
      ) : null}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_16rem]">
        <Stack>
          <ApplicationSection fields={fields} today={today} />
          {members.map((member, index) => (
            <MemberFields
              key={member.key ?? member.name}
              field={member}
              index={index}
              people={known?.people ?? {}}
              today={today}
              familyId={familyId}
              removal={form.remove.getButtonProps({ name: fields.members.name, index })}
            />
          ))}
          {members.length < MOST_MEMBERS ? (
            <div>
              <Button
                {...form.insert.getButtonProps({ name: fields.members.name })}
                id={ADD_MEMBER_ID}
                icon="plus"
              >
                增加家庭成员
              </Button>
            </div>
          ) : null}
          <HomeSection fields={fields} familyId={familyId} />
          <WorkSection fields={fields} />
          <IncomeSection fields={fields} />
          <Section
            id="section-bank"
            title={FORM_SECTION_LABELS.bank}
            description="救助金只能转入档案主或本户成员的账户。可以稍后补充。"
          >
            <BankFields field={fields.bank} onFile={known?.account || null} familyId={familyId} />
          </Section>
          <ExclusionSection fields={fields} />
          <RemarksSection fields={fields} />
        </Stack>
        <div className="order-first flex flex-col gap-4 lg:sticky lg:top-16 lg:order-none lg:max-h-[calc(100vh-9rem)] lg:overflow-y-auto">
          <FormContents formId={FORM_ID} answers={answers} />
        </div>
      </div>
      <div className="no-print z-10 -mx-1 mt-4 border-t border-ink-200 bg-ink-100 px-1 pb-3 lg:sticky lg:bottom-0">
        {autosave.changedBy && !takesNewestVersion ? (
          <div className="mt-3">
            <Alert tone="warning" polite>
              {autosave.changedBy}刚刚保存了这份档案。您保存时会先列出两边不同的内容，请核对。
            </Alert>
          </div>
        ) : null}
        <FormActions>
          <SubmitButton>{submitLabel}</SubmitButton>
          <LinkButton to={cancelTo}>取消</LinkButton>
          <AutosaveNote {...autosave} />
        </FormActions>
      </div>
    </Form>
  );
}

/** A link from elsewhere names the field it is about: whoever follows it types there at once. */
function focusAddressed(): void {
  const name = decodeURIComponent(window.location.hash.slice(1));
  if (name) document.getElementById(name)?.focus();
}

/** Who adds a member types its name next; who removes one goes on where another could be added. */
function usePlaceAmongMembers(count: number): void {
  const before = useRef(count);
  useEffect(() => {
    const isAdded = count > before.current;
    const isRemoved = count < before.current;
    before.current = count;
    if (isAdded) document.getElementById(`${FORM_ID}-members[${count - 1}].name`)?.focus();
    if (isRemoved) document.getElementById(ADD_MEMBER_ID)?.focus();
  }, [count]);
}

/** What each field is called in the summary of errors: members by their place. */
function labelsOf(memberCount: number): Record<string, string> {
  const ofMembers = Array.from({ length: memberCount }, (_, index) =>
    Object.keys(MEMBER_FIELD_LABELS).map((name) => `members[${index}].${name}`),
  ).flat();
  const ofExclusions = Object.keys(EXCLUSION_LABELS).map((kind) => `exclusions.${kind}`);
  const named = [...ofMembers, ...ofExclusions].map((field) => [field, formFieldLabel(field)]);
  return { ...LABELS, ...(Object.fromEntries(named) as Record<string, string>) };
}
