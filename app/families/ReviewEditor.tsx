import { getFormProps, useForm, type FieldMetadata, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import type { z } from 'zod';
import type { Fen } from '../money/fen';
import { plainYuan } from '../money/yuan';
import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  Button,
  Columns,
  DateField,
  ErrorSummary,
  FormActions,
  FormGrid,
  HiddenField,
  LinkButton,
  MoneyField,
  Page,
  RadioField,
  Section,
  Stack,
  SubmitButton,
  TextAreaField,
  TextLink,
} from '../ui';
import {
  CATEGORY_LABELS,
  FAMILY_ACTION_LABELS,
  FAMILY_FIELD_LABELS,
  FAMILY_STATUS_LABELS,
} from '../zh/families';
import { REVIEW_FIELD_LABELS as LABELS } from '../zh/reviews';
import { categoriesOf } from './classification';
import { ReviewSection } from './FamilyCourseSections';
import { FamilyStatusTag } from './FamilyStatusTag';
import { statedText } from './familyFormValue';
import { IncomeTable, MembersTable } from './FamilySummary';
import { IncomeFields } from './IncomeFields';
import { ProposalAtReview } from './ProposalNote';
import { ReviewForm } from './review.form';
import type { ReviewPageFacts } from './reviewPage.server';
import type { ReviewPreview } from './reviews.server';
import { isAllowed, REVIEW_EVERY_MONTHS } from './workflow';

interface ReviewEditorProps {
  page: ReviewPageFacts;
  /** What came of the form that was sent: refused, or with what its figures lead to. */
  answer: { lastResult: SubmissionResult; preview?: ReviewPreview | null } | undefined;
}

const TITLE = FAMILY_ACTION_LABELS.review;

/** The annual review: what the family lives on now, the category that follows from it, and the decision. */
export function ReviewEditor({ page, answer }: ReviewEditorProps) {
  const { family, course, today } = page;
  const obstacle = obstacleTo(page);
  const preview = answer?.preview ?? page.preview;
  return (
    <Page
      title={TITLE}
      crumbs={[
        { to: paths.families(), label: '家庭档案' },
        { to: paths.family(family.id), label: `${family.members[0]?.name} ${family.fileNumber}` },
      ]}
      tag={<FamilyStatusTag status={family.status} />}
    >
      <Stack>
        <ProposalAtReview preview={preview} isTyped={Boolean(answer?.preview)} />
        <Columns>
          <Section title="家庭收入（计算依据）" flush>
            <IncomeTable family={{ ...family, income: preview.income, proposal: preview.proposal }} />
          </Section>
          <ReviewSection course={course} today={today} />
        </Columns>
        <Section title="家庭成员" flush>
          <MembersTable members={family.members} today={today} />
        </Section>
        {obstacle ? (
          <Section title={TITLE}>
            <Stack>
              <Alert tone="warning" title="现在不能办理">
                {obstacle}
              </Alert>
              <div>
                <LinkButton to={paths.family(family.id)}>返回档案</LinkButton>
              </div>
            </Stack>
          </Section>
        ) : (
          <ReviewFields key={keyOf(preview)} page={page} answer={answer} preview={preview} />
        )}
      </Stack>
    </Page>
  );
}

/** With other figures the form starts anew, on the category that follows from them. */
function keyOf({ on, proposal }: ReviewPreview): string {
  return JSON.stringify([on, proposal.category, proposal.figures]);
}

function obstacleTo({ family, isOwn, earliest, today }: ReviewPageFacts): string | null {
  if (!isAllowed(family.status, 'review'))
    return `这份档案现在是「${FAMILY_STATUS_LABELS[family.status]}」，不能办理年审。`;
  if (isOwn) return '这份档案由您登记或修改过，须由另一位有审批权限的人办理年审。';
  if (earliest && today < earliest) return `还没有到年审的时候，最早 ${earliest} 可以办理。`;
  return null;
}

type ReviewValue = z.input<typeof ReviewForm>;

