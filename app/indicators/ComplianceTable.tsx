import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import type { RuleId } from '../rules/ruleId';
import { Money, Table, Tag, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { COMPLIANCE_LABELS, complianceDefinitions } from '../zh/compliance';
import { reliefTypeLabels } from '../zh/fund';
import { COMPLIANCE_CHECKS, type ComplianceCheck } from './compliance';
import type { ComplianceLine } from './compliance.server';

/** The rule that each check looks after. */
const CHECKED_RULES: Record<ComplianceCheck, { rule: RuleId; of: string }> = {
  over_cap: { rule: 'cap', of: '上限' },
  duplicate_award: { rule: 'duplicate', of: '重复救助' },
  unapproved_payment: { rule: 'payment', of: '发放记录' },
  maker_is_checker: { rule: 'four-eyes', of: '分工' },
  not_on_register: { rule: 'file-first', of: '先建档' },
  not_publicised: { rule: 'notice', of: '公示期' },
  outside_window: { rule: 'due-date', of: '应发日' },
};

/** Each check with how many cases it has. */
export function ChecksTable({
  counts,
  to,
}: {
  counts: Record<ComplianceCheck, number>;
  to: (check: ComplianceCheck) => string;
}) {
  return (
    <Table label="合规检查">
      <THead>
        <Tr>
          <Th>检查</Th>
          <Th>怎样检查</Th>
          <Th numeric>件数</Th>
          <Th>结果</Th>
        </Tr>
      </THead>
      <TBody>
        {COMPLIANCE_CHECKS.map((check) => (
          <Tr key={check}>
            <Td header nowrap>
              {COMPLIANCE_LABELS[check]}
            </Td>
            <Td muted>
              {complianceDefinitions[check]} <RuleLink {...CHECKED_RULES[check]} />
            </Td>
            <Td numeric>
              <TextLink to={to(check)} aria-label={`${COMPLIANCE_LABELS[check]} ${counts[check]} 件`}>
                {counts[check]}
              </TextLink>
            </Td>
            <Td nowrap>
              {counts[check] === 0 ? <Tag tone="success">未发现问题</Tag> : <Tag tone="danger">有问题</Tag>}
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

/** The cases, each with the award or the payment that it is about. */
export function CasesTable({ lines }: { lines: readonly ComplianceLine[] }) {
  return (
    <Table label="案件" dense sticky>
      <THead>
        <Tr>
          <Th>检查</Th>
          <Th>档案编号</Th>
          <Th>姓名</Th>
          <Th>身份证号</Th>
          <Th>救助类型</Th>
          <Th>日期</Th>
          <Th numeric>金额（元）</Th>
          <Th>记录</Th>
          <Th>说明</Th>
        </Tr>
      </THead>
      <TBody>
        {lines.map(({ check, awardId, paymentId, familyId, type, on, amountFen, person, flag }) => (
          <Tr key={`${check} ${awardId} ${paymentId}`}>
            <Td nowrap>{COMPLIANCE_LABELS[check]}</Td>
            <Td nowrap>
              <TextLink to={paths.family(familyId)}>{person.fileNumber}</TextLink>
            </Td>
            <Td header nowrap>
              {person.name}
            </Td>
            <Td nowrap className="tabular-nums">
              {person.idMasked}
            </Td>
            <Td nowrap>{reliefTypeLabels[type]}</Td>
            <Td nowrap className="tabular-nums">
              {on}
            </Td>
            <Td numeric>
              <Money fen={amountFen} />
            </Td>
            <Td nowrap>
              {paymentId ? (
                <TextLink to={paths.payment(paymentId)}>发放记录</TextLink>
              ) : (
                <TextLink to={paths.award(awardId)}>核定</TextLink>
              )}
            </Td>
            <Td muted>{flag ? `历史台账，${flag.byName}放行：${flag.reason}` : ''}</Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
