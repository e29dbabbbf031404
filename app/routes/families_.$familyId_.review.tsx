import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { categoriesOf } from '../families/classification';
import { familyCourse } from '../families/familyCourse.server';
import { ReviewSection } from '../families/FamilyCourseSections';
import { familyView } from '../families/families.server';
import { familyRow, isMaker } from '../families/familyRows.server';
import { IncomeTable, MembersTable } from '../families/FamilySummary';
import { ReviewForm } from '../families/review.form';
import { proposalAtReview, reviewFamily } from '../families/reviews.server';
import { StepPage } from '../families/StepPage';
import { earliestReview } from '../families/workflow';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { Alert, Columns, DateField, FormGrid, RadioField, Section, TextAreaField, TextLink } from '../ui';
import { CATEGORY_LABELS, lineSentence, proposalSentence } from '../zh/families';
import { REVIEW_FIELD_LABELS as LABELS } from '../zh/reviews';

export const meta: MetaFunction = () => [{ title: '办理年审 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.approve');
  const familyId = params.familyId!;
  const today = todayInChina(new Date());
  return store.read(async (read) => {
    const family = await orNotFound(familyView(read, familyId));
    const course = await familyCourse(read, familyId);
    const isOwn = await isMaker(read, { familyId, staffId: actor.staffId });
    const earliest = course.reviewDueOn && earliestReview(course.reviewDueOn);
    return {
      family,
      course,
      today,
      earliest,
      ...(await proposalAtReview(read, await familyRow(read, familyId), today)),
      obstacle: obstacleTo({ isOwn, earliest, today }),
    };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.approve');
  return submit(request, ReviewForm, async (review) => {
    const { dueOn } = await reviewFamily(desk, { id: params.familyId!, ...review });
    return redirectWithNotice(paths.family(params.familyId!), 'family.reviewed', { dueOn });
  });
}

function obstacleTo(now: { isOwn: boolean; earliest: string | null; today: string }): string | null {
  if (now.isOwn) return '这份档案由您登记或修改过，须由另一位有审批权限的人办理年审。';
  if (now.earliest && now.today < now.earliest) return `还没有到年审的时候，最早 ${now.earliest} 可以办理。`;
  return null;
}

export default function ReviewFamily() {
  const { family, course, today, earliest, proposal, obstacle } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(ReviewForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ReviewForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { on: today, category: proposal.category ?? family.category ?? undefined },
  });
  const suffix = (category: string) => {
    const said = [
      category === proposal.category ? '系统建议' : '',
      category === family.category ? '现在的类别' : '',
    ].filter(Boolean);
    return said.length > 0 ? `（${said.join('，')}）` : '';
  };
  return (
    <StepPage
      family={family}
      action="review"
      form={form}
      labels={LABELS}
      obstacle={obstacle}
      explanation={
        <>
          年审日期 {course.reviewDueOn ?? '—'}，现在的类别「
          {family.category ? CATEGORY_LABELS[family.category] : '—'}」。通过后继续在册，下次年审在 12
          个月以后；已不再困难的，请
          <TextLink to={paths.familyExit(family.id)}>退出档案</TextLink>。
        </>
      }
      facts={<FactsToReview />}
    >
      <FormGrid>
        <DateField field={fields.on} label={LABELS.on} min={earliest ?? undefined} max={today} />
        <RadioField
          field={fields.category}
          label={LABELS.category}
          wide
          options={categoriesOf(proposal.ruleSet).map((one) => ({
            value: one,
            label: CATEGORY_LABELS[one] + suffix(one),
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
    </StepPage>
  );
}

function FactsToReview() {
  const { family, course, today, proposal, line } = useLoaderData<typeof loader>();
  return (
    <>
      <Alert
        tone={proposal.category ? 'info' : 'warning'}
        title={
          proposal.category
            ? `按今天的标准，系统建议：${CATEGORY_LABELS[proposal.category]}`
            : '系统没有建议类别'
        }
      >
        <p>{proposalSentence(proposal)}</p>
        {line ? <p className="mt-1 text-sm">{lineSentence(line)}。收入按档案登记的计算。</p> : null}
      </Alert>
      <Columns>
        <Section title="家庭收入" flush>
          <IncomeTable family={{ ...family, proposal }} />
        </Section>
        <ReviewSection course={course} today={today} />
      </Columns>
      <Section title="家庭成员" flush>
        <MembersTable members={family.members} today={today} />
      </Section>
    </>
  );
}
