import type { FieldMetadata } from '@conform-to/react';
import { countMissed, missedWindows, type PayWindow } from '../relief/payWindow';
import { PayWindowNote } from '../relief/PayWindowNote';
import { SeenTick } from '../ui';
import { windowSeenLabel } from '../zh/payments';

interface WindowSeenProps {
  field: FieldMetadata;
  windows: readonly PayWindow[];
  /** The day on which it would be paid. */
  on: string | null | undefined;
}

/** What whoever pays outside a window is told, and ticks. */
export function WindowSeen({ field, windows, on }: WindowSeenProps) {
  const count = countMissed(missedWindows(windows, on));
  return (
    <>
      <PayWindowNote windows={windows} on={on} />
      <SeenTick field={field} count={count} label={windowSeenLabel(count)} />
    </>
  );
}
