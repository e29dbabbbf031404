import { AccountDoubts } from './AccountDoubts';
import type { AccountWarnings as Warnings } from './accountWarnings.server';
import { ClaimedLines } from './ClaimedLines';
import { ExitedLines } from './ExitedLines';
import { SharedLines } from './SharedLines';

/** What is to be looked at before money goes to some accounts; nothing where nothing speaks against them. */
export function AccountWarnings({ warnings: { claimed, shared, doubts, exited } }: { warnings: Warnings }) {
  return (
    <>
      <ClaimedLines lines={claimed} />
      <ExitedLines lines={exited} />
      <SharedLines lines={shared} />
      <AccountDoubts lines={doubts} />
    </>
  );
}
