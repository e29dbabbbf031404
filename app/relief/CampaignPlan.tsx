import { getFormProps, useForm, type FieldMetadata, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { CATEGORIES, CAUSES, EDUCATION_STAGES } from '../families/family';
import { CellSelect, CellText } from '../fund/cells';
import { divisions } from '../identity/division';
import {
  CheckboxField,
  CheckboxGroupField,
  DateField,
  Disclosure,
  ErrorSummary,
  FormActions,
  FormGrid,
  HiddenField,
  MoneyField,
  Section,
  SelectField,
  Stack,
  SubmitButton,
  Table,
  TBody,
  Td,
  Th,
  THead,
  Tr,
} from '../ui';
import { CAMPAIGN_LABELS as LABELS, STEP_LABELS } from '../zh/campaigns';
import { CATEGORY_LABELS, CAUSE_LABELS, EDUCATION_STAGE_LABELS } from '../zh/families';
import { divisionLabels } from '../zh/identity';
import { CAMPAIGN_TYPE_LABELS } from '../zh/relief';
import { CAMPAIGN_TYPES } from './campaign';
import { CampaignPlanForm, STEP_ROWS } from './campaign.form';

/** A plan as it was typed. */
export interface PlanTyped {
  year?: string;
  type?: string;
  amountFen?: string;
  startedOn?: string;
  categories?: string[];
  causes?: string[];
  divisions?: string[];
  stages?: string[];
  onlyUnionMembers?: string;
  onlyMigrants?: string;
  onlyUnhelped?: string;
  registeredBefore?: string;
  steps?: StepTyped[];
}

interface StepTyped {
  category?: string;
  stage?: string;
  amountFen?: string;
}

interface CampaignPlanProps {
  years: readonly number[];
  today: string;
  lastResult: SubmissionResult | undefined;
  typed: PlanTyped;
  /** The preview stands below: what was chosen is folded away. */
  isPreviewed: boolean;
}

const CATEGORY_OPTIONS = CATEGORIES.map((value) => ({ value, label: CATEGORY_LABELS[value] }));
const STAGE_OPTIONS = EDUCATION_STAGES.map((value) => ({ value, label: EDUCATION_STAGE_LABELS[value] }));

/** Whom a campaign is for and how much each gets: sent by GET, so that looking changes nothing. */
export function CampaignPlan({ years, today, lastResult, typed, isPreviewed }: CampaignPlanProps) {
  const steps = typed.steps ?? [];
  const [form, fields] = useForm<PlanTyped>({
    id: 'plan',
    lastResult,
    constraint: getZodConstraint(CampaignPlanForm),
    shouldRevalidate: 'onInput',
    defaultValue: { ...typed, steps: Array.from({ length: STEP_ROWS }, (_, index) => steps[index] ?? {}) },
  });
  return (
    <Section title="第一步：范围和金额" description="名单从启动日期在册的家庭中产生。">
      <Form method="get" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={LABELS} />
        <Stack>
          <FormGrid columns={3}>
            <SelectField
              field={fields.type}
              label={LABELS.type}
              options={CAMPAIGN_TYPES.map((value) => ({ value, label: CAMPAIGN_TYPE_LABELS[value] }))}
            />
            <MoneyField field={fields.amountFen} label={LABELS.amountFen} />
            <DateField field={fields.startedOn} label={LABELS.startedOn} max={today} />
            {years.length > 1 ? (
              <SelectField
                field={fields.year}
                label={LABELS.year}
                placeholder={null}
                options={years.map((year) => ({ value: String(year), label: `${year} 年度` }))}
              />
            ) : (
              <HiddenField field={fields.year} />
            )}
          </FormGrid>
          <Disclosure summary="范围：不选的条件不限制" open={!isPreviewed && isNarrowed(typed)}>
            <FormGrid columns={1}>
              <CheckboxGroupField
                field={fields.categories}
                label={LABELS.categories}
                options={CATEGORY_OPTIONS}
              />
              <CheckboxGroupField
                field={fields.causes}
                label={LABELS.causes}
                options={CAUSES.map((value) => ({ value, label: CAUSE_LABELS[value] }))}
              />
              <CheckboxGroupField
                field={fields.divisions}
                label={LABELS.divisions}
                options={divisions.map((value) => ({ value, label: divisionLabels[value] }))}
              />
              <CheckboxGroupField
                field={fields.stages}
                label={`${LABELS.stages}（助学救助）`}
                options={STAGE_OPTIONS}
              />
              <CheckboxField field={fields.onlyUnhelped} label={LABELS.onlyUnhelped} />
              <CheckboxField field={fields.onlyUnionMembers} label={LABELS.onlyUnionMembers} />
              <CheckboxField field={fields.onlyMigrants} label={LABELS.onlyMigrants} />
              <DateField field={fields.registeredBefore} label={LABELS.registeredBefore} />
            </FormGrid>
          </Disclosure>
          <Disclosure summary="不同类别或阶段给不同金额" open={!isPreviewed && steps.some(hasContent)}>
            <p className="mb-3 text-ink-600">
              没有列出的人得到上面的「每人金额」。一个人符合几行时，类别和阶段都符合的一行优先，其次是阶段，再次是类别。
            </p>
            <StepRows field={fields.steps} />
          </Disclosure>
        </Stack>
        <FormActions>
          <SubmitButton tone="plain" pendingText="正在计算…">
            查看名单人数和费用
          </SubmitButton>
        </FormActions>
      </Form>
    </Section>
  );
}

function hasContent({ category, stage, amountFen }: StepTyped): boolean {
  return [category, stage, amountFen].some(Boolean);
}

/** The conditions stand open when something of them was asked for. */
function isNarrowed({ categories, causes, divisions: places, stages, ...rest }: PlanTyped): boolean {
  const chosen = [categories, causes, places, stages].some((choice) => choice && choice.length > 0);
  const { onlyUnhelped, onlyUnionMembers, onlyMigrants, registeredBefore } = rest;
  return chosen || [onlyUnhelped, onlyUnionMembers, onlyMigrants, registeredBefore].some(Boolean);
}

/** A fixed number of lines, so that it can be filled in without JavaScript. */
function StepRows({ field }: { field: FieldMetadata<StepTyped[] | undefined> }) {
  return (
    <Table label={LABELS.steps} dense>
      <THead>
        <Tr>
          <Th>{STEP_LABELS.category}</Th>
          <Th>{STEP_LABELS.stage}</Th>
          <Th numeric>{STEP_LABELS.amountFen}（元）</Th>
        </Tr>
      </THead>
      <TBody>
        {field.getFieldList().map((row, index) => {
          const fields = row.getFieldset();
          const label = (name: keyof typeof STEP_LABELS) => `第 ${index + 1} 行${STEP_LABELS[name]}`;
          return (
            <Tr key={row.key ?? index}>
              <Td>
                <CellSelect
                  field={fields.category}
                  label={label('category')}
                  options={[{ value: '', label: '不限类别' }, ...CATEGORY_OPTIONS]}
                />
              </Td>
              <Td>
                <CellSelect
                  field={fields.stage}
                  label={label('stage')}
                  options={[{ value: '', label: '不限阶段' }, ...STAGE_OPTIONS]}
                />
              </Td>
              <Td numeric>
                <CellText field={fields.amountFen} label={label('amountFen')} numeric className="!w-32" />
              </Td>
            </Tr>
          );
        })}
      </TBody>
    </Table>
  );
}
