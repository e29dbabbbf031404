import { getFormProps, type FormMetadata } from '@conform-to/react';
import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { paths } from '../paths';
import { Alert, ErrorSummary, FormActions, LinkButton, Page, Section, Stack, SubmitButton } from '../ui';
import { reliefTypeLabels } from '../zh/fund';
import { STEP_PAGE_LABELS, yuanText } from '../zh/relief';
import type { ApplicationPage } from './applicationQueries.server';
import {
  ApplicationFacts,
  BeneficiaryFacts,
  CapNote,
  EarlierRelief,
  SameBillNote,
} from './ApplicationSummary';
import { ApplicationStatusTag } from './ApplicationTags';
import type { PayWindow } from './payWindow';
import { PayWindowNote } from './PayWindowNote';
import { pendingBeside } from './pendingBeside';
import type { StepPage } from './workflow';

interface ApplicationStepPageProps {
  page: ApplicationPage;
  step: StepPage;
  /** When it is to be paid, and the day that stands in the form; of a step that leads to no payment neither. */
  windows?: readonly PayWindow[];
  on?: string | undefined;
  form: FormMetadata;
  labels: Record<string, string>;
  /** What the step means and what it leads to. */
  explanation: ReactNode;
  /** Why this person cannot do it. */
  barrier: string | null;
  /** What should be known before, above the form. */
  notice?: ReactNode;
  submitLabel?: string;
  isDangerous?: boolean;
  children: ReactNode;
}

/** The page of one step of an application: who and what it is about, the cap, earlier relief, and the form. */
export function ApplicationStepPage(props: ApplicationStepPageProps) {
  const { page, step, explanation } = props;
  const { application, member, family } = page;
  return (
    <Page
      title={`${STEP_PAGE_LABELS[step]}：${member.name}的${reliefTypeLabels[application.type]}申请`}
      crumbs={[
        { to: paths.applications({ year: page.project.year }), label: '救助申请' },
        { to: paths.application(application.id), label: `${member.name} ${family.fileNumber}` },
      ]}
      tag={<ApplicationStatusTag status={application.status} />}
    >
      <Stack>
        <Section title="受助人">
          <BeneficiaryFacts page={page} />
        </Section>
        <Section title="申请">
          <ApplicationFacts page={page} />
        </Section>
        <CapNote answer={page.cap} />
        <SameBillNote bills={page.sameBills} />
        <Waiting page={page} />
        <PayWindowNote windows={props.windows ?? []} on={props.on} />
        <Section title={STEP_PAGE_LABELS[step]} description={explanation}>
          <StepForm {...props} />
        </Section>
        <EarlierRelief rows={page.earlier} />
      </Stack>
    </Page>
  );
}

/** What is asked for elsewhere does not count yet, but will. */
function Waiting({ page }: { page: ApplicationPage }) {
  const pending = pendingBeside(page);
  if (!pending) return null;
  const { count, amountFen, overFen } = pending;
  return (
    <Alert tone="warning" title={`本年度同类申请还有 ${count} 件在办，合计 ${yuanText(amountFen)}`}>
      {overFen > 0
        ? `连同这一件全部批准，将超过上限 ${yuanText(overFen)}。先批准的占用额度，后批准的会被拒绝；请一并核对。`
        : '在办的还没有计入上限，请一并核对。'}
    </Alert>
  );
}

function StepForm({
  page,
  step,
  form,
  labels,
  barrier,
  notice,
  submitLabel,
  isDangerous,
  children,
}: ApplicationStepPageProps) {
  const back = <LinkButton to={paths.application(page.application.id)}>返回申请</LinkButton>;
  // What was typed is never taken away: the form stays, with the sentence that refused it.
  if (barrier && form.status !== 'error') {
    return (
      <Stack>
        <Alert tone="warning" title="您现在不能办理">
          {barrier}
        </Alert>
        <div>{back}</div>
      </Stack>
    );
  }
  return (
    <Form method="post" {...getFormProps(form)}>
      <ErrorSummary form={form} labels={labels} />
      <Stack>
        {notice}
        {children}
      </Stack>
      <FormActions>
        <SubmitButton tone={isDangerous ? 'danger' : 'primary'}>
          {submitLabel ?? STEP_PAGE_LABELS[step]}
        </SubmitButton>
        {back}
      </FormActions>
    </Form>
  );
}
