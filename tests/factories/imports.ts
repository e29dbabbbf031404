import type { ImportMode } from '../../app/exchange/job';
import { orderImport } from '../../app/exchange/jobs.server';
import { withUpload } from '../../app/exchange/uploads.server';
import type { Desk } from '../../app/staff/staff.server';

/** A register that somebody sent through the page. @returns the id of the job that imports it */
export function aSentImport(
  desk: Desk,
  { bytes, ...order }: { bytes: Uint8Array; fileName: string; mode: ImportMode; isCheckOnly: boolean },
): Promise<string> {
  return withUpload(async (upload) => {
    await upload.keep([bytes.subarray(0, 100), bytes.subarray(100)]);
    return orderImport(desk, { ...order, upload });
  });
}
