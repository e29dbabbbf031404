import type { Doubt, Verdict } from './bankResultMatch';

/** Which line a row is about is in doubt, or to which account it was paid: settled once that line is answered alike. */
const DOUBTS_OF_LINE: readonly Doubt[] = [
  'account_differs',
  'account_masked',
  'account_unreadable',
  'line_differs',
  'several_lines',
];

/** Whether a row that was in doubt about its line says what is booked of it by now, or of all that it fits. */
export function isDealtWith({ doubt, row, line, fits }: Verdict): boolean {
  if (doubt === null || !DOUBTS_OF_LINE.includes(doubt)) return false;
  const lines = line ? [line] : fits;
  return lines.length > 0 && lines.every(({ status }) => status === row.outcome);
}
