import { paths } from '../paths';
import { STEP_PATHS } from '../relief/stepPaths';
import type { StepPage } from '../relief/workflow';
import { may, type Permission } from '../staff/permission';
import type { Role } from '../staff/role';
import { Table, Tag, TBody, Td, TextLink, Th, THead, Tr, type Tone } from '../ui';
import { DUE_ACT_LABELS, DUE_REASON_LABELS } from '../zh/due';
import { reliefTypeLabels } from '../zh/fund';
import { STEP_PAGE_LABELS } from '../zh/relief';
import type { DueReason } from './due';
import type { DueRow } from './due.server';

const TONES: Record<DueReason, Tone> = {
  no_application: 'danger',
  refused: 'neutral',
  returned: 'warning',
  waiting_review: 'info',
  waiting_decision: 'info',
  no_account: 'danger',
  not_in_batch: 'warning',
  in_batch: 'info',
  bank_failed: 'danger',
  bank_returned: 'danger',
  taken_back: 'neutral',
};

interface DueTableProps {
  year: number;
  rows: readonly DueRow[];
  roles: readonly Role[];
  /** What the person may do with the applications, by their id. */
  steps: Readonly<Record<string, StepPage>>;
}

/** People who are due relief and were not paid: why, and the page on which that is mended. */
export function DueTable({ rows, ...seen }: DueTableProps) {
  return (
    <Table label="应补未补名单" sticky dense>
      <THead>
        <Tr>
          <Th>姓名</Th>
          <Th>档案号</Th>
          <Th>身份证号</Th>
          <Th>救助类型</Th>
          <Th>原因</Th>
          <Th actions>办理</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={`${row.type} ${row.memberId}`}>
            <Td header nowrap>
              {row.name}
            </Td>
            <Td nowrap className="tabular-nums">
              <TextLink to={paths.family(row.familyId)}>{row.fileNumber}</TextLink>
            </Td>
            <Td nowrap className="tabular-nums">
              {row.idMasked}
            </Td>
            <Td nowrap>{reliefTypeLabels[row.type]}</Td>
            <Td>
              <Tag tone={TONES[row.reason]}>{DUE_REASON_LABELS[row.reason]}</Tag>
              {row.batch ? ` ${row.batch.number}` : null}
            </Td>
            <Td actions>
              <Act row={row} {...seen} />
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

function Act({ row, ...seen }: Omit<DueTableProps, 'rows'> & { row: DueRow }) {
  const act = actOf(row, seen);
  if (!act || !may(seen.roles, act.permission)) return <>—</>;
  return <TextLink to={act.to}>{act.label ?? DUE_ACT_LABELS[row.reason]}</TextLink>;
}

interface DueAct {
  to: string;
  permission: Permission;
  /** Where it says something else than the usual word of the reason. */
  label?: string;
}

/** Where the reason is mended, and who may. */
function actOf(row: DueRow, { year, steps }: Pick<DueTableProps, 'year' | 'steps'>): DueAct | null {
  const { reason, type, familyId, applicationId, awardId, batch } = row;
  switch (reason) {
    case 'no_application':
      return { to: paths.applicationNew(familyId, { type, year }), permission: 'relief.apply' };
    case 'refused':
    case 'returned':
    case 'waiting_review':
    case 'waiting_decision':
      return applicationId ? applicationAct(applicationId, steps[applicationId]) : null;
    case 'no_account':
    case 'bank_failed':
    case 'bank_returned':
      return { to: paths.familyAccount(familyId), permission: 'family.record' };
    case 'taken_back':
      return awardId ? { to: paths.award(awardId), permission: 'payment.read' } : null;
    case 'not_in_batch':
      return awardId ? { to: paths.batchNew({ award: [awardId] }), permission: 'batch.make' } : null;
    case 'in_batch':
      return batch ? { to: paths.batch(batch.id), permission: 'payment.read' } : null;
  }
}

/** The step that is this person's to take; whoever made an application, or may not move it on, looks at it. */
function applicationAct(id: string, step: StepPage | undefined): DueAct {
  if (!step) return { to: paths.application(id), permission: 'relief.read', label: DUE_ACT_LABELS.refused };
  return { to: STEP_PATHS[step](id), permission: 'relief.read', label: STEP_PAGE_LABELS[step] };
}
