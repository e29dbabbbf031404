import { v7 } from 'uuid';

/** A new id: UUIDv7 text, in order of time. */
export function newId(): string {
  return v7();
}

/** The lowest id that can have been made at an instant (ISO): whatever was made later has a higher one. */
export function firstIdOf(instant: string): string {
  const time = Date.parse(instant).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
