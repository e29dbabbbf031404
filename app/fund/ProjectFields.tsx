import type { FieldMetadata, FormMetadata } from '@conform-to/react';
import { plainYuan } from '../money/yuan';
import { fen } from '../money/fen';
import {
  Button,
  DateField,
  Fieldset,
  FormGrid,
  MoneyField,
  Table,
  TBody,
  Td,
  TextAreaField,
  TextField,
  Th,
  THead,
  Tr,
} from '../ui';
import { fundFieldLabels } from '../zh/fund';
import { formFieldLabels as labels } from '../zh/targetForm';
import { CellText, ListError } from './cells';
import { TEXT_FIELDS, type TextField as TextName } from './formFields';
import type { SentHead } from './ProjectView';

// Types, not interfaces: conform wants an index signature, which only these have.

export type ComponentValue = {
  subject: string;
  amountFen: string;
};

/** The head of a project-year as a form shows it: amounts in yuan, nothing absent. */
export type HeadValue = {
  centreName: string;
  projectName: string;
  unitCode?: string;
  useType?: string;
  leader?: string;
  contact?: string;
  phone?: string;
  startOn: string;
  endOn: string;
  totalFen: string;
  currentFen: string;
  previousTotalFen?: string;
  previousCurrentFen?: string;
  texts: Partial<Record<TextName, string>>;
  components: ComponentValue[];
};

/** A stored head as the default of its form. */
export function headValue(head: SentHead): HeadValue {
  return {
    centreName: head.centreName,
    projectName: head.projectName,
    unitCode: head.unitCode ?? '',
    useType: head.useType ?? '',
    leader: head.leader ?? '',
    contact: head.contact ?? '',
    phone: head.phone ?? '',
    startOn: head.startOn,
    endOn: head.endOn,
    totalFen: plainYuan(fen(head.totalFen)),
    currentFen: plainYuan(fen(head.currentFen)),
    previousTotalFen: head.previousTotalFen === null ? '' : plainYuan(fen(head.previousTotalFen)),
    previousCurrentFen: head.previousCurrentFen === null ? '' : plainYuan(fen(head.previousCurrentFen)),
    texts: head.texts,
    components: head.components.map(({ subject, amountFen }) => ({
      subject,
      amountFen: plainYuan(fen(amountFen)),
    })),
  };
}

/** What each field is called in the summary of errors: components by their place. */
export function headLabels(componentCount: number): Record<string, string> {
  const ofTexts = TEXT_FIELDS.map((name) => [`texts.${name}`, labels[name]]);
  const ofComponents = Array.from({ length: componentCount }, (_, index) => [
    [`components[${index}].subject`, `第 ${index + 1} 项${fundFieldLabels.subject}`],
    [`components[${index}].amountFen`, `第 ${index + 1} 项${fundFieldLabels.amount}`],
  ]);
  const inLists = Object.fromEntries([...ofTexts, ...ofComponents.flat()]) as Record<string, string>;
  return { ...labels, ...inLists };
}

interface ProjectFieldsProps {
  form: Pick<FormMetadata<HeadValue>, 'insert' | 'remove'>;
  fields: { [Name in keyof HeadValue]-?: FieldMetadata<HeadValue[Name]> };
}

/** The fields of the head: names, dates, amounts, components and texts. */
export function ProjectFields({ form, fields }: ProjectFieldsProps) {
  const texts = fields.texts.getFieldset();
  return (
    <>
      <Fieldset legend="基本信息">
        <FormGrid columns={3}>
          <TextField field={fields.projectName} label={labels.projectName} />
          <TextField field={fields.centreName} label={labels.centreName} />
          <TextField field={fields.unitCode} label={labels.unitCode} />
          <TextField field={fields.useType} label={labels.useType} />
          <TextField field={fields.leader} label={labels.leader} />
          <TextField field={fields.contact} label={labels.contact} />
          <TextField field={fields.phone} label={labels.phone} type="tel" />
          <DateField field={fields.startOn} label={labels.startOn} />
          <DateField field={fields.endOn} label={labels.endOn} />
        </FormGrid>
      </Fieldset>
      <Fieldset legend="金额">
        <FormGrid columns={2}>
          <MoneyField field={fields.totalFen} label={labels.totalFen} />
          <MoneyField field={fields.currentFen} label={labels.currentFen} />
          <MoneyField field={fields.previousTotalFen} label={labels.previousTotalFen} />
          <MoneyField field={fields.previousCurrentFen} label={labels.previousCurrentFen} />
        </FormGrid>
      </Fieldset>
      <Fieldset legend="项目构成" hint="各经济科目的金额合计应等于项目本年度金额。">
        <ComponentRows form={form} field={fields.components} />
      </Fieldset>
      <Fieldset legend="说明文字">
        <FormGrid columns={1}>
          {TEXT_FIELDS.map((name) => (
            <TextAreaField key={name} field={texts[name]} label={labels[name]} rows={ROWS[name]} />
          ))}
        </FormGrid>
      </Fieldset>
    </>
  );
}

const ROWS: Record<TextName, number> = {
  overview: 6,
  basis: 6,
  necessity: 4,
  measures: 4,
  plan: 4,
  remarks: 2,
  overallGoal: 3,
  annualGoal: 3,
};

function ComponentRows({
  form,
  field,
}: {
  form: ProjectFieldsProps['form'];
  field: FieldMetadata<ComponentValue[]>;
}) {
  const list = field.getFieldList();
  return (
    <div className="max-w-prose">
      <ListError field={field} />
      <Table label="项目构成" dense>
        <THead>
          <Tr>
            <Th>{fundFieldLabels.subject}</Th>
            <Th numeric>{fundFieldLabels.amount}（元）</Th>
            <Th actions>操作</Th>
          </Tr>
        </THead>
        <TBody>
          {list.map((item, index) => {
            const component = item.getFieldset();
            const which = `第 ${index + 1} 项`;
            return (
              <Tr key={item.key ?? index}>
                <Td>
                  <CellText field={component.subject} label={`${which}经济科目`} className="min-w-[8rem]" />
                </Td>
                <Td numeric>
                  <CellText
                    field={component.amountFen}
                    label={`${which}预算金额`}
                    numeric
                    className="min-w-[8rem]"
                  />
                </Td>
                <Td actions>
                  <Button
                    size="small"
                    tone="quiet"
                    aria-label={`删除${which}`}
                    {...form.remove.getButtonProps({ name: field.name, index })}
                  >
                    删除
                  </Button>
                </Td>
              </Tr>
            );
          })}
        </TBody>
      </Table>
      <div className="mt-2">
        <Button size="small" icon="plus" {...form.insert.getButtonProps({ name: field.name })}>
          加一项
        </Button>
      </div>
    </div>
  );
}
