import { getFormProps, type FormMetadata } from '@conform-to/react';
import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { paths } from '../paths';
import { Alert, ErrorSummary, FormActions, LinkButton, Page, Section, Stack, SubmitButton } from '../ui';
import { FAMILY_ACTION_LABELS, FAMILY_STATUS_LABELS } from '../zh/families';
import type { FamilyStatus } from './family';
import { FamilyStatusTag } from './FamilyStatusTag';
import { isAllowed, type FamilyAction } from './workflow';

interface StepPageProps {
  family: { id: string; fileNumber: string; status: FamilyStatus; members: { name: string }[] };
  action: FamilyAction;
  form: FormMetadata;
  /** What the step means and what it leads to. */
  explanation: ReactNode;
  labels: Record<string, string>;
  /** Why it cannot be done now, although the status would allow it. */
  obstacle?: string | null;
  isDangerous?: boolean;
  /** What was typed on this device before, shown where the step cannot be done any more. */
  kept?: ReactNode;
  /** Facts that whoever decides should see, above the form. */
  facts?: ReactNode;
  children: ReactNode;
}

/** The page of one step of the workflow: whose file it is, what the step does, and its form. */
export function StepPage(props: StepPageProps) {
  const { family, action, facts, explanation } = props;
  const title = FAMILY_ACTION_LABELS[action];
  return (
    <Page
      title={title}
      crumbs={[
        { to: paths.families(), label: '家庭档案' },
        { to: paths.family(family.id), label: `${family.members[0]?.name} ${family.fileNumber}` },
      ]}
      tag={<FamilyStatusTag status={family.status} />}
    >
      <Stack>
        {facts}
        <Section title={title} description={explanation}>
          <StepBody {...props} />
        </Section>
      </Stack>
    </Page>
  );
}

function StepBody({ family, action, form, labels, obstacle, isDangerous, kept, children }: StepPageProps) {
  const back = <LinkButton to={paths.family(family.id)}>返回档案</LinkButton>;
  const reason = isAllowed(family.status, action) ? obstacle : notNow(family.status, action);
  // What was typed is never taken away: the form stays, with the sentence that refused it.
  if (reason && form.status !== 'error') {
    return (
      <Stack>
        <Alert tone="warning" title="现在不能办理">
          {reason}
        </Alert>
        {kept}
        <div>{back}</div>
      </Stack>
    );
  }
  return (
    <Form method="post" {...getFormProps(form)}>
      <ErrorSummary form={form} labels={labels} />
      {children}
      <FormActions>
        <SubmitButton tone={isDangerous ? 'danger' : 'primary'}>{FAMILY_ACTION_LABELS[action]}</SubmitButton>
        {back}
      </FormActions>
    </Form>
  );
}

function notNow(status: FamilyStatus, action: FamilyAction): string {
  return `这份档案现在是「${FAMILY_STATUS_LABELS[status]}」，不能办理「${FAMILY_ACTION_LABELS[action]}」。`;
}
