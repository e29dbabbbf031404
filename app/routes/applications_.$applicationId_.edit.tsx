import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { fen } from '../money/fen';
import { plainYuan } from '../money/yuan';
import { paths } from '../paths';
import { ApplicationEditor } from '../relief/ApplicationEditor';
import { ApplicationOutcome } from '../relief/ApplicationProgress';
import { applicantFamily } from '../relief/applicationQueries.server';
import { changeApplication } from '../relief/applications.server';
import { applicationStep } from '../relief/applicationSteps.server';
import { ApplicationStatusTag } from '../relief/ApplicationTags';
import { ApplicationForm, applicationOf } from '../relief/relief.form';
import { Alert, LinkButton, Page, Stack } from '../ui';
import { reliefTypeLabels } from '../zh/fund';

export const meta: MetaFunction = () => [{ title: '修改申请 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'relief.apply');
  const question = { id: params.applicationId!, action: 'change', staffId: actor.staffId } as const;
  return store.read(async (read) => {
    const { page, barrier, today } = await orExplained(applicationStep(read, question));
    const { type, familyId, projectId, appliedOn: on } = page.application;
    return {
      page,
      barrier,
      today,
      applicant: await applicantFamily(read, { familyId, type, projectId, on }),
    };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'relief.apply');
  return submit(request, ApplicationForm, async (application) => {
    const id = params.applicationId!;
    await changeApplication(desk, { ...applicationOf(application), id });
    return redirectWithNotice(paths.application(id), 'application.resubmitted');
  });
}

export default function ChangeApplication() {
  const { page, barrier, today, applicant } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>()?.lastResult;
  const { application, member, family, project } = page;
  const back = paths.application(application.id);
  const { memberId, appliedOn, reason } = application;
  return (
    <Page
      title={`修改${member.name}的${reliefTypeLabels[application.type]}申请`}
      subtitle={`${project.year} 年度。修改后重新提交，从审核开始办理。`}
      crumbs={[
        { to: paths.applications({ year: project.year }), label: '救助申请' },
        { to: back, label: `${member.name} ${family.fileNumber}` },
      ]}
      tag={<ApplicationStatusTag status={application.status} />}
    >
      <ApplicationOutcome page={page} />
      {barrier ? (
        <Stack>
          <Alert tone="warning" title="您现在不能办理">
            {barrier}
          </Alert>
          <div>
            <LinkButton to={back}>返回申请</LinkButton>
          </div>
        </Stack>
      ) : (
        <ApplicationEditor
          type={application.type}
          year={project.year}
          applicant={applicant}
          lastResult={lastResult}
          defaultValue={{
            memberId,
            appliedOn,
            reason,
            requestedFen: yuanField(application.requestedFen),
            medicalTotalFen: yuanField(application.medicalTotalFen),
            medicalReimbursedFen: yuanField(application.medicalReimbursedFen),
            schoolStage: application.schoolStage ?? undefined,
            school: application.school ?? undefined,
            tuitionFen: yuanField(application.tuitionFen),
          }}
          today={today}
          submitLabel="重新提交"
          cancelTo={back}
          applicationId={application.id}
        />
      )}
    </Page>
  );
}

function yuanField(amountFen: number | null): string | undefined {
  return amountFen === null ? undefined : plainYuan(fen(amountFen));
}
