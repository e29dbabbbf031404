import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import { Alert, Facts, Section, TextLink, type Fact } from '../ui';
import {
  CAUSE_LABELS,
  ENTERPRISE_STATE_LABELS,
  EXCLUSION_LABELS,
  FAMILY_FIELD_LABELS as LABELS,
  HOUSING_KIND_LABELS,
  INSURANCE_LABELS,
  MARITAL_STATUS_LABELS,
  MEMBER_FIELD_LABELS,
  MODEL_WORKER_LABELS,
  POLITICAL_STATUS_LABELS,
  UNIT_KIND_LABELS,
} from '../zh/families';
import { findingSentence, formFieldLabel } from '../zh/familyForm';
import { missingFields } from './completeness';
import { crossChecks, EXCLUSION_LEVELS } from './crossChecks';
import { answersOf } from './familyAnswers';
import { areaText } from './familyFormValue';
import type { FamilyPage } from './familyQueries.server';
import { isAllowed } from './workflow';

const labelled = <Code extends string>(labels: Record<Code, string>, code: Code | null): string | null =>
  code && labels[code];
const yesNo = (isTrue: boolean) => (isTrue ? '是' : '否');

/** The rest of the national form: the main person, the work, the home; and what keeps a family out. */
export function FamilyDetails({ family }: { family: FamilyPage }) {
  return (
    <>
      <Section title="职工与住房">
        <Facts items={[...personFacts(family), ...workFacts(family), ...homeFacts(family)]} />
      </Section>
      {family.exclusions.length > 0 ? (
        <Section title="不予帮扶情形" description={<RuleLink rule="exclusions" of="不予帮扶情形" />}>
          <Facts
            columns={1}
            items={family.exclusions.map(({ kind, evidence }) => ({
              label: EXCLUSION_LABELS[kind],
              value: `${evidence}${EXCLUSION_LEVELS[kind] === 'block' ? '（不能提交）' : ''}`,
            }))}
          />
        </Section>
      ) : null}
    </>
  );
}

function personFacts({ members: [main] }: FamilyPage): Fact[] {
  if (!main) return [];
  return [
    { label: MEMBER_FIELD_LABELS.ethnicGroup, value: main.ethnicGroup },
    {
      label: MEMBER_FIELD_LABELS.politicalStatus,
      value: labelled(POLITICAL_STATUS_LABELS, main.politicalStatus),
    },
    {
      label: MEMBER_FIELD_LABELS.maritalStatus,
      value: labelled(MARITAL_STATUS_LABELS, main.maritalStatus),
    },
    { label: MEMBER_FIELD_LABELS.insurance, value: labelled(INSURANCE_LABELS, main.insurance) },
  ];
}

function workFacts(family: FamilyPage): Fact[] {
  return [
    { label: LABELS.workingSinceOn, value: family.workingSinceOn },
    { label: LABELS.industry, value: family.industry },
    { label: LABELS.unitKind, value: labelled(UNIT_KIND_LABELS, family.unitKind) },
    { label: LABELS.enterpriseState, value: labelled(ENTERPRISE_STATE_LABELS, family.enterpriseState) },
    { label: LABELS.modelWorker, value: labelled(MODEL_WORKER_LABELS, family.modelWorker) },
    { label: LABELS.contractYear, value: family.contractYear ? '是' : null },
  ];
}

function homeFacts(family: FamilyPage): Fact[] {
  const area = areaText(family.housingArea);
  const housing = [labelled(HOUSING_KIND_LABELS, family.housingKind), area && `${area} ㎡`];
  return [
    { label: '住房', value: housing.filter(Boolean).join('，') },
    { label: LABELS.postcode, value: family.postcode },
    { label: LABELS.otherContact, value: family.otherContact },
    { label: LABELS.certificateNumber, value: family.certificateNumber },
    { label: LABELS.singleParent, value: yesNo(family.singleParent) },
    { label: LABELS.zeroEmployment, value: yesNo(family.zeroEmployment) },
    { label: LABELS.canSelfHelp, value: yesNo(family.canSelfHelp) },
  ];
}

/** The main cause and the further ones, in the order of the form. */
export function causesText({ mainCause, secondCause, thirdCause, fourthCause }: FamilyPage): string {
  return [mainCause, secondCause, thirdCause, fourthCause]
    .flatMap((cause) => (cause ? [CAUSE_LABELS[cause]] : []))
    .join('、');
}

/** Of a file that is still open: what must be filled in before it is submitted, and what does not fit; each leads to its field. */
export function BeforeSubmission({ family }: { family: FamilyPage }) {
  if (!isAllowed(family.status, 'submit')) return null;
  const answers = answersOf({ ...family, category: family.category ?? family.proposal.category });
  const missing = missingFields(answers);
  const findings = crossChecks(answers);
  if (missing.length + findings.length === 0) return null;
  return (
    <Alert tone="warning" title={titleOf(missing.length, findings)}>
      <ul className="list-disc pl-5">
        {missing.map((field) => (
          <li key={field}>
            <TextLink to={paths.familyEditField(family.id, field)}>填写{formFieldLabel(field)}</TextLink>
          </li>
        ))}
        {findings.map((finding) => (
          <li key={`${finding.code} ${finding.field}`}>
            {findingSentence(finding)}
            <TextLink to={paths.familyEditField(family.id, finding.field)}>去核对</TextLink>
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function titleOf(missing: number, findings: ReturnType<typeof crossChecks>): string {
  const blocking = findings.filter(({ level }) => level === 'block').length;
  if (missing > 0) return `提交前还有 ${missing} 项必填内容`;
  return blocking > 0 ? `有 ${blocking} 处不改正不能提交` : '提交前请核对';
}
