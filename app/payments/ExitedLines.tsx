import type { FieldMetadata } from '@conform-to/react';
import { paths } from '../paths';
import { Alert, SeenTick, Tag, TextLink } from '../ui';
import { exitedSeenLabel, exitText, OFF_REGISTER } from '../zh/batches';
import type { ExitedLine } from './exitedLines.server';

const SHOWN = 20;

/** The lines of families that have left the register, each with the day and the reason. */
export function ExitedLines({ lines }: { lines: readonly ExitedLine[] }) {
  if (lines.length === 0) return null;
  const deceased = lines.filter(({ reason }) => reason === 'deceased').length;
  return (
    <Alert tone="warning" title={`有 ${lines.length} 笔的家庭已经退出`}>
      <p>
        在册期间核定的可以照发；标明「核定时不在册」的和其他不应再发的，先从批次移出，再在核定页撤销。
        {deceased > 0 ? (
          <strong>其中 {deceased} 笔因死亡退出，未发的应当撤销，不能由他人代领。</strong>
        ) : null}
      </p>
      <ul className="mt-1 list-inside list-disc">
        {lines.slice(0, SHOWN).map((line) => (
          <li key={line.awardId}>
            <TextLink to={paths.award(line.awardId)}>
              {line.fileNumber} {line.name}
            </TextLink>
            ：{exitText(line)}
            {line.wasOffRegister ? `，${OFF_REGISTER}` : null}
          </li>
        ))}
      </ul>
      {lines.length > SHOWN ? <p>另有 {lines.length - SHOWN} 笔，在明细中标出。</p> : null}
    </Alert>
  );
}

/** Beside the name of somebody whose family has left the register. */
export function ExitedTag({ exit }: { exit: ExitedLine | undefined }) {
  if (!exit) return null;
  return (
    <span className="flex flex-col items-start gap-0.5">
      <Tag tone={exit.reason === 'deceased' ? 'danger' : 'warning'}>{exitText(exit)}</Tag>
      {exit.wasOffRegister ? <Tag tone="danger">{OFF_REGISTER}</Tag> : null}
    </span>
  );
}

/** The lines of families off the register, by their award. */
export function exitByAward(lines: readonly ExitedLine[]): ReadonlyMap<string, ExitedLine> {
  return new Map(lines.map((line) => [line.awardId, line]));
}

/** What is asked of whoever sends a batch on with such lines. */
export function ExitedSeen({ field, lines }: { field: FieldMetadata; lines: readonly ExitedLine[] }) {
  return <SeenTick field={field} count={lines.length} label={exitedSeenLabel(lines.length)} />;
}
