import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { projectOfYear, projectYears } from '../fund/fund.server';
import { RELIEF_TYPES } from '../fund/project';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { newId } from '../ids.server';
import { fen } from '../money/fen';
import { plainYuan } from '../money/yuan';
import { paths } from '../paths';
import { ApplicationEditor } from '../relief/ApplicationEditor';
import { submitApplication } from '../relief/applications.server';
import { applicantFamily } from '../relief/applicationQueries.server';
import { proposedDay, workingYear } from '../relief/days';
import { ApplicationForm, applicationOf } from '../relief/relief.form';
import { FrozenYear } from '../reports/FrozenYear';
import { isYearFrozen } from '../reports/freezes.server';
import { RuleLink } from '../rules/RuleLink';
import { Card, EmptyState, FilterBar, LinkButton, Page, Section, Stack, Tabs } from '../ui';
import { reliefTypeLabels } from '../zh/fund';

export const meta: MetaFunction = () => [{ title: '提出救助申请 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'relief.apply');
  const given = new URL(request.url).searchParams;
  const familyId = given.get('family');
  const type = RELIEF_TYPES.find((one) => one === given.get('type')) ?? 'living';
  const today = todayInChina(new Date());
  return store.read(async (read) => {
    const years = await projectYears(read);
    const year = workingYear(years, { asked: given.get('year'), today });
    if (!year || !familyId) return { today, years, year, type, isFrozen: false, application: null };
    const project = await projectOfYear(read, year);
    const on = proposedDay(today, { project });
    const question = { familyId, type, projectId: project.id, on };
    const applicant = await orExplained(applicantFamily(read, question));
    const isFrozen = await isYearFrozen(read, year);
    return { today, years, year, type, isFrozen, application: { applicant, on, commandId: newId() } };
  });
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'relief.apply');
  return submit(request, ApplicationForm, async (application) => {
    const id = await submitApplication(desk, applicationOf(application));
    return redirectWithNotice(paths.application(id), 'application.submitted');
  });
}

export default function NewApplication() {
  const { year, application } = useLoaderData<typeof loader>();
  return (
    <Page
      title="提出救助申请"
      subtitle={
        year ? (
          <>
            计入 {year} 年度。提交后由他人审核，再由另一人审批。
            <RuleLink rule="four-eyes" of="分工" />
          </>
        ) : null
      }
      crumbs={[{ to: paths.applications(), label: '救助申请' }]}
    >
      {year ? application ? <NewForm /> : <FamilyWanted /> : <NoProject />}
    </Page>
  );
}

function NewForm() {
  const { today, years, year, type, isFrozen, application } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>()?.lastResult;
  if (!year || !application) return null;
  const { applicant, on, commandId } = application;
  const { id, fileNumber } = applicant.family;
  return (
    <Stack>
      <FrozenYear year={year} isFrozen={isFrozen} />
      {years.length > 1 ? (
        <Tabs
          label="年度"
          items={years.map((one) => ({
            to: paths.applicationNew(id, { type, year: one }),
            label: `${one} 年度`,
            current: one === year,
          }))}
        />
      ) : null}
      <Tabs
        label="救助类型"
        items={RELIEF_TYPES.map((one) => ({
          to: paths.applicationNew(id, { type: one, year }),
          label: reliefTypeLabels[one],
          current: one === type,
        }))}
      />
      <p>
        家庭档案 <span className="font-semibold">{fileNumber}</span>
      </p>
      <ApplicationEditor
        key={`${year} ${type}`}
        type={type}
        year={year}
        applicant={applicant}
        lastResult={lastResult}
        defaultValue={{ commandId, appliedOn: on, ...onlyChoice(applicant.members) }}
        today={today}
        submitLabel="提交申请"
        cancelTo={paths.family(id)}
      />
    </Stack>
  );
}

/** Where one person can be meant only, that person and the amount that the standard proposes. */
function onlyChoice(members: readonly { id: string; proposal: { proposedFen: number | null } | null }[]): {
  memberId?: string;
  requestedFen?: string;
} {
  const [only, ...others] = members;
  if (!only || others.length > 0) return {};
  const proposedFen = only.proposal?.proposedFen;
  return { memberId: only.id, ...(proposedFen ? { requestedFen: plainYuan(fen(proposedFen)) } : {}) };
}

/** Relief begins with a file of the register (先建档、后帮扶). */
function FamilyWanted() {
  return (
    <Section
      title="为哪个家庭申请"
      description={
        <>
          先建档、后帮扶：从在册家庭里找到要救助的家庭，在档案页提出申请。
          <RuleLink rule="file-first" of="先建档" />
        </>
      }
    >
      <FilterBar
        action={paths.families()}
        search={{ name: 'search', label: '姓名、身份证号或档案号', placeholder: '例如 张某' }}
        keep={{ status: 'approved' }}
        submitLabel="查找家庭"
      />
    </Section>
  );
}

function NoProject() {
  return (
    <Card>
      <EmptyState title="还没有年度项目" action={<LinkButton to={paths.projects}>查看年度目标</LinkButton>}>
        由中心主任导入或新建年度目标以后，才能提出救助申请。
      </EmptyState>
    </Card>
  );
}
