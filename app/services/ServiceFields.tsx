import type { FieldMetadata, SubmissionResult } from '@conform-to/react';
import { CheckboxField, DateField, FormGrid, SelectField, TextAreaField, TextField } from '../ui';
import { ANOTHER_SERVICE, SERVICE_KIND_LABELS, SERVICE_LABELS as LABELS } from '../zh/services';
import { SERVICE_KINDS } from '../fund/project';

type FieldName = 'kind' | 'servedOn' | 'file' | 'personName' | 'content' | 'outcome' | 'confirmed';

/** What is said of a service, new or corrected. */
export function ServiceFields({
  fields,
  today,
  closedYears,
  lastResult,
}: {
  fields: Record<FieldName, FieldMetadata>;
  today: string;
  /** Whose reports are frozen. */
  closedYears: readonly number[];
  lastResult: SubmissionResult | undefined;
}) {
  const isDoubted = lastResult?.error?.confirmed || lastResult?.initialValue?.confirmed;
  return (
    <FormGrid>
      <SelectField
        field={fields.kind}
        label={LABELS.kind}
        options={SERVICE_KINDS.map((value) => ({ value, label: SERVICE_KIND_LABELS[value] }))}
      />
      <DateField
        field={fields.servedOn}
        label={LABELS.servedOn}
        max={today}
        hint={
          closedYears.length > 0
            ? `${closedYears.join('、')} 年度已定稿，记在这些年度的服务会列为与定稿的差异。`
            : undefined
        }
      />
      <TextField
        field={fields.file}
        label={LABELS.file}
        hint="有档案的填写完整编号或本人身份证号；没有档案的留空。"
      />
      <TextField
        field={fields.personName}
        label={LABELS.personName}
        hint="填了档案编号的，须是这一户的成员，不填默认为档案主；填了身份证号的可以不填；没有档案的必须填写。"
      />
      <TextAreaField field={fields.content} label={LABELS.content} rows={2} wide />
      <TextAreaField field={fields.outcome} label={LABELS.outcome} rows={2} wide />
      {isDoubted ? (
        <CheckboxField field={fields.confirmed} label={ANOTHER_SERVICE} required={false} wide />
      ) : null}
    </FormGrid>
  );
}
