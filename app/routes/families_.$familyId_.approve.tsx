import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { businessDate, parseDate, todayInChina, yearOf } from '../calendar/date';
import { isYearCovered } from '../calendar/workingDays';
import { categoriesOf } from '../families/classification';
import { approveFamily, familyView } from '../families/families.server';
import { VisitSection, NoticeSection } from '../families/FamilyCourseSections';
import type { FamilyCourse } from '../families/familyCourse.server';
import { familyCourse } from '../families/familyCourse.server';
import { DuplicateNotice } from '../families/DuplicateNotice';
import { duplicatesOf, openDuplicates } from '../families/duplicates.server';
import { ApproveForm } from '../families/family.form';
import { isMaker } from '../families/familyRows.server';
import { lateEntriesOf } from '../families/lateEntries.server';
import { LateEntryNotice } from '../families/LateEntryNotice';
import { PaperChecklist } from '../families/PaperChecklist';
import { papersOfFamily, type FamilyPapers } from '../families/papers.server';
import { ProposalOfFile } from '../families/ProposalNote';
import { neededToApprove } from '../families/requiredPapers';
import { IncomeTable, MembersTable } from '../families/FamilySummary';
import { StepPage } from '../families/StepPage';
import { earliestApproval } from '../families/workflow';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { QueueBar } from '../queues/QueueBar';
import { afterActing, queuePlace } from '../queues/queues.server';
import { Refusal } from '../refusal';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  Columns,
  DateField,
  FormGrid,
  RadioField,
  Section,
  SeenTick,
  Stack,
  TextAreaField,
} from '../ui';
import { duplicatesSeenLabel } from '../zh/duplicates';
import {
  CATEGORY_LABELS,
  FAMILY_APPROVAL_LABELS as LABELS,
  noticeSeenLabel,
  papersSeenLabel,
} from '../zh/families';
import { lateNoticeHint } from '../zh/lateEntry';
import { papersAtApprovalText as papersText } from '../zh/papers';
import { refusalText } from '../zh/refusals';

