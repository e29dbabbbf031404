import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { DeskStrip } from '../deskTime/DeskStrip';
import { applicationDesks } from '../deskTime/stays.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { paths } from '../paths';
import { ApplicationOutcome, ApplicationProgress } from '../relief/ApplicationProgress';
import { applicationPage } from '../relief/applications.server';
import {
  ApplicationFacts,
  BeneficiaryFacts,
  CapNote,
  EarlierRelief,
  SameBillNote,
} from '../relief/ApplicationSummary';
import { ApplicationStatusTag } from '../relief/ApplicationTags';
import { unpaidRest } from '../relief/award';
import { AwardStatusTag, DueDay } from '../relief/AwardTags';
import { STEP_PATHS } from '../relief/stepPaths';
import { stepPagesFor } from '../relief/workflow';
import { RuleLink } from '../rules/RuleLink';
import { Alert, Facts, LinkButton, MoneyText, Page, Section, TextLink } from '../ui';
import { reliefTypeLabels } from '../zh/fund';
import { STEP_PAGE_LABELS } from '../zh/relief';

export const meta: MetaFunction = () => [{ title: '救助申请 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'relief.read');
  const id = params.applicationId!;
  const page = await orExplained(store.read((read) => applicationPage(read, id)));
  const desks = await store.read((read) => applicationDesks(read, id));
  return { page, desks, today: todayInChina(new Date()), steps: stepPagesFor(page.application, actor) };
}

export default function ApplicationRecord() {
  const { page, desks, steps } = useLoaderData<typeof loader>();
  const { application, member, family, project } = page;
  return (
    <Page
      title={`${member.name}的${reliefTypeLabels[application.type]}申请`}
      subtitle={`家庭档案 ${family.fileNumber}，${project.year} 年度`}
      crumbs={[{ to: paths.applications({ year: project.year }), label: '救助申请' }]}
      tag={<ApplicationStatusTag status={application.status} />}
      actions={steps.map((step, index) => (
        <LinkButton
          key={step}
          to={STEP_PATHS[step](application.id)}
          tone={index === 0 && step !== 'withdraw' ? 'primary' : 'plain'}
        >
          {STEP_PAGE_LABELS[step]}
        </LinkButton>
      ))}
    >
      <ApplicationOutcome page={page} />
      <Section title="办理进度">
        <ApplicationProgress page={page} />
      </Section>

      <DeskStrip course={desks} />
      <Section title="受助人">
        <BeneficiaryFacts page={page} />
      </Section>
      <Section title="申请">
        <ApplicationFacts page={page} />
      </Section>

      <CapNote answer={page.cap} />
      <SameBillNote bills={page.sameBills} />
      <AwardSection />
      <EarlierRelief rows={page.earlier} />
    </Page>
  );
}

function AwardSection() {
  const { page, today } = useLoaderData<typeof loader>();
  const { award } = page;
  if (!award) return null;
  const restFen = unpaidRest(award);
  return (
    <Section title="核定" actions={<TextLink to={paths.award(award.id)}>查看核定与发放</TextLink>}>
      <Facts
        columns={3}
        items={[
          { label: '状态', value: <AwardStatusTag status={award.status} /> },
          { label: '核定金额', value: <MoneyText fen={award.amountFen} /> },
          { label: '核定日期', value: award.approvedOn },
          { label: '已发放', value: <MoneyText fen={award.netFen} /> },
          { label: '待发放', value: <MoneyText fen={restFen} /> },
          {
            label: '应发日期',
            value: (
              <>
                <DueDay award={{ ...award, restFen }} today={today} />{' '}
                <RuleLink rule="due-date" of="应发日" />
              </>
            ),
          },
        ]}
      />
      {award.releasedOn ? (
        <div className="mt-3">
          <Alert tone="neutral" title={`已于 ${award.releasedOn} 撤销`}>
            {award.releaseReason}
          </Alert>
        </div>
      ) : null}
    </Section>
  );
}
