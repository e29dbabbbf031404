import { Figure } from '../ui';
import { evidencePartLabels, evidenceReasonLabels } from '../zh/indicators';
import { rowsByReason, type EvidenceGroup } from './evidenceGroups';
import { wholeText } from './figures';

interface LeftOutProps {
  groups: readonly EvidenceGroup[];
  /** The address of their rows. */
  to: string;
}

/** The awards that timeliness judges neither way, with the reasons; nothing where there are none. */
export function LeftOutAwards({ groups, to }: LeftOutProps) {
  const leftOut = rowsByReason(groups, 'excluded');
  if (leftOut.length === 0) return null;
  return (
    <Figure
      label={evidencePartLabels.timeliness.excluded}
      value={wholeText(leftOut.reduce((total, { rows }) => total + rows, 0))}
      note={leftOut
        .map(({ reason, rows }) => `${evidenceReasonLabels[reason]} ${wholeText(rows)} 件`)
        .join('；')}
      to={to}
    />
  );
}
