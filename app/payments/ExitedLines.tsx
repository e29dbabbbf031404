import type { FieldMetadata } from '@conform-to/react';
import { paths } from '../paths';
import { Alert, LongList, SeenTick, TextLink } from '../ui';
import { exitedSeenLabel, leftSinceLabel } from '../zh/batches';
import { exitText, OFF_REGISTER } from '../zh/relief';
import type { ExitedLine } from './exitedLines.server';

/** The lines of families that have left the register, each with the day and the reason. */
export function ExitedLines({ lines }: { lines: readonly ExitedLine[] }) {
  if (lines.length === 0) return null;
  return (
    <Alert tone="warning" title={`有 ${lines.length} 笔的家庭已经退出`}>
      <p>
        在册期间核定的可以照发；标明「核定时不在册」的和其他不应再发的，先从这份名单移出，再在核定页撤销。
        <Deceased lines={lines} />
      </p>
      <Named lines={lines} />
    </Alert>
  );
}

/** Those that the approval of the batch could not see. */
export function LeftSince({ lines }: { lines: readonly ExitedLine[] }) {
  if (lines.length === 0) return null;
  return (
    <Alert tone="warning" title={`审批以后有 ${lines.length} 笔的家庭退出`}>
      <p>
        审批人没有看到这些退出。在册期间核定的可以照发；不应再发的，请审批人退回批次，移出后再审批，并在核定页撤销。
        <Deceased lines={lines} />
      </p>
      <Named lines={lines} />
    </Alert>
  );
}

function Deceased({ lines }: { lines: readonly ExitedLine[] }) {
  const deceased = lines.filter(({ reason }) => reason === 'deceased').length;
  if (deceased === 0) return null;
  return <strong>其中 {deceased} 笔因死亡退出，未发的应当撤销，不能由他人代领。</strong>;
}

function Named({ lines }: { lines: readonly ExitedLine[] }) {
  return (
    <LongList>
      {lines.map((line) => (
        <li key={line.awardId}>
          <TextLink to={paths.award(line.awardId)}>
            {line.fileNumber} {line.name}
          </TextLink>
          ：{exitText(line)}
          {line.wasOffRegister ? `，${OFF_REGISTER}` : null}
        </li>
      ))}
    </LongList>
  );
}

/** The lines of families off the register, by their award. */
export function exitByAward(lines: readonly ExitedLine[]): ReadonlyMap<string, ExitedLine> {
  return new Map(lines.map((line) => [line.awardId, line]));
}

/** What is asked of whoever sends a batch on with such lines, or records them by hand. */
export function ExitedSeen({ field, lines }: { field: FieldMetadata; lines: readonly ExitedLine[] }) {
  return <SeenTick field={field} count={lines.length} label={exitedSeenLabel(lines.length)} />;
}

/** What is asked of whoever sends a batch to the bank that such families are in. */
export function LeftSinceSeen({ field, lines }: { field: FieldMetadata; lines: readonly ExitedLine[] }) {
  return <SeenTick field={field} count={lines.length} label={leftSinceLabel(lines.length)} />;
}
