import { RuleLink } from '../rules/RuleLink';
import { Alert } from '../ui';
import { payWindowText, payWindowTitle } from '../zh/relief';
import { countMissed, missedWindows, type PayWindow } from './payWindow';

interface PayWindowNoteProps {
  windows: readonly PayWindow[];
  /** The day of the act; without one nothing is said. */
  on: string | null | undefined;
}

/** Says which payments would lie outside the window of their type, as the compliance check will find them. */
export function PayWindowNote({ windows, on }: PayWindowNoteProps) {
  const missed = missedWindows(windows, on);
  if (missed.length === 0) return null;
  return (
    <Alert tone="warning" title={payWindowTitle(countMissed(missed))}>
      {missed.map((window) => (
        <p key={`${window.type} ${window.startOn}`}>{payWindowText(window)}</p>
      ))}
      <RuleLink rule="pay-window" of="发放期" />
    </Alert>
  );
}
