import type { ReactNode } from 'react';
import { formatInstant } from '../calendar/instant';
import { paths } from '../paths';
import {
  Alert,
  Facts,
  LinkButton,
  Page,
  Section,
  Stack,
  Table,
  Tag,
  TBody,
  Td,
  TextLink,
  Th,
  THead,
  Tr,
  type Tone,
} from '../ui';
import {
  ACCOUNT_CHANGE_LABELS as LABELS,
  ACCOUNT_CHANGE_STATUS_LABELS,
  accountText,
} from '../zh/accountChanges';
import { FAMILY_STATUS_LABELS } from '../zh/families';
import { bankAccountWarningMessages, otherBankText } from '../zh/identity';
import { PAPER_LABELS } from '../zh/papers';
import type { AccountChangeStatus, AccountTwin } from './accountChange';
import type { ShownChange } from './accountChangeList.server';

const TONES: Record<AccountChangeStatus, Tone> = {
  proposed: 'warning',
  confirmed: 'success',
  rejected: 'neutral',
};

/** What is proposed: from where to where, by whom, and on what paper. */
export function AccountChangeFacts({ change }: { change: ShownChange }) {
  const { before, after, reason, sharedReason, paper, noPaperReason, proposedBy, proposedAt, familyId } =
    change;
  return (
    <Facts
      items={[
        { label: '现账户', value: accountText(before), wide: true },
        {
          label: '新账户',
          value: <strong className="font-semibold">{accountText(after)}</strong>,
          wide: true,
        },
        { label: '变更原因', value: reason, wide: true },
        ...(sharedReason ? [{ label: LABELS.sharedReason, value: sharedReason, wide: true }] : []),
        {
          label: '依据材料',
          value: paper ? (
            <TextLink to={paths.familyPaperContent(familyId, paper.id)} reloadDocument target="_blank">
              {PAPER_LABELS[paper.kind]}
            </TextLink>
          ) : (
            '没有'
          ),
        },
        ...(noPaperReason ? [{ label: LABELS.noPaperReason, value: noPaperReason, wide: true }] : []),
        { label: '提出', value: `${proposedBy.name}，${formatInstant(proposedAt)}` },
      ]}
    />
  );
}

/** What is to be seen of a change before it is opened. */
export function AccountChangeTags({ change }: { change: ShownChange }) {
  const { twins, doubts, otherBank, paper } = change;
  return (
    <>
      {twins.length > 0 ? <Tag tone="warning">同一账户</Tag> : null}{' '}
      {doubts.length > 0 || otherBank ? <Tag tone="warning">账号待核对</Tag> : null}{' '}
      {paper ? null : <Tag tone="warning">没有材料</Tag>}
    </>
  );
}

/** That no paper of the file shows the proposed account. */
function WithoutPaper({ change: { paper, status } }: { change: ShownChange }) {
  if (paper || status !== 'proposed') return null;
  return (
    <Alert tone="warning" title="这项变更没有依据材料">
      请另行核实本人意愿和新账户（例如当面看过银行卡），把怎样核实的写进意见；核实不了的，不同意这项变更，由提出人上传银行卡复印件后重新提出。
    </Alert>
  );
}

/** The other families that have the account that is proposed. */
export function AccountTwins({ twins, children }: { twins: readonly AccountTwin[]; children: ReactNode }) {
  if (twins.length === 0) return null;
  return (
    <Alert tone="warning" title="其他家庭也是这个账户">
      <ul className="list-inside list-disc">
        {twins.map(({ id, fileNumber, name, status, isProposed }) => (
          <li key={id}>
            <TextLink to={paths.family(id)}>
              {fileNumber} {name}
            </TextLink>
            （{FAMILY_STATUS_LABELS[status]}）{isProposed ? '，账户变更等待确认' : ''}
          </li>
        ))}
      </ul>
      <p className="mt-1">{children}</p>
    </Alert>
  );
}

