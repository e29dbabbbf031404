import { AccountDoubts } from './AccountDoubts';
import type { AccountWarnings as Warnings } from './accountWarnings.server';
import { SharedLines } from './SharedLines';

/** What is to be looked at before money goes to some accounts; nothing where nothing speaks against them. */
export function AccountWarnings({ warnings: { shared, doubts } }: { warnings: Warnings }) {
  return (
    <>
      <SharedLines lines={shared} />
      <AccountDoubts lines={doubts} />
    </>
  );
}
