import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { accountBarrier } from '../families/accountChange';
import { isAccountWaiting } from '../families/accountChanges.server';
import { todayInChina } from '../calendar/date';
import { DeskStrip } from '../deskTime/DeskStrip';
import { familyDesks } from '../deskTime/stays.server';
import { CategorySection } from '../families/CategorySection';
import { FamilyActions } from '../families/FamilyActions';
import { familyCourse } from '../families/familyCourse.server';
import {
  LinkedFilesNote,
  NoticeSection,
  PapersToPrint,
  ReviewSection,
  VisitSection,
} from '../families/FamilyCourseSections';
import { familyView } from '../families/families.server';
import type { FamilyPage } from '../families/familyQueries.server';
import { isMaker } from '../families/familyRows.server';
import { BeforeSubmission, FamilyDetails } from '../families/FamilyDetails';
import { DuplicateNotice } from '../families/DuplicateNotice';
import { duplicatesOf, openDuplicates } from '../families/duplicates.server';
import { FamilyStatusTag } from '../families/FamilyStatusTag';
import { FamilyFacts, FirstStatement, IncomeTable, MembersTable } from '../families/FamilySummary';
import { FamilyPapersSection } from '../families/FamilyPapersSection';
import { papersOfFamily } from '../families/papers.server';
import { familyProgress } from '../families/progress';
import { presently } from '../families/statement';
import { actionsOffered, reopeningRefused, type FamilyAction } from '../families/workflow';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { paths } from '../paths';
import { FamilyPayments } from '../payments/FamilyPayments';
import { paymentsOfFamily } from '../payments/payments.server';
import { reliefOfFamily } from '../relief/applications.server';
import { FamilyRelief } from '../relief/FamilyRelief';
import { familyTimeline } from '../payments/familyTimeline.server';
import { may } from '../staff/permission';
import { together } from '../together';
import { Alert, LinkButton, Page, Section, Split, Steps, TextLink, Timeline } from '../ui';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.family.members[0]?.name ?? '家庭档案'} - 困难职工帮扶` },
];

/** What stands against an action although the file's state allows it. */
const BARRIERS: Partial<Record<FamilyAction, (family: FamilyPage) => string | null>> = {
  reopen: reopeningRefused,
  change_account: accountBarrier,
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.read');
  const { staffId, roles } = actor;
  const familyId = params.familyId!;
  return store.read(async (read) => {
    const { isOwn, duplicates, ...found } = await orExplained(
      together({
        family: familyView(read, familyId),
        isOwn: isMaker(read, { familyId, staffId }),
        papers: papersOfFamily(read, familyId),
        relief: reliefOfFamily(read, familyId),
        payments: paymentsOfFamily(read, familyId),
        history: familyTimeline(read, familyId),
        course: familyCourse(read, familyId),
        desks: familyDesks(read, familyId),
        isAccountWaiting: isAccountWaiting(read, familyId),
        duplicates: duplicatesOf(read, familyId),
      }),
    );
    const { family } = found;
    return {
      ...found,
      today: todayInChina(new Date()),
      mayUpload: may(roles, 'family.record'),
      duplicates: openDuplicates(duplicates),
      staffId,
      actions: actionsOffered(family.status, { roles, isMaker: isOwn }).filter(
        (action) => !BARRIERS[action]?.(family),
      ),
      mustBeApprovedByAnother: isOwn && family.status === 'publicised' && may(roles, 'family.approve'),
      mayReveal: family.erasedAt === null && may(roles, 'identity.reveal'),
      mayApply: family.status === 'approved' && may(roles, 'relief.apply'),
    };
  });
}

export default function Family() {
  const { duplicates, desks, isAccountWaiting: hasNewAccount } = useLoaderData<typeof loader>();
  const { family, today, actions, history, course, staffId, mayReveal, mustBeApprovedByAnother } =
    useLoaderData<typeof loader>();
  const now = presently(family);
  return (
    <Page
      title={family.members[0]?.name ?? ''}
      crumbs={[{ to: paths.families(), label: '家庭档案' }]}
      tag={<FamilyStatusTag status={family.status} />}
      subtitle={`档案编号 ${family.fileNumber}，${family.members.length} 口人`}
      actions={<FamilyActions id={family.id} actions={actions} />}
    >
      {family.status === 'returned' ? (
        <Alert tone="warning" title="退回补正">
          {family.decisionNote}
        </Alert>
      ) : null}
      {family.erasedAt ? (
        <Alert tone="info">保存期满，个人信息已清除，只留下统计数据和发放记录。</Alert>
      ) : null}
      {hasNewAccount ? (
        <Alert tone="warning">
          收款账户的一项变更等待另一人确认，确认之前仍付到现账户。
          <TextLink to={paths.familyAccount(family.id)}>核对账户变更</TextLink>
        </Alert>
      ) : null}
      <DuplicateNotice familyId={family.id} duplicates={duplicates} />
      {actions.includes('submit') ? <BeforeSubmission family={family} /> : null}
      {mustBeApprovedByAnother ? (
        <Alert tone="info">这份档案由您登记或修改过，须由另一位有审批权限的人审批。</Alert>
      ) : null}
      <Section title="办理进度">
        <Steps
          label="办理进度"
          items={familyProgress({
            ...family,
            takenBy: history.takenBy,
            noticeEndsOn: course.notice?.endsOn ?? null,
          })}
        />
      </Section>
      <DeskStrip course={desks} />
      <Split
        aside={
          <>
            <CategorySection family={family} reviewedOn={course.reviews[0]?.reviewedOn} />
            <Section title={now.present ? `家庭收入（${now.present.reviewedOn} 年审）` : '家庭收入'} flush>
              <IncomeTable family={now} />
            </Section>
            <FirstStatement family={family} />
            <ReviewSection course={course} today={today} />
            <LinkedFilesNote course={course} />
            <PapersToPrint familyId={family.id} />
            <Section title="办理经过">
              <Timeline items={history.events} />
            </Section>
          </>
        }
      >
        <Section title="基本情况">
          <FamilyFacts family={family} />
        </Section>
        <Section
          title="家庭成员"
          flush
          actions={mayReveal ? <TextLink to={paths.familyReveal(family.id)}>查看完整号码</TextLink> : null}
        >
          <MembersTable members={now.members} today={today} />
        </Section>
        <FamilyDetails family={family} />
        <VisitSection family={family} />
        <NoticeSection
          course={course}
          familyId={family.id}
          staffId={staffId}
          mayHandle={actions.includes('handle_objection')}
        />
        <Papers />
        <Relief />
        <Payments />
      </Split>
    </Page>
  );
}

function Papers() {
  const { family, papers, mayUpload } = useLoaderData<typeof loader>();
  return <FamilyPapersSection familyId={family.id} papers={papers} mayUpload={mayUpload} />;
}

function Relief() {
  const { family, relief, mayApply } = useLoaderData<typeof loader>();
  const apply = mayApply ? (
    <LinkButton to={paths.applicationNew(family.id)} size="small" icon="plus">
      申请救助
    </LinkButton>
  ) : null;
  return (
    <Section title="救助申请与核定" flush={relief.length > 0} actions={apply}>
      {relief.length > 0 ? (
        <FamilyRelief rows={relief} />
      ) : (
        <p className="text-ink-500">
          还没有申请过救助。
          {family.status === 'approved' ? '这户家庭在册，可以申请救助。' : '在册的家庭才能申请救助。'}
        </p>
      )}
    </Section>
  );
}

function Payments() {
  const { payments } = useLoaderData<typeof loader>();
  return (
    <Section title="发放记录" flush={payments.length > 0}>
      {payments.length > 0 ? (
        <FamilyPayments rows={payments} />
      ) : (
        <p className="text-ink-500">还没有发放过救助金。核定的救助由财务登记发放后，显示在这里。</p>
      )}
    </Section>
  );
}
