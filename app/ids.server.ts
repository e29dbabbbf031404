import { v7 } from 'uuid';

/** A new id: UUIDv7 text, in order of time. */
export function newId(): string {
  return v7();
}
