import { paths } from '../paths';
import { FamilyStatusTag } from '../families/FamilyStatusTag';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  EmptyState,
  Facts,
  Money,
  MoneyText,
  Section,
  Table,
  TBody,
  Td,
  TextLink,
  Th,
  THead,
  Tr,
  type Fact,
} from '../ui';
import {
  CATEGORY_LABELS,
  EDUCATION_STAGE_LABELS,
  EMPLOYMENT_LABELS,
  HEALTH_LABELS,
  regionLabel,
  RELATION_LABELS,
} from '../zh/families';
import { reliefTypeLabels } from '../zh/fund';
import {
  APPLICATION_FIELD_LABELS as LABELS,
  APPLICATION_STATUS_LABELS,
  CAP_GAP_SENTENCES,
  capSentence,
  CONFIRMATION_LABELS,
  DECISION_LABELS,
  REVIEW_LABELS,
  yuanText,
} from '../zh/relief';
import type { ApplicationPage, ReliefRow } from './applicationQueries.server';
import { ApplicationStatusTag } from './ApplicationTags';
import { AwardStatusTag } from './AwardTags';
import { SampleLineText } from './SampleLineNote';
import type { CapAnswer } from './standards';

/** Whom an application is for: the beneficiary and the family. */
export function BeneficiaryFacts({ page: { member, family } }: { page: ApplicationPage }) {
  const school = [member.educationStage && EDUCATION_STAGE_LABELS[member.educationStage], member.school];
  return (
    <Facts
      columns={3}
      items={[
        {
          label: LABELS.memberId,
          value: (
            <>
              <strong className="font-semibold">{member.name}</strong>（{RELATION_LABELS[member.relation]}，
              {EMPLOYMENT_LABELS[member.employment]}）
            </>
          ),
        },
        { label: '身份证号', value: <span className="tabular-nums">{member.idMasked}</span> },
        { label: '健康状况', value: HEALTH_LABELS[member.health] },
        { label: '就读', value: school.filter(Boolean).join(' ') },
        {
          label: '家庭档案',
          value: (
            <>
              <TextLink to={paths.family(family.id)}>{family.fileNumber}</TextLink>{' '}
              <FamilyStatusTag status={family.status} />
            </>
          ),
        },
        { label: '困难类别', value: family.category && CATEGORY_LABELS[family.category] },
        { label: '行政区划', value: regionLabel(family.division) },
        { label: '在册起止', value: family.registeredOn && `${family.registeredOn} 起${exitText(family)}` },
      ]}
    />
  );
}

function exitText({ exitedOn }: { exitedOn: string | null }): string {
  return exitedOn ? `，${exitedOn} 退出` : '';
}

/** What is applied for, and what reviewer and decider said. */
export function ApplicationFacts({ page: { application, campaign, project } }: { page: ApplicationPage }) {
  const { type, reviewNote, decisionNote, confirmationNote } = application;
  return (
    <Facts
      columns={3}
      items={[
        { label: '救助类型', value: `${reliefTypeLabels[type]}（${project.year} 年度）` },
        { label: LABELS.appliedOn, value: application.appliedOn },
        {
          label: LABELS.requestedFen,
          value: (
            <strong className="font-semibold">
              <MoneyText fen={application.requestedFen} />
            </strong>
          ),
        },
        {
          label: REVIEW_LABELS.amountFen,
          value: application.reviewedFen === null ? null : <MoneyText fen={application.reviewedFen} />,
        },
        {
          label: DECISION_LABELS.amountFen,
          value: application.decidedFen === null ? null : <MoneyText fen={application.decidedFen} />,
        },
        ...ownFacts(application),
        {
          label: '救助活动',
          value: campaign && <TextLink to={paths.campaign(campaign.id)}>{campaign.name}</TextLink>,
        },
        { label: LABELS.reason, value: application.reason, wide: true },
        ...(reviewNote ? [{ label: REVIEW_LABELS.note, value: reviewNote, wide: true }] : []),
        ...(decisionNote ? [{ label: DECISION_LABELS.note, value: decisionNote, wide: true }] : []),
        ...(confirmationNote
          ? [{ label: CONFIRMATION_LABELS.note, value: confirmationNote, wide: true }]
          : []),
      ]}
    />
  );
}