export const meta: MetaFunction = () => [{ title: '审批建档 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.approve');
  const familyId = params.familyId!;
  const today = todayInChina(new Date());
  return store.read(async (read) => {
    const family = await orExplained(familyView(read, familyId));
    const earliest = family.publicisedOn && earliestApproval(businessDate(family.publicisedOn));
    const isOwn = await isMaker(read, { familyId, staffId: actor.staffId });
    const course = await familyCourse(read, familyId);
    const { objectionAgainst } = course;
    return {
      family,
      today,
      earliest,
      course,
      place: await queuePlace(read, { request, kind: 'family', actor, id: familyId }),
      checklist: (await papersOfFamily(read, familyId)).checklist,
      late: await lateEntriesOf(read, familyId),
      duplicates: openDuplicates(await duplicatesOf(read, familyId)),
      obstacle: obstacleTo({ isOwn, earliest, today, objectionAgainst }),
    };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.approve');
  return submit(request, ApproveForm, async (decision) => {
    const { actor, store } = desk;
    const id = params.familyId!;
    const to = await store.read((read) =>
      afterActing(read, paths.family(id), { request, kind: 'family', actor, id }),
    );
    await approveFamily(desk, { id, ...decision });
    return redirectWithNotice(to, 'family.approved');
  });
}

interface Obstacles {
  isOwn: boolean;
  earliest: string | null;
  today: string;
  objectionAgainst: FamilyCourse['objectionAgainst'];
}

function obstacleTo(now: Obstacles): string | null {
  if (now.isOwn) return '这份档案由您登记或修改过，须由另一位有审批权限的人审批。';
  if (now.earliest && now.today < now.earliest) return `公示还没有期满，最早 ${now.earliest} 可以审批。`;
  if (now.objectionAgainst) return refusalText(new Refusal(now.objectionAgainst));
  return null;
}

export default function ApproveFamily() {
  const { family, place, today, earliest, late, ...found } = useLoaderData<typeof loader>();
  const { obstacle, checklist, duplicates } = found;
  const { earliestByEntry } = late;
  const { category } = family.proposal;
  const lacking = lackingOf(checklist).length;
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(ApproveForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ApproveForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { on: today, category: category ?? undefined },
  });
  const on = parseDate(fields.on.value ?? '');
  const isEarly = earliestByEntry !== null && on.ok && on.date < earliestByEntry;
  return (
    <>
      <QueueBar place={place} returnOn={paths.familyReturn(family.id)} obstacle={obstacle} />
      <StepPage
        family={family}
        action="approve"
        form={form}
        labels={LABELS}
        obstacle={obstacle}
        explanation={
          <>
            批准后从审批日期起在册，可以申请救助。公示从 {family.publicisedOn ?? '—'} 开始，审批日期最早{' '}
            {earliest ?? '—'}
            {earliestByEntry ? `；早于 ${earliestByEntry} 的，须勾选公示的「已核对」` : null}。
            <RuleLink rule="notice" of="公示期" />
          </>
        }
        facts={<FactsToDecide />}
      >
        <Stack>
          {earliest && !isYearCovered(yearOf(businessDate(earliest))) ? (
            <Alert tone="warning">
              系统没有这一年的节假日和调休安排，公示期按周一至周五计算，请自行核对。
            </Alert>
          ) : null}
          <FormGrid>
            <DateField
              field={fields.on}
              label={LABELS.on}
              min={earliest ?? undefined}
              max={today}
              hint={earliestByEntry ? lateNoticeHint(earliestByEntry) : undefined}
            />
            <RadioField
              field={fields.category}
              label={LABELS.category}
              wide
              options={categoriesOf(family.proposal.ruleSet).map((one) => ({
                value: one,
                label: CATEGORY_LABELS[one] + (one === category ? '（系统建议）' : ''),
              }))}
            />
            <TextAreaField
              field={fields.overrideReason}
              label={LABELS.overrideReason}
              hint="选择的类别与系统建议不同时必须填写；相同时不用填。"
            />
            <TextAreaField field={fields.note} label={LABELS.note} />
            <SeenTick
              field={fields.duplicatesSeen}
              count={duplicates.length}
              label={duplicatesSeenLabel(duplicates.length)}
            />
            <SeenTick
              field={fields.noticeSeen}
              count={isEarly ? 1 : 0}
              label={noticeSeenLabel(earliestByEntry ?? '')}
            />
            <SeenTick field={fields.papersSeen} count={lacking} label={papersSeenLabel(lacking)} />
          </FormGrid>
        </Stack>
      </StepPage>
    </>
  );
}

/** What is missing of what lies in a file before it is decided on. */
function lackingOf(checklist: FamilyPapers['checklist']) {
  return neededToApprove(checklist.filter(({ isThere }) => !isThere).map(({ kind }) => kind));
}

function FactsToDecide() {
  const { family, today, course, duplicates, late, checklist } = useLoaderData<typeof loader>();
  return (
    <>
      <DuplicateNotice familyId={family.id} duplicates={duplicates}>
        还没有核对清楚，请先对比核对，再决定是否批准。
      </DuplicateNotice>
      <LateEntryNotice late={late} />
      <ProposalOfFile family={family} />
      <Columns>
        <Section title="收入" flush>
          <IncomeTable family={family} />
        </Section>
        <VisitSection family={family} />
      </Columns>
      <NoticeSection course={course} familyId={family.id} staffId={null} mayHandle={false} />
      <Section
        title="材料"
        description={
          <>
            {papersText(lackingOf(checklist))} <RuleLink rule="papers" of="材料" />
          </>
        }
      >
        <PaperChecklist familyId={family.id} checklist={checklist} mayUpload={false} />
      </Section>
      <Section title="家庭成员" flush>
        <MembersTable members={family.members} today={today} />
      </Section>
    </>
  );
}
