import { Table, TBody, Td, Th, THead, Tr } from '../ui';
import { WORKFLOW_ENDS, WORKFLOW_HEADS } from '../zh/workflow';
import type { WorkflowRow } from './workflowTables';

interface WorkflowTableProps {
  label: string;
  rows: readonly WorkflowRow[];
  /** Titles of columns that say something else here. */
  heads?: Partial<Record<keyof WorkflowRow, string>>;
}

/** What may be done in each status; a status stands beside the first of its lines. */
export function WorkflowTable({ label, rows, heads = {} }: WorkflowTableProps) {
  const { status, action, by, to } = { ...WORKFLOW_HEADS, ...heads };
  return (
    <Table label={label} dense>
      <THead>
        <Tr>
          <Th>{status}</Th>
          <Th>{action}</Th>
          <Th>{by}</Th>
          <Th>{to}</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map((row, index) => (
          <Tr key={`${row.status} ${row.action} ${row.to}`}>
            <Td header nowrap>
              {row.status === rows[index - 1]?.status ? (
                <span className="sr-only">{row.status}</span>
              ) : (
                row.status
              )}
            </Td>
            <Td>{row.action || <span className="text-ink-500">{WORKFLOW_ENDS}</span>}</Td>
            <Td>{row.by}</Td>
            <Td muted>{row.to}</Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
