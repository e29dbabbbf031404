import { Tag } from '../ui';
import { exitText, OFF_REGISTER } from '../zh/relief';
import type { ExitMark } from './exit';

/** Beside the name of somebody whose family has left the register. */
export function ExitTag({ exit }: { exit: ExitMark | null | undefined }) {
  if (!exit) return null;
  return (
    <span className="flex flex-col items-start gap-0.5 font-normal">
      <Tag tone={exit.reason === 'deceased' ? 'danger' : 'warning'}>{exitText(exit)}</Tag>
      {exit.wasOffRegister ? <Tag tone="danger">{OFF_REGISTER}</Tag> : null}
    </span>
  );
}