/** What only this type of relief has. */
function ownFacts(application: ApplicationPage['application']): Fact[] {
  const { type, medicalTotalFen: total, medicalReimbursedFen: reimbursed } = application;
  if (type === 'medical' && total !== null && reimbursed !== null) {
    return [
      { label: LABELS.medicalTotalFen, value: <MoneyText fen={total} /> },
      { label: LABELS.medicalReimbursedFen, value: <MoneyText fen={reimbursed} /> },
      { label: LABELS.selfPaidFen, value: <MoneyText fen={total - reimbursed} /> },
    ];
  }
  if (type !== 'schooling') return [];
  const { schoolStage, school, tuitionFen } = application;
  return [
    { label: LABELS.schoolStage, value: schoolStage && EDUCATION_STAGE_LABELS[schoolStage] },
    { label: LABELS.school, value: school },
    { label: LABELS.tuitionFen, value: tuitionFen === null ? null : <MoneyText fen={tuitionFen} /> },
  ];
}

/** The cap, how it comes about, and whether the amount keeps to it. */
export function CapNote({ answer }: { answer: CapAnswer }) {
  if (!answer.ok) {
    return (
      <Alert tone="warning" title="无法计算救助上限">
        {CAP_GAP_SENTENCES[answer.gap]}
      </Alert>
    );
  }
  const { cap } = answer;
  const isOver = cap.overFen > 0;
  return (
    <Alert
      tone={isOver ? 'danger' : 'info'}
      title={isOver ? `超出上限 ${yuanText(cap.overFen)}` : `救助上限 ${yuanText(cap.capFen)}，没有超出`}
    >
      {capSentence(cap)} <RuleLink rule="cap" of="上限" />
      {cap.lineIsSample ? <SampleLineText /> : null}
    </Alert>
  );
}

interface EarlierReliefProps {
  rows: readonly ReliefRow[];
  /** Whose relief it is. */
  about?: string;
}

/** What the person and the family were helped with in the year, this application not among it. */
export function EarlierRelief({
  rows,
  about = '同一人（按身份证号）和同一家庭的申请、核定与发放。',
}: EarlierReliefProps) {
  return (
    <Section
      title="本年度其他救助"
      description={
        <>
          {about} <RuleLink rule="duplicate" of="重复救助" />
        </>
      }
      flush
    >
      <ReliefRows rows={rows} />
    </Section>
  );
}

function ReliefRows({ rows }: Pick<EarlierReliefProps, 'rows'>) {
  if (rows.length === 0) return <EmptyState title="本年度没有其他救助申请" />;
  return (
    <Table label="本年度其他救助" dense>
      <THead>
        <Tr>
          <Th>申请日期</Th>
          <Th>受助人</Th>
          <Th>类型</Th>
          <Th>活动</Th>
          <Th>状态</Th>
          <Th numeric>申请（元）</Th>
          <Th numeric>核定（元）</Th>
          <Th numeric>已发放（元）</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.applicationId}>
            <Td nowrap className="tabular-nums">
              <TextLink to={paths.application(row.applicationId)}>{row.appliedOn}</TextLink>
            </Td>
            <Td header nowrap>
              {row.name}
            </Td>
            <Td nowrap>{reliefTypeLabels[row.type]}</Td>
            <Td>{row.campaignName}</Td>
            <Td nowrap>
              {row.awardStatus ? (
                <AwardStatusTag status={row.awardStatus} />
              ) : (
                <ApplicationStatusTag status={row.status} />
              )}
            </Td>
            <Td numeric>
              <Money fen={row.requestedFen} />
            </Td>
            <Td numeric>
              <Money fen={row.awardFen} />
            </Td>
            <Td numeric>
              <Money fen={row.netFen} />
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

/** Says that a bill looks like one that was handed in before; whoever decides compares the papers. */
export function SameBillNote({ bills }: { bills: ApplicationPage['sameBills'] }) {
  if (bills.length === 0) return null;
  return (
    <Alert tone="warning" title="总费用和报销金额与同一人的其他医疗申请完全相同">
      <p>请对照票据核对，不是同一次就医再办理；重复提出的请退回或不予救助。</p>
      <ul className="mt-1 list-disc pl-5">
        {bills.map(({ id, appliedOn, status, amountFen }) => (
          <li key={id}>
            <TextLink to={paths.application(id)}>{appliedOn} 的申请</TextLink>（
            {APPLICATION_STATUS_LABELS[status]}，<MoneyText fen={amountFen} />）
          </li>
        ))}
      </ul>
    </Alert>
  );
}