function ReviewFields({ page, answer, preview }: ReviewEditorProps & { preview: ReviewPreview }) {
  const { family, course, today, earliest } = page;
  const { proposal } = preview;
  const [form, fields] = useForm<ReviewValue>({
    id: 'review',
    lastResult: answer?.lastResult,
    constraint: getZodConstraint(ReviewForm),
    defaultValue: {
      on: today,
      category: proposal.category ?? family.category ?? undefined,
      income: Object.fromEntries(
        Object.entries<Fen>({ ...family.income }).map(([item, amount]) => [item, plainYuan(amount)]),
      ),
      members: family.members.map(({ id, monthlyIncomeFen }) => ({
        memberId: id,
        monthlyIncomeFen: statedText(monthlyIncomeFen),
      })),
    },
  });
  return (
    <Form method="post" action={paths.familyReview(family.id)} {...getFormProps(form)}>
      <ErrorSummary form={form} labels={labelsFor(family.members)} />
      <Stack>
        <Section
          title="现在的收入和支出"
          description="先填现状，再按填写的收入重新计算。收入和支出是年审日期之前 12 个月全家合计；没有的留空。首次认定时填写的数字另行保留，不会被覆盖。"
        >
          <FormGrid columns={3}>
            <DateField field={fields.on} label={LABELS.on} min={earliest ?? undefined} max={today} />
            {fields.members.getFieldList().map((member, index) => (
              <MemberIncome key={member.key} field={member} name={family.members[index]?.name ?? ''} />
            ))}
          </FormGrid>
          <div className="mt-4 border-t border-ink-200 pt-4">
            <IncomeFields field={fields.income} />
          </div>
          <FormActions>
            <Button formAction={paths.familyReviewProposal(family.id)} formNoValidate>
              按填写的收入计算
            </Button>
          </FormActions>
        </Section>
        <Section title="年审结论" description={<Explanation course={course} family={family} />}>
          <FormGrid>
            <RadioField
              field={fields.category}
              label={LABELS.category}
              wide
              options={categoriesOf(proposal.ruleSet).map((one) => ({
                value: one,
                label:
                  CATEGORY_LABELS[one] +
                  suffixOf(one, { proposed: proposal.category, present: family.category }),
              }))}
            />
            <TextAreaField
              field={fields.overrideReason}
              label={LABELS.overrideReason}
              hint="选择的类别与系统建议不同时必须填写；相同时不用填。"
            />
            <TextAreaField
              field={fields.note}
              label={LABELS.note}
              hint="例如：收入、就业、患病、就学有无变化，怎样核实的。"
            />
          </FormGrid>
          <FormActions>
            <SubmitButton>{TITLE}</SubmitButton>
            <LinkButton to={paths.family(family.id)}>返回档案</LinkButton>
          </FormActions>
        </Section>
      </Stack>
    </Form>
  );
}

function Explanation({ course, family }: Pick<ReviewPageFacts, 'course' | 'family'>) {
  return (
    <>
      年审日期 {course.reviewDueOn ?? '—'}，现在的类别「
      {family.category ? CATEGORY_LABELS[family.category] : '—'}」。通过后继续在册，下次年审在{' '}
      {REVIEW_EVERY_MONTHS} 个月以后；已不再困难的，请
      <TextLink to={paths.familyExit(family.id)}>退出档案</TextLink>。<RuleLink rule="review" of="年审" />
    </>
  );
}

function MemberIncome({
  field,
  name,
}: {
  field: FieldMetadata<ReviewValue['members'][number]>;
  name: string;
}) {
  const member = field.getFieldset();
  return (
    <>
      <HiddenField field={member.memberId} />
      <MoneyField field={member.monthlyIncomeFen} label={incomeLabel(name)} hint="没有收入的填 0" />
    </>
  );
}

function incomeLabel(name: string): string {
  return `${name}现在的月收入`;
}

function suffixOf(
  category: string,
  { proposed, present }: { proposed: string | null; present: string | null },
): string {
  const said = [category === proposed ? '系统建议' : '', category === present ? '现在的类别' : ''].filter(
    Boolean,
  );
  return said.length > 0 ? `（${said.join('，')}）` : '';
}

function labelsFor(members: { name: string }[]): Record<string, string> {
  const ofMembers = members.map(({ name }, index) => [
    `members[${index}].monthlyIncomeFen`,
    incomeLabel(name),
  ]);
  return { ...FAMILY_FIELD_LABELS, ...LABELS, ...(Object.fromEntries(ofMembers) as Record<string, string>) };
}
