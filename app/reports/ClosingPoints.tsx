import { Alert, Table, Tag, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { closingCheckLabels } from '../zh/closing';
import type { ClosingPoint } from './closingPoints';

/** What was found before the closing, each with the way to settle it. */
export function ClosingPoints({ points }: { points: readonly ClosingPoint[] }) {
  if (points.length === 0) {
    return (
      <Alert tone="success" title="检查通过">
        没有需要处理的问题。
      </Alert>
    );
  }
  return (
    <Table label="定稿前的检查结果" dense>
      <THead>
        <Tr>
          <Th>要求</Th>
          <Th>检查</Th>
          <Th>对象</Th>
          <Th>情况</Th>
        </Tr>
      </THead>
      <TBody>
        {points.map(({ check, isBlocking, name, detail, to }) => (
          <Tr key={`${check} ${to} ${name}`}>
            <Td nowrap>
              <Tag tone={isBlocking ? 'danger' : 'warning'}>{isBlocking ? '必须处理' : '提示'}</Tag>
            </Td>
            <Td nowrap>{closingCheckLabels[check]}</Td>
            <Td header>
              <TextLink to={to}>{name}</TextLink>
            </Td>
            <Td>{detail}</Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
