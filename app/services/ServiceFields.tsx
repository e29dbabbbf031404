import type { FieldMetadata } from '@conform-to/react';
import { DateField, FormGrid, SelectField, TextAreaField, TextField } from '../ui';
import { SERVICE_KIND_LABELS, SERVICE_LABELS as LABELS } from '../zh/services';
import { SERVICE_KINDS } from './service';

type FieldName = 'kind' | 'servedOn' | 'file' | 'personName' | 'content' | 'outcome';

/** What is said of a service, new or corrected. */
export function ServiceFields({
  fields,
  today,
}: {
  fields: Record<FieldName, FieldMetadata>;
  today: string;
}) {
  return (
    <FormGrid>
      <SelectField
        field={fields.kind}
        label={LABELS.kind}
        options={SERVICE_KINDS.map((value) => ({ value, label: SERVICE_KIND_LABELS[value] }))}
      />
      <DateField field={fields.servedOn} label={LABELS.servedOn} max={today} />
      <TextField
        field={fields.file}
        label={LABELS.file}
        hint="有档案的填写完整编号或本人身份证号；没有档案的留空。"
      />
      <TextField
        field={fields.personName}
        label={LABELS.personName}
        hint="填了档案编号可以不填，默认为档案主；没有档案的必须填写。"
      />
      <TextAreaField field={fields.content} label={LABELS.content} rows={2} wide />
      <TextAreaField field={fields.outcome} label={LABELS.outcome} rows={2} wide />
    </FormGrid>
  );
}
