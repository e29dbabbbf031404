import { getFormProps, type FormMetadata } from '@conform-to/react';
import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  Button,
  Card,
  EmptyState,
  ErrorSummary,
  Figure,
  FigureRow,
  FormActions,
  LinkButton,
  Money,
  Page,
  Section,
  Stack,
  SubmitButton,
} from '../ui';
import { STEP_PAGE_LABELS } from '../zh/relief';
import { AmountEach } from './AmountEach';
import type { CampaignStep } from './campaign';
import type { CampaignAct } from './campaignActs.server';
import { CampaignActRows, LIST } from './CampaignActRows';
import { PayWindowNote } from './PayWindowNote';
import { SampleLineNote } from './SampleLineNote';
import { CAMPAIGN_STEP_PATHS } from './stepPaths';
import { AVAILABLE_LABEL } from '../zh/fund';

interface CampaignActPageProps {
  act: CampaignAct;
  step: CampaignStep;
  form: FormMetadata;
  labels: Record<string, string>;
  /** The ticks of those left out, over all pages of the list. */
  ticks: readonly string[];
  /** What the step means and what it leads to. */
  explanation: ReactNode;
  /** The fields of the form. */
  children: ReactNode;
}

/**
 * The page of one step of a whole campaign: how many and how much, what stands in the way, the form, and the list.
 * Looking again and turning the pages send the same form by GET, so that ticks are kept without JavaScript.
 */
export function CampaignActPage(props: CampaignActPageProps) {
  const { act, step } = props;
  const { campaign, year, waiting, barrier } = act;
  return (
    <Page
      title={`${STEP_PAGE_LABELS[step]}：${campaign.name}`}
      subtitle={
        <>
          {year} 年度专项救助活动，
          <AmountEach campaign={campaign} />
        </>
      }
      crumbs={[
        { to: paths.campaignsOf(year), label: '专项救助活动' },
        { to: paths.campaign(campaign.id), label: campaign.name },
      ]}
    >
      {waiting.count === 0 ? (
        <NothingWaiting act={act} step={step} />
      ) : (
        <Stack>
          {barrier ? (
            <Barrier act={act} text={barrier} />
          ) : (
            <>
              <ActFigures act={act} step={step} />
              <SampleLineNote count={act.onSampleLines} />
              <PayWindowNote windows={act.windows} on={act.on} />
              <ActForm {...props} />
            </>
          )}
        </Stack>
      )}
    </Page>
  );
}

type ActProps = Pick<CampaignActPageProps, 'act' | 'step'>;

function NothingWaiting({ act, step }: ActProps) {
  return (
    <Card>
      <EmptyState
        title={`这个活动没有等待${STEP_PAGE_LABELS[step]}的申请`}
        action={<LinkButton to={paths.campaign(act.campaign.id)}>返回活动</LinkButton>}
      />
    </Card>
  );
}

function ActFigures({ act: { waiting, chosen, fund }, step }: ActProps) {
  return (
    <FigureRow>
      <Figure label={`等待${STEP_PAGE_LABELS[step]}`} value={waiting.count} unit="件" />
      <Figure label="合计" value={<Money fen={waiting.amountFen} />} unit="元" />
      <Figure label="本次办理" value={chosen.count} unit="件" />
      <Figure label="本次合计" value={<Money fen={chosen.amountFen} />} unit="元" />
      {fund ? (
        <Figure
          label={AVAILABLE_LABEL}
          value={<Money fen={fund.availableFen} />}
          unit="元"
          tone={fund.leftFen < 0 ? 'danger' : 'neutral'}
          note={
            fund.leftFen < 0 ? (
              <>
                全部批准还差 <Money fen={-fund.leftFen} /> 元 <RuleLink rule="budget" of="预算限制" />
              </>
            ) : (
              <>
                全部批准后剩余 <Money fen={fund.leftFen} /> 元 <RuleLink rule="budget" of="预算限制" />
              </>
            )
          }
        />
      ) : null}
    </FigureRow>
  );
}

function Barrier({ act, text }: { act: CampaignAct; text: string }) {
  return (
    <Stack>
      <Alert tone="warning" title="您现在不能办理">
        {text}
      </Alert>
      <div>
        <LinkButton to={paths.campaign(act.campaign.id)}>返回活动</LinkButton>
      </div>
    </Stack>
  );
}

function ActForm({ act, step, form, labels, ticks, explanation, children }: CampaignActPageProps) {
  const { campaign, year, listed, withoutBlocked } = act;
  return (
    <Form method="post" {...getFormProps(form)}>
      {/* Comes first, so that the Enter key looks again instead of acting on everybody. */}
      <LookAgain className="sr-only" tabIndex={-1} aria-hidden="true" />
      <ErrorSummary form={form} labels={labels} />
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="listed" value={listed.count} />
      <input type="hidden" name="listedFen" value={listed.amountFen} />
      {withoutBlocked ? <input type="hidden" name="without" value="blocked" /> : null}
      <Stack>
        <Blocked act={act} step={step} />
        <Section title={STEP_PAGE_LABELS[step]} description={explanation}>
          {children}
          <FormActions>
            <SubmitButton>提交{STEP_PAGE_LABELS[step]}结果</SubmitButton>
            <LookAgain />
            <LinkButton to={paths.campaign(campaign.id)}>返回活动</LinkButton>
          </FormActions>
        </Section>
        <Section
          title="名单"
          id={LIST}
          description="结果对名单全部有效，翻页不影响。不办理的在左边勾选，以后可以单独办理。"
          flush
        >
          <CampaignActRows act={act} ticks={ticks} />
        </Section>
      </Stack>
    </Form>
  );
}

function LookAgain(props: { className?: string; tabIndex?: number; 'aria-hidden'?: 'true' }) {
  return (
    <Button {...props} formMethod="get" formNoValidate>
      按日期和勾选重新核对
    </Button>
  );
}

function Blocked({ act, step }: ActProps) {
  const { blockedCount, withoutBlocked, campaign } = act;
  if (blockedCount === 0) return null;
  const verb = step === 'review' ? '审核通过' : '批准';
  const again = CAMPAIGN_STEP_PATHS[step];
  if (withoutBlocked) {
    return (
      <Alert tone="info" title={`已排除 ${blockedCount} 件不能${verb}的，这些申请留在原来的状态`}>
        <LinkButton to={again(campaign.id)} size="small">
          不排除，重新核对
        </LinkButton>
      </Alert>
    );
  }
  return (
    <Alert tone="warning" title={`其中 ${blockedCount} 件不能${verb}，原因列在名单最前面`}>
      <p className="mb-2">只要有一件不能{verb}，就一件也不办理。可以先排除这些，或更正后重新核对。</p>
      <Button formMethod="get" formNoValidate name="without" value="blocked" size="small">
        排除这 {blockedCount} 件
      </Button>
    </Alert>
  );
}
