import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { paths } from '../paths';
import {
  ErrorSummary,
  Facts,
  FormActions,
  LinkButton,
  MoneyText,
  Page,
  Section,
  Stack,
  SubmitButton,
  TextAreaField,
  TextLink,
} from '../ui';
import { CANDIDATE_LABELS as LABELS } from '../zh/campaigns';
import { CATEGORY_LABELS, regionLabel } from '../zh/families';
import { CandidateForm } from './campaign.form';
import type { CandidateRow } from './campaignCandidates.server';
import { Reason } from './CandidateTable';

interface CandidateStepPageProps {
  title: string;
  explanation: string;
  found: { campaign: { id: string; name: string }; year: number; candidate: CandidateRow };
  lastResult: SubmissionResult | undefined;
}

/** The page on which one person is put on the list of a campaign or taken off it. */
export function CandidateStepPage({ title, explanation, found, lastResult }: CandidateStepPageProps) {
  const [form, fields] = useForm({
    lastResult,
    constraint: getZodConstraint(CandidateForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: CandidateForm }),
    shouldRevalidate: 'onInput',
  });
  const { campaign, year, candidate } = found;
  const back = paths.campaignList(campaign.id, { side: candidate.isIn ? 'in' : 'out' });
  return (
    <Page
      title={`${title}：${candidate.name}`}
      crumbs={[
        { to: paths.campaignsOf(year), label: '专项救助活动' },
        { to: paths.campaign(campaign.id), label: campaign.name },
        { to: back, label: '名单' },
      ]}
    >
      <Stack>
        <Section title="这个人">
          <Facts
            columns={3}
            items={[
              {
                label: '档案',
                value: <TextLink to={paths.family(candidate.familyId)}>{candidate.fileNumber}</TextLink>,
              },
              {
                label: '困难类别',
                value: candidate.category ? CATEGORY_LABELS[candidate.category] : '未定类别',
              },
              { label: '行政区划', value: regionLabel(candidate.division) },
              { label: '金额', value: <MoneyText fen={candidate.amountFen} /> },
              { label: candidate.isIn ? '入选原因' : '未入选原因', value: <Reason row={candidate} /> },
            ]}
          />
        </Section>
        <Section title={title} description={explanation}>
          <Form method="post" {...getFormProps(form)}>
            <ErrorSummary form={form} labels={LABELS} />
            <TextAreaField field={fields.reason} label={LABELS.reason} rows={2} wide />
            <FormActions>
              <SubmitButton>{title}</SubmitButton>
              <LinkButton to={back}>返回名单</LinkButton>
            </FormActions>
          </Form>
        </Section>
      </Stack>
    </Page>
  );
}
