import { Table, Tag, TBody, Td, Th, THead, Tr } from '../ui';
import {
  CAUSE_LABELS,
  FAMILY_FIELD_LABELS as LABELS,
  FAMILY_HUKOU_LABELS,
  FAMILY_STATUS_LABELS,
  regionLabel,
  RELATION_LABELS,
} from '../zh/families';
import { sexLabels } from '../zh/identity';
import type { FamilyMember, FamilyPage } from './familyQueries.server';

interface ComparisonProps {
  first: FamilyPage;
  second: FamilyPage;
  /** Told apart by more than the four digits that are shown. */
  isSameAccount: boolean;
}

/** Two files field by field; numbers as `familyView` masked them, what differs marked by a word. */
export function Comparison({ first, second, isSameAccount }: ComparisonProps) {
  return (
    <Table label="两份档案对比" dense>
      <THead>
        <Tr>
          <Th>项目</Th>
          <Th>{first.fileNumber}</Th>
          <Th>{second.fileNumber}</Th>
          <Th>对比</Th>
        </Tr>
      </THead>
      <TBody>
        {comparedRows(first, second, isSameAccount).map(({ label, texts: [one, other], isSame }) => (
          <Tr key={label} tone={isSame ? 'neutral' : 'warning'}>
            <Td header nowrap>
              {label}
            </Td>
            <Td>{one || '—'}</Td>
            <Td>{other || '—'}</Td>
            <Td nowrap>{isSame ? '相同' : <Tag tone="warning">不同</Tag>}</Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

interface ComparedRow {
  label: string;
  texts: [string, string];
  isSame: boolean;
}

function comparedRows(first: FamilyPage, second: FamilyPage, isSameAccount: boolean): ComparedRow[] {
  const fields = FIELDS.map(([label, textOf]) => row(label, textOf(first), textOf(second)));
  const account = row('银行账号', accountText(first), accountText(second));
  const count = Math.max(first.members.length, second.members.length);
  const members = Array.from({ length: count }, (_, index) =>
    row(
      index === 0 ? '档案主' : `家庭成员 ${index + 1}`,
      memberText(first.members[index]),
      memberText(second.members[index]),
    ),
  );
  return [...members, ...fields, { ...account, isSame: isSameAccount }];
}

function row(label: string, one: string, other: string): ComparedRow {
  return { label, texts: [one, other], isSame: one === other };
}

const FIELDS: [string, (family: FamilyPage) => string][] = [
  ['状态', ({ status }) => FAMILY_STATUS_LABELS[status]],
  [LABELS.appliedOn, ({ appliedOn }) => appliedOn],
  ['在册日期', ({ registeredOn }) => registeredOn ?? ''],
  ['退出日期', ({ exitedOn }) => exitedOn ?? ''],
  [LABELS.phone, ({ phone }) => phone],
  [LABELS.address, ({ address }) => address],
  [LABELS.division, ({ division }) => regionLabel(division)],
  [LABELS.hukouKind, ({ hukouKind }) => FAMILY_HUKOU_LABELS[hukouKind]],
  [LABELS.workUnit, ({ workUnit }) => workUnit],
  [LABELS.mainCause, ({ mainCause }) => (mainCause ? CAUSE_LABELS[mainCause] : '')],
  [LABELS['bank.bankName'], ({ bankName }) => bankName],
  [LABELS['bank.accountHolder'], ({ accountHolder }) => accountHolder],
];

function accountText({ accountLast4 }: FamilyPage): string {
  return accountLast4 ? `****${accountLast4}` : '';
}

function memberText(member: FamilyMember | undefined): string {
  if (!member) return '';
  const { name, relation, sex, birthOn, idMasked } = member;
  return `${name}，${RELATION_LABELS[relation]}，${sexLabels[sex]}，${birthOn} 出生，${idMasked}`;
}
