import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import type { RuleId } from '../rules/ruleId';
import {
  Alert,
  ForgetTicks,
  LinkButton,
  Section,
  Table,
  Tag,
  TBody,
  Td,
  TextLink,
  Th,
  THead,
  Tr,
} from '../ui';
import { CATEGORY_LABELS, FAMILY_ACTION_LABELS, FAMILY_STATUS_LABELS, regionLabel } from '../zh/families';
import { APPROVAL_DOUBT_TEXTS, BULK_LABELS, LEFT_OUT_TEXTS } from '../zh/familyList';
import { refusalSentence } from '../zh/refusals';
import { LEFT_OUT, REVIEW_LIST, type BulkAct, type LeftOut, type LeftOutCounts } from './bulk';
import { APPROVAL_DOUBTS, type ApprovalDoubt, type ApprovalFacts } from './bulkDoubts';
import type { ChosenFamily } from './bulk.server';
import type { FamilyListRow } from './familyList.server';
import { FamilyStatusTag } from './FamilyStatusTag';

const FAMILIES = { to: paths.families(), label: '家庭档案' };

/** The list from which each act is usually begun. */
export const LIST_OF_ACT: Record<BulkAct, { to: string; label: string }> = {
  submit: FAMILIES,
  publicise: FAMILIES,
  approve: FAMILIES,
  review: { to: paths.reviews(), label: '年度审核' },
};

interface NamedRule {
  rule: RuleId;
  of: string;
}

const RULE_OF_LEFT_OUT: Record<LeftOut, NamedRule> = {
  own: { rule: 'four-eyes', of: '审批人' },
  notice_running: { rule: 'notice', of: '公示期' },
  objected: { rule: 'notice', of: '异议' },
  not_due: { rule: 'review', of: '年审' },
};

/** Of what is told file by file; the other refusals are of no rule that the help explains. */
export const RULE_OF_REFUSAL: Readonly<Record<string, NamedRule>> = {
  'family.maker_checker': { rule: 'four-eyes', of: '审批人' },
  'family.notice_running': { rule: 'notice', of: '公示期' },
  'family.notice_not_seen': { rule: 'late-entry', of: '事后录入' },
  'family.objection_open': { rule: 'notice', of: '异议' },
  'family.objection_upheld': { rule: 'notice', of: '异议' },
  'family.no_line': { rule: 'line', of: '低保标准' },
  'family.no_category': { rule: 'category', of: '困难类别' },
  'family.papers_not_seen': { rule: 'papers', of: '材料' },
  'family.duplicates_not_seen': { rule: 'one-file', of: '一户一档' },
  'review.too_early': { rule: 'review', of: '年审' },
  'review.no_line': { rule: 'line', of: '低保标准' },
  'review.category_changes': { rule: 'category', of: '困难类别' },
};

function RuleOfRefusal({ code }: { code: string }) {
  const found = RULE_OF_REFUSAL[code];
  return found ? <RuleLink {...found} /> : null;
}