/** What the digits of the proposed account say against it, to be looked at before money goes there. */
export function AccountDoubts({
  change: { doubts, otherBank },
  children,
}: {
  change: ShownChange;
  children: ReactNode;
}) {
  if (doubts.length === 0 && !otherBank) return null;
  return (
    <Alert tone="warning" title="新账号请再核对一遍">
      {otherBank ? <p>{otherBankText(otherBank)}。</p> : null}
      {doubts.map((doubt) => (
        <p key={doubt}>{bankAccountWarningMessages[doubt]}</p>
      ))}
      <p className="mt-1">{children}</p>
    </Alert>
  );
}

/** Earlier changes of a family's account and what was decided on them. */
export function AccountChangeTable({ changes }: { changes: ShownChange[] }) {
  return (
    <Table label="账户变更经过" dense>
      <THead>
        <Tr>
          <Th>原账户</Th>
          <Th>新账户</Th>
          <Th>原因</Th>
          <Th>提出</Th>
          <Th>状态</Th>
          <Th>确认</Th>
        </Tr>
      </THead>
      <TBody>
        {changes.map((change) => (
          <Tr key={change.id}>
            <Td>{accountText(change.before)}</Td>
            <Td>{accountText(change.after)}</Td>
            <Td>
              {change.reason}
              {change.paper ? null : <span className="block text-sm text-ink-500">没有材料</span>}
            </Td>
            <Td nowrap>
              {change.proposedBy.name}
              <span className="block text-sm tabular-nums text-ink-500">
                {formatInstant(change.proposedAt)}
              </span>
            </Td>
            <Td>
              <Tag tone={TONES[change.status]}>{ACCOUNT_CHANGE_STATUS_LABELS[change.status]}</Tag>
            </Td>
            <Td>
              {change.decidedBy}
              {change.sharedConfirmed ? (
                <span className="block text-sm text-ink-500">
                  {LABELS.sharedReason}：{change.sharedConfirmed}
                </span>
              ) : null}
              {change.decisionNote ? (
                <span className="block text-sm text-ink-500">{change.decisionNote}</span>
              ) : null}
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

/** The page on which the second person decides on a change. */
export function AccountDecisionView({
  change,
  title,
  obstacle,
  mayReveal,
  children,
}: {
  change: ShownChange;
  title: string;
  /** Why it cannot be decided now, or not by this person. */
  obstacle: string | null;
  mayReveal: boolean;
  children: ReactNode;
}) {
  return (
    <Page
      title={title}
      crumbs={[
        { to: paths.families(), label: '家庭档案' },
        { to: paths.family(change.familyId), label: `${change.name} ${change.fileNumber}` },
        { to: paths.familyAccount(change.familyId), label: '收款账户' },
      ]}
    >
      <Stack>
        <Section title="账户变更">
          <AccountChangeFacts change={change} />
          {mayReveal ? (
            <p className="mt-3">
              <TextLink to={paths.familyAccountReveal(change.familyId, change.id)}>查看完整账号</TextLink>
            </p>
          ) : null}
        </Section>
        <WithoutPaper change={change} />
        <AccountDoubts change={change}>
          请查看完整账号，对照银行卡或存折逐位核对；填错了的，不同意这项变更，由提出人重新提出。
        </AccountDoubts>
        <AccountTwins twins={change.twins}>请打开对方档案核对，确认是否同一笔钱付给两家。</AccountTwins>
        <Section title={title}>
          {obstacle ? (
            <Stack>
              <p>{obstacle}</p>
              <div>
                <LinkButton to={paths.familyAccount(change.familyId)}>返回</LinkButton>
              </div>
            </Stack>
          ) : (
            children
          )}
        </Section>
      </Stack>
    </Page>
  );
}

/** Why somebody cannot decide on a change; null where they can. */
export function decisionObstacle({ status, proposedBy }: ShownChange, staffId: string): string | null {
  if (status !== 'proposed') return '这项变更已经办理过。';
  return proposedBy.id === staffId ? '这项变更由您提出，须由另一位有确认权限的人办理。' : null;
}
