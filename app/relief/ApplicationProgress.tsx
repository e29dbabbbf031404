import { RuleLink } from '../rules/RuleLink';
import { Alert, Steps, type Step } from '../ui';
import { AWARD_STATUS_LABELS } from '../zh/relief';
import type { ApplicationPage } from './applicationQueries.server';

type Progress = Pick<ApplicationPage, 'application' | 'award' | 'staffNames'>;

/** How far an application has come: each step with who took it and when. */
export function ApplicationProgress({ page }: { page: Progress }) {
  return <Steps label="办理进度" items={stepsOf(page)} />;
}

function stepsOf({ application, award, staffNames }: Progress): Step[] {
  const { status, reviewedBy, decidedBy, confirmedBy } = application;
  const by = (id: string | null, on: string | null) => (id ? `${staffNames[id] ?? ''} ${on ?? ''}` : null);
  const stateOf = (isCurrent: boolean, isDone: boolean): Step['state'] =>
    isCurrent ? 'current' : isDone ? 'done' : 'todo';
  return [
    {
      label: '提出申请',
      state: stateOf(status === 'returned', true),
      note: by(application.recordedBy, application.appliedOn),
    },
    {
      label: '审核',
      state: stateOf(status === 'submitted', Boolean(reviewedBy)),
      note: by(reviewedBy, application.reviewedOn),
    },
    {
      label: '审批',
      state: stateOf(status === 'reviewed', Boolean(decidedBy)),
      note: by(decidedBy, application.decidedOn),
    },
    ...(status === 'confirming' || confirmedBy
      ? [
          {
            label: '二级审批',
            state: stateOf(status === 'confirming', Boolean(confirmedBy)),
            note: by(confirmedBy, application.confirmedOn),
          },
        ]
      : []),
    {
      label: '发放',
      state: stateOf(Boolean(award) && award?.status !== 'paid', award?.status === 'paid'),
      note: award && AWARD_STATUS_LABELS[award.status],
    },
  ];
}

/** Why an application went no further, and what comes next. */
export function ApplicationOutcome({ page: { application, staffNames } }: { page: Progress }) {
  const { status, recordedBy, reviewedBy, decidedBy, confirmedBy } = application;
  const who = staffNames[confirmedBy ?? decidedBy ?? reviewedBy ?? ''] ?? '';
  const note = lastNote(application) || '没有写意见';
  switch (status) {
    case 'returned':
      return (
        <Alert tone="warning" title={`${who}退回补正：${note}`}>
          由提交人{staffNames[recordedBy]}修改后重新提交，或撤回。
        </Alert>
      );
    case 'rejected':
      return <Alert tone="danger" title={`${who}决定不予救助：${note}`} />;
    case 'withdrawn':
      return <Alert tone="neutral">申请已撤回，没有核定。需要救助时请重新提出申请。</Alert>;
    case 'confirming':
      return (
        <Alert tone="warning" title="超过二级审批金额，等待另一位审批人确认">
          {who}已同意。确认以前没有核定，也没有占用资金。
          <RuleLink rule="extra-level" of="二级审批" />
        </Alert>
      );
    case 'submitted':
    case 'reviewed':
    case 'approved':
      return null;
  }
}

function lastNote(application: Progress['application']): string | null {
  const { confirmedBy, decidedBy, confirmationNote, decisionNote, reviewNote } = application;
  if (confirmedBy) return confirmationNote;
  return decidedBy ? decisionNote : reviewNote;
}