/** How many of all that a list is narrowed to are not asked for, and why. */
export function LeftOutNotice({ leftOut }: { leftOut: LeftOutCounts }) {
  const reasons = LEFT_OUT.filter((reason) => leftOut[reason]);
  if (reasons.length === 0) return null;
  return (
    <Alert tone="info" title="符合条件的家庭中，下面这些现在不能由您办理，没有列入">
      <ul className="list-disc pl-5">
        {reasons.map((reason) => (
          <li key={reason}>
            {leftOut[reason]!.toLocaleString('zh-CN')} {LEFT_OUT_TEXTS[reason]}。{' '}
            <RuleLink {...RULE_OF_LEFT_OUT[reason]} />
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** The files that are about to be taken through a step; those that it does not fit or that are doubtful are marked. */
export function ChosenTable({
  act,
  rows,
  doubts,
}: {
  act: BulkAct;
  rows: readonly ChosenFamily[];
  doubts: Record<ApprovalDoubt, ApprovalFacts[]>;
}) {
  const tagsOf = (id: string) =>
    APPROVAL_DOUBTS.filter((kind) => doubts[kind].some((file) => file.id === id));
  return (
    <Section title="选中的家庭" flush>
      <Table label="选中的家庭" dense>
        <THead>
          <Tr>
            <Th>档案编号</Th>
            <Th>档案主</Th>
            <Th>行政区划</Th>
            <Th>困难类别</Th>
            <Th>状态</Th>
            <Th>能否办理</Th>
          </Tr>
        </THead>
        <TBody>
          {rows.map((row) => (
            <Tr key={row.id}>
              <Td nowrap className="tabular-nums">
                {row.fileNumber}
              </Td>
              <Td header nowrap>
                <TextLink to={paths.family(row.id)}>{row.mainPerson.name}</TextLink>
              </Td>
              <Td>{regionLabel(row.division)}</Td>
              <Td>{row.category ? CATEGORY_LABELS[row.category] : '—'}</Td>
              <Td nowrap>
                <FamilyStatusTag status={row.status} />
              </Td>
              <Td>
                <Obstacle act={act} row={row} />
                {tagsOf(row.id).map((kind) => (
                  <span key={kind} className="ml-2">
                    <Tag tone="warning">{APPROVAL_DOUBT_TEXTS[kind].tag}</Tag>
                  </span>
                ))}
              </Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </Section>
  );
}

function Obstacle({ act, row }: { act: BulkAct; row: ChosenFamily }) {
  const { obstacle } = row;
  if (!obstacle) return '可以';
  // The columns beside say which file and status this is.
  if (obstacle.code === 'family.not_now')
    return `「${FAMILY_STATUS_LABELS[row.status]}」不能办理「${FAMILY_ACTION_LABELS[act]}」`;
  return (
    <>
      <span className="whitespace-pre-line">{refusalSentence(obstacle.code, obstacle.data)}</span>
      <TextLink to={paths.family(row.id)}>打开档案</TextLink> <RuleOfRefusal code={obstacle.code} />
    </>
  );
}

interface Outcome {
  row: FamilyListRow;
  /** Why the file stayed as it was: the refusal's code and its sentence; null when it was done. */
  obstacle: { code: string; text: string } | null;
}

/** What came of it, file by file; those that stayed as they were first. */
export function BulkOutcomes({ act, outcomes }: { act: BulkAct; outcomes: readonly Outcome[] }) {
  const left = outcomes.filter(({ obstacle }) => obstacle !== null);
  const done = outcomes.filter(({ obstacle }) => obstacle === null);
  return (
    <>
      <ForgetTicks list={act === 'review' ? REVIEW_LIST : 'families'} />
      <Alert tone={left.length > 0 ? 'warning' : 'success'} live>
        {`${BULK_LABELS[act].done} ${done.length} 户`}
        {left.length > 0 ? `，${left.length} 户没有办理，原因见下表；这些档案没有改动。` : '。'}
      </Alert>
      <Section title="办理结果" flush actions={<LinkButton to={LIST_OF_ACT[act].to}>返回列表</LinkButton>}>
        <Table label="办理结果" dense>
          <THead>
            <Tr>
              <Th>档案编号</Th>
              <Th>档案主</Th>
              <Th>结果</Th>
              <Th>说明</Th>
              <Th>现在的状态</Th>
            </Tr>
          </THead>
          <TBody>
            {[...left, ...done].map(({ row, obstacle }) => (
              <Tr key={row.id}>
                <Td nowrap className="tabular-nums">
                  {row.fileNumber}
                </Td>
                <Td header nowrap>
                  <TextLink to={paths.family(row.id)}>{row.mainPerson.name}</TextLink>
                </Td>
                <Td nowrap>
                  {obstacle === null ? (
                    <Tag tone="success">{BULK_LABELS[act].done}</Tag>
                  ) : (
                    <Tag tone="warning">没有办理</Tag>
                  )}
                </Td>
                <Td>{obstacle ? <Reason {...obstacle} /> : '—'}</Td>
                <Td nowrap>
                  <FamilyStatusTag status={row.status} />
                </Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      </Section>
    </>
  );
}

function Reason({ code, text }: { code: string; text: string }) {
  return (
    <>
      <span className="whitespace-pre-line">{text}</span> <RuleOfRefusal code={code} />
    </>
  );
}
