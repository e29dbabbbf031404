import { formatInstant } from '../calendar/instant';

/** Days that a device keeps what was not sent. */
export const DEVICE_DAYS_KEPT = 7;
const DAY_MS = 86_400_000;

/** What was never sent does not lie on the device for ever. */
export function isTooOld(keptAt: number): boolean {
  return Date.now() - keptAt > DEVICE_DAYS_KEPT * DAY_MS;
}

/** When something was kept, by the clock in China like every other time of a page, whatever the device's own zone. */
export function clockOf(keptAt: number): string {
  return formatInstant(new Date(keptAt).toISOString());
}
